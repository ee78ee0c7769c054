"""From the desk's invitation to a colleague who opens the letters: the pages, with their rights."""

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault import actions as vault
from rapporteur.kernel.vault.models import Epoch, MemberKey, MemberWrap
from rapporteur.kernel.vault.recipients import fingerprint, spoken
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import MissionMembership
from tests.factories.law import make_country
from tests.factories.people import make_account, sign_in
from tests.factories.vaults import BY, PHRASE, make_group, make_keyring
from tests.people.desks.test_missions import Envoy, exerland, group

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def first(committed):
    envoy = Envoy()
    vault.found_group("mission", "mission/XEX", "Mission of Exerland", envoy.ring, by=BY)
    return envoy


def entered(door, envoy, *, unlocked=True) -> Client:
    client = sign_in(door("missions"), envoy.account)
    if unlocked:
        client.post(reverse("vault_unlock"), {"passphrase": PHRASE})
    return client


def key_page(envoy):
    return reverse("colleagues_key", args=[envoy.membership.pk])


def exact(envoy):
    return {"fingerprint": fingerprint(envoy.ring.key.public)}


GIVEN = {"country": "XEX", "name": "N. Envoy", "email": "n@mission.invalid", "language": "fr"}


def test_the_desk_invites_with_its_own_rights_and_does_not_see_whom(at_desk, as_role):
    client = at_desk("coordinator")
    connection.check_constraints()

    with as_role("desk"):
        answer = client.post(reverse("members_missions_invite"), GIVEN)
        again = client.post(reverse("members_missions_invite"), GIVEN).content.decode()
        page = client.get(reverse("members_missions")).content.decode()
        seen = Account.objects.filter(door="missions").count()

    assert answer.url == reverse("members_missions")
    assert "already" in again
    assert "N. Envoy" in again
    assert "Exerland" in page
    assert seen == 0
    assert MissionMembership.objects.get().account.email == "n@mission.invalid"


def test_the_invited_set_their_password_at_their_own_door(door, as_role):
    account = make_account("missions", factor=False)
    account.set_unusable_password()
    account.save(update_fields=["password"])
    MissionMembership.objects.create(account=account, country=exerland(), since="2026-01-01")
    client = door("missions")
    connection.check_constraints()

    with as_role("missions"):
        answer = client.post("/account/password/reset/", {"email": account.email})

    assert answer.status_code == 302
    (sent,) = mail.outbox
    assert "/account/password/reset/" in sent.body


@pytest.mark.parametrize("role", ["desk_officer", "mandate_holder", "auditor"])
def test_only_who_invites_finds_the_page(at_desk, role):
    client = at_desk(role)

    assert client.get(reverse("members_missions")).status_code == 200
    assert client.get(reverse("members_missions_invite")).status_code == 403
    assert client.post(reverse("members_missions_invite"), GIVEN).status_code == 403
    assert not MissionMembership.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"country": "EGY"}, {"email": "none"}, {"name": "a\x00b"}, {"language": "xx"}]
)
def test_a_bad_invitation_is_told_and_kept_on_the_page(at_desk, wrong):
    client = at_desk("coordinator")

    answer = client.post(reverse("members_missions_invite"), {**GIVEN, **wrong})

    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode() or "alert" in answer.content.decode()
    assert not MissionMembership.objects.exists()


@pytest.mark.requirement("R12.3")
def test_the_key_goes_over_at_the_missions_door_with_that_doors_rights(door, first, as_role):
    second = Envoy()
    client = entered(door, first)
    connection.check_constraints()

    with as_role("missions"):
        listed = client.get(reverse("colleagues")).content.decode()
        page = client.get(key_page(second)).content.decode()
        answer = client.post(key_page(second), exact(second))

    assert key_page(second) in listed
    assert spoken(second.ring.key.public) in page
    assert answer.url == reverse("colleagues")
    assert second.ring.holds(group())
    assert "They hold the key already." in client.get(key_page(second)).content.decode()


def test_who_lacks_the_key_or_the_open_vault_is_told_what_to_do(door, first):
    second, third = Envoy(), Envoy(vault=False)
    locked, waiting = entered(door, first, unlocked=False), entered(door, second)

    assert "Unlock it first" in locked.get(key_page(second)).content.decode()
    assert locked.post(key_page(second), exact(second)).status_code == 403
    assert "no vault key yet" in locked.get(key_page(third)).content.decode()
    assert key_page(third) not in waiting.get(reverse("colleagues")).content.decode()
    assert waiting.post(key_page(second), exact(second)).status_code == 403
    assert not second.ring.holds(group())


@pytest.mark.requirement("M4")
def test_another_mission_and_whoever_speaks_for_none_find_nothing(door, first):
    other, over = Envoy(make_country("XQQ")), Envoy(until="2026-01-02", since="2026-01-01")
    second = Envoy()

    assert entered(door, other).get(key_page(second)).status_code == 404
    assert entered(door, other).post(key_page(second), exact(second)).status_code == 404
    assert entered(door, first).get(key_page(other)).status_code == 404
    assert sign_in(door("missions"), over.account).get(reverse("colleagues")).status_code == 403
    assert entered(door, first).get(reverse("colleagues_key", args=[new_id()])).status_code == 404


# What the roles may not


def test_the_desk_adds_no_account_of_a_mission_with_a_password(at_desk, as_role):
    at_desk("coordinator")
    connection.check_constraints()

    refused = pytest.raises(DatabaseError, match="row-level security")
    with refused, as_role("desk"), transaction.atomic():
        Account.objects.create_account(
            door="missions", email="planted@mission.invalid", name="P", password="a known password"
        )


def test_the_missions_role_adds_no_reader_to_a_desk_and_none_of_the_desk(first, as_role):
    desk = make_group(make_keyring(make_account("desk").pk))
    of_desk = Epoch.objects.get(recipient=desk)
    of_mission = Epoch.objects.get(recipient=group())
    of_officer = MemberKey.objects.exclude(pk=first.ring.key.pk).get()
    connection.check_constraints()

    for epoch, key in ((of_desk, first.ring.key), (of_mission, of_officer)):
        wrap = MemberWrap(epoch=epoch, member_key=key, wrapped=b"x", voucher=b"x")
        refused = pytest.raises(DatabaseError, match="row-level security")
        with refused, as_role("missions"), transaction.atomic():
            wrap.save(force_insert=True)


def test_a_colleague_ends_an_account_on_its_page(first, door):
    other, client = Envoy(), entered(door, first)
    theirs = entered(door, other, unlocked=False)
    page = reverse("colleagues_end", args=[other.membership.pk])
    assert page in client.get(reverse("colleagues")).content.decode()
    assert client.post(page, {"why": " "}).status_code == 200

    answer = client.post(page, {"why": "Left the Mission."})

    assert answer.url == reverse("colleagues")
    other.membership.refresh_from_db()
    assert other.membership.until is not None
    assert client.get(page).status_code == 404
    assert theirs.get(reverse("home")).status_code == 302


def test_no_account_is_ended_with_a_locked_vault_or_of_another_state(first, door):
    other, client = Envoy(), entered(door, first, unlocked=False)
    stranger = Envoy(country=make_country("ZZA"))
    page = reverse("colleagues_end", args=[other.membership.pk])
    assert "Unlock your vault first" in client.get(page).content.decode()
    assert client.post(page, {"why": "Left."}).status_code == 403
    elsewhere = reverse("colleagues_end", args=[stranger.membership.pk])
    assert client.post(elsewhere, {"why": "Left."}).status_code == 404
    assert not MissionMembership.objects.exclude(until=None).exists()
