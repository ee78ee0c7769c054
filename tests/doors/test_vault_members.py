"""Letting in with the key, and removing, as pages of the desk; with the rights of the desk."""

import pytest
from django.db import connection
from django.urls import reverse

from rapporteur.kernel.vault import recipients, records, recovery
from rapporteur.kernel.vault.models import Epoch, Recipient
from rapporteur.people.desks import keys
from rapporteur.people.vaults.actions import give_up
from tests.factories.people import PASSWORD, make_member
from tests.factories.vaults import make_keyring

pytestmark = pytest.mark.django_db


def shown(client, name="home", *args):
    return client.get(reverse(name, args=args)).content.decode()


def exact(keyring):
    return recipients.fingerprint(keyring.key.public)


def hand(client, membership, keyring):
    return client.post(
        reverse("members_key", args=[membership.pk]), {"fingerprint": exact(keyring)}
    )


def test_a_coordinators_first_unlock_makes_the_key_of_the_desk(with_vault):
    client = with_vault("coordinator")

    assert client.desk.recipient is not None
    assert "The key of Desk SALECHILD was made." in shown(client)
    assert "holds the key" in shown(client, "members")


def test_from_invited_to_reader_in_one_step_with_the_desks_rights(with_vault, as_role):
    client = with_vault("coordinator")
    invited = make_member(client.desk, "desk_officer", state="invited")
    keyring = make_keyring(invited.account_id)
    connection.check_constraints()

    with as_role("desk"):
        page = shown(client, "members_let_in", invited.pk)
        client.post(reverse("members_let_in", args=[invited.pk]), {"fingerprint": exact(keyring)})

    assert recipients.spoken(keyring.key.public) in page
    assert keyring.holds(client.desk.recipient)


def test_whoever_has_no_vault_is_let_in_and_waits_for_the_key(with_vault):
    client = with_vault("coordinator")
    invited = make_member(client.desk, "desk_officer", state="invited", name="C. Officer")
    assert "have set up no vault key yet" in shown(client, "members_let_in", invited.pk)

    client.post(reverse("members_let_in", args=[invited.pk]))

    assert "no vault key yet" in shown(client, "members")
    assert "Ask them to open" in shown(client, "members_key", invited.pk)
    keyring = make_keyring(invited.account_id)
    assert "waiting for key" in shown(client, "members")
    assert "Let in C. Officer with the key" in shown(client)
    assert recipients.spoken(keyring.key.public) in shown(client, "members_key", invited.pk)

    assert hand(client, invited, keyring).url == reverse("members")

    assert keyring.holds(client.desk.recipient)
    assert "with the key" not in shown(client).replace("Let in with the key: C. Officer.", "")
    assert "They hold the key already." in shown(client, "members_key", invited.pk)


def test_an_officer_sees_no_line_for_what_a_coordinator_must_do(with_vault, at_desk):
    client = with_vault("coordinator")
    desk = client.desk
    waiting = make_member(desk, "mandate_holder", name="M. Holder")
    make_keyring(waiting.account_id)
    officer = make_member(desk, "desk_officer")
    hand(client, officer, make_keyring(officer.account_id))

    other = at_desk("desk_officer", desk=desk)

    assert "Let in M. Holder with the key" not in shown(other)


def test_the_one_who_waits_reads_so_on_today(with_vault, at_desk):
    client = with_vault("coordinator")

    other = at_desk("desk_officer", desk=client.desk)
    make_keyring(other.person.pk)

    assert "A colleague hands you the key of Desk SALECHILD" in shown(other)
    assert "You wait for its key" in shown(other, "vault")


def test_an_unsigned_key_is_told_on_today(with_vault):
    client = with_vault("coordinator")
    Epoch.objects.update(signature=b"")

    assert "The key of Desk SALECHILD waits to be signed" in shown(client)
    assert "waits for the operator" in shown(client, "vault")


def test_a_desk_without_a_key_makes_nobody_wait(at_desk):
    client = at_desk("desk_officer")
    make_keyring(client.person.pk)

    assert "Waiting for you" not in shown(client)


def test_removing_a_holder_changes_the_key_with_the_desks_rights(with_vault, as_role):
    client = with_vault("coordinator")
    leaver = make_member(client.desk, "desk_officer")
    keyring = make_keyring(leaver.account_id)
    hand(client, leaver, keyring)
    connection.check_constraints()

    with as_role("desk"):
        client.post(reverse("members_remove", args=[leaver.pk]), {"why": "left the Office"})

    assert recipients.sealable(client.desk.recipient).number == 2
    assert not keys.holds(leaver)


def test_a_coordinator_changes_the_key_with_a_reason(with_vault, as_role):
    client = with_vault("coordinator")
    address = reverse("vault_new_key", args=[client.desk.pk])
    assert address in shown(client, "vault")
    connection.check_constraints()

    with as_role("desk"):
        assert client.post(address, {"why": "lost laptop"}).url == reverse("vault")

    assert recipients.sealable(client.desk.recipient).number == 2
    assert "The key of Desk SALECHILD was changed." in shown(client, "vault")


def test_a_coordinator_reads_on_today_that_a_new_key_is_due(with_vault, as_role):
    client = with_vault("coordinator")
    officer = make_member(client.desk, "desk_officer")
    hand(client, officer, make_keyring(officer.account_id))
    assert "A new key is due" not in shown(client)
    give_up(officer.account, PASSWORD)
    connection.check_constraints()

    with as_role("desk"):
        assert "A new key is due for Desk SALECHILD" in shown(client)
        client.post(reverse("vault_new_key", args=[client.desk.pk]), {"why": "a lost passphrase"})
        assert "A new key is due" not in shown(client)


def test_the_page_says_whether_shares_were_printed(with_vault, as_role):
    client = with_vault("coordinator")
    group = Recipient.objects.get(pk=client.desk.recipient)
    assert "what is sealed is lost" in shown(client, "vault")

    recovery.make_shares(group, client.keyring, by="x")

    connection.check_constraints()
    with as_role("desk"):
        assert "made on" in shown(client, "vault")
        client.post(reverse("vault_new_key", args=[client.desk.pk]), {"why": "in doubt"})
    assert recovery.key_of(group).wraps.filter(epoch__number=2).exists()


def test_record_keys_move_page_by_page(with_vault, as_role):
    client = with_vault("coordinator")
    records.keep("test", b"a word", [client.desk.recipient], by="x")
    leaver = make_member(client.desk, "desk_officer")
    hand(client, leaver, make_keyring(leaver.account_id))
    assert "under an older key" not in shown(client, "vault")
    client.post(reverse("members_remove", args=[leaver.pk]), {"why": "left"})
    assert "1 sealed record is still under an older key." in shown(client, "vault")

    with as_role("desk"):
        answer = client.post(reverse("vault_move", args=[client.desk.pk]))

    assert answer.url == reverse("vault")
    page = shown(client, "vault")
    assert "All sealed records are under the newest key." in page
    assert "under an older key" not in page


def test_records_that_are_left_are_told(with_vault, monkeypatch):
    client = with_vault("coordinator")
    monkeypatch.setattr(records, "left_behind", lambda recipient: 7)

    client.post(reverse("vault_move", args=[client.desk.pk]))

    assert "Go on with the rest." in shown(client, "vault")


def test_another_desks_records_are_not_there(with_vault, at_desk):
    from tests.factories.people import make_desk

    client = with_vault("coordinator")

    assert client.post(reverse("vault_move", args=[make_desk("OTHER").pk])).status_code == 404
