"""Read the file of what the Code of Conduct and the Manual ask."""

from pathlib import Path
from typing import Any

from rapporteur.checklists.models import ChecklistItem
from rapporteur.kernel.reference.cells import PROOF, number, proof, several, text_columns
from rapporteur.kernel.reference.loading import BadCell, Row, Table, Values
from rapporteur.kernel.texts import from_columns

FOLDER = Path(__file__).parent / "data"


def read_item(row: Row, _lookups: Any) -> Values:
    for column in ("edition", "cited", "valid_from"):
        if not row[column]:
            raise BadCell(column, "an item says which article of which version asks it, since when")
    if row["valid_to"] and row["valid_to"] <= row["valid_from"]:
        raise BadCell("valid_to", "it ends after it begins")
    if row["kinds"] and row["subject"] != ChecklistItem.Subject.LETTER:
        raise BadCell("kinds", "only letters are of kinds")
    plain = ("code", "subject", "text", "edition", "cited", "valid_from", "valid_to", "gate")
    return {
        **{name: row[name] for name in plain},
        "kinds": several(row, "kinds"),
        "number": number(row, "number"),
        "questions": from_columns(row, "question"),
        **proof(row),
    }


ITEMS = Table(
    path=FOLDER / "items.csv",
    model=ChecklistItem,
    key=("code", "valid_from"),
    columns=(
        *("code", "subject", "kinds", "number", "text", "edition", "cited"),
        *("valid_from", "valid_to", "gate"),
        *text_columns("question"),
        *PROOF,
    ),
    read=read_item,
)
TABLES: tuple[Table, ...] = (ITEMS,)
