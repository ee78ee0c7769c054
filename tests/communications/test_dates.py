"""Dates by policy: calendar days, months, hours; extensions; and every step of the explanation."""

from datetime import UTC, date, datetime

import pytest

from rapporteur.communications.dates import Extension, by_policy, explained, months_later
from rapporteur.communications.models import Policy

SENT = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)  # a Tuesday


def policy(unit, amount):
    return Policy(kind="AL", purpose="reply", valid_from="2024", unit=unit, amount=amount)


@pytest.mark.requirement("C5")
@pytest.mark.parametrize(
    ("unit", "amount", "day"),
    [
        ("days", 60, date(2027, 1, 23)),  # over Christmas and New Year; ends on a Saturday
        ("days", 30, date(2026, 12, 24)),
        ("months", 2, date(2027, 1, 24)),
        ("hours", 48, date(2026, 11, 26)),
        ("report", None, None),
    ],
)
def test_a_policy_counts_calendar_days(unit, amount, day):
    assert by_policy(SENT, policy(unit, amount)) == day


@pytest.mark.requirement("C5")
def test_no_weekend_and_no_holiday_moves_a_date():
    ends = {by_policy(SENT.replace(day=day), policy("days", 60)).weekday() for day in range(1, 8)}
    assert ends == set(range(7))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 10, 15), 3, date(2027, 1, 15)),
        (date(2026, 11, 30), 12, date(2027, 11, 30)),
    ],
)
def test_months_end_on_the_same_day_or_the_last(day, months, later):
    assert months_later(day, months) == later


@pytest.mark.requirement("C7")
def test_a_date_tells_its_start_its_rule_and_each_extension():
    rule = policy("days", 60)
    first = Extension(date(2027, 2, 10), "A. Person", date(2027, 1, 10), "asked by the Mission")
    second = Extension(date(2027, 2, 20), "B. Person", date(2027, 2, 9))

    found = explained(SENT, rule, [second, first])

    assert found.date == date(2027, 2, 20)
    assert found.start == SENT
    assert found.policy is rule
    assert [step.until for step in found.steps] == [
        date(2027, 1, 23),
        date(2027, 2, 10),
        date(2027, 2, 20),
    ]
    assert found.steps[0].days == 60
    assert found.steps[1].days is None
    assert found.extensions == [first, second]


def test_an_extension_never_shortens_the_time():
    found = explained(SENT, policy("days", 60), [Extension(date(2026, 12, 1), "A", SENT.date())])
    assert found.date == date(2027, 1, 23)


def test_a_policy_that_names_no_day_gives_none():
    found = explained(SENT, policy("report", None))
    assert found.date is None
    assert [step.until for step in found.steps] == [None]
