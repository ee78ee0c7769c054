"""The reference files of this room: scales of assessments, their grades, kinds of evidence."""

from pathlib import Path

from rapporteur.follow_up.models import Mark, Scale, Stage, Strength
from rapporteur.kernel.reference.cells import (
    PROOF,
    number,
    one_of,
    proof,
    several,
    text_columns,
    yes_or_no,
)
from rapporteur.kernel.reference.loading import BadCell, Row, Table, Values
from rapporteur.kernel.texts import from_columns
from rapporteur.recommendations.models import Mechanism

FOLDER = Path(__file__).parent / "data"
LABELS = text_columns("label")


def labels(row: Row) -> dict[str, str]:
    for column in LABELS:
        if not row[column]:
            raise BadCell(column, "a scale is published in six languages")
    return from_columns(row, "label")


def read_scale(row: Row, _lookups: object) -> Values:
    mechanisms = several(row, "mechanisms")
    if not set(mechanisms) <= set(Mechanism.values):
        raise BadCell("mechanisms", "no such kind of recommendation")
    if bool(mechanisms) != bool(row["body"]):
        raise BadCell(
            "mechanisms", "the grades of a body say what the body grades, and no others do"
        )
    return {
        "code": row["code"],
        "labels": labels(row),
        "body": row["body"],
        "mechanisms": mechanisms,
        "valid_from": row["valid_from"],
        "valid_to": row["valid_to"],
        "position": number(row, "position"),
        **proof(row),
    }


def scale_codes() -> set[str]:
    return set(Scale.objects.values_list("code", flat=True))


def read_mark(row: Row, scales: set[str]) -> Values:
    scale = one_of(row, "scale", scales, "scales.csv")
    return {
        "key": f"{scale}/{row['code']}",
        "scale_id": scale,
        "code": row["code"],
        "labels": labels(row),
        "stage": one_of(row, "stage", Stage.values, "the stages"),
        "position": number(row, "position"),
        **proof(row),
    }


def read_strength(row: Row, _lookups: object) -> Values:
    return {
        "code": row["code"],
        "number": number(row, "number"),
        "labels": labels(row),
        "shows_action": yes_or_no(row, "shows_action"),
        **proof(row),
    }


SCALES = Table(
    path=FOLDER / "scales.csv",
    model=Scale,
    key=("code",),
    columns=("code", "position", "valid_from", "valid_to", "body", "mechanisms", *LABELS, *PROOF),
    read=read_scale,
)
MARKS = Table(
    path=FOLDER / "marks.csv",
    model=Mark,
    key=("key",),
    columns=("scale", "code", "position", "stage", *LABELS, *PROOF),
    read=read_mark,
    lookups=scale_codes,
)
STRENGTHS = Table(
    path=FOLDER / "strengths.csv",
    model=Strength,
    key=("code",),
    columns=("code", "number", "shows_action", *LABELS, *PROOF),
    read=read_strength,
)
TABLES: tuple[Table, ...] = (SCALES, MARKS, STRENGTHS)
