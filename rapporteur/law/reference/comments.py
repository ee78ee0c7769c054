"""Read the files of general comments."""

from rapporteur.kernel.reference.cells import (
    PROOF,
    SOURCE,
    none_or_one_of,
    number,
    one_of,
    proof,
    several,
    sourced,
    text_columns,
)
from rapporteur.kernel.reference.loading import BadCell, Row, Table, Values
from rapporteur.kernel.texts import from_columns
from rapporteur.law.models import CommentOnProvision, CommentOnScope, GeneralComment, ScopeCode
from rapporteur.law.reference.instruments import FOLDER, provision_id, provision_ids

FILE = "general_comments.csv"
Lengths = dict[str, int | None]  # of each comment, in paragraphs


def lengths() -> Lengths:
    return dict(GeneralComment.objects.values_list("key", "paragraph_count"))


def read_comment(row: Row, above: set[str]) -> Values:
    """Read one general comment; what replaced it is a row above it, kept in `above`."""
    newer = none_or_one_of(row, "replaced_by", above, "the rows above")
    above.add(row["key"])
    committees = several(row, "committees")
    if not committees:
        raise BadCell("committees", "a general comment is that of a committee")
    return {
        "key": row["key"],
        "committees": committees,
        "number": number(row, "number"),
        "symbol": row["symbol"],
        "adopted_on": row["adopted_on"],
        "titles": from_columns(row, "title"),
        "replaced_by_id": newer,
        "paragraph_count": number(row, "paragraph_count") if row["paragraph_count"] else None,
        **proof(row),
    }


def paragraphs(row: Row, length: int | None) -> list[int]:
    """Return the numbers of the cell `paragraphs`, which the comment must have."""
    found = several(row, "paragraphs")
    for text in found:
        if not text.isdecimal() or not 1 <= int(text) <= (length or 999):
            raise BadCell("paragraphs", f"{row['comment']} has no paragraph {text}")
    return [int(text) for text in found]


def lengths_and_provisions() -> tuple[Lengths, dict[tuple[str, str], int]]:
    return lengths(), provision_ids()


def read_on_provision(row: Row, lookups: tuple[Lengths, dict[tuple[str, str], int]]) -> Values:
    comments, ids = lookups
    comment = one_of(row, "comment", comments, FILE)
    return {
        "comment_id": comment,
        "provision_id": provision_id(row, ids),
        "paragraphs": paragraphs(row, comments[comment]),
        **sourced(row),
    }


def lengths_and_codes() -> tuple[Lengths, set[str]]:
    return lengths(), set(ScopeCode.objects.values_list("code", flat=True))


def read_on_scope(row: Row, lookups: tuple[Lengths, set[str]]) -> Values:
    comments, codes = lookups
    return {
        "comment_id": one_of(row, "comment", comments, FILE),
        "scope_code_id": one_of(row, "scope_code", codes, "the scope codes"),
        **sourced(row),
    }


GENERAL_COMMENTS = Table(
    path=FOLDER / FILE,
    model=GeneralComment,
    key=("key",),
    columns=(
        *("key", "committees", "number", "symbol", "adopted_on", "replaced_by"),
        *("paragraph_count", *text_columns("title"), *PROOF),
    ),
    read=read_comment,
    lookups=set,
)
COMMENT_PROVISIONS = Table(
    path=FOLDER / "comment_provisions.csv",
    model=CommentOnProvision,
    key=("comment_id", "provision_id"),
    columns=("comment", "instrument", "number", "paragraphs", *SOURCE),
    read=read_on_provision,
    lookups=lengths_and_provisions,
)
COMMENT_SCOPE = Table(
    path=FOLDER / "comment_scope.csv",
    model=CommentOnScope,
    key=("comment_id", "scope_code_id"),
    columns=("comment", "scope_code", *SOURCE),
    read=read_on_scope,
    lookups=lengths_and_codes,
)
TABLES: tuple[Table, ...] = (GENERAL_COMMENTS, COMMENT_PROVISIONS, COMMENT_SCOPE)
