"""The calendar of a place, and why one of its days is not worked."""

from dataclasses import dataclass
from datetime import date

from rapporteur.world.calendars.counting import EVERY_DAY, Calendar, not_worked
from rapporteur.world.calendars.models import WEEKDAYS, DayOff, Place


@dataclass(frozen=True)
class Skipped:
    """A day that is not worked, and how we know. Without a name it is of the week-end."""

    day: date
    name: str
    source: str
    as_of: str


@dataclass(frozen=True)
class Kept:
    """The calendar of a place with the rows that it comes from."""

    place: Place
    rows: dict[date, DayOff]

    @property
    def calendar(self) -> Calendar:
        return Calendar(
            zone=self.place.zone,
            weekend=frozenset(WEEKDAYS.index(name) for name in self.place.weekend),
            off=frozenset(day for day, row in self.rows.items() if not row.worked),
            worked=frozenset(day for day, row in self.rows.items() if row.worked),
        )

    def skipped(self, after: date, until: date) -> list[Skipped]:
        """Return the days after one and up to another that are not worked, each with its source."""
        found = []
        for day in not_worked(after, until, self.calendar):
            row = self.rows.get(day)
            said = row or self.place
            found.append(Skipped(day, row.name if row else "", said.source, said.as_of))
        return found

    def knows(self, year: int) -> bool:
        """Say whether a day off of a year is on record: none is no statement that there is none."""
        return any(day.year == year for day in self.rows)


def kept(place: Place) -> Kept:
    """Return the calendar of a place with its rows. One query."""
    return Kept(place, {row.on: row for row in place.days.all()})


def calendar_of(place: Place | None) -> Calendar:
    """Return the calendar of a place, and that of calendar days for none. At most one query."""
    return kept(place).calendar if place else EVERY_DAY
