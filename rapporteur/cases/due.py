"""By when a case should be decided: from which day, by which rule, of which risk.

The days a risk gives stand in data/due.csv, each from a day on. The clock starts when a case is
opened or opened again; a triage that finds another risk moves the day, never the start. A day
that has passed is still the day: nothing here calls it missed.
"""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.db.models import Case, DateField, Q, Value, When
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual, LessThan, LessThanOrEqual

from rapporteur.cases.facts import Risk
from rapporteur.cases.workflow import State

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
    """A day with its explanation. `on` is None where no rule of that time is on record."""

    start: date
    again: bool  # it starts at the reopening
    risk: Risk
    rule: Rule | None

    @property
    def on(self) -> date | None:
        return self.start + timedelta(days=self.rule.days) if self.rule else None


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
    return Explained(start, case.reopened_on is not None, risk, rule_on(risk, start))


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
        day = CombinedExpression(started, "+", Value(rule.days), DateField())
        whens.append(When(holds & Q(state__in=RUNNING), then=day))
    return Case(*whens, default=None, output_field=DateField())


def is_due_by(day: date) -> LessThanOrEqual:
    """Return the condition that a decision is due on a day or before it."""
    return LessThanOrEqual(due_on(), Value(day))
