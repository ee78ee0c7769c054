"""A backup of a real installation, brought back beside it: whole, proven, or not at all."""

import json
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from rapporteur.kernel import backups as files
from rapporteur.kernel.environment import ROOT
from rapporteur.operations import clusters
from rapporteur.operations.backups import officers
from tests.operations.installations import PATIENCE, Installation
from tests.operations.surroundings import command

pytestmark = [pytest.mark.journey, pytest.mark.requirement("M14")]
CANARY = "a word that no backup may show: heron-in-the-reeds"
SEALS = f"""
import json, os
from pathlib import Path
os.environ["DJANGO_SETTINGS_MODULE"] = "rapporteur.doors.operator.settings"
import django; django.setup()
from rapporteur.kernel.environment import home
from rapporteur.kernel.vault import actions, records, recovery
from rapporteur.kernel.vault.models import MemberKey, Recipient
from rapporteur.kernel.vault.shares import printed
from rapporteur.people.accounts.models import Account
told = next(o for o in json.loads((home() / "exercise.json").read_text()) if o["role"] == "coordinator")
account = Account.objects.get(door="desk", email=told["email"])
key = MemberKey.objects.in_use().get(owner=account.pk)
keyring = actions.open_member_key(key, told["vault_passphrase"])
desk = Recipient.objects.get(kind="desk", closed_on__isnull=True)
records.keep("cases.note", {CANARY!r}.encode(), [desk.pk], by="command:test")
for share in recovery.make_shares(desk, keyring, by="command:test"):
    (home().parent / f"desk-{{share.number}}.txt").write_text(printed(share))
"""


class Lost(Installation):
    """The installation whose backup is brought back."""

    @property
    def folder(self):
        return self.home.parent

    @property
    def file(self):
        return next((self.home / "backups").glob(f"*{files.SUFFIX}"))

    def share(self, number):
        return str(self.home / "exercise-backup-shares" / f"share-{number}.txt")

    def words(self, home, file=None, shares=(1, 3), desk=(1, 2)):
        words = [str(file or self.file), "--home", str(home)]
        for number in shares:
            words += ["--share", self.share(number)]
        for number in desk:
            words += ["--desk-share", str(self.folder / f"desk-{number}.txt")]
        return words

    def restore(self, home, **given):
        return self.ask("restore", *self.words(home, **given))


@pytest.fixture(scope="module")
def lost():
    with tempfile.TemporaryDirectory(prefix="rapporteur-test-") as folder:
        one = Lost(Path(folder) / "home")
        try:
            one.start()
            subprocess.run([sys.executable, "-c", SEALS], env=one.environment, cwd=ROOT, check=True)
            done = one.ask("backup")
            assert done.returncode == 0, done.stderr
            yield one
        finally:
            one.end()
            clusters.remove(clusters.plan(one.home))


@pytest.fixture
def fresh(lost):
    """A folder in which nothing stands, and nothing is left of what was there."""
    home = lost.folder / "new"
    yield home
    clusters.remove(clusters.plan(home))
    shutil.rmtree(home, ignore_errors=True)


def address(home, role):
    return json.loads((home / "secrets" / "databases.json").read_text())[role]


def nothing_stands(home):
    return not home.exists() and not clusters.plan(home).data.parent.exists()


def test_it_comes_back_whole_and_proves_itself(lost, fresh):
    done = lost.restore(fresh)

    assert done.returncode == 0, done.stderr
    assert "rows, as in the backup" in done.stdout
    assert "in their place: nothing was changed." in done.stdout
    # Any of what is sealed to the desk: an exercise begins with something of its own.
    assert re.search(r"Sealed record: [0-9a-f-]{36} of .+ opened, [1-9][0-9]* bytes", done.stdout)
    pepper = "secrets/receipt-pepper"
    assert (fresh / pepper).read_text() == (lost.home / pepper).read_text()
    assert {path.stat().st_mode & 0o777 for path in (fresh / "secrets").iterdir()} == {0o600}

    again = Installation(fresh)  # and it runs, with the doors open
    try:
        again.start()
        assert all(door["up"] for door in again.status()["doors"])
        with psycopg.connect(address(fresh, "owner")) as connection:
            row = connection.execute(
                "SELECT count(*) FROM journal_entry WHERE verb = 'read' AND by = 'command:restore'"
            ).fetchone()
        assert row == (1,)
    finally:
        again.end()


def test_nothing_lies_in_the_clear_in_the_file(lost):
    raw = lost.file.read_bytes()
    pepper = (lost.home / "secrets" / "receipt-pepper").read_text().strip()
    for canary in (CANARY, pepper, "exercise.invalid", "PGDMP", "manifest.json"):
        assert canary.encode() not in raw
    assert lost.file.stat().st_mode & 0o777 == 0o600
    assert files.read_head(lost.file).mode == "exercise"


@pytest.mark.full
def test_it_is_said_where_no_sealed_record_was_opened(lost, fresh):
    done = lost.restore(fresh, desk=())
    assert done.returncode == 0
    assert "not shown, since no shares of a desk were given" in done.stdout


@pytest.mark.full
def test_shares_of_no_desk_are_a_proof_that_failed(lost, fresh):
    words = lost.words(fresh, desk=())
    for number in (1, 2):
        words += ["--desk-share", lost.share(number)]
    done = lost.ask("restore", *words)
    assert done.returncode == 1
    assert "these shares open no desk" in done.stdout


def test_an_installation_that_stands_is_never_touched(lost):
    before = {path: path.stat().st_mtime_ns for path in (lost.home / "secrets").iterdir()}
    done = lost.restore(lost.home)
    assert done.returncode == 1
    assert "holds something" in done.stderr
    assert {path: path.stat().st_mtime_ns for path in (lost.home / "secrets").iterdir()} == before


@pytest.mark.full
def test_the_same_share_twice_opens_nothing(lost, fresh):
    done = lost.restore(fresh, shares=(2, 2))
    assert (done.returncode, "two different shares" in done.stderr) == (1, True)
    assert nothing_stands(fresh)


@pytest.mark.full
def test_shares_of_another_key_open_nothing(lost, fresh):
    words = [str(lost.file), "--home", str(fresh)]
    for number in (1, 2):
        words += ["--share", str(lost.folder / f"desk-{number}.txt")]
    done = lost.ask("restore", *words)
    assert (done.returncode, "of another key" in done.stderr) == (1, True)
    assert nothing_stands(fresh)


@pytest.mark.parametrize("fault", ["cut", "a bit", "appended"])
def test_a_file_that_was_spoilt_is_told_and_nothing_is_restored(lost, fresh, fault):
    raw = bytearray(lost.file.read_bytes())
    if fault == "cut":
        del raw[len(raw) // 2 :]
    elif fault == "a bit":
        raw[-40] ^= 1
    else:
        raw += b"x" * 100
    spoilt = lost.folder / f"spoilt{files.SUFFIX}"
    spoilt.write_bytes(raw)

    done = lost.restore(fresh, file=spoilt)

    assert (done.returncode, "Nothing was restored." in done.stderr) == (1, True)
    assert "Traceback" not in done.stderr
    assert nothing_stands(fresh)


def test_a_restore_that_was_killed_starts_nothing_and_begins_anew(lost, fresh):
    words = command("restore", *lost.words(fresh))
    running = subprocess.Popen(words, env=lost.environment, stdout=subprocess.DEVNULL)
    until = time.monotonic() + PATIENCE
    while not (fresh / "secrets" / "databases.json").exists():
        assert time.monotonic() < until
        assert running.poll() is None
        time.sleep(0.01)
    running.send_signal(signal.SIGKILL)
    running.wait()

    refused = Installation(fresh).ask("run")
    assert (refused.returncode, "was cut short" in refused.stderr) == (1, True)
    done = lost.restore(fresh)
    assert done.returncode == 0, done.stderr
    assert not (fresh / "run" / "restoring").exists()


def test_a_backup_that_was_killed_leaves_nothing_that_could_be_taken_for_one(lost):
    kept, first = lost.home / "backups", lost.file
    running = subprocess.Popen(command("backup"), env=lost.environment, stdout=subprocess.DEVNULL)
    until = time.monotonic() + PATIENCE
    while not list(kept.glob(f"*{files.UNFINISHED}")):
        assert time.monotonic() < until
        time.sleep(0.005)
    running.send_signal(signal.SIGKILL)
    running.wait()
    standing = [path for path, _head in with_home(lost.home)]
    assert standing == [first]

    extra = {"RAPPORTEUR_BACKUPS": str(kept), "RAPPORTEUR_BACKUP_DAYS": "7"}
    done = subprocess.run(
        command("backup"), env={**lost.environment, **extra}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert list(kept.glob(f"*{files.UNFINISHED}")) == []
    newest = max(kept.glob(f"*{files.SUFFIX}"))
    assert newest != first
    newest.unlink()


def with_home(home):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAPPORTEUR_HOME", str(home))
        return files.standing()


def test_shares_in_real_work_never_lie_in_files(lost):
    assert officers.WARNING in Path(lost.share(1)).read_text()
    assert "at a terminal" in lost.ask("backup", "shares").stderr
