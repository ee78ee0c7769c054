"""Load an operator's own file of helplines, hotlines and reporting rules, or only look at it."""

import sys
from pathlib import Path

from rapporteur.intake.helplines.reference import of_operator
from rapporteur.operations.reference import check_each, load_each


def command(file: str, *, dry_run: bool = False) -> int:
    """Load the file whole or not at all, tell every row that was refused; return the exit code."""
    path = Path(file)
    loaded, refused = (check_each if dry_run else load_each)([of_operator(path)])
    for outcome in loaded:
        print(f"{path.name}: {outcome.added} added, {outcome.changed} changed,", end=" ")
        print(f"{outcome.unchanged} unchanged.")
        for kept in outcome.kept:
            print(f"{kept} was corrected at the desk; the correction stays.")
    for bad in refused:
        print(bad, file=sys.stderr)
        print(f"{path.name}: nothing of this file was loaded.", file=sys.stderr)
    if dry_run:
        print("Only checked: nothing was changed.")
    return 1 if refused else 0
