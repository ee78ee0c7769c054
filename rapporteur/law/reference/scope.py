"""Read the files of scope: codes, what each rests on, the rule of each day, readings.

Codes and rules are only ever added and ended, never withdrawn: what was decided under them keeps
them (R17.2). So a row that leaves the file stays on record, and an answer once given stands.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from rapporteur.kernel.reference.cells import (
    PROOF,
    SOURCE,
    number,
    one_of,
    proof,
    several,
    sourced,
    text_columns,
)
from rapporteur.kernel.reference.loading import BadCell, Row, Table, Values, key_of
from rapporteur.kernel.texts import from_columns
from rapporteur.law.models import ScopeBasis, ScopeCode, ScopeReading, ScopeRule
from rapporteur.law.reference.instruments import provision_id, provision_ids

FOLDER = Path(__file__).parents[1] / "data"
CODE = re.compile(r"[A-Z][A-Z0-9_]*(\.[A-Z][A-Z0-9_]*)*")
RULE_KEY = ("scope_code_id", "when", "valid_from")


def known_codes() -> set[str]:
    return set(ScopeCode.objects.values_list("code", flat=True))


def span(row: Row) -> Values:
    """Return the first day of a record and the first day after it. Raises BadCell."""
    if not row["valid_from"]:
        raise BadCell("valid_from", "scope is dated: a first day is missing")
    if row["valid_to"] and row["valid_to"] <= row["valid_from"]:
        raise BadCell("valid_to", "it ends after it begins")
    return {"valid_from": row["valid_from"], "valid_to": row["valid_to"]}


def read_code(row: Row, known: set[str]) -> Values:
    """Read a code; its parent is the code before its last dot and stands above it in the file."""
    code = row["code"]
    if not CODE.fullmatch(code):
        raise BadCell("code", f"“{code}” is not a code: capital letters, with dots between parts")
    parent = code.rpartition(".")[0]
    if parent and parent not in known:
        raise BadCell("code", f"“{parent}” must stand above its part “{code}”")
    known.add(code)
    return {
        "code": code,
        "kind": row["kind"],
        "parent_id": parent or None,
        "names": from_columns(row, "name"),
        "treaty_terms": from_columns(row, "treaty_term"),
        "plain": from_columns(row, "plain"),
        "position": number(row, "position"),
        **span(row),
        **proof(row),
    }


@dataclass(frozen=True)
class Foundations:
    """What a basis may name: scope codes, and provisions by instrument and number."""

    codes: set[str]
    provisions: dict[tuple[str, str], int]


def foundations() -> Foundations:
    return Foundations(known_codes(), provision_ids())


def read_basis(row: Row, lookups: Foundations) -> Values:
    if bool(row["instrument"]) == bool(row["decision"]):
        raise BadCell("decision", "a code rests on a provision or on a decision, one a row")
    if row["decision"] and not row["decided_on"]:
        raise BadCell("decided_on", "a decision needs its day, month or year")
    return {
        "scope_code_id": one_of(row, "scope_code", lookups.codes, "scope_codes.csv"),
        "position": number(row, "position"),
        "provision_id": provision_id(row, lookups.provisions) if row["instrument"] else None,
        "decision": row["decision"],
        "decided_on": row["decided_on"],
        "note": row["note"],
        **sourced(row),
    }


@dataclass(frozen=True)
class Standing:
    """What a rule must fit to: scope codes, and the answers that rules have given so far."""

    codes: set[str]
    answers: dict[str, str]


def standing() -> Standing:
    rules = ScopeRule.objects.all()
    return Standing(known_codes(), {key_of(vars(rule), RULE_KEY): rule.answer for rule in rules})


def read_rule(row: Row, lookups: Standing) -> Values:
    values = {
        "scope_code_id": one_of(row, "scope_code", lookups.codes, "scope_codes.csv"),
        "when": row["when"],
        "answer": row["answer"],
        "reasons": from_columns(row, "reason"),
        "elsewhere": ",".join(several(row, "elsewhere")),
        **span(row),
        **proof(row),
    }
    before = lookups.answers.get(key_of(values, RULE_KEY))
    if before and before != row["answer"]:
        raise BadCell("answer", "decisions rest on this rule: end it and add a rule that follows")
    return values


def read_reading(row: Row, codes: set[str]) -> Values:
    counts = several(row, "codes")
    if not counts:
        raise BadCell("codes", "a reading counts at least one code")
    for code in counts:
        one_of({"codes": code}, "codes", codes, "scope_codes.csv")
    return {
        "key": row["key"],
        "titles": from_columns(row, "title"),
        "codes": counts,
        **proof(row),
    }


CODES = Table(
    path=FOLDER / "scope_codes.csv",
    model=ScopeCode,
    key=("code",),
    columns=(
        *("code", "kind", "position", "valid_from", "valid_to"),
        *text_columns("name", "treaty_term", "plain"),
        *PROOF,
    ),
    read=read_code,
    lookups=known_codes,
    complete=False,
)
BASES = Table(
    path=FOLDER / "scope_bases.csv",
    model=ScopeBasis,
    key=("scope_code_id", "position"),
    columns=(
        *("scope_code", "position", "instrument", "number", "decision", "decided_on", "note"),
        *SOURCE,
    ),
    read=read_basis,
    lookups=foundations,
)
RULES = Table(
    path=FOLDER / "scope_rules.csv",
    model=ScopeRule,
    key=RULE_KEY,
    columns=(
        *("scope_code", "when", "answer", "valid_from", "valid_to", "elsewhere"),
        *text_columns("reason"),
        *PROOF,
    ),
    read=read_rule,
    lookups=standing,
    complete=False,
)
READINGS = Table(
    path=FOLDER / "scope_readings.csv",
    model=ScopeReading,
    key=("key",),
    columns=("key", "codes", *text_columns("title"), *PROOF),
    read=read_reading,
    lookups=known_codes,
)
TABLES: tuple[Table, ...] = (CODES, BASES, RULES, READINGS)
