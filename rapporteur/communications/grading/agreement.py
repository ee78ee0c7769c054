"""How far two people who graded the same questions agree. Pure arithmetic."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Agreement:
    """How many questions two people graded, how many alike, and kappa where it can be computed."""

    count: int
    alike: int
    kappa: float | None

    @property
    def share(self) -> float | None:
        """Return the share that was graded alike; None where nothing was graded."""
        return self.alike / self.count if self.count else None


def agreement(pairs: Sequence[tuple[str, str]]) -> Agreement:
    """Return the agreement of two graders over pairs of grades, the first one's and the second's.

    Cohen's kappa is (po - pe) / (1 - pe): po is the share of pairs that are equal; pe the share
    that would be by chance, the sum over all grades of (share of the first grader's grades that
    are this one) * (share of the second's). It is 1 where all are equal, 0 where no more are than
    by chance, and below 0 where fewer are. Where pe is 1, both gave one single grade throughout:
    then nothing can be told of chance, and kappa is None.

    Source: J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological
    Measurement 20 (1960), pages 37 to 46. “First” and “second” are places here, not people: who
    graded first may be another person from letter to letter.
    """
    count = len(pairs)
    if not count:
        return Agreement(0, 0, None)
    alike = sum(one == other for one, other in pairs)
    first = Counter(one for one, _other in pairs)
    second = Counter(other for _one, other in pairs)
    chance = Fraction(sum(first[code] * second[code] for code in first), count * count)
    if chance == 1:
        return Agreement(count, alike, None)
    return Agreement(count, alike, float((Fraction(alike, count) - chance) / (1 - chance)))
