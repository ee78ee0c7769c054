"""The reference files of this room, in the order in which they load."""

from datetime import date
from pathlib import Path

from rapporteur.kernel.reference.cells import (
    PROOF,
    number,
    one_of,
    proof,
    text_columns,
    yes_or_no,
)
from rapporteur.kernel.reference.loading import BadCell, Row, Table, Values
from rapporteur.kernel.texts import from_columns
from rapporteur.people.mandates.models import Mandate
from rapporteur.statements.models import CitedFile, JointStatement, StatementSigner

FOLDER = Path(__file__).parent / "data"


def whole_day(row: Row, column: str) -> str:
    try:
        return date.fromisoformat(row[column]).isoformat()
    except ValueError as wrong:
        raise BadCell(column, f"“{row[column]}” is no day") from wrong


def read_statement(row: Row, _lookups: None) -> Values:
    return {
        "key": row["key"],
        "said_on": whole_day(row, "said_on"),
        "subjects": from_columns(row, "subject"),
        "addressee": row["addressee"],
        "addressee_names": from_columns(row, "addressee_name"),
        "text_held": yes_or_no(row, "text_held"),
        **proof(row),
    }


def statements_and_mandates() -> tuple[set[str], set[str]]:
    return statements(), set(Mandate.objects.values_list("code", flat=True))


def statements() -> set[str]:
    return set(JointStatement.objects.values_list("key", flat=True))


def read_signer(row: Row, lookups: tuple[set[str], set[str]]) -> Values:
    said, mandates = lookups
    return {
        "statement_id": one_of(row, "statement", said, "joint_statements.csv"),
        "mandate_id": one_of(row, "mandate", mandates, "mandates.csv"),
        "place": number(row, "place"),
        **proof(row),
    }


def read_file(row: Row, said: set[str]) -> Values:
    return {
        "statement_id": one_of(row, "statement", said, "joint_statements.csv"),
        "number": row["number"],
        "titles": from_columns(row, "title"),
        "status": row["status"],
        "decided_on": row["decided_on"],
        "address": row["address"],
        **proof(row),
    }


STATEMENTS = Table(
    path=FOLDER / "joint_statements.csv",
    model=JointStatement,
    key=("key",),
    columns=(
        *("key", "said_on", *text_columns("subject"), "addressee"),
        *(*text_columns("addressee_name"), "text_held"),
        *PROOF,
    ),
    read=read_statement,
)
SIGNERS = Table(
    path=FOLDER / "statement_signers.csv",
    model=StatementSigner,
    key=("statement_id", "mandate_id"),
    columns=("statement", "mandate", "place", *PROOF),
    read=read_signer,
    lookups=statements_and_mandates,
)
FILES = Table(
    path=FOLDER / "cited_files.csv",
    model=CitedFile,
    key=("statement_id", "number"),
    columns=(
        *("statement", "number", *text_columns("title"), "status", "decided_on", "address"),
        *PROOF,
    ),
    read=read_file,
    lookups=statements,
)
TABLES: tuple[Table, ...] = (STATEMENTS, SIGNERS, FILES)
