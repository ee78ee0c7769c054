"""Read the file of terms."""

from pathlib import Path

from rapporteur.kernel.reference.cells import (
    PROOF,
    none_or_one_of,
    number,
    proof,
    several,
    text_columns,
)
from rapporteur.kernel.reference.loading import Row, Table, Values
from rapporteur.kernel.texts import COLUMNS, from_columns
from rapporteur.law.models import Term
from rapporteur.law.reference.scope import known_codes

FOLDER = Path(__file__).parents[1] / "data"


def words_to_avoid(row: Row) -> dict[str, list[str]]:
    """Return the words of each language that our own texts do not use; `*` ends a stem."""
    found = {code: several(row, f"avoid_{column}") for column, code in COLUMNS.items()}
    return {code: words for code, words in found.items() if words}


def read_term(row: Row, codes: set[str]) -> Values:
    return {
        "code": row["code"],
        "treaty_labels": from_columns(row, "treaty_label"),
        "preferred_labels": from_columns(row, "preferred_label"),
        "avoid": words_to_avoid(row),
        "explanations": from_columns(row, "explanation"),
        "scope_code_id": none_or_one_of(row, "scope_code", codes, "scope_codes.csv"),
        "valid_from": row["valid_from"],
        "position": number(row, "position"),
        **proof(row),
    }


TERMS = Table(
    path=FOLDER / "terms.csv",
    model=Term,
    key=("code",),
    columns=(
        *("code", "position", "scope_code", "valid_from"),
        *text_columns("treaty_label", "preferred_label", "avoid", "explanation"),
        *PROOF,
    ),
    read=read_term,
    lookups=known_codes,
)
TABLES: tuple[Table, ...] = (TERMS,)
