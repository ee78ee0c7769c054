"""Figures on what was received and decided: one function makes all that page, CSV and JSON show.

Each stands with its definition. A cell of a month, a State, a matter or an outcome with fewer than
five behind it is not told, as a count of one can name somebody; nor is another one, where the rest
of the sum would give it away. What has no day is counted apart: it is neither early nor late.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapporteur.cases.outcomes import Outcome
from rapporteur.cases.queries import figures as queries
from rapporteur.kernel.texts import in_language
from rapporteur.law.models import ScopeCode
from rapporteur.people.accounts.models import Account
from rapporteur.world.models import Country

FEWEST = 5
BANDS = (2, 7, 30, 90)  # days up to which a band goes; one more is open at its end
COLUMNS = ("figure", "code", "line", "value", "unit", "definition")


@dataclass(frozen=True)
class Line:
    """One number, with its code. `value` is None where it is not told."""

    code: str
    label: str
    value: int | None
    unit: str = "count"
    is_small: bool = True  # what is not told for its own sake, and not for that of another cell

    @property
    def shown(self) -> str:
        """Return what page, CSV and JSON say."""
        if self.value is not None:
            return str(self.value)
        if self.unit != "count":
            return _("too few to say")
        return _("fewer than %(count)s") % {"count": FEWEST} if self.is_small else _("not told")


@dataclass(frozen=True)
class Figure:
    """Numbers that belong together, and what exactly they count."""

    code: str
    label: str
    definition: str
    lines: tuple[Line, ...]


def made(person: Account, on: date) -> list[Figure]:
    """Return all figures of a person's desks as they stand on a day. Eleven queries."""
    months = queries.by_month(person)
    outcomes = queries.by_outcome(person)
    states, matters = queries.by_state_and_matter(person)
    opened, decided = queries.days_to_open(person), queries.days_to_decide(person)
    total = sum(months.values())
    return [
        received(total, queries.held(person)),
        by_month(months),
        ages("unopened", queries.unopened_since(person), on),
        ages("undecided", queries.undecided_since(person), on),
        took("opened", opened, total),
        took("decided", decided, total),
        cells("outcomes", named(outcomes, dict(Outcome.choices))),
        cells("states", named(states, names_of(states))),
        cells("matters", named(matters, matters_of(matters))),
    ]


LABELS: Mapping[str, tuple[Promise, Promise]] = {
    "received": (
        gettext_lazy("Received"),
        gettext_lazy(
            "Submissions that were sent to the desk, each once, opened or not. Shared experience is"
            " not among them."
        ),
    ),
    "months": (
        gettext_lazy("Received by month"),
        gettext_lazy("The same submissions, by the month of the day on which they came in (UTC)."),
    ),
    "unopened": (
        gettext_lazy("Not opened yet, by age"),
        gettext_lazy("Submissions that nobody has opened, by the days since they came in."),
    ),
    "undecided": (
        gettext_lazy("Cases that wait for a decision, by age"),
        gettext_lazy(
            "Cases that are open, in triage or reopened, by the days since they were opened or"
            " opened again."
        ),
    ),
    "opened": (
        gettext_lazy("Days from received to first opened"),
        gettext_lazy(
            "For each submission the calendar days from the day it came in to the day it was opened"
            " first. What was not opened has no such day, and is counted apart."
        ),
    ),
    "decided": (
        gettext_lazy("Days from received to decided"),
        gettext_lazy(
            "For each submission the calendar days from the day it came in to the first decision,"
            " on that day or later, on a case that it belongs to now. What was not decided, or is in"
            " no case, is counted apart."
        ),
    ),
    "outcomes": (
        gettext_lazy("Decisions by outcome"),
        gettext_lazy(
            "Triages that were decided, each once: a case that was decided twice counts twice."
        ),
    ),
    "states": (
        gettext_lazy("Cases by State"),
        gettext_lazy(
            "Cases, neither merged nor erased, by the States that their newest triage names; one that"
            " names several counts at each. They do not measure how much abuse there is."
        ),
    ),
    "matters": (
        gettext_lazy("Cases by matter"),
        gettext_lazy(
            "Cases, neither merged nor erased, by the first scope code of their newest triage."
        ),
    ),
}


def figure(code: str, lines: Iterable[Line]) -> Figure:
    label, definition = LABELS[code]
    return Figure(code, str(label), str(definition), tuple(lines))


def received(total: int, held: int) -> Figure:
    return figure(
        "received",
        [
            Line("received.all", _("in all"), total),
            Line("received.held", _("of them held back and not let in"), held),
        ],
    )


def by_month(months: Mapping[date, int]) -> Figure:
    return cells(
        "months", [(f"{day:%Y-%m}", f"{day:%Y-%m}", months[day]) for day in sorted(months)]
    )


def ages(code: str, since: Mapping[date, int], on: date) -> Figure:
    """Return how old what waits is, in bands of days."""
    found: Counter[int] = Counter()
    for day, count in since.items():
        found[band_of((on - day).days)] += count
    labels = [*(_("up to %(days)s days") % {"days": days} for days in BANDS), _("longer")]
    return figure(
        code,
        [Line(f"{code}.{place}", label, found[place]) for place, label in enumerate(labels)],
    )


def band_of(days: int) -> int:
    return sum(days > end for end in BANDS)


def took(code: str, days: Mapping[int, int], total: int) -> Figure:
    """Return how long it took: for half, and for nine of ten; what has no day stands apart."""
    count = sum(days.values())
    half, most = (within(days, share) if count >= FEWEST else None for share in (50, 90))
    return figure(
        code,
        [
            Line(f"{code}.count", _("how many"), count),
            Line(f"{code}.half", _("half took at most, in days"), half, "days"),
            Line(f"{code}.most", _("nine of ten took at most, in days"), most, "days"),
            Line(f"{code}.apart", _("without such a day"), total - count),
        ],
    )


def within(days: Mapping[int, int], share: int) -> int:
    """Return in how many days at least this share, in hundredths, was done."""
    wanted, passed = sum(days.values()) * share, 0
    for length in sorted(days):
        passed += days[length]
        if passed * 100 >= wanted:
            break
    return length


def named(
    counts: Mapping[str, int], names: Mapping[str, str | Promise]
) -> list[tuple[str, str, int]]:
    """Return cells of code, name and count; what has no code comes last, and is no other one."""
    order = sorted(counts, key=lambda code: (not code, code))
    return [
        (code or "none", str(names.get(code, code)) or _("not said"), counts[code])
        for code in order
    ]


def names_of(codes: Iterable[str]) -> dict[str, str]:
    return {one.iso3: str(one.name) for one in Country.objects.filter(iso3__in=list(codes))}


def matters_of(codes: Iterable[str]) -> dict[str, str]:
    found = ScopeCode.objects.filter(code__in=list(codes))
    return {one.code: in_language(one.names) for one in found}


def cells(code: str, rows: Sequence[tuple[str, str, int]]) -> Figure:
    """Return cells, of which small ones are not told, nor what would give one away."""
    untold = hidden([count for _code, _label, count in rows])
    return figure(
        code,
        [
            Line(
                f"{code}.{one}",
                label,
                None if place in untold else count,
                is_small=count < FEWEST,
            )
            for place, (one, label, count) in enumerate(rows)
        ],
    )


def hidden(counts: Sequence[int]) -> set[int]:
    """Return the places of the counts that are not told.

    Their sum can be worked out from what is told. Where that leaves only one way to share it out,
    the smallest of the others is not told either.
    """
    small = {place for place, count in enumerate(counts) if count < FEWEST}
    rest = sum(counts[place] for place in small)
    given_away = rest < FEWEST or rest == (FEWEST - 1) * len(small)
    others = [place for place in range(len(counts)) if place not in small]
    if small and others and given_away:
        small.add(min(others, key=lambda place: counts[place]))
    return small


def as_csv(figures: Iterable[Figure]) -> str:
    """Return the figures as a table, a row a number, with its definition."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for one in figures:
        for line in one.lines:
            row = (one.label, line.code, line.label, line.shown, line.unit, one.definition)
            table.writerow(row)
    return out.getvalue()


def as_json(figures: Iterable[Figure], on: date) -> dict[str, Any]:
    """Return the figures for JSON; `value` is null where it is not told, and `shown` says it."""
    return {
        "as_of": on.isoformat(),
        "fewest": FEWEST,
        "figures": [
            {
                "code": one.code,
                "label": one.label,
                "definition": one.definition,
                "lines": [
                    {
                        "code": line.code,
                        "label": line.label,
                        "value": line.value,
                        "shown": line.shown,
                        "unit": line.unit,
                    }
                    for line in one.lines
                ],
            }
            for one in figures
        ],
    }
