"""Verify the journal: say whether it was edited, cut, reordered or rewritten, and where.

The chain shows a change to any one row. Whoever may write to the database as its superuser could
change a row and compute the whole chain again; the signed checkpoints show that, since their key
is not in the database. Whoever also deletes the newest checkpoints is shown up by the file of
checkpoints, and by the digest that the officers hold. What came after the last checkpoint, at
most a minute or so, is covered by the chain only; what is not chained yet, by nothing.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connection, transaction

from rapporteur.kernel.journal import chain, keys
from rapporteur.kernel.journal.models import Checkpoint

SIGNATURES = 1_000  # the newest are checked; each covers all that came before it
WINDOW = 1_000  # links after a fault that are looked at to say of what kind it is


class Kind(StrEnum):
    """What was done to the journal."""

    EDITED = "edited"
    DELETED = "deleted"
    INSERTED = "inserted"
    REORDERED = "reordered"
    REWRITTEN = "rewritten"
    CUT_OFF = "cut off"
    FORGED = "checkpoint forged"
    MISSING = "checkpoint missing"


SENTENCES = {
    Kind.EDITED: "Link {0}: the entry is not what it was when it was chained.",
    Kind.DELETED: "Link {0}: the entry or the link was deleted.",
    Kind.INSERTED: "Link {0}: a link was put in that the chain does not know.",
    Kind.REORDERED: "Link {0}: entries have changed places.",
    Kind.REWRITTEN: "Link {0}: the chain up to here is not the one that was signed.",
    Kind.CUT_OFF: "Link {0} was signed, and the chain ends before it.",
    Kind.FORGED: "Checkpoint {0}: its signature does not fit.",
    Kind.MISSING: "Checkpoint {0} stands in the file and not in the database.",
}


@dataclass(frozen=True)
class Fault:
    """The first thing that is wrong: its kind, and the number of the link or checkpoint."""

    kind: Kind
    number: int

    @property
    def sentence(self) -> str:
        return SENTENCES[self.kind].format(self.number)


@dataclass(frozen=True)
class Mark:
    """A checkpoint as read from the database or the file."""

    number: int
    hash: bytes
    at: datetime
    signature: bytes

    def is_signed(self, key: Ed25519PublicKey) -> bool:
        return keys.is_signed(key, self.signature, chain.payload(self.number, self.hash, self.at))


@dataclass(frozen=True)
class Verification:
    """What was looked at, and the first fault if there is one.

    covered       entries whose place in the chain was found right, from the first on
    signed        entries covered by the newest checkpoint
    not_chained   entries that the worker has not chained yet
    checkpoints   checkpoints in the database
    in_file       checkpoints in the file; None where there is no file here
    """

    covered: int
    signed: int
    not_chained: int
    checkpoints: int
    in_file: int | None
    last_checkpoint_at: datetime | None
    fault: Fault | None

    @property
    def is_sound(self) -> bool:
        return self.fault is None

    def as_json(self) -> dict[str, Any]:
        """Return what `rapporteur journal verify --json` prints."""
        at = self.last_checkpoint_at
        fault = self.fault and {**asdict(self.fault), "sentence": self.fault.sentence}
        return {
            **asdict(self),
            "last_checkpoint_at": at.isoformat() if at else None,
            "fault": fault,
            "sound": self.is_sound,
        }


@transaction.atomic
def verify() -> Verification:
    """Read the whole journal once and return what was found. Reads only; some 5 s a million.

    Checkpoints are read before the chain, so that a turn of the worker meanwhile is no fault.
    Raises Misconfigured where there are checkpoints and their public key is not known.
    """
    kept = in_file(chain.file_of_checkpoints())
    stored = in_database()
    faults: list[Fault] = []
    if stored or kept:
        faults += of_checkpoints(stored, kept or [], keys.public_key())
    marks = {mark.number: mark.hash for mark in (*stored, *(kept or []))}
    covered, fault = walk(marks)
    faults += [fault] if fault else []
    newest = max(stored, key=lambda mark: mark.number, default=None)
    return Verification(
        covered=covered,
        signed=min(covered, newest.number if newest else 0),
        not_chained=not_chained(),
        checkpoints=len(stored),
        in_file=None if kept is None else len(kept),
        last_checkpoint_at=newest.at if newest else None,
        fault=min(faults, key=lambda found: found.number, default=None),
    )


def in_database() -> list[Mark]:
    return [
        Mark(row.number, bytes(row.hash), row.at, bytes(row.signature))
        for row in Checkpoint.objects.order_by("number")
    ]


def in_file(path: Path) -> list[Mark] | None:
    """Return the checkpoints of the file, or None where there is none; a broken line is unsigned."""
    if not path.is_file():
        return None
    with path.open(encoding="utf-8", errors="replace") as lines:
        return [read(line, place) for place, line in enumerate(lines, start=1)]


def read(line: str, place: int) -> Mark:
    try:
        found = json.loads(line)
        return Mark(
            int(found["number"]),
            bytes.fromhex(found["hash"]),
            datetime.fromisoformat(found["at"]),
            bytes.fromhex(found["signature"]),
        )
    except (ValueError, KeyError, TypeError):
        return Mark(place, b"", datetime.min, b"")  # noqa: DTZ901  fits no signature


def of_checkpoints(stored: list[Mark], kept: list[Mark], key: Ed25519PublicKey) -> Iterable[Fault]:
    """Yield what is wrong with the newest checkpoints: forged, or gone from the database."""
    known = {mark.number for mark in stored}
    for mark in (*stored[-SIGNATURES:], *kept[-SIGNATURES:]):
        if mark.at == datetime.min or not mark.is_signed(key):  # noqa: DTZ901  see `read`
            yield Fault(Kind.FORGED, mark.number)
        elif mark.number not in known:
            yield Fault(Kind.MISSING, mark.number)


def walk(marks: dict[int, bytes]) -> tuple[int, Fault | None]:
    """Compute the chain again from the first link; return how many are right, and the first fault."""
    number, previous = 0, chain.GENESIS
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem TO '128MB'; SET LOCAL jit TO off")
        for row in chain.copied(cursor, links("true")):
            found, stored, line = row.split(b"\t", 2)
            digest = sha256(previous + line).digest()
            if int(found) != number + 1 or stored.decode() != digest.hex():
                break
            number, previous = number + 1, digest
            if number in marks and marks[number] != digest:
                return number - 1, Fault(Kind.REWRITTEN, number)
        else:
            beyond = [signed for signed in marks if signed > number]
            return number, Fault(Kind.CUT_OFF, min(beyond)) if beyond else None
    return number, Fault(kind_of(number + 1, previous), number + 1)


def links(condition: str) -> str:
    return (
        f"SELECT l.number, encode(l.hash, 'hex'), {chain.COLUMNS} FROM journal_link l"  # noqa: S608  our own words
        f" LEFT JOIN journal_entry e ON e.id = l.entry_id WHERE {condition} ORDER BY l.number"
    )


def kind_of(number: int, previous: bytes) -> Kind:
    """Say what kind of fault stands at `number`, from the links that follow."""
    with connection.cursor() as cursor:
        rows = [
            row.split(b"\t", 2)
            for row in chain.copied(cursor, links(f"l.number >= {number}") + f" LIMIT {WINDOW}")
        ]
    found, stored, line = rows[0]
    if int(found) != number or line.startswith(b"\\N\t"):
        return Kind.DELETED
    for _, hash_of_other, other in rows[1:]:
        fits = sha256(previous + other).hexdigest().encode()
        if fits == stored:
            return Kind.REORDERED  # the entries changed places under their hashes
        if fits == hash_of_other:  # this one belongs here; does ours belong right after it?
            after = sha256(bytes.fromhex(fits.decode()) + line).hexdigest().encode()
            return Kind.REORDERED if after == stored else Kind.INSERTED
    return Kind.EDITED


def not_chained() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM journal_entry) - (SELECT count(*) FROM journal_link)"
        )
        return max(0, int(cursor.fetchone()[0]))
