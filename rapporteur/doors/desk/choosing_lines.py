"""A run of the ranking as a page shows it: names beside codes, and every part of a score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from rapporteur.people.accounts.models import Account
from rapporteur.visits.choosing.measures import MOST, Measure
from rapporteur.visits.choosing.models import Decision, Run
from rapporteur.visits.choosing.weights import LABELS
from rapporteur.world.models import Country


@dataclass(frozen=True)
class Part:
    """Points from 0 to 100 for one measure; None where nothing is known."""

    code: str
    points: int | None


@dataclass(frozen=True)
class Line:
    rank: int
    country: Country
    score: int
    lowest: int
    highest: int
    known: int
    parts: tuple[Part, ...]
    best: int
    worst: int
    inherited: bool


@dataclass(frozen=True)
class Room:
    code: str
    label: str
    weight: int
    down_to: float | None
    up_to: float | None


@dataclass(frozen=True)
class Made:
    """A decision with who made it."""

    decision: Decision
    by: str


def per_cent(share: float) -> int:
    return round(share * 100)


def lines(run: Run, told: Mapping[str, Any], names: Mapping[str, Country]) -> list[Line]:
    """Return the ranking, line by line, with the band of ranks of each State."""
    bands = {state: (best, worst) for state, best, worst, _share in told["result"]["bands"]}
    return [
        Line(
            one["rank"],
            names[one["state"]],
            per_cent(one["score"]),
            per_cent(one["lowest"]),
            per_cent(one["highest"]),
            per_cent(one["known"]),
            tuple(
                Part(
                    m.value, None if (p := one["points"].get(m.value)) is None else p * 100 // MOST
                )
                for m in Measure
            ),
            *bands[one["state"]],
            one["state"] in run.inherited,
        )
        for one in told["result"]["placed"]
        if one["state"] in names
    ]


def rooms(told: Mapping[str, Any]) -> list[Room]:
    return [
        Room(code, str(LABELS[Measure(code)]), weight, down, up)
        for code, weight, down, up in told["result"]["rooms"]
    ]


@dataclass(frozen=True)
class Held:
    """One value of a State with what stands behind it; `amount` is empty where it is missing."""

    code: str
    label: str
    weight: int
    amount: str
    as_of: str
    source: str
    behind: list[str]


def values(run: Run, told: Mapping[str, Any], state: str) -> list[Held]:
    given = {code: rest for iso3, code, *rest in told["values"] if iso3 == state}
    return [
        Held(
            measure.value,
            str(LABELS[measure]),
            told["weights"].get(measure.value, 0),
            *of(given.get(measure.value)),
            run.behind.get(state, {}).get(measure.value, []),
        )
        for measure in Measure
    ]


def of(given: Sequence[str] | None) -> tuple[str, str, str]:
    """Return amount, day and source of a value; all empty where it is missing."""
    return (given[0], given[1], given[2]) if given else ("", "", "")


def decisions(run: Run) -> list[Made]:
    """Return the decisions on a run with the names of those who made them; two queries."""
    found = list(run.decisions.all())
    people = Account.objects.in_bulk([UUID(one.by) for one in found])
    return [Made(one, str(people.get(UUID(one.by), ""))) for one in found]
