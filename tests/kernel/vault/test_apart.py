"""Keys in two halves: what each person holds, what is released, and to whom it is of no use.

Tests that read have a database of their own: a reading is committed, whatever becomes of the rest.
"""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.vault import actions, apart, recipients, records
from rapporteur.kernel.vault.faults import CannotOpen, NoPair, NoWayIn, Unsigned, WrongEpoch
from rapporteur.kernel.vault.models import Epoch, Kind, Recipient, Wrap
from tests.factories.halves import make_pair
from tests.factories.vaults import BY, make_group, make_keyring
from tests.kernel.vault.test_groups import again

NAME = b"canary of a name"
pytestmark = [pytest.mark.requirement("SG8"), pytest.mark.requirement("SG12")]


@pytest.fixture
def one():
    return make_keyring()


@pytest.fixture
def two():
    return make_keyring()


@pytest.fixture
def desk(one, two):
    """A desk of both, of whom each holds one half."""
    group = make_group(one, two).pk
    make_pair(group, one, two)
    return group


def kept(desk):
    return apart.keep_apart("test", NAME, apart.pair_of(desk), by=BY)


def opened(version, mine, half, asking, part=1):
    return apart.read_apart(version, part, again(mine), other=half, asking=asking, by=BY)


@pytest.mark.usefixtures("committed")
def test_two_people_open_what_neither_opens_alone(desk, one, two):
    version, asking = kept(desk), uuid4()

    half = apart.released(version, 2, again(two), to=one.key, asking=asking)

    assert opened(version, one, half, asking) == NAME
    entry = Entry.objects.get(verb="read")
    assert entry.detail == {"kind": "test", "asking": str(asking)}
    for ring, part in ((one, 2), (two, 1)):
        with pytest.raises(NoWayIn):
            apart.released(version, part, again(ring), to=ring.key, asking=asking)


@pytest.mark.usefixtures("committed")
def test_the_key_of_the_desk_opens_nothing_of_it(desk, one):
    version = kept(desk)
    with pytest.raises(NoWayIn, match="not sealed to this group"):
        records.read(version, desk, again(one), by=BY)
    group = version.wraps.get(part=1).epoch.recipient_id
    with pytest.raises(NoWayIn, match="not sealed to this group"):
        records.read(version, group, again(one), by=BY)
    assert not Entry.objects.filter(verb="read").exists()


@pytest.mark.usefixtures("committed")
def test_what_was_released_serves_one_person_and_one_asking(desk, one, two):
    version, other, asking = kept(desk), kept(desk), uuid4()
    half = apart.released(version, 2, again(two), to=one.key, asking=asking)
    colleague = make_keyring()
    first = version.wraps.get(part=1).epoch.recipient_id
    actions.add_member(first, colleague.key, again(one), by=BY)

    for attempt in (
        lambda: opened(version, one, half, uuid4()),
        lambda: opened(other, one, half, asking),
        lambda: opened(version, colleague, half, asking),
        lambda: opened(version, two, half, asking, part=2),
    ):
        with pytest.raises(CannotOpen):
            attempt()
    assert not Entry.objects.filter(verb="read").exists()


@pytest.mark.usefixtures("committed")
def test_halves_move_to_the_newest_keys_and_open_all_the_same(desk, one, two):
    version, asking = kept(desk), uuid4()
    for ring, part in ((one, 1), (two, 2)):
        group = version.wraps.get(part=part).epoch.recipient_id
        actions.open_epoch(group, again(ring), without=[], by=BY)

    half = apart.released(version, 2, again(two), to=one.key, asking=asking)
    assert opened(version, one, half, asking) == NAME
    found = version.wraps.order_by("part")
    assert [(wrap.part, wrap.epoch.number) for wrap in found] == [(1, 2), (2, 2)]

    other = kept(desk)
    group = other.wraps.get(part=1).epoch.recipient_id
    actions.open_epoch(group, again(one), without=[], by=BY)
    assert records.rewrap(group, again(one), by=BY) == 0
    half = apart.released(other, 2, again(two), to=one.key, asking=asking)
    assert opened(other, one, half, asking) == NAME


@pytest.mark.django_db
@pytest.mark.parametrize("part", [1, 2])
def test_what_was_erased_is_said(desk, part):
    version = kept(desk)
    Wrap.objects.filter(version=version, part=part).delete()
    with pytest.raises(NoWayIn, match="erased"):
        apart.half_of(version, part)


@pytest.mark.django_db
def test_each_half_stands_once(desk):
    version = kept(desk)
    wrap = version.wraps.get(part=1)
    epoch = recipients.newest(desk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Wrap(version=version, epoch=epoch, wrapped=wrap.wrapped, part=1).save(force_insert=True)


@pytest.mark.django_db
@pytest.mark.parametrize("side", apart.SIDES)
@pytest.mark.parametrize("fault", ["unsigned", "closed", "other kind", "other desk"])
def test_without_both_groups_as_signed_there_is_no_pair(desk, side, fault):
    subject = recipients.newest(desk).recipient.subject
    groups = Recipient.objects.filter(subject=apart.subject_of(subject, side))
    if fault == "unsigned":
        Epoch.objects.filter(recipient__in=groups).update(signature=b"")
    elif fault == "closed":
        groups.update(closed_on=today())
    elif fault == "other kind":
        groups.update(kind=Kind.MISSION)
    else:
        groups.update(subject=f"identity/{uuid4()}/{side}")
    with pytest.raises((NoPair, Unsigned)):
        apart.pair_of(desk)


@pytest.mark.django_db
def test_another_desks_group_renamed_to_ours_is_not_sealed_to(desk):
    stranger = make_group(make_keyring()).pk
    make_pair(stranger)
    subject = recipients.newest(desk).recipient.subject
    theirs = recipients.newest(stranger).recipient.subject
    wanted = apart.subject_of(subject, "a")
    Recipient.objects.filter(subject=wanted).update(closed_on=today())
    Recipient.objects.filter(subject=apart.subject_of(theirs, "a")).update(subject=wanted)
    with pytest.raises(Unsigned):
        apart.pair_of(desk)


@pytest.mark.django_db
def test_nothing_is_kept_under_a_key_that_was_changed_meanwhile(desk, one):
    pair = apart.pair_of(desk)
    actions.open_epoch(pair[0].recipient_id, again(one), without=[], by=BY)
    with pytest.raises(WrongEpoch):
        apart.keep_apart("test", NAME, pair, by=BY)
