"""What changed in the reference data, told as people can read it: one line a load, not a row."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Count, Min, Q, TextField
from django.db.models.functions import Cast

from rapporteur.kernel.reference.models import Change
from rapporteur.publication.models import SearchEntry

NEWEST = 50  # entries of a feed
FEEDS = UUID("6f1c1a0e-6d0e-4a53-9d0a-2f7c55d6a1b4")  # the space of our ids; never to change


@dataclass(frozen=True)
class News:
    """What one load of one file, or one correction, changed. `key` only where it is one record."""

    at: datetime
    table: str
    file: str
    counts: dict[str, int]  # by kind of change
    key: str
    fields: tuple[str, ...]

    @property
    def identity(self) -> str:
        """Return an id that is the same in every language and on every day (RFC 4287)."""
        told = f"{self.at.isoformat()} {self.table} {self.file}"
        return uuid5(FEEDS, f"{told} {self.key}").urn


def latest(number: int = NEWEST) -> list[News]:
    """Return the newest changes; all that one load changed is one of them. One query."""
    kinds = {kind.value: Count("id", filter=Q(kind=kind)) for kind in Change.Kind}
    rows: Iterable[Any] = (
        Change.objects.values("at", "table", "file")
        .annotate(
            **kinds,
            number=Count("id"),
            one_key=Min("key"),
            one_fields=Min(Cast("fields", TextField())),
        )
        .order_by("-at", "table", "file")[:number]
    )
    return [
        News(
            at=row["at"],
            table=row["table"],
            file=row["file"],
            counts={kind: row[kind] for kind in kinds if row[kind]},
            key=row["one_key"] if row["number"] == 1 else "",
            fields=tuple(json.loads(row["one_fields"])) if row["number"] == 1 else (),
        )
        for row in rows
    ]


def last_change() -> datetime | None:
    return Change.objects.order_by("-at").values_list("at", flat=True).first()


def entries_of(wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], SearchEntry]:
    """Return what a search finds under pairs of kind and key, in English. One query."""
    pairs = set(wanted)
    found = SearchEntry.objects.filter(
        language="en", kind__in={kind for kind, _ in pairs}, key__in={key for _, key in pairs}
    )
    return {(one.kind, one.key): one for one in found if (one.kind, one.key) in pairs}
