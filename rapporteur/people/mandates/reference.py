"""The reference files of this room, in the order in which they load."""

from pathlib import Path
from typing import Any

from rapporteur.kernel.reference.cells import (
    LANGUAGES,
    PROOF,
    number,
    one_of,
    proof,
    yes_or_no,
)
from rapporteur.kernel.reference.loading import BadCell, Row, Table, Values
from rapporteur.kernel.texts import from_columns
from rapporteur.people.mandates.models import (
    HolderTerm,
    Mandate,
    MandateDecision,
    MandateTitle,
    Relation,
    Succession,
)

FOLDER = Path(__file__).parent / "data"


def mandate_codes() -> set[str]:
    return set(Mandate.objects.values_list("code", flat=True))


def read_mandate(row: Row, _lookups: Any) -> Values:
    if row["kind"] == Mandate.Kind.COUNTRY and len(row["country"]) != 3:
        raise BadCell("country", "a country mandate needs the three letters of its country")
    return {
        "code": row["code"],
        "kind": row["kind"],
        "short_label_ohchr": row["short_label_ohchr"],
        "country": row["country"],
        "established_on": row["established_on"],
        "established_by": row["established_by"],
        "ended_on": row["ended_on"],
        "may_cosign": yes_or_no(row, "may_cosign"),
        "has_profile": yes_or_no(row, "has_profile"),
        **proof(row),
    }


def read_succession(row: Row, codes: set[str]) -> Values:
    if row["mandate"] == row["successor"]:
        raise BadCell("successor", "a mandate does not succeed itself")
    return {
        "mandate_id": one_of(row, "mandate", codes, "mandates.csv"),
        "successor_id": one_of(row, "successor", codes, "mandates.csv"),
        "act": row["act"],
        **proof(row),
    }


def read_title(row: Row, codes: set[str]) -> Values:
    if row["valid_to"] and row["valid_to"] <= row["valid_from"]:
        raise BadCell("valid_to", "a title ends after it begins")
    return {
        "mandate_id": one_of(row, "mandate", codes, "mandates.csv"),
        "form": row["form"],
        "titles": from_columns(row, "title"),
        "signs_as": from_columns(row, "signs_as"),
        "valid_from": row["valid_from"],
        "valid_to": row["valid_to"],
        "act": row["act"],
        **proof(row),
    }


def read_term(row: Row, codes: set[str]) -> Values:
    if not row["assumed_on"]:
        raise BadCell("assumed_on", "a term needs the day, month or year in which it began")
    dates = ("appointed_on", "assumed_on", "ended_on", "may_last_until")
    return {
        "mandate_id": one_of(row, "mandate", codes, "mandates.csv"),
        "name": row["name"],
        **{name: row[name] for name in dates},
        **proof(row),
    }


def read_decision(row: Row, codes: set[str]) -> Values:
    return {
        "mandate_id": one_of(row, "mandate", codes, "mandates.csv"),
        "symbol": row["symbol"],
        "label": row["label"],
        "adopted_on": row["adopted_on"],
        "kind": row["kind"],
        "years": number(row, "years") if row["years"] else None,
        **proof(row),
    }


def read_relation(row: Row, codes: set[str]) -> Values:
    if (row["kind"] == Relation.Kind.CAUSE) != bool(row["cause"]):
        raise BadCell("cause", "a cause stands where, and only where, the kind is “cause”")
    return {
        "mandate_id": one_of(row, "mandate", codes, "mandates.csv"),
        "other_id": one_of(row, "other", codes, "mandates.csv"),
        "paragraph": number(row, "paragraph"),
        "place": number(row, "place"),
        "kind": row["kind"],
        "cause": row["cause"],
        "named_as": row["named_as"],
        **proof(row),
    }


MANDATES = Table(
    path=FOLDER / "mandates.csv",
    model=Mandate,
    key=("code",),
    columns=(
        *("code", "kind", "short_label_ohchr", "country", "established_on", "established_by"),
        *("ended_on", "may_cosign", "has_profile", *PROOF),
    ),
    read=read_mandate,
)
SUCCESSIONS = Table(
    path=FOLDER / "successions.csv",
    model=Succession,
    key=("mandate_id",),
    columns=("mandate", "successor", "act", *PROOF),
    read=read_succession,
    lookups=mandate_codes,
)
TITLES = Table(
    path=FOLDER / "titles.csv",
    model=MandateTitle,
    key=("mandate_id", "valid_from"),
    columns=(
        *("mandate", "form", "valid_from", "valid_to", "act", "signs_as_en", *PROOF),
        *(f"title_{language}" for language in LANGUAGES),
    ),
    read=read_title,
    lookups=mandate_codes,
)
TERMS = Table(
    path=FOLDER / "holders.csv",
    model=HolderTerm,
    key=("mandate_id", "name", "assumed_on"),
    columns=(
        *("mandate", "name", "appointed_on", "assumed_on", "ended_on", "may_last_until"),
        *PROOF,
    ),
    read=read_term,
    lookups=mandate_codes,
)
DECISIONS = Table(
    path=FOLDER / "decisions.csv",
    model=MandateDecision,
    key=("mandate_id", "symbol"),
    columns=("mandate", "symbol", "label", "adopted_on", "kind", "years", *PROOF),
    read=read_decision,
    lookups=mandate_codes,
)
RELATIONS = Table(
    path=FOLDER / "relations.csv",
    model=Relation,
    key=("mandate_id", "paragraph", "other_id"),
    columns=("mandate", "other", "paragraph", "place", "kind", "cause", "named_as", *PROOF),
    read=read_relation,
    lookups=mandate_codes,
)
TABLES: tuple[Table, ...] = (MANDATES, SUCCESSIONS, TITLES, TERMS, DECISIONS, RELATIONS)
