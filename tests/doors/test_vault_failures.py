"""What fails at the vault's pages is kept in the journal and tells nothing of what was typed.

Failures are committed by themselves, so each test has a database of its own.
"""

import logging
import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher  # that of the tests
from django.core import mail
from django.db import connection
from django.urls import reverse

from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.vault import phrases
from rapporteur.kernel.vault.models import MemberKey, MemberWrap
from tests.factories.people import PASSWORD, make_desk, make_member
from tests.factories.vaults import PHRASE, make_group, make_keyring

pytestmark = pytest.mark.usefixtures("committed")
CANARY = "canary of a typed passphrase"


@pytest.fixture
def officer(at_desk):
    client = at_desk("desk_officer")
    make_keyring(client.person.pk)
    return client


@pytest.mark.requirement("RX.6")
def test_a_wrong_passphrase_is_refused_in_words_and_kept(officer):
    page = officer.post(reverse("vault_unlock"), {"passphrase": CANARY}).content.decode()

    assert "This passphrase does not open your vault." in page
    assert CANARY not in page
    entry = Entry.objects.get(verb="unlock")
    assert (entry.outcome, entry.by) == ("refused", str(officer.person.pk))


def test_a_wrong_passphrase_until_now_changes_nothing(officer):
    given = {"old": CANARY, "passphrase": "eight loud geese left", "again": "eight loud geese left"}

    page = officer.post(reverse("vault_change"), given).content.decode()

    assert "This is not your passphrase until now." in page
    assert "geese" not in page
    assert Entry.objects.get(verb="change passphrase").outcome == "refused"


def test_the_only_holder_of_a_key_is_not_let_to_give_it_up(with_vault):
    client = with_vault("coordinator")

    page = client.post(
        reverse("vault_give_up"), {"sure": "on", "password": PASSWORD}
    ).content.decode()

    assert "You alone hold the key of Desk SALECHILD" in page
    assert MemberKey.objects.in_use().filter(owner=client.person.pk).exists()
    assert Entry.objects.get(outcome="refused").why.startswith("You alone hold the key")


def give_up(client, password):
    return client.post(reverse("vault_give_up"), {"sure": "on", "password": password})


def test_a_wrong_password_gives_nothing_up_and_is_counted(with_vault):
    client = with_vault("desk_officer")
    make_group(make_keyring(), client.keyring)

    answers = [give_up(client, CANARY) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    shown = answers[0].content.decode()
    assert "This is not your password for signing in. Nothing was given up." in shown
    assert CANARY not in shown
    assert re.search(r'<input[^>]* name="sure"[^>]* checked', shown)
    assert MemberWrap.objects.filter(member_key=client.keyring.key).exists()
    assert "Vault open" in client.get("/").content.decode()
    assert Entry.objects.filter(outcome="refused", why__startswith="This is not your").count() == 5
    assert give_up(client, PASSWORD).status_code == 429


@pytest.mark.parametrize("password", [PASSWORD, CANARY, PHRASE])
def test_giving_up_derives_one_key_whatever_the_password(with_vault, monkeypatch, password):
    client = with_vault("desk_officer")
    make_group(make_keyring(), client.keyring)
    derived = []
    for owner, name in ((MD5PasswordHasher, "encode"), (phrases, "derive")):
        monkeypatch.setattr(owner, name, counting(getattr(owner, name), derived))

    give_up(client, password)

    assert derived == ["encode"]


def counting(real, calls):
    def counted(*given, **named):
        calls.append(real.__name__)
        return real(*given, **named)

    return counted


def everything_kept():
    """Return all text and bytes of all tables, as one text."""
    kept = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if table.startswith(("world_", "law_", "mandates_", "visits_", "procrastinate")):
                continue
            cursor.execute(f'SELECT t::text FROM "{table}" AS t')
            kept += [row[0] for row in cursor.fetchall()]
    return "\n".join(kept)


@pytest.mark.requirement("R12.3")
@pytest.mark.parametrize("name", ["vault_unlock", "vault_set_up", "vault_change"])
@pytest.mark.parametrize("fault", [RuntimeError, MemoryError])
def test_a_fault_of_ours_tells_no_passphrase(at_desk, monkeypatch, caplog, settings, name, fault):
    client = at_desk("desk_officer")
    if name != "vault_set_up":
        make_keyring(client.person.pk)
    settings.ADMINS = [("Operator", "operator@desk.exercise.invalid")]
    client.raise_request_exception = False

    def broken(*_args):
        raise fault

    monkeypatch.setattr(phrases, "derive", broken)
    given = {"passphrase": CANARY, "again": CANARY, "old": CANARY}
    with caplog.at_level(logging.DEBUG):
        answer = client.post(reverse(name), given)

    assert answer.status_code == 500
    told = [answer.content.decode(), caplog.text, everything_kept()]
    told += [f"{message.subject} {message.body}" for message in mail.outbox]
    assert fault.__name__ in caplog.text
    assert [one for one in told if CANARY in one or CANARY.encode().hex() in one] == []


def test_what_opened_a_vault_lies_in_no_table(with_vault):
    client = with_vault("coordinator")
    group = client.keyring.current(client.desk.recipient)[1]
    member = make_member(make_desk("OTHER"), "desk_officer")
    make_keyring(member.account_id)

    kept = everything_kept()

    assert str(client.person.pk) in kept
    for secret in (client.keyring.half.reveal(), group.reveal()):
        assert secret[1:].hex() not in kept
    assert PHRASE not in kept
    assert PHRASE.encode().hex() not in kept
