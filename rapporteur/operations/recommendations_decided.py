"""The command `rapporteur recommendations train` without a file: learn from the desk's decisions.

A model is written only where it is measurably better than the shipped terms for a scope code, on
texts that were left out. Nothing leaves the machine.
"""

import sys
from pathlib import Path

from rapporteur.kernel.environment import home
from rapporteur.operations.recommendations_scope import MODEL, learnt_lines
from rapporteur.recommendations.deciding.queries import taught
from rapporteur.recommendations.scoping import adopting, keeping
from rapporteur.recommendations.scoping.linear import COST
from rapporteur.recommendations.scoping.refusals import Unreadable

FEW = 1  # the exit code where nothing can be learnt yet, or the terms are as good


def train(out: Path | None, cost: float = COST) -> int:
    """Judge a model of the decisions; write it where it is better, and say what was found."""
    rows = taught()
    try:
        verdict = adopting.judge(rows, cost)
    except Unreadable as reason:
        print(f"{len(rows)} decisions taken one by one: {reason} The terms speak alone.")
        return FEW
    for line in learnt_lines(verdict.model.header):
        print(line)
    if not verdict.is_taken:
        print("Not taken: it is measurably better for no code. The terms speak alone.")
        return FEW
    target = out or home() / MODEL
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        keeping.write(verdict.model, target)
    except OSError as error:
        print(f"{target}: It cannot be written: {error.strerror}.", file=sys.stderr)
        return 2
    print(f"Taken for {', '.join(verdict.better)}. Written: {target}")
    return 0
