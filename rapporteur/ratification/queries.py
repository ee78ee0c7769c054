"""The tracker of one treaty as the desk sees it: each State with its last contact and next step."""

from dataclasses import dataclass

from rapporteur.law.models import Instrument
from rapporteur.law.queries.acceptance import Standing
from rapporteur.law.queries.ratification import HEADERS, Line, Tracker, facts
from rapporteur.ratification.models import Contact

OF_THE_DESK = ("last_contact", "means", "outcome", "next_step", "next_on")


@dataclass(frozen=True)
class Kept:
    """A State's line with the last contact about the treaty; None where none is on record."""

    line: Line
    last: Contact | None


@dataclass(frozen=True)
class Section:
    """Those who stand in one way towards the treaty."""

    standing: Standing
    rows: list[Kept]


def last_contacts(instrument: Instrument) -> dict[str, Contact]:
    """Return by ISO code the newest contact with each State about a treaty; one query."""
    found: dict[str, Contact] = {}
    for one in Contact.objects.about(instrument).newest_first():
        found.setdefault(one.country_id, one)
    return found


def kept(tracker: Tracker) -> list[Kept]:
    """Return every State with its last contact, in the order of names; one query."""
    last = last_contacts(tracker.instrument)
    return [Kept(line, last.get(line.country.pk)) for line in tracker.lines]


def sections(tracker: Tracker) -> list[Section]:
    """Return who is to be won: signed only, neither, left; then, apart, whom we know nothing of."""
    rows = kept(tracker)
    wanted = [group.standing for group in tracker.groups]
    return [Section(one, [row for row in rows if row.line.standing == one]) for one in wanted]


def table(rows: list[Kept]) -> list[list[str]]:
    """Return lines as a table for a spreadsheet, with its headers; empty is unknown, never no."""
    return [[*HEADERS, *OF_THE_DESK], *([*facts(row.line), *told(row.last)] for row in rows)]


def told(last: Contact | None) -> list[str]:
    if last is None:
        return [""] * len(OF_THE_DESK)
    next_on = last.next_on.isoformat() if last.next_on else ""
    return [last.made_on.isoformat(), last.means, last.outcome, last.next_step, next_on]
