"""What the desk refuses, in words: in tests of their own, since a refusal is committed at once."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from rapporteur.kernel.journal.models import Entry
from rapporteur.people.desks.models import Membership
from tests.doors.test_desk_members import invitation
from tests.factories.people import (
    PASSWORD,
    code,
    make_account,
    make_member,
    sign_in_with_password,
)


def test_the_same_invitation_again_is_refused_and_keeps_what_was_typed(committed, at_desk):
    client = at_desk("coordinator")
    client.post(reverse("members_invite"), invitation(client.desk))

    answer = client.post(reverse("members_invite"), invitation(client.desk))

    page = answer.content.decode()
    assert "already" in page
    assert 'value="N. Person"' in page
    assert Membership.objects.filter(account__name="N. Person").count() == 1
    assert Entry.objects.filter(outcome="refused").exists()


def test_letting_in_asks_first_and_happens_once(committed, at_desk):
    client = at_desk("coordinator")
    invited = make_member(client.desk, "auditor", state="invited", name="C. Invited")
    address = reverse("members_let_in", args=[invited.pk])

    asked = client.get(address)
    done = client.post(address)
    again = client.post(address)

    assert "Let in C. Invited?" in asked.content.decode()
    assert done.url == reverse("members")
    assert "Let in: C. Invited." in client.get(done.url).content.decode()
    assert (again.status_code, "state has changed" in again.content.decode()) == (403, True)


def test_removing_needs_a_reason_and_is_journalled(committed, at_desk):
    client = at_desk("coordinator")
    member = make_member(client.desk, "auditor")
    address = reverse("members_remove", args=[member.pk])

    assert "copied before" in client.get(address).content.decode()
    assert "This field is required" in client.post(address, {"why": ""}).content.decode()
    assert client.post(address, {"why": "left the Office"}).url == reverse("members")
    again = client.post(address, {"why": "left the Office"}).content.decode()
    assert "state has changed" in again
    assert "left the Office" in again
    member.refresh_from_db()
    assert member.state == "removed"


def test_roles_are_changed_on_their_page(committed, at_desk):
    client = at_desk("coordinator")
    member = make_member(client.desk, "auditor")
    address = reverse("members_roles", args=[member.pk])

    assert client.get(address).content.decode().count("checked") == 1
    answer = client.post(address, {"roles": ["reference_editor"], "why": "other work"})
    own = client.post(
        reverse("members_roles", args=[client.membership.pk]),
        {"roles": ["auditor"], "why": "other work"},
    )

    assert answer.url == reverse("members")
    member.refresh_from_db()
    assert member.roles == ["reference_editor"]
    assert "Nobody does this to themselves" in own.content.decode()


@pytest.mark.requirement("R12.3")
@pytest.mark.parametrize("role", ["desk_officer", "auditor", "mandate_holder", "reference_editor"])
def test_others_look_but_do_not_touch(committed, at_desk, role):
    client = at_desk(role)
    member = make_member(client.desk, "auditor", state="invited")

    assert client.get(reverse("members")).status_code == 200
    answers = [
        client.get(reverse("members_invite")),
        client.post(reverse("members_let_in", args=[member.pk])),
        client.post(reverse("members_remove", args=[member.pk]), {"why": "x"}),
    ]
    assert {answer.status_code for answer in answers} == {403}
    assert "Your roles do not let you" in answers[0].content.decode()


@pytest.mark.requirement("R12.3")
@pytest.mark.parametrize("role", ["coordinator", "desk_officer", "administrator"])
def test_the_journal_is_for_auditors(committed, at_desk, role):
    client = at_desk(role)

    assert client.get(reverse("journal")).status_code == 403
    assert f'href="{reverse("journal")}"' not in client.get("/").content.decode()


@pytest.mark.requirement("R12.3")
@pytest.mark.parametrize("role", ["desk_officer", "coordinator", "auditor"])
def test_only_an_editor_corrects(committed, at_desk, role):
    client = at_desk(role)
    address = reverse("reference_correct", args=["mandates.mandate", "note", "SALECHILD"])

    assert {client.get(address).status_code, client.post(address, {}).status_code} == {403}


def test_a_replayed_correction_is_refused_and_what_was_typed_stays(committed, at_desk):
    client = at_desk("reference_editor")
    address = reverse("reference_correct", args=["mandates.mandate", "note", "SALECHILD"])
    given = {"value": "Corrected.", "reason": "it says so", "source": "a document"}

    first, second = client.post(address, given), client.post(address, given)

    assert first.status_code == 302
    assert "stands already" in second.content.decode()
    assert "it says so" in second.content.decode()


def test_failed_sign_ins_are_in_the_journal_without_the_address(committed, door):
    client, account = door("desk"), make_account()
    sign_in_with_password(client, account, "another password")
    sign_in_with_password(client, account)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})

    refused = Entry.objects.filter(outcome="refused").values_list("verb", "by")

    assert set(refused) == {("sign in", "nobody"), ("second factor", str(account.pk))}
    assert account.email not in str(list(Entry.objects.values()))


def test_closing_twice_is_refused_on_the_page(committed, at_desk):
    client = at_desk("administrator")
    member = make_member(client.desk, "auditor")
    address = reverse("members_account", args=[member.pk])
    given = {"act": "close", "why": "left"}

    first, second = client.post(address, given), client.post(address, given)

    assert first.status_code == 302
    assert "so already" in second.content.decode()


def test_a_new_password_and_new_factors_are_in_the_journal(committed, door):
    client, account = door("desk"), make_account(factor=False)
    sign_in_with_password(client, account)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    new = "five other random words here"
    client.post(reverse("mfa_activate_totp"), {"code": code(secret=secret)})

    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    client.post(reverse("mfa_generate_recovery_codes"))
    passkey = Authenticator.objects.create(user=account, type="webauthn", data={"name": "a key"})
    client.post(reverse("mfa_deactivate_totp"))

    verbs = set(Entry.objects.filter(subject_id=str(account.pk)).values_list("verb", flat=True))
    assert verbs == {"sign in", "add factor", "change password", "renew factor", "remove factor"}
    assert Authenticator.objects.filter(pk=passkey.pk).exists()
