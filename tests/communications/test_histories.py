"""Days of letters: 1,000 made-up histories beside a simple model that walks along a calendar.

The model knows no arithmetic of dates: it puts a finger on a day and moves it, one day at a time.
"""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest

from rapporteur.communications.dates import Extension, Pause, Resumption, explained, led_to
from rapporteur.communications.models import Policy

pytestmark = pytest.mark.requirement("C6")
DAY = timedelta(days=1)
LONG = {1: 31, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


def policy(unit, amount):
    return Policy(kind="AL", purpose="reply", valid_from="2024", unit=unit, amount=amount)


def further(day, days):
    for _day in range(days):
        day += DAY
    return day


def month_later(day, wanted):
    """Walk on to the next month, and there to the wanted day or the last before it."""
    month = day.month
    while day.month == month:
        day += DAY
    last = LONG.get(day.month) or (29 if (day.replace(month=3, day=1) - DAY).day == 29 else 28)
    while day.day < min(wanted, last):
        day += DAY
    return day


def months_later(day, months):
    wanted = day.day
    for _month in range(months):
        day = month_later(day, wanted)
    return day


@dataclass
class Finger:
    """A finger on the day of a letter. `marks` are the days on which the clock stood, not yet given."""

    day: date
    stands: bool = False
    marks: list = field(default_factory=list)

    def pass_to(self, today, before):
        """Let the days pass; each on which the clock stands is marked, then given back."""
        while before < today:
            if self.stands:
                self.marks.append(before)
            before += DAY

    def give_back(self):
        self.day = further(self.day, len(self.marks))
        self.marks.clear()


def begin(chance):
    moment = datetime(2026, 1, 1, 12, tzinfo=UTC) + chance.randrange(1500) * DAY
    unit, amount = chance.choice([("days", 60), ("days", 30), ("months", 2), ("hours", 48)])
    day = moment.date()
    if unit == "months":
        end = months_later(day, amount)
    else:
        end = further(day, 2 if unit == "hours" else amount)
    return moment, policy(unit, amount), Finger(end)


def more_time(chance, finger, today):
    """Give more time in one of the three ways, on the calendar and as an event."""
    finger.give_back()
    how, amount = chance.choice(["days", "months", "until"]), chance.randrange(1, 40)
    if how == "until":
        until = finger.day + (amount - 10) * DAY
        finger.day = max(finger.day, until)
        return Extension(until, "A", today)
    if how == "months":
        amount = amount % 12 + 1
        finger.day = months_later(finger.day, amount)
    else:
        finger.day = further(finger.day, amount)
    return Extension(None, "A", today, amount=amount, unit=how)


def history(seed):
    chance = random.Random(seed)
    moment, rule, finger = begin(chance)
    today, events = moment.date(), []
    for _step in range(chance.randrange(9)):
        before, today = today, today + chance.randrange(25) * DAY
        finger.pass_to(today, before)
        what = chance.choice(["more", "stop", "go on"])
        if what == "more":
            events.append(more_time(chance, finger, today))
        elif what == "stop":
            finger.give_back()
            finger.stands = True
            events.append(Pause(today, "A"))
        else:
            finger.give_back()
            finger.stands = False
            events.append(Resumption(today, "A"))
    finger.give_back()
    return moment, rule, events, finger


@pytest.mark.parametrize("hundred", range(10))
def test_a_thousand_histories_end_on_the_day_under_the_finger(hundred):
    for seed in range(hundred * 100, hundred * 100 + 100):
        moment, rule, events, finger = history(seed)
        found = explained(moment, rule, events)
        assert bool(found.still_since) == finger.stands, seed
        last = events[-1].on if events else moment.date()
        finger.pass_to(last + 9 * DAY, last)
        finger.give_back()
        gone_on = explained(moment, rule, [*events, Resumption(last + 9 * DAY, "A")])
        assert gone_on.date == finger.day, seed
        if not found.still_since:
            assert found.date == finger.day, seed
        assert len(found.steps) == len(events) + 1


def test_histories_hold_all_that_can_happen():
    events = [event for seed in range(1000) for event in history(seed)[2]]
    units = {event.unit or "until" for event in events if isinstance(event, Extension)}
    assert units == {"days", "months", "until"}
    assert {type(event) for event in events} == {Extension, Pause, Resumption}
    assert any(history(seed)[3].stands for seed in range(50))


@pytest.mark.parametrize("seed", range(0, 1000, 50))
def test_where_more_time_would_lead_is_where_it_led(seed):
    moment, rule, events, _finger = history(seed)
    last = max([moment.date(), *(event.on for event in events)])
    more = Extension(None, "A", last + 3 * DAY, amount=2, unit="months")
    found = explained(moment, rule, events)
    assert led_to(found, more) == explained(moment, rule, [*events, more]).date


def test_a_rule_that_names_no_day_gets_one_by_a_day_alone():
    start, on = datetime(2026, 5, 1, tzinfo=UTC), date(2026, 6, 1)
    rule = policy("report", None)
    days = Extension(None, "A", on, amount=5, unit="days")
    until = Extension(date(2026, 9, 1), "A", on)
    assert explained(start, rule, [Pause(on, "A"), days]).date is None
    assert explained(start, rule, [until]).date == date(2026, 9, 1)
    assert led_to(None, until) == date(2026, 9, 1)
    assert led_to(explained(start, rule, [Pause(on, "A")]), days) is None


@pytest.mark.requirement("C7")
def test_each_step_says_how_many_days_it_gave_back():
    start = datetime(2026, 5, 1, tzinfo=UTC)
    events = [
        Pause(date(2026, 5, 11), "A"),
        Extension(None, "B", date(2026, 5, 15), amount=10, unit="days"),
        Resumption(date(2026, 5, 21), "C"),
    ]
    found = explained(start, policy("days", 30), events)
    assert [(step.until, step.given) for step in found.steps] == [
        (date(2026, 5, 31), 0),
        (date(2026, 5, 31), 0),
        (date(2026, 6, 14), 4),
        (date(2026, 6, 20), 6),
    ]
    kinds = [
        (bool(step.pause), bool(step.extension), bool(step.resumption)) for step in found.steps
    ]
    assert kinds == [(0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1)]
    assert found.steps[2].extension.unit_words == "calendar days"
