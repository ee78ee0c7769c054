"""The order in which States come, with its parts, and those of whom too little is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from rapporteur.visits.choosing.measures import MOST, Measure

Points = Mapping[Measure, int | None]
Weights = Mapping[Measure, int]


@dataclass(frozen=True)
class Part:
    """What one measure adds to the score of a State; `points` is None where it is not known."""

    measure: Measure
    points: int | None
    weight: int
    share: float  # of the score, from 0 to 1; 0 where it is not known


@dataclass(frozen=True)
class Placed:
    """A State in the order. `score`, `lowest` and `highest` go from 0 to 1.

    `lowest` and `highest` are the scores if all that is missing were at its least or its most: what
    is not known is never counted as nothing, and how much it could matter is seen.
    """

    rank: int
    state: str
    score: float
    lowest: float
    highest: float
    known: float  # the share of all weight that rests on something known
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Order:
    """A ranking: those placed, and, by their codes, those of whom too little is known to place them."""

    placed: tuple[Placed, ...]
    too_little_known: tuple[str, ...]

    def first(self, count: int) -> frozenset[str]:
        return frozenset(one.state for one in self.placed[:count])


def weighed(points: Points, weights: Weights) -> tuple[int, int]:
    """Return the weighted points of what is known, and the weight of what is known."""
    known = [(value, weights[measure]) for measure, value in points.items() if value is not None]
    return sum(value * weight for value, weight in known), sum(weight for _value, weight in known)


def key(points: Points, weights: Weights) -> Fraction:
    """Return the score, exact: the mean of what is known, by weight."""
    total, weight = weighed(points, weights)
    return Fraction(total, weight * MOST) if weight else Fraction(0)


def rank(
    table: Mapping[str, Points], weights: Weights, *, least_known: Fraction = Fraction(1, 2)
) -> Order:
    """Return the States in the order of their scores, equal ones by code and with one rank.

    A State of which less than `least_known` of the weight is known is not placed at all: neither
    first nor last. Raises ValueError where no weight is above nought, or one is below.
    """
    everything = sum(weights.values())
    if everything <= 0 or min(weights.values()) < 0:
        raise ValueError("Weights are nought or more, and one of them is more.")
    sums = {state: weighed(points, weights) for state, points in table.items()}
    enough = [
        s for s, (_t, weight) in sums.items() if weight and weight >= least_known * everything
    ]
    scores = {state: Fraction(sums[state][0], sums[state][1] * MOST) for state in enough}
    ordered = sorted(enough, key=lambda state: (-scores[state], state))
    placed: list[Placed] = []
    for number, state in enumerate(ordered, start=1):
        is_equal = placed and scores[placed[-1].state] == scores[state]
        total, weight = sums[state]
        placed.append(
            Placed(
                rank=placed[-1].rank if is_equal else number,
                state=state,
                score=float(scores[state]),
                lowest=total / (everything * MOST),
                highest=(total + (everything - weight) * MOST) / (everything * MOST),
                known=weight / everything,
                parts=parts_of(table[state], weights, total),
            )
        )
    return Order(tuple(placed), tuple(sorted(table.keys() - set(enough))))


def parts_of(points: Points, weights: Weights, total: int) -> tuple[Part, ...]:
    return tuple(
        Part(
            measure,
            value,
            weights[measure],
            (value or 0) * weights[measure] / total if total else 0.0,
        )
        for measure, value in points.items()
    )
