"""How likely it is that two recommendations to one State ask the same. Pure; the same both ways.

The weights were learnt from pairs labelled by hand (tests/recommendations/alike/data); a test
learns them again and measures them on pairs of other States.
"""

from collections.abc import Set as AbstractSet
from math import exp, log, log1p

from rapporteur.recommendations.alike.asks import Ask, weight

THRESHOLD = (
    0.4  # found on the pairs that were learnt from, each judged by a model without its State
)
FEATURES = (
    *("other_treaties", "same_treaties", "names", "same_names", "acts", "acts_apart", "words"),
    *("letters", "stems", "held", "most_left", "least_left", "names_apart", "length"),
)
WEIGHTS = (
    *(-2.8146, 1.2608, 1.2874, 0.7801, 1.2429, -0.1639, 0.2867),
    *(0.4062, 0.1548, 1.2185, 0.5153, 0.0258, -0.6176, -1.7054),
)
BEGIN = -2.1802


def chance(one: Ask, other: Ask) -> float:
    """Return a number from 0 to 1; from `THRESHOLD` on, the same is asked."""
    total = sum(w * f for w, f in zip(WEIGHTS, features(one, other), strict=True)) + BEGIN
    return 1 / (1 + exp(-total))


def features(one: Ask, other: Ask) -> tuple[float, ...]:
    """Return what is weighed, in the order of `FEATURES`."""
    left = sorted((weight(one.stems - other.stems), weight(other.stems - one.stems)))
    both = weight(one.stems & other.stems)
    least = min(one.stem_weight, other.stem_weight)
    return (
        float(one.treaties != other.treaties),
        float(bool(one.treaties) and one.treaties == other.treaties),
        shared(one.names, other.names),
        float(bool(one.names) and one.names == other.names),
        shared(one.acts, other.acts),
        float(len(one.acts ^ other.acts)),
        cosine(one.weights, other.weights, one.word_norm * other.word_norm),
        cosine(one.letters, other.letters, one.letter_norm * other.letter_norm),
        both / (both + sum(left)) if both + sum(left) else 1.0,
        both / least if least else 1.0,
        log1p(left[1]),
        log1p(left[0]),
        float(len(one.names ^ other.names)),
        abs(log((one.length + 2) / (other.length + 2))),
    )


def shared(one: AbstractSet[str], other: AbstractSet[str]) -> float:
    """Return the part of names that both have; 1 where neither has any."""
    every = one | other
    return len(one & other) / len(every) if every else 1.0


def cosine(one: dict[str, float], other: dict[str, float], norms: float) -> float:
    """Return how near two weighings are; 1 where neither has any word left."""
    if not norms:
        return float(not one and not other)
    few, many = sorted((one, other), key=len)
    return sum(weight * many.get(name, 0.0) for name, weight in few.items()) / norms
