"""Read the kinds of evidence and the scale of reliability."""

from typing import Any

from rapporteur.communications.models import ProofTerm
from rapporteur.communications.reference.policies import FOLDER, since_until
from rapporteur.kernel.reference.cells import PROOF, number, proof, text_columns, yes_or_no
from rapporteur.kernel.reference.loading import BadCell, Row, Table, Values
from rapporteur.kernel.texts import from_columns


def read_term(row: Row, _lookups: Any) -> Values:
    rated = yes_or_no(row, "rated")
    if rated and row["what"] != ProofTerm.What.RELIABILITY:
        raise BadCell("rated", "only a step of the scale is a rating")
    return {
        "what": row["what"],
        "code": row["code"],
        "number": number(row, "number"),
        **since_until(row),
        "rated": rated,
        "labels": from_columns(row, "label"),
        "rules": from_columns(row, "rule"),
        **proof(row),
    }


PROOF_TERMS = Table(
    path=FOLDER / "proof_terms.csv",
    model=ProofTerm,
    key=("code", "valid_from"),
    columns=(
        *("what", "code", "number", "valid_from", "valid_to", "rated"),
        *text_columns("label", "rule"),
        *PROOF,
    ),
    read=read_term,
)
