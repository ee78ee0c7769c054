"""A group's key comes back from two of three shares, and from nothing less."""

from itertools import combinations

import pytest

from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.vault import actions, groups, recovery
from rapporteur.kernel.vault.faults import NoWayIn, VaultFault, WrongShares
from rapporteur.kernel.vault.hidden import Hidden
from rapporteur.kernel.vault.models import MemberKey
from rapporteur.kernel.vault.shares import cut
from tests.factories.vaults import BY, PHRASE, make_group, make_keyring
from tests.kernel.vault.test_groups import again, remove

pytestmark = pytest.mark.django_db


def test_any_two_shares_hand_the_key_to_someone_new(member, group):
    shares = recovery.make_shares(group, member, by=BY)

    for one, two in combinations(shares, 2):
        fresh = make_keyring()
        recovery.recover(group, one, two, to=fresh.key, by=BY, why="all forgot")
        assert again(fresh).holds(group.pk)
    verbs = list(Entry.objects.filter(verb="recover").values_list("why", flat=True))
    assert verbs == ["all forgot"] * 3


def test_shares_stay_good_from_epoch_to_epoch(member):
    second = make_keyring()
    group = make_group(member, second)
    one, _, three = recovery.make_shares(group, member, by=BY)
    first_half = member.current(group.pk)[1]
    remove(group, second, by=again(member))

    rebuilt = recovery.rebuilt(group, three, one)

    assert rebuilt.current(group.pk)[0].number == 2
    assert rebuilt.half_of(group.pk, 1) == first_half


def test_new_shares_end_the_old_ones(member, group):
    one, two, _ = recovery.make_shares(group, member, by=BY)
    three, four, _ = recovery.make_shares(group, again(member), by=BY)

    with pytest.raises(WrongShares, match="not of the newest set"):
        recovery.rebuilt(group, one, two)
    with pytest.raises(WrongShares, match="same set"):
        recovery.rebuilt(group, one, four)
    assert recovery.rebuilt(group, three, four).holds(group.pk)


@pytest.mark.parametrize("secret", [b"\x07nothing", b"\1short", b"\2" + bytes(96)])
def test_shares_of_something_else_open_nothing(member, group, secret):
    recovery.make_shares(group, member, by=BY)
    one, two, _ = cut(Hidden(secret))

    with pytest.raises(WrongShares, match="newest set"):
        recovery.rebuilt(group, one, two)


def test_without_shares_there_is_nothing_to_rebuild(group):
    one, two, _ = cut(Hidden(b"x"))

    with pytest.raises(WrongShares, match="No shares"):
        recovery.rebuilt(group, one, two)
    assert recovery.key_of(group) is None


def test_whoever_holds_no_key_makes_no_shares(group):
    with pytest.raises(NoWayIn):
        recovery.make_shares(group, make_keyring(), by=BY)


def test_no_passphrase_opens_a_recovery_key_and_its_half_lies_nowhere(member, group):
    recovery.make_shares(group, member, by=BY)
    key = recovery.key_of(group)

    assert bytes(key.sealed_half) == b""
    with pytest.raises(VaultFault):
        actions.open_member_key(key, PHRASE)


def test_with_shares_printed_nobody_holds_a_key_alone(member, group):
    assert [epoch.recipient for epoch in groups.held_alone(member.key)] == [group]

    recovery.make_shares(group, member, by=BY)

    assert groups.held_alone(member.key) == []
    assert MemberKey.objects.in_use().count() == 2
