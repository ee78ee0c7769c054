"""Which days are worked at a place. No database here: a calendar is a value.

What is feared is decided on a day that is worked, before it; never on one after it (ADR 0135).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """The days of an office. The one without an argument is that of calendar days, in UTC."""

    zone: str = "UTC"  # IANA; whose days these are
    weekend: frozenset[int] = frozenset()  # as date.weekday() counts: 0 is Monday
    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()  # although of the week-end

    def is_worked(self, day: date) -> bool:
        if day in self.worked:
            return True
        return day not in self.off and day.weekday() not in self.weekend


EVERY_DAY = Calendar()


def working_day_before(day: date, calendar: Calendar) -> date:
    """Return `day` where it is worked, else the nearest before it that is. Never a later one."""
    while not calendar.is_worked(day):
        day -= DAY
    return day


def not_worked(after: date, until: date, calendar: Calendar) -> Iterator[date]:
    """Yield the days after one and up to another that are not worked, the first of them first."""
    day = after + DAY
    while day <= until:
        if not calendar.is_worked(day):
            yield day
        day += DAY
