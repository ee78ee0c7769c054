import json
import threading
from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import connection, connections, transaction

from rapporteur.kernel.clock import today
from rapporteur.kernel.environment import Misconfigured
from rapporteur.kernel.journal import actions, chain, keys
from rapporteur.kernel.journal.models import Checkpoint, Entry, Link


def act(times=1):
    for n in range(times):
        actions.record("act", ("desks_desk", n), by="x", why="A\tB")


@pytest.mark.requirement("M3")
@pytest.mark.django_db
def test_each_link_is_the_hash_of_the_one_before_and_the_entrys_line(home):
    act(3)
    assert chain.chain() == 3
    previous = bytes(32)
    for link in Link.objects.order_by("number"):
        entry = Entry.objects.get(id=link.entry_id)
        line = "\t".join(
            [
                str(entry.id),
                entry.day.isoformat(),
                entry.at.strftime("%Y-%m-%d %H:%M:%S.%f").rstrip("0"),
                entry.door,
                "act",
                "desks_desk",
                entry.subject_id,
                "x",
                "A\\tB",
                "{}",
                "done",
            ]
        )
        previous = sha256(previous + line.encode()).digest()
        assert bytes(link.hash) == previous
    assert [link.number for link in Link.objects.order_by("number")] == [1, 2, 3]
    assert str(link) == f"3 {previous.hex()}"


@pytest.mark.django_db
def test_chaining_again_adds_nothing(home):
    act(2)
    assert [chain.chain(), chain.chain(), chain.chain(everything=True)] == [2, 0, 0]


@pytest.mark.django_db
def test_more_than_one_batch_is_chained_in_several_transactions(home, monkeypatch):
    monkeypatch.setattr(chain, "BATCH", 2)
    act(5)
    assert chain.chain() == 5
    assert Link.objects.count() == 5


def test_entries_of_intake_are_chained_when_their_day_is_over(
    committed, home, settings, monkeypatch
):
    """The minute in which they are chained would tell when somebody wrote."""
    settings.DOOR = "intake"
    act(2)
    assert chain.chain() == 0
    assert chain.chain(everything=True) == 0
    monkeypatch.setattr(chain, "today", lambda: today() + timedelta(days=1))
    assert chain.chain() == 2


def test_a_transaction_that_commits_late_is_chained_at_the_next_turn(committed, home):
    late = connections.create_connection("default")
    late.set_autocommit(False)
    with late.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_entry VALUES"
            " (gen_random_uuid(), current_date, now(), 'desk', 'late', '', '', 'x', '', '{}', 'done')"
        )
    act(2)
    assert chain.chain() == 2
    late.commit()
    late.close()
    assert chain.chain() == 1
    assert Entry.objects.get(id=Link.objects.get(number=3).entry_id).verb == "late"


@pytest.mark.parametrize("days", [30])
def test_a_very_late_straggler_is_caught_by_the_daily_turn(committed, home, days):
    act()
    chain.chain()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_entry VALUES (gen_random_uuid(), current_date - %s, now(), 'desk',"
            " 'late', '', '', 'x', '', '{}', 'done')",
            [days],
        )
    assert [chain.chain(), chain.chain(everything=True)] == [0, 1]


def test_a_chain_whose_last_entry_is_gone_goes_on(committed, home):
    act()
    chain.chain()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER ALL; DELETE FROM journal_entry")
    act()
    assert chain.chain() == 1


def test_only_one_process_chains_at_a_time(committed, home):
    act()
    answers = []

    def other():
        answers.extend([chain.chain(), chain.sign()])
        connection.close()

    with transaction.atomic(), connection.cursor() as cursor:
        assert chain.alone(cursor)
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert answers == [0, None]
    assert chain.chain() == 1


@pytest.mark.requirement("M3")
@pytest.mark.django_db
def test_a_checkpoint_is_signed_with_a_key_outside_the_database_and_kept_in_a_file(home):
    act(2)
    chain.chain()
    made = chain.sign()
    kept = json.loads((home / "journal" / "checkpoints.jsonl").read_text())
    assert (made.number, kept["number"]) == (2, 2)
    assert kept["hash"] == bytes(Link.objects.get(number=2).hash).hex()
    assert keys.is_signed(
        keys.public_key(),
        bytes.fromhex(kept["signature"]),
        chain.payload(2, bytes(made.hash), made.at),
    )
    assert (home / "secrets" / "journal-key").stat().st_mode & 0o777 == 0o600
    assert (home / "journal" / "checkpoints.jsonl").stat().st_mode & 0o777 == 0o600
    assert str(made).startswith("2 ")


@pytest.mark.django_db
def test_nothing_new_is_not_signed_again(home):
    assert chain.sign() is None
    act()
    chain.chain()
    assert chain.sign() is not None
    assert chain.sign() is None
    assert Checkpoint.objects.count() == 1


@pytest.mark.django_db
def test_a_lost_key_is_never_made_anew_once_something_was_signed(home):
    act()
    chain.chain()
    chain.sign()
    (home / "secrets" / "journal-key").unlink()
    act()
    chain.chain()
    with pytest.raises(Misconfigured, match="journal-key"):
        chain.sign()
    assert not (home / "secrets" / "journal-key").exists()


@pytest.mark.django_db
def test_a_key_of_another_shape_stops_with_a_sentence(home, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_JOURNAL_KEY", "short")
    with pytest.raises(Misconfigured, match="32 bytes"):
        keys.signing_key()


@pytest.mark.parametrize(("text", "sentence"), [("", "not known here"), ("zz", "64 hexadecimal")])
def test_a_public_key_that_is_missing_or_broken_stops_with_a_sentence(
    home, monkeypatch, text, sentence
):
    monkeypatch.setenv("RAPPORTEUR_JOURNAL_PUBLIC_KEY", text)
    with pytest.raises(Misconfigured, match=sentence):
        keys.public_key()


@pytest.mark.django_db
def test_the_worker_role_can_chain_and_sign(home, as_role):
    act(2)
    with as_role("worker"):
        assert chain.chain() == 2
        assert chain.sign().number == 2
