"""The key of a desk: who makes it, who hands it on, and what happens when someone leaves."""

from datetime import date

import pytest

from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import actions as vault
from rapporteur.kernel.vault import recipients, records, recovery
from rapporteur.kernel.vault.models import Epoch, MemberKey, MemberWrap, Recipient, Wrap
from rapporteur.people.desks import actions, keys, queries, rules
from rapporteur.people.desks.models import Desk, Membership
from tests.factories.people import make_account, make_desk, make_member
from tests.factories.vaults import PHRASE, make_keyring

pytestmark = pytest.mark.django_db


class House:
    """A desk with a coordinator whose open vault made its key."""

    def __init__(self, code="SALECHILD"):
        self.desk = make_desk(code)
        self.membership = make_member(self.desk, "coordinator")
        self.coordinator = self.membership.account
        self.keyring = make_keyring(self.coordinator.pk)
        (self.desk,) = keys.found_missing(self.coordinator, self.keyring)

    def member(self, *roles, state="let_in", vault=True):
        membership = make_member(self.desk, *roles, state=state)
        return membership, make_keyring(membership.account_id) if vault else None

    def with_key(self, *roles):
        membership, keyring = self.member(*roles)
        self.hand(membership, keyring)
        return membership, keyring

    def hand(self, membership, its_key, **more):
        given = {"keyring": self.keyring, "by": self.coordinator, **more}
        self.let_another_agree(membership, given["by"])
        fingerprint = recipients.fingerprint(its_key.key.public)
        keys.hand_over(membership, fingerprint=fingerprint, **given)

    def let_another_agree(self, membership, by):
        """Where others hold the key one of them stands for this member: `test_two_holders`."""
        found = Membership.objects.select_related("desk").get(pk=membership.pk)
        for other in sorted(rules.able(found) - {by.pk})[:1]:
            day = date(2026, 1, 6)
            Membership.objects.filter(pk=found.pk).update(agreed_by=other, agreed_on=day)


def reopened(keyring):
    return vault.open_member_key(MemberKey.objects.get(pk=keyring.key.pk), PHRASE)


@pytest.fixture
def house():
    return House()


# Founding


def test_the_first_coordinators_unlocked_vault_makes_the_key(house):
    assert house.desk.recipient is not None
    assert recipients.sealable(house.desk.recipient).recipient.subject == f"desk/{house.desk.pk}"
    assert keys.holds(Membership.objects.get(pk=house.membership.pk))
    assert keys.found_missing(house.coordinator, house.keyring) == []


@pytest.mark.parametrize("role", ["desk_officer", "mandate_holder", "administrator", "auditor"])
def test_nobody_but_a_coordinator_makes_the_key(role):
    desk = make_desk()
    person = make_member(desk, role).account
    keyring = make_keyring(person.pk)

    assert keys.found_missing(person, keyring) == []
    with pytest.raises(Refused, match="Only a coordinator"):
        keys.found(desk, keyring=keyring, by=person)


def test_the_key_of_a_desk_is_made_once(house):
    with pytest.raises(Refused, match="its key already"):
        keys.found(house.desk, keyring=house.keyring, by=house.coordinator)


def test_an_account_of_a_mission_makes_no_key(house):
    person = make_account("missions")

    assert keys.found_missing(person, make_keyring(person.pk)) == []


# Letting in


def test_letting_in_hands_over_the_key_where_a_vault_is_set_up(house):
    invited, keyring = house.member("desk_officer", state="invited")

    actions.let_in(
        invited,
        by=house.coordinator,
        keyring=house.keyring,
        fingerprint=recipients.fingerprint(keyring.key.public),
    )

    assert keyring.holds(house.desk.recipient)
    assert Entry.objects.get(verb="let in with key").detail["account"] == str(invited.account_id)


def test_letting_in_with_the_key_takes_an_unlocked_vault(house):
    invited, keyring = house.member("desk_officer", state="invited")

    with pytest.raises(Refused, match="Unlock your vault first"):
        actions.let_in(
            invited,
            by=house.coordinator,
            fingerprint=recipients.fingerprint(keyring.key.public),
        )

    assert Membership.objects.get(pk=invited.pk).state == "invited"


def test_a_key_that_was_changed_since_it_was_compared_gets_nothing(house):
    invited, keyring = house.member("desk_officer", state="invited")
    shown = recipients.fingerprint(keyring.key.public)
    MemberKey.objects.filter(pk=keyring.key.pk).update(public_half=make_keyring().key.public)

    with pytest.raises(Refused, match="changed since you looked"):
        actions.let_in(invited, by=house.coordinator, keyring=house.keyring, fingerprint=shown)
    with pytest.raises(Refused, match="changed since you looked"):
        actions.let_in(invited, by=house.coordinator, keyring=house.keyring)


def test_without_a_vault_one_is_let_in_and_waits_for_the_key(house):
    invited, _ = house.member("desk_officer", state="invited", vault=False)

    done = actions.let_in(invited, by=house.coordinator)

    assert done.state == "let_in"
    assert queries.key_states([done]) == {done.pk: "missing"}
    with pytest.raises(Refused, match="has not set up a vault key"):
        keys.hand_over(done, fingerprint="", keyring=house.keyring, by=house.coordinator)
    keyring = make_keyring(done.account_id)
    assert queries.key_states([done]) == {done.pk: "waiting"}
    house.hand(done, keyring)
    assert queries.key_states([done]) == {done.pk: "held"}


def test_a_role_without_a_key_is_let_in_by_a_locked_coordinator(house):
    invited, _ = house.member("auditor", state="invited", vault=False)

    assert actions.let_in(invited, by=house.coordinator).state == "let_in"


def test_an_administrator_lets_in_a_first_coordinator_without_a_key_to_give(house):
    officer, keyring = house.with_key("desk_officer")
    administrator = make_member(house.desk, "administrator").account
    Membership.objects.filter(pk=house.membership.pk).update(roles=["desk_officer"])
    fresh, its_key = house.member("coordinator", state="invited")

    with pytest.raises(Refused, match="must agree first"):
        actions.let_in(fresh, by=administrator)
    actions.agree(fresh, by=officer.account)
    done = actions.let_in(fresh, by=administrator)

    assert (done.state, queries.key_states([done])[done.pk]) == ("let_in", "waiting")
    house.hand(done, its_key, keyring=keyring, by=officer.account)
    assert its_key.holds(house.desk.recipient)


# Handing over


@pytest.mark.requirement("R12.3")
def test_nobody_without_the_key_adds_a_reader(house):
    waiting, its_key = house.member("desk_officer")
    second, second_key = house.member("coordinator")
    administrator = make_member(house.desk, "administrator").account

    with pytest.raises(Refused, match="do not hold the key"):
        house.hand(waiting, its_key, keyring=second_key, by=second.account)
    with pytest.raises(Refused, match="Only a member who holds"):
        house.hand(waiting, its_key, keyring=None, by=administrator)
    with pytest.raises(Refused, match="to themselves"):
        house.hand(second, second_key, keyring=second_key, by=second.account)
    assert not keys.holds(waiting)


def test_an_officer_hands_over_no_key_while_a_coordinator_holds_it(house):
    officer, keyring = house.with_key("desk_officer")
    waiting, its_key = house.member("mandate_holder")

    with pytest.raises(Refused, match="Only a coordinator of this desk hands"):
        house.hand(waiting, its_key, keyring=keyring, by=officer.account)


def test_a_role_that_reads_nothing_sealed_gets_no_key(house):
    auditor, keyring = house.member("auditor")
    invited, its_key = house.member("desk_officer", state="invited")

    for membership, ring in ((auditor, keyring), (invited, its_key)):
        with pytest.raises(Refused, match="read nothing that is sealed"):
            house.hand(membership, ring)


def test_the_rules_on_a_desk_without_a_key():
    desk = make_desk()
    person = make_member(desk, "desk_officer")
    coordinator = make_member(desk, "coordinator")

    assert rules.holders(person) == []
    assert "no key yet" in str(rules.is_handed_the_key(coordinator.account, person))
    assert keys.holds(person) is False
    with pytest.raises(Refused, match="do not hold the key"):
        keys.opened(make_keyring(), desk)


# Leaving


def test_removing_a_holder_changes_the_key(house):
    leaver, leaver_key = house.with_key("desk_officer")
    stayer, stayer_key = house.with_key("mandate_holder")

    actions.remove(leaver, why="left", by=house.coordinator, keyring=house.keyring)

    assert recipients.sealable(house.desk.recipient).number == 2
    assert reopened(stayer_key).holds(house.desk.recipient)
    assert not reopened(leaver_key).holds(house.desk.recipient)
    assert Entry.objects.get(verb="open epoch").why == "left"
    assert queries.key_states([stayer]) == {stayer.pk: "held"}


def test_removing_a_holder_takes_an_unlocked_vault_with_the_key(house):
    leaver, _ = house.with_key("desk_officer")
    second, second_key = house.member("coordinator")

    with pytest.raises(Refused, match="Unlock"):
        actions.remove(leaver, why="left", by=house.coordinator)
    with pytest.raises(Refused, match="do not hold the key"):
        actions.remove(leaver, why="left", by=second.account, keyring=second_key)

    assert Membership.objects.get(pk=leaver.pk).state == "let_in"
    assert Epoch.objects.count() == 1


@pytest.mark.parametrize("role", ["auditor", "desk_officer"])
def test_removing_whoever_holds_no_key_changes_none(house, role):
    leaver, _ = house.member(role)

    actions.remove(leaver, why="left", by=house.coordinator)

    assert Epoch.objects.count() == 1


def test_taking_the_last_role_with_a_key_away_changes_the_key(house):
    member, keyring = house.with_key("desk_officer", "auditor")

    actions.change_roles(
        member, ["desk_officer"], why="less", by=house.coordinator, keyring=house.keyring
    )
    assert Epoch.objects.count() == 1
    with pytest.raises(Refused, match="Unlock"):
        actions.change_roles(member, ["auditor"], why="less", by=house.coordinator)
    actions.change_roles(
        member, ["auditor"], why="less", by=house.coordinator, keyring=house.keyring
    )

    assert Epoch.objects.count() == 2
    assert not reopened(keyring).holds(house.desk.recipient)


def test_a_lost_passphrase_is_answered_by_letting_in_anew(house):
    member, keyring = house.with_key("desk_officer")
    version = records.keep("test", b"a word", [house.desk.recipient], by="x")
    vault.retire(keyring.key, by="x", why="passphrase lost")

    fresh = make_keyring(member.account_id)
    assert queries.key_states([member]) == {member.pk: "waiting"}
    house.hand(member, fresh)

    wrap = Wrap.objects.get(version=version)
    assert records.opened(wrap, version, reopened(fresh))


# A new key without anyone leaving


def test_a_withdrawn_key_is_answered_by_a_new_one(house):
    officer, its_key = house.with_key("desk_officer")
    vault.revoke(recipients.newest(house.desk.recipient), by="x", why="lost laptop")
    assert queries.groups_of(house.coordinator, house.keyring.key)[0].state == "revoked"

    keys.change(house.desk, keyring=house.keyring, why="lost laptop", by=house.coordinator)

    assert recipients.sealable(house.desk.recipient).number == 2
    assert reopened(its_key).holds(house.desk.recipient)
    with pytest.raises(Refused, match="Only a coordinator"):
        keys.change(house.desk, keyring=its_key, why="x", by=officer.account)
    with pytest.raises(Refused, match="reason"):
        keys.change(house.desk, keyring=house.keyring, why=" ", by=house.coordinator)
    with pytest.raises(Refused, match="Unlock"):
        keys.change(house.desk, keyring=None, why="x", by=house.coordinator)


# Records that move


def test_record_keys_move_from_an_unlocked_members_page(house):
    leaver, _its_key = house.with_key("desk_officer")
    for _ in range(3):
        records.keep("test", b"a word", [house.desk.recipient], by="x")
    actions.remove(leaver, why="left", by=house.coordinator, keyring=house.keyring)
    keyring = reopened(house.keyring)
    (group,) = queries.groups_of(house.coordinator, keyring.key)
    assert (group.left, group.epoch, group.holds, group.state) == (3, 2, True, "signed")

    assert keys.move_records(house.desk, keyring=keyring, by=house.coordinator) == 0

    assert queries.groups_of(house.coordinator, keyring.key)[0].left == 0
    with pytest.raises(Refused, match="Unlock"):
        keys.move_records(house.desk, keyring=None, by=house.coordinator)


def test_records_wait_where_the_new_key_is_not_signed(house):
    Epoch.objects.update(signature=b"")

    with pytest.raises(Refused, match="waits to be signed"):
        keys.move_records(house.desk, keyring=house.keyring, by=house.coordinator)
    assert queries.groups_of(house.coordinator, house.keyring.key)[0].state == "waiting"


# Questions


def test_each_membership_stands_to_the_key_in_one_of_five_ways(house):
    held, _ = house.with_key("desk_officer")
    waiting, _ = house.member("desk_officer")
    missing, _ = house.member("mandate_holder", vault=False)
    none, _ = house.member("auditor", vault=False)
    unfounded = make_member(make_desk("OTHER"), "desk_officer")
    make_keyring(unfounded.account_id)

    assert queries.key_states([held, waiting, missing, none, unfounded]) == {
        held.pk: "held",
        waiting.pk: "waiting",
        missing.pk: "missing",
        none.pk: "none",
        unfounded.pk: "unfounded",
    }
    assert queries.key_states([none]) == {none.pk: "none"}


@pytest.mark.parametrize("rows", [1, 3])
def test_how_many_stand_how_is_asked_in_the_same_number_of_queries(
    house, django_assert_num_queries, rows
):
    members = [house.with_key("desk_officer")[0] for _ in range(rows)]
    members = list(Membership.objects.filter(pk__in=[m.pk for m in members]).select_related("desk"))

    with django_assert_num_queries(3):
        queries.key_states(members)


def test_a_desk_without_a_key_is_shown_without_a_fingerprint():
    desk = make_desk()
    person = make_member(desk, "desk_officer").account

    (group,) = queries.groups_of(person, None)

    assert (group.desk, group.fingerprint, group.holds) == (desk, "", False)
    assert queries.groups_of(make_account("missions"), None) == []


# Who has a vault


@pytest.mark.parametrize(
    ("role", "state", "may"),
    [
        ("desk_officer", "let_in", True),
        ("coordinator", "let_in", True),
        ("mandate_holder", "invited", True),
        ("auditor", "let_in", False),
        ("auditor", "invited", False),
        ("desk_officer", "removed", False),
    ],
)
def test_who_may_have_a_vault(role, state, may):
    person = make_member(make_desk(), role, state=state).account

    assert (rules.may_hold_key(person) is None) is may


def test_who_speaks_for_a_state_may_have_a_vault(as_role):
    from django.contrib.auth.models import AnonymousUser

    from rapporteur.people.desks.models import MissionMembership
    from rapporteur.world.models import Country

    officer, stranger = make_account("missions"), make_account("missions")
    country, _new = Country.objects.get_or_create(
        iso3="XEX", defaults={"names": {"en": "Exerland"}, "standing": "exercise", "source": "x"}
    )
    MissionMembership.objects.create(account=officer, country=country, since=date(2026, 1, 1))

    with as_role("missions"):
        assert rules.may_hold_key(officer) is None
        assert rules.may_hold_key(stranger) is not None
    assert "Sign in" in str(rules.may_hold_key(AnonymousUser()))


def test_a_desks_key_is_of_the_desk_alone(house):
    other = House("OTHER")

    assert not other.keyring.holds(house.desk.recipient)
    assert Desk.objects.filter(recipient__isnull=True).count() == 0


# Rows that were spoilt in the database


def test_a_spoilt_row_stops_no_removal_and_waits_for_the_key_again(house):
    gone, _ = house.with_key("desk_officer")
    spoilt, its_key = house.with_key("desk_officer")
    MemberWrap.objects.filter(member_key=its_key.key).update(voucher=bytes(32))

    actions.remove(gone, why="moved away", by=house.coordinator, keyring=house.keyring)

    assert queries.key_states([spoilt]) == {spoilt.pk: "waiting"}
    assert not keys.holds(Membership.objects.get(pk=gone.pk))


def test_whoever_has_a_spoilt_row_is_told_to_ask_another(house):
    gone, _ = house.with_key("desk_officer")
    MemberWrap.objects.filter(member_key=house.keyring.key).update(voucher=bytes(32))

    with pytest.raises(Refused, match="changed in the database"):
        actions.remove(gone, why="moved away", by=house.coordinator, keyring=house.keyring)

    assert Membership.objects.get(pk=gone.pk).state == "let_in"


def test_shares_whose_row_was_spoilt_are_not_shown_as_good(house):
    group = Recipient.objects.get(pk=house.desk.recipient)
    recovery.make_shares(group, house.keyring, by="x")
    shown = queries.groups_of(house.coordinator, house.keyring.key)
    MemberWrap.objects.filter(member_key=recovery.key_of(group)).update(voucher=bytes(32))

    keys.change(house.desk, keyring=house.keyring, why="in doubt", by=house.coordinator)

    assert [one.shares_on for one in shown] == [today()]
    assert [one.shares_on for one in queries.groups_of(house.coordinator, None)] == [None]
