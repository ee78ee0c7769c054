"""A run of the ranking as a page shows it: names beside codes, and every part of a score."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from rapporteur.people.accounts.models import Account
from rapporteur.visits.choosing import runs
from rapporteur.visits.choosing.measures import MOST, About, Measure
from rapporteur.visits.choosing.models import Decision, Run
from rapporteur.visits.choosing.weights import LABELS, TOLD
from rapporteur.world.models import Country


@dataclass(frozen=True)
class Part:
    """Points from 0 to 100 for one measure; None where nothing is known."""

    code: str
    points: int | None


@dataclass(frozen=True)
class Told:
    """What is known of whether a visit can take place; `amount` where it is a number."""

    about: str
    label: str
    amount: str
    as_of: str
    source: str


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
    facts: tuple["Told", ...]


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


def measures_of(told: Mapping[str, Any]) -> list[Measure]:
    """Return what a run measured, in the order in which pages tell it: like stands beside like."""
    known = runs.measures_of(told)
    return [one for one in Measure if one in known]


def facts_of(told: Mapping[str, Any]) -> dict[str, list[Told]]:
    """Return by State what a run kept beside the scores; older runs kept nothing."""
    found: dict[str, list[Told]] = defaultdict(list)
    for state, about, *rest in told.get("facts", ()):
        found[state].append(Told(about, str(TOLD[About(about)]), *rest))
    return found


def lines(
    run: Run,
    told: Mapping[str, Any],
    names: Mapping[str, Country],
    without: Collection[str] = (),
) -> list[Line]:
    """Return the ranking, line by line, with the band of ranks of each State.

    States of which something in `without` is known are left out, and ranks stay as they are.
    """
    facts, measures = facts_of(told), measures_of(told)
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
                for m in measures
            ),
            *bands[one["state"]],
            one["state"] in run.inherited,
            tuple(facts.get(one["state"], ())),
        )
        for one in told["result"]["placed"]
        if one["state"] in names
        and not any(fact.about in without for fact in facts.get(one["state"], ()))
    ]


def rooms(told: Mapping[str, Any]) -> list[Room]:
    by_code = {code: rest for code, *rest in told["result"]["rooms"]}
    return [
        Room(one.value, str(LABELS[one]), *by_code[one.value])
        for one in measures_of(told)
        if one.value in by_code
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
        for measure in measures_of(told)
    ]


def of(given: Sequence[str] | None) -> tuple[str, str, str]:
    """Return amount, day and source of a value; all empty where it is missing."""
    return (given[0], given[1], given[2]) if given else ("", "", "")


def decisions(run: Run) -> list[Made]:
    """Return the decisions on a run with the names of those who made them; two queries."""
    found = list(run.decisions.all())
    people = Account.objects.in_bulk([UUID(one.by) for one in found])
    return [Made(one, str(people.get(UUID(one.by), ""))) for one in found]
