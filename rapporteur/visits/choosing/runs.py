"""One run of the ranking as plain data that comes out the same, byte for byte, from what it holds."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from rapporteur.visits.choosing import steadiness
from rapporteur.visits.choosing.measures import FORM, FORMS, Fact, Measure, Value, table
from rapporteur.visits.choosing.ranking import Weights, rank


def run(
    states: list[str],
    values: Mapping[tuple[str, Measure], Value],
    weights: Weights,
    *,
    version: str,
    on: str,
    facts: Iterable[Fact] = (),
    least_known: Fraction = Fraction(1, 2),
) -> dict[str, Any]:
    """Return a snapshot: all that went in (values with date and source, weights) and what came out.

    Facts stand beside and change no score.

    `version` names the weights, `on` is the day of the run (ISO). `repeated` makes it anew from
    what went in. Raises ValueError as `rank` does.
    """
    given = {
        "form": FORM,
        "on": on,
        "weights_version": version,
        "weights": {measure.value: weights[measure] for measure in FORMS[FORM]},
        "least_known": [least_known.numerator, least_known.denominator],
        "states": sorted(states),
        "values": [
            [state, measure.value, str(value.amount), value.as_of, value.source]
            for (state, measure), value in sorted(values.items())
            if value.amount is not None and state in set(states)
        ],
        "facts": sorted(
            [one.state, one.about.value, one.amount, one.as_of, one.source]
            for one in facts
            if one.state in set(states)
        ),
    }
    return {**given, "result": result_of(given)}


def measures_of(given: Mapping[str, Any]) -> tuple[Measure, ...]:
    """Return what a snapshot measures, by its form; nothing where the form is not known."""
    return FORMS.get(given["form"], ())


def result_of(given: Mapping[str, Any]) -> dict[str, Any]:
    measures = measures_of(given)
    values = {
        (state, Measure(code)): Value(Decimal(amount), as_of, source)
        for state, code, amount, as_of, source in given["values"]
    }
    weights = {measure: int(given["weights"][measure.value]) for measure in measures}
    points = table(given["states"], values, measures)
    order = rank(points, weights, least_known=Fraction(*given["least_known"]))
    return {
        "placed": [
            {
                "rank": one.rank,
                "state": one.state,
                "score": one.score,
                "lowest": one.lowest,
                "highest": one.highest,
                "known": one.known,
                "points": {part.measure.value: part.points for part in one.parts},
            }
            for one in order.placed
        ],
        "too_little_known": list(order.too_little_known),
        "rooms": [
            [room.measure.value, room.weight, room.down_to, room.up_to]
            for room in steadiness.rooms(points, weights, order)
        ],
        "bands": [
            [band.state, band.best, band.worst, band.among_first]
            for band in steadiness.bands(points, weights, order, seed=seed_of(given))
        ],
    }


def seed_of(given: Mapping[str, Any]) -> int:
    """Return the seed of a run: drawn from what went in, so that nobody chooses it."""
    inputs = {name: given[name] for name in sorted(given) if name != "result"}
    return int.from_bytes(hashlib.sha256(written(inputs)).digest()[:8])


def written(snapshot: Mapping[str, Any]) -> bytes:
    """Return the bytes of a snapshot: one way to write it."""
    return json.dumps(snapshot, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def repeated(snapshot: Mapping[str, Any]) -> bool:
    """Say whether a kept snapshot comes out the same when it is made anew from what went in."""
    if not measures_of(snapshot):
        return False
    given = {name: part for name, part in snapshot.items() if name != "result"}
    return written({**given, "result": result_of(given)}) == written(snapshot)
