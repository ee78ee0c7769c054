"""Whole tables as files, packed each night: made by the worker, handed out by the public door.

The table of a dump is given from it, too: whoever asks for CSV or JSON gets what was packed. So the
door has no right on what the rows were made of, and a question costs the same for every table.
"""

import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import tee, zip_longest
from tempfile import TemporaryFile
from typing import IO, Any

from django.db import transaction
from django.db.models import QuerySet

from rapporteur.kernel.clock import now
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.kernel.journal import actions as journal
from rapporteur.publication import exports, recommendations
from rapporteur.publication.exports import Summary, Version
from rapporteur.publication.models import DumpPart, PublishedDump
from rapporteur.publication.tables import Described

TABLES = {recommendations.TABLE.name: recommendations.TABLE}
FORMS = ("csv", "json")
PIECE = 1 << 20  # bytes of a part
Rows = Callable[[], Iterable[dict[str, Any]]]


def is_due(table: Described, day: date) -> bool:
    """Say whether a table was not packed on a day yet; one query."""
    found = PublishedDump.objects.filter(table=table.name, as_of=day)
    return found.count() < len(FORMS)


@dataclass
class Counted:
    """What passes by on its way into a file: how many rows, and the days of their facts."""

    rows: int = 0
    earliest: str = ""
    latest: str = ""

    def through(self, found: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for row in found:
            self.rows += 1
            day = row["as_of"]
            self.earliest = min(self.earliest or day, day)
            self.latest = max(self.latest, day)
            yield row


@transaction.atomic
def renew(table: Described, found: Rows, *, on: date, by: str) -> None:
    """Pack a table anew in each form, in the place of what was packed before."""
    DumpPart.objects.filter(dump__table=table.name).delete()
    PublishedDump.objects.filter(table=table.name).delete()
    with ExitStack() as opened:
        files = [opened.enter_context(TemporaryFile()) for _form in FORMS]
        counted = pack(table, found, on, files)
        made = [
            keep(table, form, file, counted, on) for form, file in zip(FORMS, files, strict=True)
        ]
    detail: dict[str, str | int] = {one.form: one.digest for one in made}
    journal.record("dump table", PublishedDump, by=by, detail={**detail, "rows": counted.rows})


def pack(table: Described, found: Rows, on: date, files: Sequence[IO[bytes]]) -> Counted:
    """Write all forms in one pass over the rows, to files that lie nowhere.

    Each form takes some hundred rows at a time, so that no more are held for the other.
    """
    counted = Counted()
    with ExitStack() as opened:
        packed = [
            opened.enter_context(
                gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=file, mtime=0)
            )
            for file in files
        ]
        each = zip(FORMS, tee(counted.through(found()), len(FORMS)), strict=True)
        together = [written(table, form, rows, on) for form, rows in each]
        for parts in zip_longest(*together, fillvalue=""):
            for file, part in zip(packed, parts, strict=True):
                file.write(part.encode())
    return counted


def keep(table: Described, form: str, file: IO[bytes], counted: Counted, on: date) -> PublishedDump:
    """Keep a packed file in pieces."""
    digest, size = digest_of(file)
    dump = PublishedDump(
        table=table.name,
        form=form,
        as_of=on,
        made_at=now(),
        size=size,
        digest=digest,
        exercise=is_exercise(),
        **vars(counted),
    )
    dump.save(force_insert=True)
    file.seek(0)
    for number, piece in enumerate(iter(lambda: file.read(PIECE), b""), 1):
        DumpPart(dump=dump, number=number, body=piece).save(force_insert=True)
    return dump


def written(
    table: Described, form: str, found: Iterable[dict[str, Any]], on: date
) -> Iterator[str]:
    if form == "csv":
        return exports.written_csv(table.columns, found)
    return exports.written_json(table.head(on.isoformat()), table.columns, found)


def digest_of(file: IO[bytes]) -> tuple[str, int]:
    file.seek(0)
    told, size = sha256(), 0
    for piece in iter(lambda: file.read(PIECE), b""):
        told.update(piece)
        size += len(piece)
    return told.hexdigest(), size


def one(name: str, form: str) -> PublishedDump | None:
    return PublishedDump.objects.filter(table=name, form=form).first()


def listed() -> "QuerySet[PublishedDump]":
    return PublishedDump.objects.filter(table__in=TABLES)


def version(name: str) -> Version | None:
    """Return which state a table is in, None before its first night; one query."""
    dump = one(name, FORMS[0])
    return Version(dump.digest[:32], dump.made_at) if dump else None


def pieces(dump: PublishedDump) -> Iterator[bytes]:
    """Yield the packed file; one query, which goes on where the next night takes the rows away."""
    parts = dump.parts.order_by("number").values_list("body", flat=True)
    for body in parts.iterator(4):
        yield bytes(body)


def unpacked(dump: PublishedDump) -> Iterator[bytes]:
    opened = zlib.decompressobj(16 + zlib.MAX_WBITS)
    for piece in pieces(dump):
        yield opened.decompress(piece)
    yield opened.flush()


def summaries() -> list[Summary]:
    """Return the tables as the list of open data shows them; one query."""
    made = {one.table: one for one in listed().filter(form=FORMS[0])}
    return [
        Summary(table, dump.rows, dump.earliest, dump.latest, table.origin)
        if (dump := made.get(name))
        else Summary(table, 0, "", "", table.origin)
        for name, table in TABLES.items()
    ]
