"""Where the facts come from, room by room, as each room's SOURCES.md says."""

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from django.utils.translation import gettext_lazy as _

from rapporteur.doors import rooms
from rapporteur.publication import codebook, exports

TITLES: dict[str, Any] = {
    "world": _("States, regions, bodies and sessions"),
    "law": _("Instruments, what States accepted, scope and terms"),
    "mandates": _("Mandates"),
    "visits": _("Visits"),
    "statements": _("Joint statements"),
    "publication": _("Letters and replies"),
}


@dataclass(frozen=True)
class File:
    """One file of facts, and what is said of its origin."""

    name: str
    origin: exports.Origin


@dataclass(frozen=True)
class Room:
    """The files of one room."""

    code: str
    title: Any
    files: tuple[File, ...]


@cache
def by_room() -> tuple[Room, ...]:
    """Return every room with its files; read once, since what is said of them is in the code."""
    grouped = groupby(rooms.tables().values(), key=lambda table: table.model._meta.app_label)
    loaded = [
        Room(
            code,
            TITLES.get(code, code),
            tuple(File(one.path.name, exports.origin(one.path)) for one in tables),
        )
        for code, tables in grouped
    ]
    published = tuple(File(f"{one.name}.csv", one.origin) for one in codebook.TABLES.values())
    return (*loaded, Room("publication", TITLES["publication"], published))
