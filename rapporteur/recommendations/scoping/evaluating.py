"""Keyword, plain model, shipped terms and trained model side by side, on texts none of them learnt.

By sessions: learn from the earlier, test on the later, three times. By texts: five folds. The same
text never stands on both sides. The plain model is what anybody would try first: TF-IDF over words
and pairs of words with logistic regression.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from rapporteur.recommendations.scoping import measuring, terms, training
from rapporteur.recommendations.scoping.labelled import Labelled
from rapporteur.recommendations.scoping.linear import Model, kinds_of, threshold
from rapporteur.recommendations.scoping.refusals import Unreadable
from rapporteur.recommendations.scoping.suggesting import action_of

KEYWORDS = {
    "rights of the child": re.compile(r"\bchild", re.IGNORECASE),
    "trafficking": re.compile(r"traffick", re.IGNORECASE),
}
SHARES = (0.5, 0.65, 0.8)  # of the rows, in the sessions that are learnt from
METHODS = ("keyword", "plain", "terms", "trained")
LOWER = 0.5  # the sum of weights from which the terms speak where missing costs more


@dataclass(frozen=True)
class Split:
    """Places to learn from and to test on, and what they are."""

    name: str
    learn: np.ndarray
    test: np.ndarray


@dataclass(frozen=True)
class Said:
    """What one method said about one question, row by row of the test."""

    method: str
    values: np.ndarray
    usual: float  # from which value on it suggests
    at_cost: float  # and where a missed one costs more
    calibrated: bool = False


def splits(labelled: Labelled, by: str) -> list[Split]:
    """Return how the rows are parted, by "sessions" or by "texts"."""
    if by == "sessions" and len(set(labelled.sessions)) > len(SHARES):
        return list(_forward(labelled))
    parts = training.folds(labelled.groups)
    return [Split(f"fold {at}", *part) for at, part in enumerate(parts, 1)]


def evaluate(
    labelled: Labelled, by: str, cost: float, tell: Callable[[str], None] = lambda _line: None
) -> dict[str, Any]:
    """Return all figures: each method trained on one part and tested on the other."""
    parts = splits(labelled, by)
    seen: list[tuple[dict[str, list[Said]], np.ndarray]] = []
    for part in parts:
        tell(part.name)
        model = training.train(labelled.part(part.learn.tolist()), cost)
        seen.append((_said(labelled, part.test, model, cost, part.learn), part.test))
    return _told(labelled, seen, [part.name for part in parts], cost)


def test(labelled: Labelled, model: Model, cost: float) -> dict[str, Any]:
    """Return the figures of a model that is at hand, on all rows, beside terms and keyword."""
    rows = np.arange(len(labelled))
    return _told(labelled, [(_said(labelled, rows, model, cost), rows)], ["the whole file"], cost)


def _forward(labelled: Labelled) -> Iterator[Split]:
    sessions = np.array(labelled.sessions)
    groups = np.array(labelled.groups)
    cuts = [int(np.sort(sessions)[int(share * len(sessions))]) for share in SHARES]
    for cut in sorted(set(cuts)):
        learn = np.flatnonzero(sessions <= cut)
        later = np.flatnonzero(sessions > cut)
        unseen = later[~np.isin(groups[later], groups[learn])]
        if unseen.size:
            yield Split(f"sessions to {cut}, tested on those after", learn, unseen)


def _said(
    labelled: Labelled,
    rows: np.ndarray,
    model: Model,
    cost: float,
    learn: np.ndarray | None = None,
) -> dict[str, list[Said]]:
    """Return what each method says about each question; the plain one only where it may learn."""
    texts = [labelled.texts[at] for at in rows]
    found = [terms.find(text, "en", kinds_of(model.targets)) for text in texts]
    chances = [model.probabilities(text) for text in texts]
    plain = _plain(labelled, model, learn, rows) if learn is not None else {}
    made: dict[str, list[Said]] = {}
    for target in (one for one in labelled.targets if one in model.targets):
        said = [Said("terms", _sums(found, target), terms.SUGGESTED, LOWER)]
        if keyword := KEYWORDS.get(target):
            hits = np.array([float(bool(keyword.search(text))) for text in texts])
            said.append(Said("keyword", hits, 0.5, 0.5))
        if target in plain:
            said.append(Said("plain", plain[target], 0.5, threshold(cost), calibrated=True))
        by_model = np.array([one[target] for one in chances])
        said.append(Said("trained", by_model, 0.5, threshold(cost), calibrated=True))
        made[target] = sorted(said, key=lambda one: METHODS.index(one.method))
    if labelled.actions and model.actions:
        best = [_likeliest(model.action(text)) for text in texts]
        listed = [action.target if (action := action_of(one)) else "4" for one in found]
        made["action"] = [
            *([Said("plain", plain["action"], 0, 0)] if "action" in plain else []),
            Said("terms", np.array(listed), 0, 0),
            Said("trained", np.array(best), 0, 0),
        ]
    return made


def _likeliest(chances: dict[str, float]) -> str:
    return max(chances, key=lambda one: chances[one])


def _sums(found: Sequence[list[terms.Found]], target: str) -> np.ndarray:
    return np.array(
        [sum(one.weight for one in mine if one.target == target) for mine in found], dtype=float
    )


def _plain(
    labelled: Labelled, model: Model, learn: np.ndarray, rows: np.ndarray
) -> dict[str, np.ndarray]:
    """Return what the plain model says, in the settings that served it best here."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # heavy
    from sklearn.linear_model import LogisticRegression

    vectors = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    known = vectors.fit_transform([labelled.texts[at] for at in learn])
    asked = vectors.transform([labelled.texts[at] for at in rows])
    made = {}
    for target in model.targets:
        answers = [target in labelled.labels[at] for at in learn]
        plain = LogisticRegression(class_weight="balanced", max_iter=1000).fit(known, answers)
        made[target] = plain.predict_proba(asked)[:, 1]
    if model.actions:
        answers_of = [labelled.actions[at] for at in learn]
        acting = LogisticRegression(C=10.0, max_iter=300, tol=1e-3).fit(known, answers_of)
        made["action"] = acting.predict(asked)
    return made


def _told(
    labelled: Labelled,
    seen: Sequence[tuple[dict[str, list[Said]], np.ndarray]],
    names: Sequence[str],
    cost: float,
) -> dict[str, Any]:
    everywhere = set.intersection(*(set(said) for said, _rows in seen)) - {"action"}
    if not everywhere:
        raise Unreadable("No label is frequent enough in every part.")
    questions = [one for one in labelled.targets if one in everywhere]
    return {
        "rows": len(labelled),
        "texts": len(set(labelled.groups)),
        "cost": cost,
        "threshold": threshold(cost),
        "splits": [
            {"name": name, "tested": len(rows)}
            for name, (_said, rows) in zip(names, seen, strict=True)
        ],
        "questions": {
            question: _question(labelled, question, seen, cost) for question in questions
        },
        "action": _action(labelled, seen),
    }


def _question(
    labelled: Labelled,
    question: str,
    seen: Sequence[tuple[dict[str, list[Said]], np.ndarray]],
    cost: float,
) -> dict[str, Any]:
    """Return the figures of each method: the mean over the splits, and all rows for calibration."""
    truths = [
        np.array([question in labelled.labels[at] for at in rows], dtype=bool)
        for _methods, rows in seen
    ]
    told: dict[str, Any] = {"true": [int(one.sum()) for one in truths], "methods": {}}
    for place, first in enumerate(seen[0][0][question]):
        said = [methods[question][place] for methods, _rows in seen]
        told["methods"][first.method] = {
            "usual": _mean(truths, said, [one.usual for one in said], cost),
            "at_cost": _mean(truths, said, [one.at_cost for one in said], cost),
            **(_calibration(truths, said) if first.calibrated else {}),
        }
    told["joins"] = _joins(labelled, question, truths, seen, cost)
    return told


def _mean(
    truths: Sequence[np.ndarray], said: Sequence[Said], limits: Sequence[float], cost: float
) -> dict[str, Any]:
    each = [
        measuring.count(true, one.values, limit).told(cost)
        for true, one, limit in zip(truths, said, limits, strict=True)
    ]
    means = {name: float(np.mean([one[name] for one in each])) for name in each[0]}
    return {**means, "each_f1": [one["f1"] for one in each]}


def _calibration(truths: Sequence[np.ndarray], said: Sequence[Said]) -> dict[str, Any]:
    true, values = np.concatenate(truths), np.concatenate([one.values for one in said])
    return {
        "brier": measuring.brier(true, values),
        "calibration_error": measuring.calibration_error(true, values),
        "bins": [asdict(one) for one in measuring.bins(true, values)],
    }


def _joins(
    labelled: Labelled,
    question: str,
    truths: Sequence[np.ndarray],
    seen: Sequence[tuple[dict[str, list[Said]], np.ndarray]],
    cost: float,
) -> bool:
    """Say whether the trained model is measurably better than the terms in every split."""
    answers = []
    for true, (methods, rows) in zip(truths, seen, strict=True):
        of = {one.method: one for one in methods[question]}
        groups = [labelled.groups[at] for at in rows]
        ours = of["trained"].values >= of["trained"].at_cost
        theirs = of["terms"].values >= of["terms"].usual
        answers.append(measuring.is_better(true, ours, theirs, groups, cost))
    return all(answers)


def _action(
    labelled: Labelled, seen: Sequence[tuple[dict[str, list[Said]], np.ndarray]]
) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for methods, rows in seen:
        true = np.array([labelled.actions[at] for at in rows] if labelled.actions else [])
        for one in methods.get("action", ()):
            told.setdefault(one.method, []).append(float((one.values == true).mean()))
    return {
        method: {"accuracy": float(np.mean(each)), "each": each} for method, each in told.items()
    }
