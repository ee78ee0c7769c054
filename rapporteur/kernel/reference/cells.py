"""Read the cells that every room's files have: proof, yes or no, a number, a code, a text.

Each raises BadCell with its column and a reason.
"""

from collections.abc import Container

from rapporteur.kernel.reference.loading import BadCell, Row, Values

SOURCE = ("source", "as_of")
PROOF = ("evidence", "note", *SOURCE)
LANGUAGES = ("en", "fr", "es", "ar", "zh", "ru")  # as columns write them
ANSWERS = {"yes": True, "no": False}


def sourced(row: Row) -> Values:
    """Return source and as-of day, which every fact carries."""
    if not row["source"]:
        raise BadCell("source", "every fact says where it comes from")
    if not row["as_of"]:
        raise BadCell("as_of", "every fact says on what day it was so")
    return {name: row[name] for name in SOURCE}


def proof(row: Row) -> Values:
    """Return source, as-of day, weight of the evidence and note of a weighed fact."""
    return {**sourced(row), "evidence": row["evidence"], "note": row["note"]}


def yes_or_no(row: Row, column: str) -> bool:
    if row[column] not in ANSWERS:
        raise BadCell(column, f"“{row[column]}” is neither yes nor no")
    return ANSWERS[row[column]]


def yes_no_or_unknown(row: Row, column: str) -> bool | None:
    """Return None for an empty cell: unknown is never no."""
    return yes_or_no(row, column) if row[column] else None


def number(row: Row, column: str) -> int:
    if not row[column].isascii() or not row[column].isdecimal():
        raise BadCell(column, f"“{row[column]}” is not a number")
    return int(row[column])


def one_of(row: Row, column: str, codes: Container[str], file: str) -> str:
    """Return a cell that must be a code which another file holds."""
    if row[column] not in codes:
        raise BadCell(column, f"“{row[column]}” is not in {file}")
    return row[column]


def none_or_one_of(row: Row, column: str, codes: Container[str], file: str) -> str | None:
    return one_of(row, column, codes, file) if row[column] else None


def several(row: Row, column: str) -> list[str]:
    """Return the parts of a cell that holds a list, with semicolons between."""
    return [part.strip() for part in row[column].split(";") if part.strip()]


def text_columns(*stems: str) -> tuple[str, ...]:
    """Return the columns of texts in six languages: `title_en`, `title_fr` and so on."""
    return tuple(f"{stem}_{language}" for stem in stems for language in LANGUAGES)
