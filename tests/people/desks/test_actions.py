"""Inviting, letting in, removing, changing roles: each once done, each refused with a reason."""

import pytest
from django.core import mail

from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks import actions
from rapporteur.people.desks.models import Desk, Membership
from rapporteur.people.desks.workflow import STEPS, State
from tests.factories.people import make_account, make_desk, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return make_desk()


@pytest.fixture
def coordinator(desk):
    return make_member(desk, "coordinator").account


def invite(desk, by, **more):
    return actions.invite(
        desk,
        by=by,
        **{
            "email": "New.Person@exercise.invalid",
            "name": "A. New Person",
            "roles": ["desk_officer"],
            "language": "fr",
            "link_to": lambda account: f"https://desk.invalid/{account.pk}",
            **more,
        },
    )


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        (State.INVITED, {"agree", "let in", "remove"}),
        (State.LET_IN, {"agree to roles or key", "remove"}),
        (State.REMOVED, set()),
    ],
)
def test_each_state_opens_only_these_steps(state, verbs):
    assert {step.verb for step in STEPS if state in step.sources} == verbs


@pytest.mark.parametrize("role", ["coordinator", "administrator"])
def test_an_invitation_opens_an_account_and_sends_a_link(
    desk, role, django_capture_on_commit_callbacks
):
    by = make_member(desk, role).account

    with django_capture_on_commit_callbacks(execute=True):
        membership = invite(desk, by)

    account = membership.account
    assert (account.door, account.email) == ("desk", "new.person@exercise.invalid")
    assert not account.has_usable_password()
    assert (membership.state, membership.roles) == ("invited", ["desk_officer"])
    assert [m.to for m in mail.outbox] == [["new.person@exercise.invalid"]]
    assert f"https://desk.invalid/{account.pk}" in mail.outbox[0].body
    entry = Entry.objects.get(verb="invite")
    assert (entry.subject_id, entry.by) == (str(membership.pk), str(by.pk))


def test_an_invitation_that_is_rolled_back_sends_nothing(desk, coordinator):
    invite(desk, coordinator)

    assert mail.outbox == []


def test_somebody_with_an_account_keeps_it(desk, coordinator):
    account = make_account(email="new.person@exercise.invalid", name="Known already")

    membership = invite(desk, coordinator)

    assert membership.account == account
    assert membership.account.name == "Known already"


def test_a_removed_member_may_be_invited_again(desk, coordinator):
    old = make_member(desk, "auditor", state="removed")

    again = invite(desk, coordinator, email=old.account.email)

    assert (again.account, again.pk != old.pk) == (old.account, True)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"roles": []}, "at least one role"),
        ({"roles": ["mission_officer"]}, "not a role of the desk"),
        ({"roles": ["king"]}, "not a role of the desk"),
    ],
)
def test_an_invitation_needs_roles_of_the_desk(desk, coordinator, more, reason):
    with pytest.raises(Refused, match=reason):
        invite(desk, coordinator, **more)

    assert not Account.objects.filter(email="new.person@exercise.invalid").exists()


def test_nobody_is_invited_twice(desk, coordinator):
    invite(desk, coordinator)

    with pytest.raises(Refused, match="already"):
        invite(desk, coordinator)


@pytest.mark.parametrize("role", ["desk_officer", "auditor", "mandate_holder"])
def test_others_do_not_invite(desk, role):
    with pytest.raises(Refused, match="coordinator or an administrator"):
        invite(desk, make_member(desk, role).account)


@pytest.mark.requirement("RX.1")
def test_a_coordinator_of_another_desk_has_no_say_here(desk, coordinator):
    other = make_member(make_desk("OTHER"), "coordinator").account
    invited = make_member(desk, "auditor", state="invited")

    with pytest.raises(Refused):
        invite(desk, other)
    with pytest.raises(Refused, match="of this desk"):
        actions.let_in(invited, by=other)
    with pytest.raises(Refused, match="of this desk"):
        actions.remove(invited, why="a reason", by=other)
    with pytest.raises(Refused, match="of this desk"):
        actions.change_roles(invited, ["auditor"], why="a reason", by=other)


@pytest.mark.requirement("RX.1")
def test_a_desk_sees_its_own_members_only(desk, coordinator):
    second = make_desk("OTHER")
    stranger = make_member(second, "coordinator").account

    assert list(Desk.objects.visible_to(stranger)) == [second]
    assert [m.account for m in Membership.objects.visible_to(stranger)] == [stranger]
    assert [m.account for m in Membership.objects.visible_to(coordinator)] == [coordinator]
    assert str(second) == "Desk OTHER"


def test_a_coordinator_lets_in(desk, coordinator):
    invited = make_member(desk, "auditor", state="invited")

    done = actions.let_in(invited, by=coordinator)

    assert done.state == State.LET_IN
    assert done.let_in_on is not None
    assert Entry.objects.filter(verb="let in", subject_id=str(invited.pk)).exists()
    assert str(done) == f"{done.account} at {desk}"


def test_nobody_lets_themselves_in(desk, coordinator):
    Membership.objects.filter(account=coordinator).update(state="let_in")
    second = make_desk("OTHER")
    make_member(second, "coordinator", account=coordinator)
    own = Membership.objects.get(desk=desk, account=coordinator)

    with pytest.raises(Refused, match="to themselves"):
        actions.change_roles(own, ["auditor"], why="a reason", by=coordinator)
    with pytest.raises(Refused, match="to themselves"):
        actions.remove(own, why="a reason", by=coordinator)


def test_an_administrator_lets_in_the_first_coordinator_and_nobody_else(desk):
    administrator = make_member(desk, "administrator").account
    first = make_member(desk, "coordinator", state="invited")
    second = make_member(desk, "coordinator", state="invited")

    assert actions.let_in(first, by=administrator).state == State.LET_IN
    with pytest.raises(Refused, match="Only a coordinator"):
        actions.let_in(second, by=administrator)


def test_an_administrator_does_not_let_in(desk):
    administrator = make_member(desk, "administrator").account
    invited = make_member(desk, "auditor", state="invited")

    with pytest.raises(Refused, match="Only a coordinator"):
        actions.let_in(invited, by=administrator)


def test_a_member_is_removed_with_a_reason_and_keeps_no_role(desk, coordinator):
    member = make_member(desk, "auditor")

    removed = actions.remove(member, why="left the Office", by=coordinator)

    assert (removed.state, removed.removed_on is not None) == (State.REMOVED, True)
    entry = Entry.objects.get(verb="remove")
    assert (entry.why, entry.subject_id) == ("left the Office", str(member.pk))
    with pytest.raises(Refused, match="state has changed"):
        actions.remove(member, why="again", by=coordinator)


def test_removing_needs_a_reason(desk, coordinator):
    with pytest.raises(Refused, match="reason"):
        actions.remove(make_member(desk, "auditor"), why="  ", by=coordinator)


def test_the_last_coordinator_stays_until_there_is_another(desk, coordinator):
    first = Membership.objects.get(account=coordinator)
    second = make_member(desk, "coordinator")
    actions.remove(first, why="left", by=second.account)

    third = make_member(make_desk("OTHER"), "coordinator").account
    make_member(desk, "auditor", account=third)
    with pytest.raises(Refused):
        actions.remove(second, why="left", by=third)


def test_the_rule_on_the_last_coordinator_counts_only_who_is_let_in(desk, coordinator):
    from rapporteur.people.desks import rules

    make_member(desk, "coordinator", state="invited")
    only = Membership.objects.get(account=coordinator)

    assert "last coordinator" in str(rules.leaves_a_coordinator(coordinator, only))
    make_member(desk, "coordinator")
    assert rules.leaves_a_coordinator(coordinator, only) is None


def test_roles_are_changed_with_a_reason(desk, coordinator):
    member = make_member(desk, "auditor")

    changed = actions.change_roles(
        member, ["reference_editor", "auditor"], why="more work", by=coordinator
    )

    assert changed.roles == ["auditor", "reference_editor"]
    entry = Entry.objects.get(verb="change roles")
    assert (entry.why, entry.detail) == ("more work", {"roles": "auditor+reference_editor"})


def test_a_coordinator_who_is_not_the_last_may_get_another_role(desk, coordinator):
    second = make_member(desk, "coordinator")

    assert actions.change_roles(second, ["auditor"], why="asked", by=coordinator).roles == [
        "auditor"
    ]


def test_the_only_coordinator_may_get_a_second_role(desk, coordinator):
    other = make_member(desk, "coordinator").account
    only = Membership.objects.get(account=coordinator)

    changed = actions.change_roles(only, ["coordinator", "auditor"], why="asked", by=other)

    assert changed.roles == ["auditor", "coordinator"]


def test_roles_do_not_change_without_reason_or_after_removal(desk, coordinator):
    with pytest.raises(Refused, match="reason"):
        actions.change_roles(make_member(desk, "auditor"), ["auditor"], why="", by=coordinator)
    gone = make_member(desk, "auditor", state="removed")
    with pytest.raises(Refused, match="removed member"):
        actions.change_roles(gone, ["auditor"], why="a reason", by=coordinator)


def test_a_coordinator_stays_one_with_another_role_beside(desk, coordinator):
    second = make_member(desk, "coordinator")

    changed = actions.change_roles(second, ["auditor", "coordinator"], why="asked", by=coordinator)

    assert changed.roles == ["auditor", "coordinator"]
