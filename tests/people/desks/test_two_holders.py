"""Nobody makes a second person of themselves: a role with a key takes two who hold it. ADR 0101."""

import pytest
from django.db import IntegrityError, transaction

from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import recipients
from rapporteur.people.desks import actions, keys, queries, rules
from rapporteur.people.desks.models import Membership
from tests.factories.people import make_member
from tests.factories.vaults import make_keyring
from tests.people.desks.test_actions import invite
from tests.people.desks.test_keys import House

pytestmark = pytest.mark.django_db
ALONE = "act without a second holder"


@pytest.fixture
def house():
    """A desk whose coordinator and one officer hold its key; also `officer`."""
    made = House()
    made.officer = made.with_key("desk_officer")[0].account
    return made


def let_in(house, membership, keyring=None, by=None):
    shown = recipients.fingerprint(keyring.key.public) if keyring else ""
    who = by or house.coordinator
    return actions.let_in(membership, by=who, keyring=house.keyring, fingerprint=shown)


def alone(membership):
    return Entry.objects.filter(verb=ALONE, subject_id=str(membership.pk)).count()


@pytest.mark.parametrize("vault", [True, False])
def test_who_invited_to_a_role_with_a_key_does_not_let_in_alone(house, vault):
    invited = invite(house.desk, house.coordinator, roles=["desk_officer"])
    keyring = make_keyring(invited.account_id) if vault else None

    with pytest.raises(Refused, match="Another member who holds the key must agree first"):
        let_in(house, invited, keyring)
    actions.agree(invited, by=house.officer)
    done = let_in(house, invited, keyring)

    assert (done.state, keys.holds(done)) == ("let_in", vault)
    assert (done.asked_by, done.agreed_by) == (house.coordinator.pk, house.officer.pk)
    assert alone(done) == 0


def test_a_role_without_a_key_needs_nobody_else(house):
    invited = invite(house.desk, house.coordinator, roles=["auditor"])

    assert let_in(house, invited).state == "let_in"
    with pytest.raises(Refused, match="nobody needs to agree"):
        actions.agree(invited, by=house.officer)


@pytest.mark.parametrize("role", ["coordinator", "administrator"])
def test_another_holder_lets_in_whom_one_who_holds_no_key_or_the_key_invited(house, role):
    second, its_key = house.with_key("coordinator")
    if role == "coordinator":
        invited = invite(house.desk, house.coordinator)
        assert actions.let_in(invited, by=second.account).state == "let_in"
    else:
        invited = invite(house.desk, make_member(house.desk, role).account)
        with pytest.raises(Refused, match="must agree first"):
            actions.let_in(invited, by=second.account)
    assert its_key.holds(house.desk.recipient)


def test_nobody_agrees_to_what_they_asked_or_without_the_key_or_to_themselves(house):
    invited = invite(house.desk, house.coordinator)
    keyless = make_member(house.desk, "desk_officer").account
    own = Membership.objects.get(account=house.officer)

    with pytest.raises(Refused, match="You asked for this yourself"):
        actions.agree(invited, by=house.coordinator)
    with pytest.raises(Refused, match="Only a member who holds the key"):
        actions.agree(invited, by=keyless)
    with pytest.raises(Refused, match="to themselves"):
        actions.agree(own, by=house.officer)


def test_while_nobody_else_holds_the_key_one_person_does_it_and_the_journal_says_so():
    house = House()
    invited = invite(house.desk, house.coordinator)
    keyring = make_keyring(invited.account_id)

    done = let_in(house, invited, keyring)

    assert keys.holds(done)
    assert alone(done) == 1
    later = invite(house.desk, house.coordinator, email="third@exercise.invalid")
    with pytest.raises(Refused, match="must agree first"):
        let_in(house, later)


def test_the_key_is_not_handed_later_by_who_let_in_alone(house):
    member, keyring = house.member("desk_officer")
    shown = recipients.fingerprint(keyring.key.public)

    with pytest.raises(Refused, match="must agree first"):
        keys.hand_over(member, fingerprint=shown, keyring=house.keyring, by=house.coordinator)
    actions.agree(member, by=house.officer)
    keys.hand_over(member, fingerprint=shown, keyring=house.keyring, by=house.coordinator)

    assert keys.holds(member)


def test_a_role_that_decides_waits_for_a_second_holder(house):
    third, _its_key = house.with_key("desk_officer")
    asked = actions.change_roles(
        third, ["mandate_holder"], why="elected", by=house.coordinator, keyring=house.keyring
    )

    assert (asked.roles, asked.wanted_roles) == (["desk_officer"], ["mandate_holder"])
    assert "mandate_holder" not in rules.roles_at(third.account, house.desk.pk)
    with pytest.raises(Refused, match="You asked for this yourself"):
        actions.agree(asked, by=house.coordinator)
    done = actions.agree(asked, by=house.officer)

    assert (done.roles, done.wanted_roles) == (["mandate_holder"], [])
    assert Entry.objects.get(verb="ask for roles").why == "elected"
    changed = Entry.objects.get(verb="change roles")
    assert changed.detail == {"roles": "mandate_holder", "asked_by": str(house.coordinator.pk)}


def test_a_harmless_member_does_not_become_a_reader_by_one_hand(house):
    sock = invite(house.desk, house.coordinator, roles=["auditor"])
    let_in(house, sock)

    asked = actions.change_roles(sock, ["desk_officer"], why="more work", by=house.coordinator)

    assert asked.roles == ["auditor"]


def test_roles_that_were_raised_before_letting_in_count_as_asked_by_who_raised_them(house):
    invited = invite(house.desk, house.coordinator, roles=["auditor"])
    actions.change_roles(invited, ["mandate_holder"], why="more", by=house.coordinator)

    with pytest.raises(Refused, match="must agree first"):
        let_in(house, invited)


def test_what_was_agreed_to_does_not_count_for_a_further_role(house):
    invited = invite(house.desk, house.coordinator, roles=["desk_officer"])
    actions.agree(invited, by=house.officer)
    actions.change_roles(invited, ["mandate_holder"], why="more", by=house.coordinator)

    with pytest.raises(Refused, match="must agree first"):
        let_in(house, invited)


def test_less_is_given_by_one_person(house):
    third, _its_key = house.with_key("desk_officer", "mandate_holder")

    done = actions.change_roles(third, ["desk_officer"], why="term over", by=house.coordinator)

    assert (done.roles, done.wanted_roles) == (["desk_officer"], [])


def test_only_a_holder_asks_for_a_role_with_a_key(house):
    keyless = make_member(house.desk, "coordinator").account
    third, _ = house.member("auditor", vault=False)

    with pytest.raises(Refused, match="Only a member who holds the key of this desk asks"):
        actions.change_roles(third, ["desk_officer"], why="more", by=keyless)


def test_a_desk_with_two_raises_one_of_them_alone_and_says_so(house):
    officer = Membership.objects.get(account=house.officer)
    before = alone(officer)

    done = actions.change_roles(officer, ["mandate_holder"], why="elected", by=house.coordinator)

    assert done.roles == ["mandate_holder"]
    assert alone(done) == before + 1


def test_the_last_coordinator_is_not_taken_away_by_an_agreement(house):
    second, its_key = house.with_key("coordinator")
    asked = actions.change_roles(second, ["mandate_holder"], why="elected", by=house.coordinator)
    Membership.objects.filter(pk=house.membership.pk).update(roles=["desk_officer"])

    with pytest.raises(Refused, match="last coordinator"):
        actions.agree(asked, by=house.officer)
    assert its_key.holds(house.desk.recipient)


def test_today_names_those_for_whom_one_is_the_missing_holder(house):
    invited = invite(house.desk, house.coordinator)

    assert queries.to_agree(house.officer) == [invited]
    assert queries.to_agree(house.coordinator) == []
    actions.agree(invited, by=house.officer)
    assert queries.to_agree(house.officer) == []


def test_the_database_knows_no_agreement_with_oneself(house):
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=house.membership.pk).update(
            asked_by=house.officer.pk, agreed_by=house.officer.pk, agreed_on="2026-01-06"
        )
