"""Read the file of text blocks. A placeholder that nothing fills in refuses its row."""

import re
from typing import Any

from rapporteur.communications.models import TextBlock
from rapporteur.communications.reference.policies import FOLDER, since_until
from rapporteur.kernel.reference.cells import PROOF, number, proof
from rapporteur.kernel.reference.loading import BadCell, Row, Table, Values
from rapporteur.kernel.texts import from_columns

WRITTEN = ("en", "fr", "es")  # the languages of letters
KNOWN = frozenset(
    {"titles", "acts", "salutation", "addressee", "subject", "reply_rule", "publication_rule"}
)
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def read_block(row: Row, _lookups: Any) -> Values:
    for language in WRITTEN:
        column = f"text_{language}"
        if not row[column]:
            raise BadCell(column, "a letter may be written in this language")
        if unknown := set(PLACEHOLDER.findall(row[column])) - KNOWN:
            raise BadCell(column, f"nothing fills in {{{min(unknown)}}}")
    return {
        "kind": row["kind"],
        "number": number(row, "number"),
        **since_until(row),
        "texts": from_columns(row, "text"),
        **proof(row),
    }


BLOCKS = Table(
    path=FOLDER / "blocks.csv",
    model=TextBlock,
    key=("kind", "number", "valid_from"),
    columns=(
        *("kind", "number", "valid_from", "valid_to"),
        *(f"text_{language}" for language in WRITTEN),
        *PROOF,
    ),
    read=read_block,
)
