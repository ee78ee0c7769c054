"""Learn from labelled texts: linear weights over words, letters and the shipped terms.

Each label has one linear support vector machine; its scores on texts that it had not seen (five
folds, grouped by text) say how a score becomes a probability (Platt). The categories of action are
learnt in the same way and calibrated together. One file gives one model: seeds are fixed.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rapporteur import __version__
from rapporteur.recommendations.scoping import features, measuring
from rapporteur.recommendations.scoping.labelled import Labelled
from rapporteur.recommendations.scoping.linear import COST, Block, Model, of_terms, threshold

FOLDS = 5
SEED = 20260101
STRENGTH = 0.2  # less than the usual 1: labels given by many hands are not without faults
FEWEST_WORDS, FEWEST_LETTERS = 2, 4  # texts that a sign stands in before it is weighed
Matrix = Any  # of SciPy, which has no types


@dataclass(frozen=True)
class Learnt:
    """What one question came to: a row of weights per answer, and how it is calibrated."""

    weights: np.ndarray
    offsets: np.ndarray
    factors: np.ndarray
    shifts: np.ndarray
    held_out: np.ndarray  # for each row its probabilities by a machine that had not seen its text


def train(labelled: Labelled, cost: float = COST) -> Model:
    """Return a model of the rows.

    `cost` is what a missed recommendation costs, in recommendations read in vain.
    """
    texts, groups = labelled.texts, labelled.groups
    words, of_words = _block(texts, features.of_words, FEWEST_WORDS)
    letters, of_letters = _block(texts, features.of_letters, FEWEST_LETTERS)
    said = of_terms(texts, labelled.targets)
    matrix = _beside(of_words, of_letters, said)
    asked = [np.array([target in mine for mine in labelled.labels]) for target in labelled.targets]
    learnt = [_learn(matrix, answers, groups, "balanced") for answers in asked]
    actions = tuple(sorted(set(labelled.actions)))
    acting = [_learn(matrix, np.array(labelled.actions), groups, None)] if actions else []
    held_out = [
        _held_out(true, one.held_out[:, 1], said[:, at + len(asked)] > 0, groups, cost)
        for at, (true, one) in enumerate(zip(asked, learnt, strict=True))
    ]
    return Model(
        targets=labelled.targets,
        actions=actions,
        words=words,
        letters=letters,
        weights=np.vstack([one.weights for one in learnt + acting]).astype(np.float32),
        offsets=np.concatenate([one.offsets for one in learnt + acting]),
        slopes=np.array([one.factors[0, 0] for one in learnt]),
        shifts=np.array([one.shifts[0] for one in learnt]),
        mixing=_mixing(acting),
        header=_header(labelled)
        | {
            "cost": cost,
            "threshold": threshold(cost),
            "held_out": dict(zip(labelled.targets, held_out, strict=True)),
        },
    )


def _held_out(
    true: np.ndarray, chance: np.ndarray, by_terms: np.ndarray, groups: Sequence[str], cost: float
) -> dict[str, Any]:
    """Return what model and terms came to on texts that were left out, and which of them speaks."""
    chosen = chance >= threshold(cost)
    return {
        "model": measuring.count(true, chance, 0.5).told(cost),
        "model_at_cost": measuring.count(true, chance, threshold(cost)).told(cost),
        "terms": measuring.count(true, by_terms.astype(float), 0.5).told(cost),
        "brier": measuring.brier(true, chance),
        "calibration_error": measuring.calibration_error(true, chance),
        "joins": measuring.is_better(true, chosen, by_terms, groups, cost),
    }


def folds(groups: Sequence[str], count: int = FOLDS) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return places to learn from and to test on: no text stands on both sides."""
    from sklearn.model_selection import GroupKFold  # heavy: only where it is used

    parts = GroupKFold(count, shuffle=True, random_state=SEED)
    return list(parts.split(np.zeros(len(groups)), groups=groups))


def _block(
    texts: Sequence[str], signs: Callable[[str], list[str]], fewest: int
) -> tuple[Block, Matrix]:
    from sklearn.feature_extraction.text import TfidfVectorizer  # heavy

    vectors = TfidfVectorizer(analyzer=signs, min_df=fewest, sublinear_tf=True)
    matrix = vectors.fit_transform(texts)
    names = vectors.get_feature_names_out()
    return Block({name: place for place, name in enumerate(names)}, vectors.idf_), matrix


def _beside(*parts: Matrix) -> Matrix:
    from scipy.sparse import csr_matrix, hstack  # heavy

    return csr_matrix(hstack([csr_matrix(part) for part in parts]))


def _learn(
    matrix: Matrix, answers: np.ndarray, groups: Sequence[str], balance: str | None
) -> Learnt:
    """Return the weights from all rows; the calibration is learnt where each row was left out."""
    from sklearn.linear_model import LogisticRegression  # heavy

    held_out = np.zeros(0)
    for learn, test in folds(groups):
        scores = (
            _machine(balance).fit(matrix[learn], answers[learn]).decision_function(matrix[test])
        )
        scores = scores.reshape(len(test), -1)
        if not held_out.size:
            held_out = np.zeros((len(answers), scores.shape[1]))
        held_out[test] = scores
    whole = _machine(balance).fit(matrix, answers)
    sure = LogisticRegression(C=10.0, max_iter=2000).fit(held_out, answers)
    return Learnt(
        whole.coef_, whole.intercept_, sure.coef_, sure.intercept_, sure.predict_proba(held_out)
    )


def _machine(balance: str | None) -> Any:
    from sklearn.svm import LinearSVC  # heavy

    return LinearSVC(C=STRENGTH, class_weight=balance, random_state=SEED, max_iter=5000)


def _mixing(acting: Sequence[Learnt]) -> np.ndarray:
    if not acting:
        return np.zeros((0, 1))
    return np.column_stack([acting[0].factors, acting[0].shifts])


def _header(labelled: Labelled) -> dict[str, Any]:
    """Return where the model comes from; nothing of the texts themselves."""
    import sklearn  # heavy

    counts = {
        target: sum(target in mine for mine in labelled.labels) for target in labelled.targets
    }
    return {
        "made": dt.datetime.now(dt.UTC).date().isoformat(),
        "rapporteur": __version__,
        "scikit-learn": sklearn.__version__,
        "numpy": np.__version__,
        "rows": len(labelled),
        "texts": len(set(labelled.groups)),
        "columns": ["text", labelled.column, *(["action_category"] if labelled.actions else [])],
        "labels": counts,
        "sessions": sorted(set(labelled.sessions)),
    }
