"""What would change the order: one weight moved alone, and all of them moved at random."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from random import Random

from rapporteur.visits.choosing.measures import MOST, Measure
from rapporteur.visits.choosing.ranking import Order, Points, Weights

FIRST = 5  # how many of the order are looked at
RUNS = 1000
STEPS = 1000  # a weight moves between a half and one and a half of itself, in so many steps
FINE = 10**6  # a root is found to so small a part of a point of weight


@dataclass(frozen=True)
class Room:
    """How far one weight can move alone, the others staying, before the first five are others.

    In points of weight; None where no weight however small or great changes them.
    """

    measure: Measure
    weight: int
    down_to: float | None
    up_to: float | None


@dataclass(frozen=True)
class Band:
    """Between which ranks a State stood in nine of ten random weightings, and how often among five."""

    state: str
    best: int
    worst: int
    among_first: float


def rooms(table: Mapping[str, Points], weights: Weights, order: Order) -> list[Room]:
    """Return for each measure how far its weight can move. Exact to a millionth of a point.

    Between two States the scores cross where an equation of the second degree is nought: each pair
    of one among the first and one after them gives at most two such weights.
    """
    first = order.first(FIRST)
    rest = [one.state for one in order.placed if one.state not in first]
    found = []
    for measure in weights:
        now = Fraction(weights[measure])
        crossings = [
            at
            for ahead in sorted(first)
            for behind in rest
            for at in crossing(table[ahead], table[behind], weights, measure)
        ]
        below = [at for at in crossings if at < now]
        above = [at for at in crossings if at > now]
        found.append(
            Room(
                measure,
                weights[measure],
                float(max(below)) if below else None,
                float(min(above)) if above else None,
            )
        )
    return found


def crossing(one: Points, other: Points, weights: Weights, measure: Measure) -> Iterator[Fraction]:
    """Yield the weights of a measure, nought or more, at which two States have the same score."""
    a, b, s, k = line(one, weights, measure)
    c, d, t, m = line(other, weights, measure)
    # (a + w s) (d + w m) = (c + w t) (b + w k)
    square, straight, alone = s * m - t * k, a * m + s * d - c * k - t * b, a * d - c * b
    for root in roots(square, straight, alone):
        if root >= 0:
            yield root


def line(points: Points, weights: Weights, measure: Measure) -> tuple[int, int, int, int]:
    """Return points and weight of all else, and what a point of this weight adds to each."""
    total = weight = 0
    for other, value in points.items():
        if other != measure and value is not None:
            total += value * weights[other]
            weight += weights[other]
    own = points[measure]
    return total, weight, own or 0, 0 if own is None else 1


def roots(square: int, straight: int, alone: int) -> list[Fraction]:
    """Return where `square` w² + `straight` w + `alone` is nought and changes its sign."""
    if not square:
        return [Fraction(-alone, straight)] if straight else []
    under = straight * straight - 4 * square * alone
    if under <= 0:  # it only touches, or is never nought
        return []
    width = Fraction(isqrt(under * FINE * FINE), FINE)
    return [(-straight - width) / (2 * square), (-straight + width) / (2 * square)]


def bands(table: Mapping[str, Points], weights: Weights, order: Order, *, seed: int) -> list[Band]:
    """Return where each State stood when every weight moved at random, `RUNS` times.

    Each weight lies between a half and one and a half of its own. The same seed gives the same
    numbers on every machine: Python keeps the sequence of `Random.random`, and all else is whole.
    """
    draw = Random(seed).random  # noqa: S311  # no secret
    states = [one.state for one in order.placed]
    stood: dict[str, list[int]] = {state: [] for state in states}
    only = {state: table[state] for state in states}
    for _run in range(RUNS):
        moved = {m: weights[m] * (STEPS // 2 + int(draw() * (STEPS + 1))) for m in weights}
        scores = {state: score(points, moved) for state, points in only.items()}
        for number, state in enumerate(sorted(states, key=lambda s: (-scores[s], s)), start=1):
            stood[state].append(number)
    twentieth = RUNS // 20
    return [
        Band(
            state,
            sorted(stood[state])[twentieth],
            sorted(stood[state])[-twentieth - 1],
            sum(number <= FIRST for number in stood[state]) / RUNS,
        )
        for state in states
    ]


def score(points: Points, weights: Weights) -> float:
    """Return one score; a quotient of whole numbers, which is rounded alike everywhere."""
    total = weight = 0
    for measure, value in points.items():
        if value is not None:
            total += value * weights[measure]
            weight += weights[measure]
    return total / (weight * MOST) if weight else 0.0


def first_with(
    table: Mapping[str, Points], weights: Weights, order: Order, measure: Measure, weight: Fraction
) -> frozenset[str]:
    """Return which of the placed come first where one weight is another; for checking a `Room`."""
    moved = {m: Fraction(weights[m]) for m in weights} | {measure: weight}
    scores = {}
    for one in order.placed:
        known = [(v, moved[m]) for m, v in table[one.state].items() if v is not None]
        held = sum(w for _v, w in known)
        scores[one.state] = sum(v * w for v, w in known) / held if held else Fraction(0)
    ordered = sorted(scores, key=lambda state: (-scores[state], state))
    return frozenset(ordered[:FIRST])
