"""Questions about a choice of visits that need no desk: weights in force, figures, what departs."""

import json
from collections.abc import Sequence
from typing import Any

from rapporteur.visits.choosing.measures import Measure
from rapporteur.visits.choosing.models import Figure, Run, Weighting
from rapporteur.visits.choosing.weights import FIRST, SUGGESTED, as_weights


def in_force() -> tuple[str, dict[Measure, int]]:
    """Return the version in force and its weights; one query."""
    found = Weighting.objects.first()
    return (found.version, as_weights(found.weights)) if found else (FIRST, SUGGESTED)


def next_version() -> str:
    return str(Weighting.objects.count() + 1)


def newest_figures(country: str = "") -> dict[tuple[str, str], Figure]:
    """Return the newest figure by State and series; one query."""
    found: dict[tuple[str, str], Figure] = {}
    figures = Figure.objects.newest()
    for one in figures.filter(country=country) if country else figures:
        found.setdefault((one.country_id, one.series), one)
    return found


def snapshot(run: Run) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(run.written)
    return told


def proposed(run: Run, count: int) -> list[str]:
    """Return the first States by rule and ranking: agreed under an earlier holder, then by score."""
    placed = [one["state"] for one in snapshot(run)["result"]["placed"]]
    return list(dict.fromkeys([*run.inherited, *placed]))[:count]


def departures(run: Run, chosen: Sequence[str]) -> dict[str, list[str]]:
    """Return who was chosen though not among the first, and who was passed over."""
    first = proposed(run, len(chosen))
    return {
        "added": [one for one in chosen if one not in first],
        "passed_over": [one for one in first if one not in chosen],
    }
