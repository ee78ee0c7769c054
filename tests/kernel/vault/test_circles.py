"""Circles: who holds one, who never gets it, and what happens when members come and go."""

import pytest

from rapporteur.kernel.ids import new_id
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import actions, circles, records, recovery
from rapporteur.kernel.vault.faults import NoWayIn
from rapporteur.kernel.vault.models import Barred, MemberWrap, Recipient, RenewalDue, Wrap
from rapporteur.kernel.vault.recipients import newest
from tests.factories.vaults import make_group, make_keyring

pytestmark = [pytest.mark.requirement("SG12"), pytest.mark.usefixtures("committed")]
BY = str(new_id())


@pytest.fixture
def rings():
    return [make_keyring() for _each in range(4)]


@pytest.fixture
def group(rings):
    return make_group(*rings).pk


@pytest.fixture
def circle(group, rings):
    """A circle that is kept from the last of four."""
    epoch = circles.found(group, new_id(), "a case", rings[0], without=rings[3].key.owner, by=BY)
    return Recipient.objects.get(pk=epoch.recipient_id)


def fresh(ring):
    """Return the vault of a next request, which remembers nothing."""
    return type(ring)(ring.key, ring.half)


def reach(rings, circle):
    return [fresh(ring).holds(circle.pk) for ring in rings]


def test_everyone_but_the_barred_holds_it(rings, circle):
    assert reach(rings, circle) == [True, True, True, False]


def test_who_makes_it_against_themselves_does_not_hold_it(group, rings):
    epoch = circles.found(group, new_id(), "x", rings[0], without=rings[0].key.owner, by=BY)
    circle = Recipient.objects.get(pk=epoch.recipient_id)
    assert reach(rings, circle) == [False, True, True, True]
    assert not rings[0].holds(circle.pk)


def test_nobody_hands_it_to_the_barred(rings, circle):
    with pytest.raises(Refused, match="kept from this person"):
        actions.add_member(circle.pk, rings[3].key, rings[0], by=BY)
    assert circles.hand_on(rings[0], by=BY) == 0
    assert reach(rings[3:], circle) == [False]


def test_the_key_of_the_group_opens_no_record_of_it(group, rings, circle):
    version = records.keep("cases.note", b"words", [circle.pk], by=BY)
    assert records.read(version, group, rings[1], by=BY) == b"words"
    with pytest.raises(NoWayIn):
        records.read(version, group, rings[3], by=BY)
    with pytest.raises(NoWayIn):
        records.read(version, make_group(rings[3]).pk, rings[3], by=BY)


def test_what_lies_under_the_group_moves_in(group, rings, circle):
    version = records.keep("cases.note", b"words", [group], by=BY)
    epoch = newest(circle.pk)
    assert circles.take_in(epoch, [version.record_id], rings[0], by=BY) == 0
    assert circles.take_in(epoch, [version.record_id], rings[0], by=BY) == 0
    assert list(version.wraps.values_list("epoch__recipient", flat=True)) == [circle.pk]
    assert records.read(version, group, rings[2], by=BY) == b"words"
    with pytest.raises(NoWayIn):
        records.read(version, group, rings[3], by=BY)


def test_what_does_not_open_stays_and_is_counted(group, rings, circle):
    version = records.keep("cases.note", b"words", [group], by=BY)
    Wrap.objects.filter(version=version).update(wrapped=b"\x01" * 80)
    assert circles.take_in(newest(circle.pk), [version.record_id], rings[0], by=BY) == 1


def test_a_second_one_is_shut_out_by_a_new_key(group, rings):
    rings.append(make_keyring())
    actions.add_member(group, rings[4].key, rings[0], by=BY)
    epoch = circles.found(group, new_id(), "x", rings[0], without=rings[3].key.owner, by=BY)
    circle = Recipient.objects.get(pk=epoch.recipient_id)
    old = records.keep("cases.note", b"words", [circle.pk], by=BY)
    circles.shut_out(circle, rings[2].key.owner, rings[0], by=BY)
    assert reach(rings, circle) == [True, True, False, False, True]
    assert records.read(old, group, fresh(rings[1]), by=BY) == b"words"


def test_two_people_remain(rings, circle):
    circles.shut_out(circle, rings[2].key.owner, rings[0], by=BY)
    with pytest.raises(Refused, match="At least two"):
        circles.shut_out(circle, rings[1].key.owner, rings[0], by=BY)


def test_shares_count_for_nobody(group, rings):
    recovery.make_shares(Recipient.objects.get(pk=group), rings[0], by=BY)
    MemberWrap.objects.filter(member_key__in=[rings[1].key, rings[2].key]).delete()
    with pytest.raises(Refused, match="At least two"):
        circles.found(group, new_id(), "x", rings[0], without=rings[3].key.owner, by=BY)


def test_who_joins_gets_it_from_a_holder_and_not_from_the_barred(group, rings, circle):
    new = make_keyring()
    actions.add_member(group, new.key, rings[3], by=BY)
    assert circles.hand_on(rings[3], by=BY) == 0
    assert not new.holds(circle.pk)
    assert circles.hand_on(rings[1], by=BY) == 1
    assert fresh(new).holds(circle.pk)


def test_a_row_that_nobody_vouched_for_gets_nothing(group, rings, circle):
    stranger = make_keyring()
    epoch = newest(group)
    MemberWrap(epoch=epoch, member_key=stranger.key, wrapped=b"x", voucher=b"0" * 32).save(
        force_insert=True
    )
    assert circles.hand_on(rings[0], by=BY) == 0


def test_letting_back_hands_it_over(rings, circle):
    with pytest.raises(NoWayIn):
        circles.let_back(circle, rings[3].key.owner, rings[3], by=BY)
    circles.let_back(circle, rings[3].key.owner, rings[0], by=BY)
    assert reach(rings, circle) == [True] * 4
    assert str(rings[3].key.owner) in str(Barred.objects.get())


def test_a_leaver_is_cut_off_by_who_holds_it(group, rings, circle):
    circles.leave(group, rings[2].key.owner, rings[0], by=BY, why="left")
    assert reach(rings, circle) == [True, True, False, False]
    assert newest(circle.pk).number == 2


def test_a_leaver_is_cut_off_though_the_remover_is_barred(group, rings, circle):
    """What was handed goes at once; the next holder to unlock makes the new key."""
    circles.leave(group, rings[2].key.owner, rings[3], by=BY, why="left")
    assert reach(rings, circle) == [True, True, False, False]
    assert RenewalDue.objects.filter(epoch__recipient=circle).exists()
    actions.open_epoch(group, rings[0], without=[rings[2].key.owner], by=BY)
    assert circles.hand_on(fresh(rings[1]), by=BY) == 1
    assert newest(circle.pk).number == 2
    assert circles.hand_on(fresh(rings[0]), by=BY) == 0


def test_who_lost_the_key_of_the_group_hands_nothing_on(group, rings, circle):
    MemberWrap.objects.filter(epoch__recipient=group, member_key=rings[0].key).delete()
    assert circles.hand_on(fresh(rings[0]), by=BY) == 0


@pytest.mark.parametrize("shares_first", [True, False])
def test_two_shares_of_the_desk_bring_it_back_but_not_to_the_barred(group, rings, shares_first):
    wanted = Recipient.objects.get(pk=group)
    if shares_first:
        one, two, _three = recovery.make_shares(wanted, rings[0], by=BY)
    epoch = circles.found(group, new_id(), "x", rings[0], without=rings[3].key.owner, by=BY)
    circle = Recipient.objects.get(pk=epoch.recipient_id)
    if not shares_first:
        one, two, _three = recovery.make_shares(wanted, rings[0], by=BY)
    owners = [ring.key.owner for ring in rings]
    for ring in rings:
        actions.retire(ring.key, by=BY, why="forgotten")
    anew = [make_keyring(owner) for owner in owners]

    recovery.recover(wanted, one, two, to=anew[3].key, by=BY, why="all forgot")
    assert not anew[3].holds(circle.pk)
    actions.add_member(group, anew[0].key, anew[3], by=BY)
    recovery.recover(wanted, one, two, to=anew[1].key, by=BY, why="all forgot")
    assert reach(anew, circle) == [True, True, False, False]
