"""Read figures from files of the United Nations, or from one's own. Told by their columns.

A file in which one Government judges others is refused: it is no figure of a State (DESIGN §9).
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from rapporteur.kernel.dates import earliest
from rapporteur.kernel.refusals import Refused

OWN = ("iso3", "series", "amount", "as_of", "source")
SERIES = ("I1", "sdg531", "hdi", "gii")
MARRIAGE = ("iso3", "indicator", "year", "value", "source")
DEVELOPMENT = ("iso3", "hdi_2023", "gii_2023")
UNDP = "UNDP, Human Development Report 2025"
OF_ONE_GOVERNMENT = ("region_dol", "advancement_level")
LARGEST = Decimal(1_000_000)


@dataclass(frozen=True)
class Row:
    iso3: str
    series: str
    amount: Decimal
    as_of: str
    source: str


def read(path: Path) -> list[Row]:
    """Return the figures of a file. Raises Refused, with the line, for one that cannot be read."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            columns = set(rows.fieldnames or ())
            if columns & set(OF_ONE_GOVERNMENT):
                raise Refused(
                    f"{path.name}: one Government's view of others is no figure of a State."
                )
            return [
                row
                for raw in rows
                for row in told(raw, columns, f"{path.name}, line {rows.line_num}")
            ]
    except UnicodeDecodeError as error:
        raise Refused(f"{path.name}: this is no text in UTF-8.") from error


def told(raw: dict[str, str], columns: set[str], place: str) -> Iterator[Row]:
    if set(OWN) <= columns:
        yield row(raw["iso3"], raw["series"], raw["amount"], (raw["as_of"], raw["source"]), place)
    elif set(MARRIAGE) <= columns:
        yield row(raw["iso3"], "sdg531", raw["value"], (raw["year"], raw["source"]), place)
    elif set(DEVELOPMENT) <= columns:
        for series in ("hdi", "gii"):
            if raw[f"{series}_2023"]:  # empty is unknown, and no figure
                yield row(raw["iso3"], series, raw[f"{series}_2023"], ("2023", UNDP), place)
    else:
        raise Refused(f"{place.partition(',')[0]}: the columns of this file are not known.")


def row(iso3: str, series: str, amount: str, proof: tuple[str, str], place: str) -> Row:
    as_of, source = proof
    try:
        value = Decimal(amount)
        earliest(as_of)
    except (InvalidOperation, ValueError) as error:
        raise Refused(f"{place}: a number or a date cannot be read.") from error
    most = Decimal(3) if series == "I1" else LARGEST
    if series not in SERIES or not source.strip() or not 0 <= value <= most:
        raise Refused(f"{place}: series, amount or source is missing or cannot be.")
    return Row(iso3, series, value, as_of, source.strip())
