"""A model as plain numbers: for each target a weight per sign of a text, and its probability.

To ask it needs NumPy alone. What the numbers are is told where they are learnt (`training`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from rapporteur.recommendations.scoping import features, terms
from rapporteur.recommendations.scoping.labelled import ACTIONS

COST = 5.0  # a missed recommendation costs as much as five read in vain
MOST_TERMS = 3.0  # a sum of weights above says nothing more


@dataclass(frozen=True)
class Block:
    """Signs of one kind, each with its place and how rare it is."""

    places: dict[str, int]
    rarity: np.ndarray

    def weighed(self, signs: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Return the places of the signs of a text and their weights, as one of length 1."""
        counts: dict[int, int] = {}
        for sign in signs:
            if (place := self.places.get(sign)) is not None:
                counts[place] = counts.get(place, 0) + 1
        places = np.fromiter(counts, dtype=np.int64, count=len(counts))
        times = np.fromiter(counts.values(), dtype=np.float64, count=len(counts))
        weights = (1 + np.log(times)) * self.rarity[places]
        length = float(np.sqrt(weights @ weights)) or 1.0
        return places, weights / length


@dataclass(frozen=True)
class Model:
    """Plain numbers: for each target its weights, and how a score becomes a probability."""

    targets: tuple[str, ...]
    actions: tuple[str, ...]  # none where the file named too few
    words: Block
    letters: Block
    weights: np.ndarray  # a row per target, then one per action; a column per sign
    offsets: np.ndarray
    slopes: np.ndarray  # for each target: probability = 1 / (1 + exp(-(slope * score + shift)))
    shifts: np.ndarray
    mixing: np.ndarray  # for actions: a row of factors and a shift per category
    header: dict[str, Any] = field(default_factory=dict)

    def probabilities(self, text: str, language: str = "en") -> dict[str, float]:
        """Return the probability of each target for the text."""
        scores = self._scores(text, language)[: len(self.targets)]
        chances = expit(self.slopes * scores + self.shifts)
        return dict(zip(self.targets, map(float, chances), strict=True))

    def joining(self, text: str, language: str = "en") -> dict[str, float]:
        """Return the probabilities of those targets on which the model was better than the terms.

        What was better is said by the header: measured when it was trained, on texts left out.
        """
        measured = self.header.get("held_out", {})
        chances = self.probabilities(text, language)
        return {
            one: chance for one, chance in chances.items() if measured.get(one, {}).get("joins")
        }

    def thresholds(self) -> dict[str, float]:
        """Return from which probability on each target is suggested, by the cost it was made for."""
        return dict.fromkeys(self.targets, float(self.header.get("threshold", threshold())))

    def action(self, text: str, language: str = "en") -> dict[str, float]:
        """Return the probability of each category of action; nothing where none was learnt."""
        if not self.actions:
            return {}
        scores = self._scores(text, language)[len(self.targets) :]
        chances = softmax(self.mixing[:, :-1] @ scores + self.mixing[:, -1])
        return dict(zip(self.actions, map(float, chances), strict=True))

    def _scores(self, text: str, language: str) -> np.ndarray:
        words, of_words = self.words.weighed(features.of_words(text))
        letters, of_letters = self.letters.weighed(features.of_letters(text))
        from_terms = of_terms([text], self.targets, language)[0]
        at = len(self.words.places)
        columns = np.concatenate(
            [words, at + letters, at + len(self.letters.places) + np.arange(len(from_terms))]
        )
        values = np.concatenate([of_words, of_letters, from_terms])
        return np.asarray(self.weights[:, columns] @ values + self.offsets)


def expit(values: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-np.clip(values, -500, 500))))


def softmax(values: np.ndarray) -> np.ndarray:
    raised = np.exp(values - values.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


def threshold(cost: float = COST) -> float:
    """Return the probability from which reading is cheaper than missing."""
    return 1 / (1 + cost)


def of_terms(texts: Sequence[str], targets: Sequence[str], language: str = "en") -> np.ndarray:
    """Return what the shipped terms say, as columns: three per target, one per action."""
    kinds = kinds_of(targets)
    rows = []
    for text in texts:
        found = terms.find(text, language, kinds)
        said = terms.scores(found, "label") | terms.scores(found, "scope")
        acts = terms.scores(found, "action")
        sums = [min(said.get(target, 0.0), MOST_TERMS) for target in targets]
        rows.append(
            [score / MOST_TERMS for score in sums]
            + [float(score >= terms.SUGGESTED) for score in sums]
            + [float(score >= terms.SUGGESTED + 1) for score in sums]
            + [acts.get(action, 0.0) / MOST_TERMS for action in ACTIONS]
        )
    return np.array(rows, dtype=np.float64)


def kinds_of(targets: Sequence[str]) -> tuple[str, ...]:
    """Return which kinds of terms speak about the targets or an action."""
    return (
        *(kind for kind in ("label", "scope") if set(targets) & set(terms.targets(kind))),
        "action",
    )
