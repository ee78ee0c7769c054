"""What a run starts from while it is being gathered: values, facts, and what stands behind them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from rapporteur.visits.choosing.measures import Fact, Measure, Value

OWN = "own record"  # as a source; kept with the run, so in one language
Values = dict[tuple[str, Measure], Value]


@dataclass
class Gathered:
    """Values, and by State and measure the codes of what stands behind them."""

    values: Values = field(default_factory=dict)
    behind: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)

    def put(self, state: str, measure: Measure, value: Value, codes: Iterable[str] = ()) -> None:
        self.values[state, measure] = value
        if told := list(codes):
            self.behind.setdefault(state, {})[measure.value] = told


@dataclass
class Counted:
    """How often a State stands in one's own record, and the codes of what was counted."""

    counts: Counter[str] = field(default_factory=Counter)
    named: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, state: str, code: str, times: int = 1) -> None:
        self.counts[state] += times
        self.named[state].append(code)


def before(day: date, months: int) -> date:
    return day - timedelta(days=months * 365 // 12)


def of_own(
    found: Gathered, measure: Measure, counted: "Counted", codes: list[str], on: date
) -> None:
    """Put counts of one's own record; where it holds none at all, all are missing."""
    if counted.counts:
        for state in codes:
            value = Value(Decimal(counted.counts[state]), on.isoformat(), OWN)
            found.put(state, measure, value, counted.named.get(state, ()))
