"""What was made public as tables of open data: a name, columns, rows, and what is said of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models
from django.utils.functional import Promise

from rapporteur.publication.exports import Column, Origin, head_of

TEXT, MAYBE, LIST, FLAG = ("string",), ("string", "null"), ("array",), ("boolean",)


@dataclass(frozen=True)
class Meaning:
    """What a column holds; `unit` says how it is written, `values` what its codes mean."""

    meaning: str
    unit: str = "text"
    values: Mapping[str, str | Promise] | None = None


@dataclass(frozen=True)
class Described:
    """One table of what was made public, as open data tells of it."""

    name: str
    what: str
    columns: tuple[Column, ...]
    source: str
    licence: str
    note: str
    meanings: Mapping[str, Meaning] = field(default_factory=dict, kw_only=True)  # of a room above

    @property
    def origin(self) -> Origin:
        return Origin(self.what, self.source, self.licence, "as each row says")

    def head(self, data_of: str | None, asked: Mapping[str, str] | None = None) -> dict[str, Any]:
        """Return what the table says in JSON before its rows; `asked` is by what it is narrowed."""
        head = head_of(self.name, self.note, data_of, self.origin, self.columns)
        return {**head, "asked": asked} if asked else head


@dataclass(frozen=True)
class Published(Described):
    """A table whose rows are read when they are asked for."""

    records: Callable[[], "models.QuerySet[Any]"]


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def of_day(name: str, types: tuple[str, ...] = TEXT) -> Column:
    return Column(name, lambda record: iso(getattr(record, name)), types=types)


def of_field(name: str, types: tuple[str, ...] = TEXT) -> Column:
    return Column(name, lambda record: getattr(record, name), types=types)
