"""Read the rubric by which it is graded whether a reply deals with a question."""

from typing import Any

from rapporteur.communications.models import GradeRule
from rapporteur.communications.reference.policies import FOLDER, since_until
from rapporteur.kernel.reference.cells import (
    LANGUAGES,
    PROOF,
    number,
    proof,
    text_columns,
    yes_or_no,
)
from rapporteur.kernel.reference.loading import BadCell, Row, Table, Values
from rapporteur.kernel.texts import from_columns


def read_grade(row: Row, _lookups: Any) -> Values:
    for stem in ("label", "rule"):
        for language in LANGUAGES:
            if not row[f"{stem}_{language}"]:
                raise BadCell(f"{stem}_{language}", "the rubric is published in six languages")
    return {
        "code": row["code"],
        "number": number(row, "number"),
        **since_until(row),
        "needs_passage": yes_or_no(row, "needs_passage"),
        "labels": from_columns(row, "label"),
        "rules": from_columns(row, "rule"),
        **proof(row),
    }


GRADES = Table(
    path=FOLDER / "grades.csv",
    model=GradeRule,
    key=("code", "valid_from"),
    columns=(
        *("code", "number", "valid_from", "valid_to", "needs_passage"),
        *text_columns("label"),
        *text_columns("rule"),
        *PROOF,
    ),
    read=read_grade,
)
