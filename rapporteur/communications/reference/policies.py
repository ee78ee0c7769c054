"""Read the file of working methods with a first day."""

from pathlib import Path
from typing import Any

from rapporteur.communications.models import Policy
from rapporteur.kernel.reference.cells import PROOF, number, proof, text_columns
from rapporteur.kernel.reference.loading import BadCell, Row, Table, Values
from rapporteur.kernel.texts import from_columns

FOLDER = Path(__file__).parents[1] / "data"


def since_until(row: Row) -> Values:
    """Return first and end day of what holds from a day to a day. Raises BadCell."""
    if not row["valid_from"]:
        raise BadCell("valid_from", "what holds needs the day, month or year from which it does")
    if row["valid_to"] and row["valid_to"] <= row["valid_from"]:
        raise BadCell("valid_to", "it ends after it begins")
    return {"valid_from": row["valid_from"], "valid_to": row["valid_to"]}


def read_policy(row: Row, _lookups: Any) -> Values:
    if (row["unit"] == Policy.Unit.REPORT) == bool(row["amount"]):
        raise BadCell("amount", "a number stands where, and only where, the unit counts")
    return {
        "kind": row["kind"],
        "purpose": row["purpose"],
        **since_until(row),
        "unit": row["unit"],
        "amount": number(row, "amount") if row["amount"] else None,
        "words": from_columns(row, "words"),
        **proof(row),
    }


POLICIES = Table(
    path=FOLDER / "policies.csv",
    model=Policy,
    key=("kind", "purpose", "valid_from"),
    columns=(
        *("kind", "purpose", "valid_from", "valid_to", "amount", "unit"),
        *text_columns("words"),
        *PROOF,
    ),
    read=read_policy,
)
