"""What was made public as tables of open data: a name, columns, rows, and what is said of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from rapporteur.publication.exports import Column, Origin

TEXT, MAYBE, LIST, FLAG = ("string",), ("string", "null"), ("array",), ("boolean",)


@dataclass(frozen=True)
class Published:
    """One table of what was made public, as open data gives it."""

    name: str
    what: str
    columns: tuple[Column, ...]
    records: Callable[[], "models.QuerySet[Any]"]
    source: str
    licence: str
    note: str

    @property
    def origin(self) -> Origin:
        return Origin(self.what, self.source, self.licence, "as each row says")


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def of_day(name: str, types: tuple[str, ...] = TEXT) -> Column:
    return Column(name, lambda record: iso(getattr(record, name)), types=types)


def of_field(name: str, types: tuple[str, ...] = TEXT) -> Column:
    return Column(name, lambda record: getattr(record, name), types=types)
