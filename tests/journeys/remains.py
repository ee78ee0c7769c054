"""What a walk leaves behind in a whole installation: dump, files, logs and mail, to be searched."""

import os
import subprocess

from rapporteur.kernel.backups import SUFFIX
from rapporteur.operations import clusters
from tests.operations.test_backup import address


def dump_of(installation):
    """Return the whole database as `pg_dump` writes it, as bytes."""
    program = clusters.plan(installation.home).binaries / "pg_dump"
    whole = [program, "--inserts", "--enable-row-security", address(installation, "backup")]
    return subprocess.run(whole, capture_output=True, check=True).stdout


def files_of(installation):
    """Yield name and bytes of every file: of the data folder, the cluster, what was said."""
    for root in {installation.home.parent, clusters.plan(installation.home).data}:
        for path in sorted(root.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield str(path), path.read_bytes()


def places(installation, words):
    """Make a backup, stop; return where each word lies, as text or in hexadecimal digits.

    All tables are searched, those of the journal and of the jobs too, and every file: the logs, the
    mail, the backup with its head, the files of the database.
    """
    found = {}
    mail = installation.home / "mail"  # the worker tells Missions of their letters once a minute
    installation.wait_for(lambda: mail.is_dir() and any(mail.iterdir()), "the mail of the walk")
    done = installation.ask("backup")
    assert done.returncode == 0, done.stderr
    kept = [("pg_dump", dump_of(installation))]
    installation.end()
    kept += files_of(installation)
    for part in ("/mail/", "/logs/", SUFFIX, "/pg_wal/", "checkpoints.jsonl"):
        assert any(part in name for name, _ in kept), f"nothing of {part} was searched"
    for table in (b"procrastinate_periodic_defers", b"journal_entry", b"reprisal"):
        assert table in kept[0][1]
    # Most places hold no word at all: they need no second look.
    begins = forms_of(os.path.commonprefix(list(words)))  # noqa: RUF071  words, no paths
    kept = [(name, held) for name, held in kept if any(one in held for one in begins)]
    for word in words:
        lies = [name for name, held in kept if any(one in held for one in forms_of(word))]
        if lies:
            found[word] = lies
    return found


def forms_of(word):
    """Return a word as text, in hexadecimal digits, and as two bytes a letter."""
    return word.encode(), word.encode().hex().encode(), word.encode("utf-16-le")
