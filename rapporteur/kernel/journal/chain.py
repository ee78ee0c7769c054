"""Chain what was committed, and sign where the chain stands. ADR 0030.

The line of an entry is what PostgreSQL's `COPY ... TO STDOUT` prints of it: its columns in the
order of COLUMNS, parted by tabs, dates in ISO, times in UTC; tabs, line ends and backslashes are
escaped, so no two entries share a line. The hash of link n is SHA-256 of the 32 bytes of hash
n-1 (zeros before the first) and that line in UTF-8. Anyone can recompute it with psql and sha256.

Numbers are given by the job and not by a sequence: a transaction that commits late has its
entries chained at the next turn, so there is never a gap and nothing has to wait for it.
"""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from rapporteur.kernel import environment
from rapporteur.kernel.clock import now, today
from rapporteur.kernel.journal import keys
from rapporteur.kernel.journal.models import Checkpoint, Entry, Link

LOCK = 7_119_021  # any number, as long as nothing else of ours takes the same
GENESIS = bytes(32)
BATCH = 50_000  # entries a transaction: some 30 MB
STRAGGLERS = timedelta(days=2)  # no transaction stays open longer; the daily turn looks at all
ISO = "SET LOCAL datestyle TO 'ISO, YMD'; SET LOCAL timezone TO 'UTC'"
COLUMNS = (
    "e.id, e.day, e.at AT TIME ZONE 'UTC', e.door, e.verb, e.subject_table, e.subject_id,"
    " e.by, e.why, e.detail, e.outcome"
)


def chain(*, everything: bool = False) -> int:
    """Give every committed entry its place; return how many were given one.

    One at a time: where another process is at it, returns 0. Looks at the days since the last
    link less two; at all days where `everything`. Commits every BATCH entries.
    """
    total = 0
    while added := chain_some(everything=everything):
        total += added
        if added < BATCH:
            break
    return total


@transaction.atomic
def chain_some(*, everything: bool) -> int:
    """Chain up to BATCH entries in one transaction; 0 where none is new or another is at it."""
    with connection.cursor() as cursor:
        if not alone(cursor):
            return 0
        last = Link.objects.order_by("-number").first()
        since = None if everything or last is None else day_of(last)
        lines = list(copied(cursor, unchained(since)))
        number, previous = (last.number, bytes(last.hash)) if last else (0, GENESIS)
        with cursor.copy("COPY journal_link (number, entry_id, hash) FROM STDIN") as copy:
            for offset, line in enumerate(lines, start=1):
                previous = sha256(previous + line).digest()
                copy.write_row((number + offset, line.split(b"\t", 1)[0].decode(), previous))
    return len(lines)


def alone(cursor: Any) -> bool:
    """Take the lock of the job until the transaction ends; False where another holds it."""
    cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
    return bool(cursor.fetchone()[0])


def day_of(link: Link) -> str:
    day = Entry.objects.values_list("day", flat=True).filter(id=link.entry_id).first()
    return (day - STRAGGLERS).isoformat() if day else "-infinity"


def unchained(since: str | None) -> str:
    """Return the query for entries without a place, in the order in which they will get one.

    Entries of the intake door wait until their day is over, and then come in the order of their
    random ids: the chain, minute by minute, would tell when somebody wrote.
    """
    window = f"AND e.day >= '{since}'" if since else ""
    window += f" AND (e.at IS NOT NULL OR e.day < '{today().isoformat()}')"
    return (
        f"SELECT {COLUMNS} FROM journal_entry e WHERE NOT EXISTS"  # noqa: S608  our own words and a day
        f" (SELECT 1 FROM journal_link l WHERE l.entry_id = e.id) {window}"
        f" ORDER BY e.day, e.at, e.id LIMIT {BATCH}"
    )


def copied(cursor: Any, query: str) -> Iterator[bytes]:
    """Yield the lines of a query as COPY prints them, without their ends. Needs a transaction."""
    cursor.execute(ISO)
    with cursor.copy(f"COPY ({query}) TO STDOUT") as copy:
        for row in copy:  # the protocol sends one message a row
            yield bytes(row)[:-1]


def payload(number: int, digest: bytes, at: datetime) -> bytes:
    """Return the bytes that a checkpoint's signature covers."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return f"rapporteur journal checkpoint 1\n{number}\n{digest.hex()}\n{moment}\n".encode()


def sign() -> Checkpoint | None:
    """Sign where the chain stands: a row, then a line of the file outside the database.

    Returns None where nothing is new since the last one, or another process is at it. The row
    comes first: a crash between the two leaves a line missing, which the next one makes good,
    and never a line in the file that the database does not know.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            if not alone(cursor):
                return None
        link = Link.objects.order_by("-number").first()
        if link is None or Checkpoint.objects.filter(number=link.number).exists():
            return None
        moment = now()
        digest = bytes(link.hash)
        signature = keys.signing_key().sign(payload(link.number, digest, moment))
        made = Checkpoint(number=link.number, hash=digest, at=moment, signature=signature)
        made.save(force_insert=True)
    keep(made)
    return made


def file_of_checkpoints() -> Path:
    return environment.home() / "journal" / "checkpoints.jsonl"


def keep(made: Checkpoint) -> None:
    """Append a checkpoint to the file that lies outside the database."""
    line = {
        "number": made.number,
        "hash": bytes(made.hash).hex(),
        "at": made.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "signature": bytes(made.signature).hex(),
    }
    path = file_of_checkpoints()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "w") as f:
        f.write(json.dumps(line) + "\n")
        f.flush()
        os.fsync(f.fileno())
