"""Keys that are shared with another desk: what is refused, and what comes of taking them back."""

import pytest

from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault import actions, apart, circles, records, sharing
from rapporteur.kernel.vault.erasure import erase
from rapporteur.kernel.vault.faults import Erased, NoWayIn, Unsigned
from rapporteur.kernel.vault.models import Kind, Recipient, Wrap
from tests.factories.halves import make_pair
from tests.factories.vaults import make_group, make_keyring

pytestmark = [pytest.mark.requirement("R26.2"), pytest.mark.usefixtures("committed")]
BY = str(new_id())


@pytest.fixture
def rings():
    return [make_keyring() for _each in range(3)]


@pytest.fixture
def group(rings):
    return make_group(*rings).pk


@pytest.fixture
def guest():
    return make_keyring()


@pytest.fixture
def other(guest):
    return make_group(guest).pk


@pytest.fixture
def version(group):
    return records.keep("cases.note", b"shared words", [group], by=BY)


def test_the_other_desk_opens_what_was_shared_and_nothing_else(group, rings, other, guest, version):
    kept = records.keep("cases.note", b"not shared", [group], by=BY)
    assert sharing.share([version.pk], group, other, rings[0], by=BY) == 1
    assert records.read(version, other, guest, by=BY) == b"shared words"
    assert records.read(version, group, rings[1], by=BY) == b"shared words"
    with pytest.raises(NoWayIn):
        records.read(kept, other, guest, by=BY)
    with pytest.raises(NoWayIn):
        records.read(version, group, guest, by=BY)


def test_sharing_again_adds_nothing(group, rings, other, version):
    sharing.share([version.pk], group, other, rings[0], by=BY)
    assert sharing.share([version.pk], group, other, rings[0], by=BY) == 0
    assert version.wraps.count() == 2


@pytest.mark.parametrize("kind", [Kind.MISSION, Kind.PARTNER, Kind.CASE])
def test_no_other_kind_of_recipient_gets_it(group, rings, guest, version, kind):
    other = make_group(guest, kind=kind).pk
    with pytest.raises(Unsigned):
        sharing.share([version.pk], group, other, rings[0], by=BY)
    assert version.wraps.count() == 1


def test_ones_own_desk_and_a_row_that_was_changed_are_refused(group, rings, guest, version):
    with pytest.raises(Unsigned):
        sharing.share([version.pk], group, group, rings[0], by=BY)
    mission = make_group(guest, kind=Kind.MISSION)
    Recipient.objects.filter(pk=mission.pk).update(kind=Kind.DESK)
    with pytest.raises(Unsigned):
        sharing.share([version.pk], group, mission.pk, rings[0], by=BY)
    assert version.wraps.count() == 1


def test_what_was_erased_or_is_anothers_is_not_shared_and_nothing_beside_it(
    group, rings, other, version
):
    gone = records.keep("cases.note", b"x", [group], by=BY)
    erase([gone.record_id], by=BY)
    with pytest.raises(Erased):
        sharing.share([version.pk, gone.pk], group, other, rings[0], by=BY)
    theirs = records.keep("cases.note", b"x", [other], by=BY)
    with pytest.raises(NoWayIn):
        sharing.share([version.pk, theirs.pk], group, other, rings[0], by=BY)
    assert version.wraps.count() == 1


def test_the_halves_of_a_name_are_never_shared(group, rings, other):
    make_pair(group, *rings[:2])
    version = apart.keep_apart("intake.identity", b"a name", apart.pair_of(group), by=BY)
    with pytest.raises(NoWayIn):
        sharing.share([version.pk], group, other, rings[0], by=BY)
    assert version.wraps.count() == 2


def test_taking_it_back_leaves_the_own_desk_its_key(group, rings, other, guest, version):
    sharing.share([version.pk], group, other, rings[0], by=BY)
    assert sharing.withdraw([version.record_id], other, by=BY) == 1
    assert sharing.withdraw([version.record_id], other, by=BY) == 0
    with pytest.raises(NoWayIn):
        records.read(version, other, guest, by=BY)
    assert records.read(version, group, rings[0], by=BY) == b"shared words"


def test_what_lies_in_a_circle_is_shared_by_its_holders_alone(group, rings, other, guest, version):
    fourth = make_keyring()
    actions.add_member(group, fourth.key, rings[0], by=BY)
    epoch = circles.found(group, new_id(), "a case", rings[0], without=fourth.key.owner, by=BY)
    circles.take_in(epoch, [version.record_id], rings[0], by=BY)
    with pytest.raises(NoWayIn):
        sharing.share([version.pk], group, other, fourth, by=BY)
    sharing.share([version.pk], group, other, rings[1], by=BY)
    assert records.read(version, other, guest, by=BY) == b"shared words"
    assert sharing.barred_who_hold(epoch.recipient_id, other) == set()
    actions.add_member(other, fourth.key, guest, by=BY)
    assert sharing.barred_who_hold(epoch.recipient_id, other) == {fourth.key.owner}


def test_moving_into_a_circle_later_leaves_the_shared_key(group, rings, other, guest, version):
    sharing.share([version.pk], group, other, rings[0], by=BY)
    fourth = make_keyring()
    actions.add_member(group, fourth.key, rings[0], by=BY)
    epoch = circles.found(group, new_id(), "a case", rings[0], without=fourth.key.owner, by=BY)
    assert circles.take_in(epoch, [version.record_id], rings[0], by=BY) == 0
    assert records.read(version, other, guest, by=BY) == b"shared words"
    assert Wrap.objects.filter(version=version, epoch__recipient=group).count() == 0
