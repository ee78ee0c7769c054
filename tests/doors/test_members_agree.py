"""Agreeing as a second holder of the key, as pages of the desk; with the rights of the desk."""

import pytest
from django.db import connection
from django.urls import reverse

from rapporteur.people.desks.models import Membership
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


def shown(client, name="home", *args):
    return client.get(reverse(name, args=args)).content.decode()


@pytest.fixture
def invited(at_work):
    """Someone whom the coordinator at work has invited to read what is sealed."""
    found = make_member(at_work.desk, "desk_officer", state="invited", name="I. Person")
    Membership.objects.filter(pk=found.pk).update(asked_by=at_work.person.pk)
    return found


def test_a_second_holder_is_asked_on_today_and_agrees(at_work, beside, invited, as_role):
    other = beside("desk_officer")
    address = reverse("members_agree", args=[invited.pk])
    assert "Do you stand for I. Person?" in shown(other)
    assert address in shown(other, "members")
    page = shown(other, "members_agree", invited.pk)
    assert at_work.person.name in page
    assert "I agree" in page
    connection.check_constraints()

    with as_role("desk"):
        assert other.post(address).url == reverse("members")

    assert "You agreed: I. Person." in shown(other)
    assert "Do you stand for" not in shown(other)
    assert at_work.post(reverse("members_let_in", args=[invited.pk])).url == reverse("members")


def test_who_asked_reads_why_they_cannot_agree(at_work, beside, invited):
    beside("desk_officer")
    page = shown(at_work, "members_agree", invited.pk)
    assert "You asked for this yourself" in page
    assert "I agree" not in page


def test_the_page_says_that_two_are_needed(at_work, beside, invited):
    assert "you decide this alone" in shown(at_work, "members_let_in", invited.pk)
    beside("desk_officer")
    beside("mandate_holder")
    page = shown(at_work, "members_let_in", invited.pk)
    assert "two members who hold the key must stand for them" in page


def test_roles_that_wait_are_told_and_hold_once_another_agreed(at_work, beside):
    other, third = beside("desk_officer"), beside("desk_officer")
    address = reverse("members_roles", args=[third.membership.pk])
    assert "once another member who holds the key agrees" in shown(
        at_work, "members_roles", third.membership.pk
    )

    at_work.post(address, {"roles": ["mandate_holder"], "why": "elected"})

    assert "change when another holder of the key agrees" in shown(at_work)
    assert "other roles wait for a second holder" in shown(at_work, "members")
    assert "Roles from then on" in shown(other, "members_agree", third.membership.pk)
    other.post(reverse("members_agree", args=[third.membership.pk]))
    third.membership.refresh_from_db()
    assert third.membership.roles == ["mandate_holder"]
