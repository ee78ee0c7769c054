"""All rooms with reference data, lowest first: their tables, and what can be found of them.

Rooms look down only, so the place that knows them all is up here; desk, public door and the
operator's commands share it.
"""

from functools import cache
from importlib import import_module
from typing import Any

from rapporteur.kernel.findables import Pages, Subject
from rapporteur.kernel.reference.loading import Table

ROOMS = ("world", "law", "people.mandates", "visits", "statements")
INNER = (
    "intake.helplines",
    "checklists",
    "communications",
    "retention",
    "recommendations",
    "follow_up",
)  # their facts serve the work, and no search
FOUND = (*ROOMS, "communications", "reports")  # of these two, what was made public


def of_each(module: str, name: str, rooms: tuple[str, ...] = ROOMS) -> list[Any]:
    """Return what the rooms list under a name in one of their modules, in the rooms' order."""
    found = [import_module(f"rapporteur.{room}.{module}") for room in rooms]
    return [one for room in found for one in getattr(room, name)]


def files() -> list[Table]:
    """Return the files of every room, in the order in which they must load."""
    return of_each("reference", "TABLES", (*ROOMS, *INNER))


@cache
def tables() -> dict[str, Table]:
    """Return the tables that anyone may read by name (`world.country`), lowest room first."""
    return {table.name: table for table in of_each("reference", "TABLES")}


@cache
def all_tables() -> dict[str, Table]:
    """Return the tables of all rooms by name; the public door knows nothing of the inner ones."""
    return {table.name: table for table in files()}


@cache
def subjects() -> tuple[Subject | Pages, ...]:
    """Return everything that can be found: records of every room, and pages of the public door."""
    from rapporteur.doors.public.pages import PAGES  # the lowest of the doors asks here, too

    return (*of_each("findables", "SUBJECTS", FOUND), PAGES)
