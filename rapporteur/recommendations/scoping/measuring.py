"""How good answers are: counted, weighed by what a mistake costs, and how far they can be believed.

All take arrays of the same length: `true`, what people found; `said`, a probability or a score.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

BINS = 10
DRAWS = 1000
SEED = 20260102
LOWEST = 2.5  # per cent of the draws: above nothing there is measurably better


@dataclass(frozen=True)
class Counts:
    """What a threshold comes to."""

    found: int
    in_vain: int
    missed: int
    left: int

    @property
    def precision(self) -> float:
        return _share(self.found, self.found + self.in_vain)

    @property
    def recall(self) -> float:
        return _share(self.found, self.found + self.missed)

    @property
    def f1(self) -> float:
        return _share(2 * self.found, 2 * self.found + self.in_vain + self.missed)

    def cost(self, of_missed: float) -> float:
        """Return what the mistakes cost, in recommendations read in vain."""
        return self.missed * of_missed + self.in_vain

    def told(self, of_missed: float) -> dict[str, Any]:
        figures = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return {**figures, **asdict(self), "cost": self.cost(of_missed)}


@dataclass(frozen=True)
class Bin:
    """Recommendations that were given about the same probability, and how many were so."""

    lowest: float
    highest: float
    count: int
    said: float
    true: float


def count(true: np.ndarray, said: np.ndarray, threshold: float) -> Counts:
    """Return the counts where all from the threshold on are suggested."""
    chosen = said >= threshold
    return Counts(
        found=int((true & chosen).sum()),
        in_vain=int((~true & chosen).sum()),
        missed=int((true & ~chosen).sum()),
        left=int((~true & ~chosen).sum()),
    )


def brier(true: np.ndarray, said: np.ndarray) -> float:
    """Return the mean squared distance of the probabilities from what was so."""
    return float(((said - true) ** 2).mean())


def bins(true: np.ndarray, said: np.ndarray) -> list[Bin]:
    """Return ten bins of equal width, those without a row left out."""
    places = np.minimum((said * BINS).astype(int), BINS - 1)
    return [
        Bin(
            at / BINS,
            (at + 1) / BINS,
            int(mine.sum()),
            float(said[mine].mean()),
            float(true[mine].mean()),
        )
        for at in range(BINS)
        if (mine := places == at).any()
    ]


def calibration_error(true: np.ndarray, said: np.ndarray) -> float:
    """Return the distance of said from so, as a mean over the rows of all bins (ECE)."""
    return sum(one.count * abs(one.said - one.true) for one in bins(true, said)) / len(true)


def is_better(
    true: np.ndarray,
    ours: np.ndarray,
    theirs: np.ndarray,
    groups: Sequence[str],
    of_missed: float,
) -> bool:
    """Say whether `ours` costs measurably less than `theirs`, both true or false per row.

    Texts are drawn anew a thousand times, whole groups at once; it must be cheaper in 97.5 % of
    the draws.
    """
    saved = _costs(true, theirs, of_missed) - _costs(true, ours, of_missed)
    _names, places = np.unique(np.array(groups), return_inverse=True)
    of_group = np.bincount(places, weights=saved)
    different = of_group[of_group != 0]  # the others change no draw's sum
    if not different.size:
        return False
    draws = np.random.default_rng(SEED).poisson(1.0, (DRAWS, different.size))
    return bool(np.percentile(draws @ different, LOWEST) > 0)


def _costs(true: np.ndarray, chosen: np.ndarray, of_missed: float) -> np.ndarray:
    return np.where(true & ~chosen, of_missed, np.where(~true & chosen, 1.0, 0.0))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
