"""The commands `rapporteur recommendations train` and `evaluate`: no database, no network.

Both read a labelled file, with the columns of UPR Info or with a desk's own decisions. A file that
cannot be used ends with exit code 2 and a sentence. Nothing of a text is printed or kept but its
words as signs of the model.
"""

import json
import sys
from pathlib import Path
from typing import Any

from rapporteur.kernel.environment import home
from rapporteur.recommendations.scoping import evaluating, keeping, labelled, training
from rapporteur.recommendations.scoping.linear import COST
from rapporteur.recommendations.scoping.refusals import Unreadable

WRONG = 2  # the exit code of wrong words: the file is one of them
MODEL = Path("models") / "scope.npz"  # in the data folder, where the desk looks for it
HEADINGS = f"{'precision':>10}{'recall':>8}{'F1':>7}{'missed':>8}{'in vain':>9}"
METHODS = {
    "keyword": "one keyword",
    "plain": "plain model",
    "terms": "shipped terms",
    "trained": "trained model",
}


def train(file: Path, out: Path | None, cost: float = COST) -> int:
    """Learn from the file, write the model and say how good it is on texts that were left out."""
    target = out or home() / MODEL
    try:
        known = labelled.read(file)
        model = training.train(known, cost=cost)
    except Unreadable as reason:
        return _refused(file, reason)
    if out is None:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        size = keeping.write(model, target)
    except OSError as error:
        return _refused(target, f"It cannot be written: {error.strerror}.")
    for line in learnt_lines(model.header):
        print(line)
    print(f"Written: {target} ({size / 1_000_000:.1f} MB)")
    return 0


def evaluate(
    file: Path, model: Path | None, *, by: str = "sessions", cost: float = COST, as_json: bool
) -> int:
    """Print how good keyword, plain model, terms and trained model are, on texts not learnt."""
    at = file
    try:
        known = labelled.read(file)
        if model:
            at = model
            told = evaluating.test(known, keeping.read(model), cost)
        else:
            told = evaluating.evaluate(known, by, cost, _progress)
    except Unreadable as reason:
        return _refused(at, reason)
    if as_json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print("\n".join(evaluation_lines(told)))
    return 0


def learnt_lines(header: dict[str, Any]) -> list[str]:
    """Return what a model says of itself: rows, and each label on texts that were left out."""
    lines = [
        f"Learnt from {header['rows']} rows, {header['texts']} different texts, {header['made']}.",
        f"{'':22}{HEADINGS}",
    ]
    for target, measured in header["held_out"].items():
        lines.append(f"{target} ({header['labels'][target]} rows)")
        names = {
            "terms": "shipped terms",
            "model": "model at 0.50",
            "model_at_cost": f"model at {header['threshold']:.2f}",
        }
        lines += [f"  {name:20}{_figures(measured[key])}" for key, name in names.items()]
        lines.append(
            f"  Brier {measured['brier']:.4f}, calibration error"
            f" {measured['calibration_error']:.4f}: {_joins(measured['joins'])}"
        )
    return lines


def evaluation_lines(told: dict[str, Any]) -> list[str]:
    """Return the table of an evaluation."""
    lines = [
        f"{told['rows']} rows, {told['texts']} different texts.",
        f"A missed one costs as much as {told['cost']:g} read in vain: by cost, the models suggest",
        f"from {told['threshold']:.2f} on, the terms from half their weight on.",
        *(f"  {one['name']}: {one['tested']} rows tested" for one in told["splits"]),
    ]
    for question, of in told["questions"].items():
        lines += _question_lines(question, of)
    if told["action"]:
        lines += ["", "category of action (1 to 5)                 accuracy   in each split"]
        for method, one in told["action"].items():
            each = " ".join(f"{value:.3f}" for value in one["each"])
            lines.append(f"  {METHODS[method]:40}{one['accuracy']:10.3f}   {each}")
    return lines


def _question_lines(question: str, of: dict[str, Any]) -> list[str]:
    lines = [
        "",
        f"{question} (mean of the splits)",
        f"  {'':22}{HEADINGS}{'cost':>8}   F1 in each split",
    ]
    for method, one in of["methods"].items():
        for key, word in (("usual", ""), ("at_cost", ", by cost")):
            if method == "keyword" and word:
                continue  # it has one threshold only
            each = " ".join(f"{value:.3f}" for value in one[key]["each_f1"])
            lines.append(
                f"  {METHODS[method] + word:22}{_figures(one[key])}{one[key]['cost']:8.0f}   {each}"
            )
    for method, one in of["methods"].items():
        if "bins" in one:
            lines.append(
                f"  {METHODS[method]}: Brier {one['brier']:.4f}, calibration error"
                f" {one['calibration_error']:.4f}"
            )
    lines += ["  trained model:  said   so     rows"]
    lines += [
        f"  {one['lowest']:.1f} to {one['highest']:.1f}{one['said']:11.2f}{one['true']:7.2f}"
        f"{one['count']:7d}"
        for one in of["methods"]["trained"]["bins"]
    ]
    return [*lines, f"  {_joins(of['joins'])}"]


def _figures(one: dict[str, Any]) -> str:
    return (
        f"{one['precision']:10.3f}{one['recall']:8.3f}{one['f1']:7.3f}"
        f"{one['missed']:8.0f}{one['in_vain']:9.0f}"
    )


def _joins(joins: bool) -> str:
    return (
        "measurably better than the terms: it speaks beside them"
        if joins
        else "not measurably better than the terms: they alone speak"
    )


def _progress(line: str) -> None:
    print(f"… {line}", file=sys.stderr)


def _refused(file: Path, reason: object) -> int:
    print(f"{file}: {reason}", file=sys.stderr)
    return WRONG
