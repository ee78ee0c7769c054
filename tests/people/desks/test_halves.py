"""The halves of the key to names: who begins them, who is handed one, and that nobody holds both."""

import pytest

from rapporteur.kernel.access.roles import BY_CODE
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import actions as vault
from rapporteur.kernel.vault import apart, recipients, recovery
from rapporteur.kernel.vault.models import Kind, MemberWrap, Recipient
from rapporteur.operations.recovering import belongs
from rapporteur.people.desks import actions, exercise, halves
from rapporteur.people.desks.models import Desk, Membership
from rapporteur.people.vaults.actions import lay_down
from rapporteur.world.models import Country
from tests.factories.people import make_account, make_desk, make_member
from tests.factories.vaults import BY, CHEAP, make_keyring
from tests.kernel.vault.test_groups import again
from tests.people.desks.test_keys import House

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.requirement("SG8"),
    pytest.mark.requirement("SG12"),
]


@pytest.fixture
def house():
    """A desk whose coordinator holds half a and whose mandate-holder holds half b."""
    house = House()
    house.holder, house.second = house.with_key("mandate_holder")
    assert halves.found_missing(house.coordinator, house.keyring) == [(house.desk, "a")]
    assert halves.found_missing(house.holder.account, house.second) == [(house.desk, "b")]
    return house


def hand(house, membership, ring, *, side="a", by=None, mine=None, seen=None):
    halves.hand_over(
        membership,
        side,
        fingerprint=seen or recipients.fingerprint(ring.key.public),
        keyring=mine or house.keyring,
        by=by or house.coordinator,
    )


def group(house, side):
    return halves.group_of(house.desk, side)


def test_each_role_begins_its_half_by_unlocking_and_once(house):
    pair = apart.pair_of(house.desk.recipient)
    assert [epoch.recipient for epoch in pair] == [group(house, "a"), group(house, "b")]
    assert halves.side_of(house.desk, house.coordinator.pk) == "a"
    assert halves.side_of(house.desk, house.holder.account_id) == "b"
    assert halves.found_missing(house.coordinator, house.keyring) == []
    other, ring = house.with_key("coordinator")
    assert halves.found_missing(other.account, ring) == []
    assert halves.side_of(house.desk, other.account_id) == ""


def test_who_has_both_roles_begins_one_half_alone():
    house = House()
    Membership.objects.update(roles=["coordinator", "mandate_holder"])
    assert halves.found_missing(house.coordinator, house.keyring) == [(house.desk, "a")]
    assert group(house, "b") is None


def test_nobody_begins_a_half_without_the_key_of_the_desk():
    house = House()
    holder, ring = house.member("mandate_holder")
    assert halves.found_missing(holder.account, ring) == []
    mission = make_account("missions")
    assert halves.found_missing(mission, make_keyring(mission.pk)) == []
    bare = make_member(make_desk("OTHER"), "coordinator").account
    assert halves.found_missing(bare, make_keyring(bare.pk)) == []


def test_a_half_goes_from_hand_to_hand_and_never_to_who_holds_the_other(house):
    officer, ring = house.with_key("desk_officer")
    hand(house, officer, ring)
    assert ring.holds(group(house, "a").pk)
    for membership, its in ((officer, ring), (house.holder, house.second)):
        with pytest.raises(Refused, match="Nobody holds both"):
            hand(house, membership, its)
    assert halves.holds_a_half(officer.account, group(house, "a").pk) is None
    assert halves.holds_a_half(officer.account, group(house, "b").pk)


def test_who_holds_none_hands_none_over(house):
    officer, ring = house.with_key("desk_officer")
    with pytest.raises(Refused, match="You do not hold this half"):
        hand(house, officer, ring, side="b")
    with pytest.raises(Refused, match="Unlock your vault"):
        halves.hand_over(officer, "a", fingerprint="", keyring=None, by=house.coordinator)
    with pytest.raises(Refused, match="Nobody does this to themselves"):
        hand(house, house.membership, house.keyring)
    with pytest.raises(Refused, match="has changed since you looked"):
        hand(house, officer, ring, seen="0" * 64)
    house.membership.roles = ["auditor"]
    house.membership.save()
    with pytest.raises(Refused, match="Only a member of this desk"):
        hand(house, officer, ring)


def test_a_half_is_handed_to_readers_with_the_key_of_the_desk(house):
    auditor, ring = house.member("auditor")
    with pytest.raises(Refused, match="read nothing that is sealed"):
        hand(house, auditor, ring)
    waiting, ring = house.member("desk_officer")
    with pytest.raises(Refused, match="key of the desk yet"):
        hand(house, waiting, ring)


def test_a_missing_half_is_held_by_nobody():
    house = House()
    officer, ring = house.with_key("desk_officer")
    with pytest.raises(Refused, match="You do not hold this half"):
        hand(house, officer, ring, side="b")
    assert [one.group for one in halves.halves_of(house.coordinator, [house.desk])] == [None, None]


def test_who_leaves_loses_the_half_where_the_remover_holds_it(house):
    officer, ring = house.with_key("desk_officer")
    hand(house, officer, ring)
    actions.remove(officer, why="left", by=house.coordinator, keyring=house.keyring)
    assert recipients.newest(group(house, "a").pk).number == 2
    assert halves.owners(group(house, "a").pk) == {house.coordinator.pk}
    assert not halves.due(house.coordinator)


def test_else_the_other_holders_are_asked_to_change_it(house):
    officer, ring = house.with_key("desk_officer")
    hand(house, officer, ring, side="b", by=house.holder.account, mine=house.second)
    officer.refresh_from_db()
    actions.change_roles(
        officer, ["auditor"], why="other work", by=house.coordinator, keyring=house.keyring
    )
    assert not halves.due(house.coordinator)
    assert [one.side for one in halves.due(house.holder.account)] == ["b"]
    with pytest.raises(Refused, match="Give the reason"):
        halves.change(house.desk, "b", why=" ", keyring=house.second, by=house.holder.account)
    with pytest.raises(Refused, match="Only a member"):
        halves.change(house.desk, "b", why="x", keyring=house.second, by=officer.account)
    halves.change(house.desk, "b", why="left", keyring=house.second, by=house.holder.account)
    assert halves.owners(group(house, "b").pk) == {house.holder.account_id}
    assert halves.due(house.holder.account) == []
    assert halves.due(make_account("missions")) == []


def test_a_spoilt_row_is_said(house):
    MemberWrap.objects.filter(epoch__recipient=group(house, "b")).update(voucher=b"x" * 32)
    with pytest.raises(Refused, match="Tell the operator"):
        halves.change(house.desk, "b", why="x", keyring=house.second, by=house.holder.account)


def test_a_half_that_nobody_can_hand_on_gives_its_place_to_another(house):
    old = group(house, "b")
    lay_down(house.holder.account, house.second.key)  # the lone holder of it: the desk works on
    ring = make_keyring(house.holder.account_id)
    assert halves.found_missing(house.holder.account, ring) == []  # not before the desk's key
    house.hand(house.holder, ring)
    assert halves.found_missing(house.holder.account, ring) == [(house.desk, "b")]
    old.refresh_from_db()
    assert old.closed_on
    assert group(house, "b") != old


def test_a_half_with_shares_waits_for_them(house):
    recovery.make_shares(group(house, "b"), again(house.second), by=BY)
    lay_down(house.holder.account, house.second.key)
    ring = make_keyring(house.holder.account_id)
    house.hand(house.holder, ring)
    assert halves.found_missing(house.holder.account, ring) == []
    assert halves.halves_of(house.coordinator, [house.desk])[1].due


def test_shares_hand_a_half_to_a_reader_without_the_other_one(house):
    officer, _ring = house.with_key("desk_officer")
    auditor, _its = house.member("auditor")
    half = group(house, "b")
    assert belongs(officer.account, half)
    assert belongs(house.holder.account, half)
    assert not belongs(house.coordinator, half)
    assert not belongs(auditor.account, half)
    assert not belongs(make_account("missions"), half)


def test_an_exercise_has_both_halves_in_two_hands(db):
    Country.objects.get_or_create(
        iso3="XEX", defaults={"names": {"en": "Exerland"}, "standing": "exercise", "source": "x"}
    )
    exercise.seed_exercise(cost=CHEAP)
    exercise.seed_exercise(cost=CHEAP)
    desk = Desk.objects.get()
    apart.pair_of(desk.recipient)
    held = {side: halves.owners(halves.group_of(desk, side).pk) for side in halves.BEGINS}
    for side, role in halves.BEGINS.items():
        (owner,) = held[side]
        assert rules_of(owner) == [role]
        assert role in BY_CODE
    assert not held["a"] & held["b"]
    open_ones = Recipient.objects.filter(kind=Kind.IDENTITY, closed_on__isnull=True)
    assert open_ones.count() == 2
    assert vault.held(open_ones[0].pk) is None


def rules_of(owner):
    return Membership.objects.get(account=owner).roles
