"""How good the suggestions of scope are, on later sessions, beside a keyword and a plain model.

It learns from the rows of UPR Info that lie beside the repository; without them nothing is measured.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rapporteur.recommendations.scoping import evaluating, labelled
from rapporteur.recommendations.scoping.linear import COST

Row = tuple[str, float, str, str, float]
BESIDE = {"terms": "keyword", "trained": "plain"}
USUALLY = {"keyword": "a keyword", "plain": "TF-IDF and logistic regression"}


def of_models(file: Path) -> Iterator[Row]:
    """Yield F1 of shipped terms and trained model, calibration, and the action category."""
    if not file.exists():
        return
    told = evaluating.evaluate(labelled.read(file), "sessions", COST)
    for question in evaluating.KEYWORDS:
        yield from of_question(question, told["questions"][question]["methods"])
    action = told["action"]
    ours, plain = (action[method]["accuracy"] for method in ("trained", "plain"))
    yield "scope: action category, trained", ours, "accuracy", USUALLY["plain"], ours / plain


def of_question(question: str, methods: dict[str, Any]) -> Iterator[Row]:
    """Yield the figures of one question, each method beside what anybody would try first."""
    for method, base in BESIDE.items():
        ours, theirs = (methods[one]["usual"]["f1"] for one in (method, base))
        yield f"scope: {question}, {method}", ours, "F1", USUALLY[base], ours / theirs
    ours, theirs = (methods[one]["at_cost"]["cost"] for one in ("trained", "plain"))
    name = f"scope: {question}, missed or read in vain"
    yield name, ours, "cost", USUALLY["plain"], ours / theirs
    error, beside = (methods[one]["calibration_error"] for one in ("trained", "plain"))
    yield f"scope: {question}, calibration error", error, "share", USUALLY["plain"], error / beside
