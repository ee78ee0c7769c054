import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection

from rapporteur.doors.worker import tasks
from rapporteur.intake import chores
from rapporteur.kernel.clock import now
from rapporteur.kernel.environment import Misconfigured, addresses, role_name
from rapporteur.kernel.journal import actions
from rapporteur.kernel.journal.models import Checkpoint, Link
from rapporteur.people.accounts.models import Account, DeskCounter, DeskSession
from tests.factories.people import make_account


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_HOME", str(tmp_path))
    return tmp_path


def sessions():
    for name, minutes in (("over", -1), ("open", 5)):
        DeskSession.objects.create(
            key_hash=name, body=b"", expires=now() + timedelta(minutes=minutes)
        )
        DeskCounter.objects.create(
            key_hash=name, value=1, expires=now() + timedelta(minutes=minutes)
        )


@pytest.mark.django_db
def test_each_minute_the_journal_is_chained_and_signed(home):
    actions.record("act", None, by="x")
    tasks.chain_journal.func(timestamp=0)
    assert (Link.objects.count(), Checkpoint.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_each_night_all_days_are_looked_at(home):
    actions.record("act", None, by="x")
    tasks.chain_whole_journal.func(timestamp=0)
    assert Link.objects.count() == 1


@pytest.mark.django_db
def test_the_worker_role_ends_sessions_and_counters_that_are_over(as_role):
    sessions()
    with as_role("worker"):
        tasks.expire_sessions.func(timestamp=0)
    assert [s.key_hash for s in DeskSession.objects.all()] == ["open"]
    assert [c.key_hash for c in DeskCounter.objects.all()] == ["open"]


@pytest.mark.requirement("M3")
@pytest.mark.django_db
def test_each_week_the_officers_get_the_newest_checkpoint(home, mailoutbox, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_OFFICERS", "one@exercise.invalid, two@exercise.invalid")
    actions.record("act", None, by="x")
    tasks.chain_journal.func(timestamp=0)
    tasks.mail_digest.func(timestamp=0)
    (mail,) = mailoutbox
    made = Checkpoint.objects.get()
    assert (mail.to, mail.bcc) == ([], ["one@exercise.invalid", "two@exercise.invalid"])
    assert bytes(made.hash).hex() in mail.body
    assert bytes(made.signature).hex() in mail.body


@pytest.mark.django_db
def test_without_a_checkpoint_or_an_address_no_mail_goes_out(home, mailoutbox, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_OFFICERS", "one@exercise.invalid")
    tasks.mail_digest.func(timestamp=0)
    actions.record("act", None, by="x")
    tasks.chain_journal.func(timestamp=0)
    monkeypatch.setenv("RAPPORTEUR_OFFICERS", "")
    tasks.mail_digest.func(timestamp=0)
    assert mailoutbox == []


@pytest.mark.parametrize("text", ["nobody", "a@b c@d", "a@b,c"])
def test_an_address_that_is_none_stops_with_a_sentence(monkeypatch, text):
    monkeypatch.setenv("RAPPORTEUR_OFFICERS", text)
    with pytest.raises(Misconfigured, match="RAPPORTEUR_OFFICERS"):
        addresses("RAPPORTEUR_OFFICERS")


def as_worker(home, *words):
    """Run Django's command of the job library as the worker: its settings, its role."""
    database = settings.DATABASES["default"]
    url = (
        f"postgresql://{role_name('worker')}:of-the-tests@/{database['NAME']}"
        f"?host={database['HOST']}"
    )
    surroundings = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "rapporteur.doors.worker.settings",
        "DATABASE_URL_WORKER": url,
        "RAPPORTEUR_HOME": str(home),
    }
    return subprocess.run(
        [sys.executable, "-m", "django", "procrastinate", *words],
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_worker_process_does_its_jobs_with_its_own_rights_only(committed, home):
    actions.record("act", None, by="x")
    sessions()
    for task in ("journal.chain", "sessions.expire"):
        queued = as_worker(home, "defer", task, '{"timestamp": 0}')
        assert queued.returncode == 0, queued.stderr
    done = as_worker(home, "worker", "--one-shot")
    assert done.returncode == 0, done.stderr
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, status FROM procrastinate_jobs")
        assert cursor.fetchall() == [], done.stderr
    assert (Link.objects.count(), Checkpoint.objects.count()) == (1, 1)
    assert DeskSession.objects.count() == 1
    assert "Adding tasks from blueprint" not in done.stderr


def waiting_jobs():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_nothing_is_stored_of_when_something_that_cannot_wait_came(monkeypatch, mailoutbox):
    monkeypatch.setenv("RAPPORTEUR_DUTY", "duty@exercise.invalid")
    monkeypatch.setattr(tasks, "BELL", chores.Bell(started=True))
    called = []
    monkeypatch.setattr(chores, "not_called", lambda: ["something"])
    monkeypatch.setattr(chores, "call", called.append)

    tasks.look_for_urgent.func(timestamp=0)
    assert (called, waiting_jobs()) == ([], 0)
    tasks.BELL.due = now()
    tasks.look_for_urgent.func(timestamp=0)

    assert called == [["duty@exercise.invalid"]]
    assert tasks.BELL.due is None


@pytest.mark.django_db
def test_a_call_that_could_not_be_mailed_is_due_still(monkeypatch):
    def broken(_roster):
        raise OSError

    monkeypatch.setattr(chores, "not_called", lambda: ["something"])
    monkeypatch.setattr(chores, "call", broken)
    monkeypatch.setattr(tasks, "BELL", chores.Bell(due=now(), started=True))
    with pytest.raises(OSError):
        tasks.look_for_urgent.func(timestamp=0)
    assert tasks.BELL.strikes(now(), waiting=True)


def test_a_job_that_failed_is_not_kept_either(committed, home):
    """A task without its argument fails at once."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (task_name, queue_name, priority, args, status)"
            " VALUES ('journal.chain', 'default', 0, '{}', 'todo')"
        )
    done = as_worker(home, "worker", "--one-shot")
    assert "TypeError" in done.stderr
    assert waiting_jobs() == 0, done.stderr


@pytest.mark.django_db
def test_the_worker_reads_no_password_and_no_name(as_role):
    make_account("missions")
    with as_role("worker"):
        assert Account.objects.values_list("email", "language").count() == 1
    for column in ("password", "name", "created_at", "last_login"):
        with pytest.raises(ProgrammingError, match="permission denied"), as_role("worker"):
            list(Account.objects.values_list(column))
