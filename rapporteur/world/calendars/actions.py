"""Taking in an operator's file of working days: whole, or nothing of it."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.reference.loading import (
    BadFile,
    Outcome,
    Problem,
    Table,
    check,
    load,
    read_rows,
)
from rapporteur.world.calendars.models import Place
from rapporteur.world.calendars.reference import COLUMNS, is_place, of_operator


@dataclass(frozen=True)
class Taken:
    """What a file did, in rows."""

    places: Outcome
    days: Outcome


@transaction.atomic
def take_in(path: Path, *, by: str) -> Taken:
    """Add and change what the file says. Raises BadFile, which names every row that is refused."""
    rows = read_rows(path, COLUMNS)
    if not rows:
        raise BadFile([Problem(path.name, 1, "", "this file has no row")])
    places, days = of_operator(path, {row["place"] for _line, row in rows if is_place(row)})
    problems = [problem for table in (places, days) for problem in faults(table)]
    if problems:
        raise BadFile(sorted(problems, key=lambda problem: problem.line))
    taken = Taken(load(places), load(days))
    detail = {
        f"{name}_{what}": getattr(outcome, what)
        for name, outcome in (("places", taken.places), ("days", taken.days))
        for what in ("added", "changed")
    }
    journal.record("load calendar", Place, by=by, detail=detail)
    return taken


def faults(table: Table) -> list[Problem]:
    """Return what is wrong with the rows that a table takes."""
    try:
        check(table)
    except BadFile as bad:
        return list(bad.problems)
    return []
