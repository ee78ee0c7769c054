"""Members of a desk, as pages."""

import pytest
from django.core import mail
from django.urls import reverse

from rapporteur.people.accounts.models import Account
from tests.factories.people import make_desk, make_member

pytestmark = pytest.mark.django_db

INVITATION = {
    "name": "N. Person",
    "email": "new.person@exercise.invalid",
    "language": "fr",
    "roles": ["desk_officer", "auditor"],
}


def invitation(desk, **more):
    return {**INVITATION, "desk": str(desk.pk), **more}


def test_the_list_says_who_is_there_with_roles_in_words(at_desk):
    client = at_desk("coordinator")
    make_member(client.desk, "auditor", name="B. Auditor")
    make_member(client.desk, "desk_officer", state="invited", name="C. Invited")
    make_member(client.desk, "desk_officer", state="removed", name="D. Removed")

    page = client.get(reverse("members")).content.decode()

    assert "B. Auditor" in page
    assert "desk officer" in page
    assert 'class="status waiting">invited' in page
    assert "D. Removed" not in page
    assert "This is you." in page


@pytest.mark.requirement("RX.1")
def test_members_of_another_desk_are_not_seen_nor_reached(at_desk):
    stranger = make_member(make_desk("OTHER"), "auditor", name="X. Stranger")
    client = at_desk("coordinator")

    assert "X. Stranger" not in client.get(reverse("members")).content.decode()
    for name in ("members_let_in", "members_remove", "members_roles"):
        assert client.get(reverse(name, args=[stranger.pk])).status_code == 404
        assert client.post(reverse(name, args=[stranger.pk])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_number_of_queries(at_desk, django_assert_num_queries, rows):
    client = at_desk("coordinator")
    for _ in range(rows):
        make_member(client.desk, "auditor")
    client.get("/")

    with django_assert_num_queries(8):
        client.get(reverse("members"))


def test_an_invitation_is_sent_and_opens_with_its_link(at_desk, django_capture_on_commit_callbacks):
    client = at_desk("coordinator")

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("members_invite"), invitation(client.desk))

    assert answer.url == reverse("members")
    account = Account.objects.get(email="new.person@exercise.invalid")
    link = next(word for word in mail.outbox[0].body.split() if word.startswith("http"))
    client.logout()
    form = client.get(link, follow=True)
    done = client.post(
        form.redirect_chain[-1][0], {"password1": "a b c d e f g", "password2": "a b c d e f g"}
    )
    assert done.url == reverse("account_reset_password_from_key_done")
    account.refresh_from_db()
    assert account.check_password("a b c d e f g")


BAD = {
    "empty": ("", "This field is required"),
    "control": ("a\x1bb", "cannot be shown"),
    "null": ("a\x00b", "cannot be shown"),
    "direction": ("a\u202eb", "direction of writing"),
    "large": ("x" * 1_000_000, "at most 120 characters"),
}


@pytest.mark.parametrize(("name", "reason"), BAD.values(), ids=BAD)
def test_a_bad_name_is_answered_beside_its_field_and_nothing_is_lost(at_desk, name, reason):
    client = at_desk("coordinator")

    answer = client.post(reverse("members_invite"), invitation(client.desk, name=name))

    page = answer.content.decode()
    assert reason in page
    assert 'id="id_name_error"' in page
    assert 'value="new.person@exercise.invalid"' in page
    assert not Account.objects.filter(email="new.person@exercise.invalid").exists()


def test_a_wrong_encoding_is_answered_in_words(at_desk):
    client = at_desk("coordinator")

    answer = client.post(
        reverse("members_invite"),
        b"name=%ff%fe&email=%80",
        content_type="application/x-www-form-urlencoded",
    )

    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()


def test_the_rights_of_the_door_suffice(at_desk, as_role, django_capture_on_commit_callbacks):
    from django.db import connection

    client = at_desk("coordinator")
    invited = make_member(client.desk, "auditor", state="invited")
    connection.check_constraints()

    with as_role("desk"):
        answers = [
            client.get(reverse("members")),
            client.post(reverse("members_invite"), invitation(client.desk)),
            client.post(reverse("members_let_in", args=[invited.pk])),
            client.post(reverse("members_remove", args=[invited.pk]), {"why": "left"}),
        ]

    assert [answer.status_code for answer in answers] == [200, 302, 302, 302]


@pytest.mark.parametrize("act", ["close", "free"])
def test_an_administrator_manages_an_account_with_the_rights_of_the_door(at_desk, as_role, act):
    from django.db import connection

    client = at_desk("administrator")
    member = make_member(client.desk, "auditor")
    connection.check_constraints()
    address = reverse("members_account", args=[member.pk])

    with as_role("desk"):
        asked = client.get(address)
        done = client.post(address, {"act": act, "why": "phone lost"})
        page = client.get(reverse("members")).content.decode()

    assert (asked.status_code, done.url) == (200, reverse("members"))
    assert ("account closed" in page) is (act == "close")


@pytest.mark.parametrize("given", [{}, {"act": "burn", "why": "x"}, {"act": "close", "why": ""}])
def test_a_bad_wish_about_an_account_changes_nothing(at_desk, given):
    client = at_desk("administrator")
    member = make_member(client.desk, "auditor")

    answer = client.post(reverse("members_account", args=[member.pk]), {"x": "y", **given})

    assert "errorlist" in answer.content.decode()
    member.account.refresh_from_db()
    assert member.account.is_active
