"""What docs/operations/backup.md tells: dump as the role `backup`, restore as the owner."""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

import psycopg
import pytest

from rapporteur.operations import clusters
from tests.operations.installations import Installation

pytestmark = [pytest.mark.journey, pytest.mark.requirement("M11")]
COUNTS = (
    "SELECT (SELECT count(*) FROM mandates_mandatetitle), (SELECT count(*) FROM django_migrations)"
)


@pytest.fixture
def installations():
    """Two data folders side by side: the one that is lost, and the one that takes its place."""
    with tempfile.TemporaryDirectory(prefix="rapporteur-test-") as folder:
        found = [Installation(Path(folder) / name / "home") for name in ("old", "new")]
        for one in found:
            one.home.parent.mkdir()
        yield found
        for one in found:
            one.end()
            clusters.remove(clusters.plan(one.home))


def address(installation, role):
    return json.loads((installation.home / "secrets" / "databases.json").read_text())[role]


def counts(installation):
    with psycopg.connect(address(installation, "owner")) as connection:
        return connection.execute(COUNTS).fetchone()


@pytest.mark.full  # what `rapporteur backup` does is walked in every run: backups/test_whole.py
def test_a_dump_by_the_backup_comes_back_whole(installations):
    old, new = installations
    programs = clusters.plan(old.home).binaries
    dump = str(old.home.parent / "rapporteur.dump")
    old.start()
    before = counts(old)
    mark = "CREATE TABLE only_in_the_dump (n int); GRANT SELECT ON only_in_the_dump TO PUBLIC"
    with psycopg.connect(address(old, "owner")) as connection:
        connection.execute(mark)
    subprocess.run(
        [programs / "pg_dump", "--format=custom", "--enable-row-security", f"--file={dump}",
         address(old, "backup")], check=True,
    )  # fmt: skip
    old.end()
    shutil.copytree(old.home / "secrets", new.home / "secrets")
    (new.home / "secrets" / "postgres").unlink()
    new.start()
    subprocess.run(
        [programs / "pg_restore", "--clean", "--if-exists", "--no-owner", "--no-privileges",
         "--single-transaction", f"--dbname={address(new, 'owner')}", dump], check=True,
    )  # fmt: skip
    new.end()
    # What the empty installation may have signed of its own journal is not of this one.
    (new.home / "journal" / "checkpoints.jsonl").unlink(missing_ok=True)
    new.start()
    assert counts(new) == before
    with psycopg.connect(address(new, "owner")) as connection:
        connection.execute("SELECT n FROM only_in_the_dump")
    assert [door["up"] for door in new.status()["doors"]] == [True] * 4
    assert new.ask("journal", "verify").returncode == 0
