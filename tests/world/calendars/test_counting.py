"""Which day is worked: the day itself, or the nearest before it. Never a later one."""

from datetime import date

import pytest

from rapporteur.world.calendars.counting import EVERY_DAY, Calendar, not_worked, working_day_before

pytestmark = pytest.mark.requirement("B6")
OFFICE = Calendar(
    weekend=frozenset({5, 6}),
    off=frozenset({date(2026, 12, 24), date(2026, 12, 25), date(2027, 1, 1)}),
    worked=frozenset({date(2026, 12, 19)}),
)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2026-12-23", "2026-12-23"),
        ("2026-12-24", "2026-12-23"),
        ("2026-12-27", "2026-12-23"),  # a week-end behind two days off
        ("2026-12-28", "2026-12-28"),
        ("2027-01-03", "2026-12-31"),  # over the end of a year
        ("2026-12-19", "2026-12-19"),  # a Saturday that is worked
        ("2026-12-20", "2026-12-19"),
    ],
)
def test_a_day_that_is_not_worked_moves_to_the_one_before(day, found):
    assert working_day_before(date.fromisoformat(day), OFFICE) == date.fromisoformat(found)


@pytest.mark.parametrize("day", [date(2026, 12, 25), date(2026, 12, 26)])
def test_without_a_calendar_every_day_counts(day):
    assert working_day_before(day, EVERY_DAY) == day
    assert list(not_worked(date(2026, 12, 1), day, EVERY_DAY)) == []


def test_the_days_between_that_are_not_worked_are_told():
    found = list(not_worked(date(2026, 12, 18), date(2026, 12, 25), OFFICE))
    assert found == [date(2026, 12, day) for day in (20, 24, 25)]
