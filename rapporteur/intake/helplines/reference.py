"""The file of helplines that ships, and the same shape for the file of an operator.

Both add and change rows; neither withdraws rows that the other brought. A row that no longer holds
gets the day of its end (`ended_on`).
"""

import re
from dataclasses import replace
from pathlib import Path

from rapporteur.intake.helplines.models import Helpline
from rapporteur.kernel.reference.cells import SOURCE, one_of, sourced
from rapporteur.kernel.reference.loading import BadCell, Row, Table, Values
from rapporteur.kernel.texts import from_columns
from rapporteur.world.models import Country

FOLDER = Path(__file__).parent / "data"
NUMBER = re.compile(r"[0-9+ ().*#/-]{2,60}")
A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def country_codes() -> set[str]:
    return set(Country.objects.values_list("iso3", flat=True))


def read_helpline(row: Row, codes: set[str]) -> Values:
    notes = from_columns(row, "note")
    require_reachable(row)
    if row["kind"] == Helpline.Kind.REPORTING and "en" not in notes:
        raise BadCell("note_en", "a rule says who must report what, and to whom")
    if not A_DAY.fullmatch(row["checked_on"]):
        raise BadCell("checked_on", "someone has checked it on a day (YYYY-MM-DD)")
    for column in ("name", "licence"):
        if not row[column].strip():
            raise BadCell(column, "this cell is empty")
    return {
        "kind": row["kind"],
        "country_id": one_of(row, "country", codes, "countries.csv"),
        **{name: row[name].strip() for name in ("name", "phone", "address", "languages")},
        "hours": from_columns(row, "hours"),
        "notes": notes,
        "ended_on": row["ended_on"],
        "licence": row["licence"],
        "checked_on": row["checked_on"],
        **sourced(row),
    }


def require_reachable(row: Row) -> None:
    """Raise BadCell where nobody could reach it."""
    if row["phone"] and not NUMBER.fullmatch(row["phone"]):
        raise BadCell("phone", f"“{row['phone']}” is no number that can be dialled")
    if row["kind"] != Helpline.Kind.REPORTING and not (row["phone"] or row["address"]):
        raise BadCell("phone", "there is neither a number nor an address")


def of_operator(path: Path) -> Table:
    """Return the table that a file of the operator fills."""
    return replace(HELPLINES, path=path)


HELPLINES = Table(
    path=FOLDER / "helplines.csv",
    model=Helpline,
    key=("country_id", "kind", "name"),
    columns=(
        *("kind", "country", "name", "phone", "address", "languages", "hours_en", "note_en"),
        *("ended_on", "licence", "checked_on", *SOURCE),
    ),
    read=read_helpline,
    lookups=country_codes,
    complete=False,
)
TABLES: tuple[Table, ...] = (HELPLINES,)
