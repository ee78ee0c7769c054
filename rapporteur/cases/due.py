"""By when a case should be decided: from which day, by which rule, of which risk.

The days a risk gives stand in data/due.csv, each from a day on. The clock starts when a case is
opened or opened again; a triage that finds another risk moves the day, never the start. A pause
gives its days back when it ends, a person may choose another day, and whoever has the case changes
nothing. What is feared on a day does not wait for any of it: it is decided by the day before it
begins there (ADR 0130), or the last before that on which the desk works (ADR 0135). A day that has
passed is still the day: nothing here calls it missed.
"""

import csv
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db.models import Case, DateField, F, Q, Value, When
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce, Least
from django.db.models.lookups import GreaterThanOrEqual, LessThan, LessThanOrEqual

from rapporteur.cases.facts import Risk
from rapporteur.cases.workflow import State
from rapporteur.world.calendars.counting import Calendar, working_day_before

if TYPE_CHECKING:
    from rapporteur.cases.models import Case as DeskCase

TABLE = Path(__file__).parent / "data" / "due.csv"
RUNNING = (State.OPEN, State.TRIAGE, State.REOPENED)  # in these a decision is waited for


@dataclass(frozen=True)
class Rule:
    """How many calendar days a risk gives, for what starts from `valid_from` on."""

    risk: Risk
    days: int
    valid_from: date
    valid_to: date | None  # the first day on which it no longer holds
    source: str
    as_of: str

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True)
class Explained:
    """A day with its explanation. `on` is None where nothing gives a day now."""

    start: date
    again: bool  # it starts at the reopening
    risk: Risk
    rule: Rule | None
    paused_days: int = 0  # given back by pauses that are over
    paused_on: date | None = None  # since when it stands still
    chosen: date | None = None  # by a person
    event_by: date | None = None  # for what is feared

    @property
    def by_rule(self) -> date | None:
        if self.rule is None:
            return None
        return self.start + timedelta(days=self.rule.days + self.paused_days)

    @property
    def on(self) -> date | None:
        own = None if self.paused_on else self.chosen or self.by_rule
        return min((day for day in (own, self.event_by) if day), default=None)


@cache
def table() -> tuple[Rule, ...]:
    """Return the rows of the table. Raises ValueError for a risk, number or day that is none."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Rule(
                Risk(row["risk"]),
                int(row["days"]),
                date.fromisoformat(row["valid_from"]),
                date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
                row["source"],
                row["as_of"],
            )
            for row in csv.DictReader(file)
        )


def rule_on(risk: Risk, day: date) -> Rule | None:
    return next((one for one in table() if one.risk == risk and one.holds_on(day)), None)


def explained(case: "DeskCase") -> Explained | None:
    """Return the day by which a case should be decided; None where no decision is waited for."""
    if case.state not in RUNNING:
        return None
    risk = Risk(case.current.risk) if case.current else Risk.UNKNOWN
    start = case.reopened_on or case.opened_on
    return Explained(
        start,
        case.reopened_on is not None,
        risk,
        rule_on(risk, start),
        case.paused_days,
        case.paused_on,
        case.due_chosen,
        case.event_by,
    )


# The clock starts anew with these when a case is opened again; what is feared stays.
STARTED_ANEW: dict[str, Any] = {"paused_days": 0, "paused_on": None, "due_chosen": None}


def pause(case: "DeskCase", on: date) -> None:
    """Stop the clock of a case, which the caller saves."""
    case.paused_on = on


def resume(case: "DeskCase", on: date) -> None:
    """Let it go on, with the days of the pause given back."""
    case.paused_days += (on - (case.paused_on or on)).days
    case.paused_on = None


def day_before(on: date, at: time | None, zone: str, here: str = "UTC") -> date:
    """Return the last whole day in the zone `here` before something begins in another.

    Without an hour it begins with its day there.
    """
    begins = datetime.combine(on, at or time.min, ZoneInfo(zone))
    return begins.astimezone(ZoneInfo(here)).date() - timedelta(days=1)


def decided_before(on: date, at: time | None, zone: str, calendar: Calendar) -> date:
    """Return the last day before something begins on which the desk of this calendar works."""
    return working_day_before(day_before(on, at, zone, calendar.zone), calendar)


def due_on() -> Case:
    """Return the day that `explained` gives, as the database adds it up; null where there is none."""
    started = Coalesce("reopened_on", "opened_on")
    whens = []
    for rule in table():
        of_risk = Q(current__risk=rule.risk)
        if rule.risk == Risk.UNKNOWN:
            of_risk |= Q(current=None)
        holds = of_risk & Q(GreaterThanOrEqual(started, Value(rule.valid_from)))
        if rule.valid_to:
            holds &= Q(LessThan(started, Value(rule.valid_to)))
        days = CombinedExpression(F("paused_days"), "+", Value(rule.days))
        whens.append(
            When(holds, then=CombinedExpression(started, "+", days, output_field=DateField()))
        )
    by_rule = Case(*whens, default=None, output_field=DateField())
    own = When(paused_on=None, then=Coalesce("due_chosen", by_rule))
    stands = Least(Case(own, default=None, output_field=DateField()), "event_by")
    return Case(When(state__in=RUNNING, then=stands), default=None, output_field=DateField())


def is_due_by(day: date) -> LessThanOrEqual:
    """Return the condition that a decision is due on a day or before it."""
    return LessThanOrEqual(due_on(), Value(day))
