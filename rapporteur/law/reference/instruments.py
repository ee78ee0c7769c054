"""Read the files of instruments and their articles."""

import re
from pathlib import Path

from rapporteur.kernel.reference.cells import (
    PROOF,
    SOURCE,
    none_or_one_of,
    number,
    one_of,
    proof,
    sourced,
    text_columns,
    yes_or_no,
)
from rapporteur.kernel.reference.loading import BadCell, Row, Table, Values
from rapporteur.kernel.texts import from_columns
from rapporteur.law.models import Instrument, Provision

FOLDER = Path(__file__).parent.parent / "data"
NUMBER = re.compile(r"[1-9]\d{0,2}(\(([1-9]\d?|[a-z]{1,4})\))*")  # 34, 3(1)(a)(i)


def instrument_keys() -> set[str]:
    return set(Instrument.objects.values_list("key", flat=True))


def provision_ids() -> dict[tuple[str, str], int]:
    """Return the id of each provision by the key of its instrument and its number."""
    found = Provision.objects.values_list("instrument_id", "number", "id")
    return {(key, numbered): pk for key, numbered, pk in found}


def provision_id(row: Row, ids: dict[tuple[str, str], int]) -> int:
    """Return the id of the provision that the cells `instrument` and `number` name."""
    if (row["instrument"], row["number"]) not in ids:
        raise BadCell("number", f"{row['instrument']} {row['number']} is not in provisions.csv")
    return ids[row["instrument"], row["number"]]


def read_instrument(row: Row, above: set[str]) -> Values:
    """Read one instrument; its parent is a row above it, kept in `above`."""
    parent = none_or_one_of(row, "parent", above, "the rows above")
    above.add(row["key"])
    texts = ("key", "label", "kind", "unit", "adopted_by", "reach", "depositary")
    return {
        **{name: row[name] for name in texts},
        "number": row["number"],
        "parent_id": parent,
        "binding": yes_or_no(row, "binding"),
        "named_in_report": yes_or_no(row, "named_in_report"),
        "adopted_on": row["adopted_on"],
        "in_force_on": row["in_force_on"],
        "titles": from_columns(row, "title"),
        "short_titles": from_columns(row, "short_title"),
        "position": number(row, "position"),
        **proof(row),
    }


def read_provision(row: Row, keys: set[str]) -> Values:
    if not NUMBER.fullmatch(row["number"]):
        raise BadCell("number", f"“{row['number']}” is not written as 34 or 3(1)(a)")
    return {
        "instrument_id": one_of(row, "instrument", keys, "instruments.csv"),
        "number": row["number"],
        "position": number(row, "position"),
        "subjects": from_columns(row, "subject"),
        "matters": yes_or_no(row, "matters"),
        **sourced(row),
    }


INSTRUMENTS = Table(
    path=FOLDER / "instruments.csv",
    model=Instrument,
    key=("key",),
    columns=(
        *("key", "label", "kind", "parent", "binding", "unit", "number", "adopted_on"),
        *("adopted_by", "in_force_on", "reach", "depositary", "named_in_report", "position"),
        *text_columns("title", "short_title"),
        *PROOF,
    ),
    read=read_instrument,
    lookups=set,
)
PROVISIONS = Table(
    path=FOLDER / "provisions.csv",
    model=Provision,
    key=("instrument_id", "number"),
    columns=("instrument", "number", "position", "matters", *text_columns("subject"), *SOURCE),
    read=read_provision,
    lookups=instrument_keys,
)
TABLES: tuple[Table, ...] = (INSTRUMENTS, PROVISIONS)
