"""The shape of an operator's file: rows of places, and rows of days.

Loading adds and changes, and withdraws nothing. A day that was taken for one off and is worked
after all is loaded again with `yes`.
"""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from zoneinfo import available_timezones

from rapporteur.kernel.clock import today
from rapporteur.kernel.reference.cells import SOURCE, several, sourced, yes_or_no
from rapporteur.kernel.reference.loading import BadCell, Row, Table, Values
from rapporteur.world.calendars.models import WEEKDAYS, DayOff, Place

COLUMNS = ("kind", "place", "name", "zone", "weekend", "day", "worked", "licence", *SOURCE)
OF_PLACES, OF_DAYS = ("zone", "weekend"), ("day", "worked")  # cells that are of one kind only
CODE = re.compile(r"[A-Z0-9-]{2,8}")
A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NEAR = 5  # years, back and ahead: one of another decade is a slip


def is_place(row: Row) -> bool:
    return row["kind"] == "place"


def is_no_place(row: Row) -> bool:
    return not is_place(row)


def place_codes() -> set[str]:
    return set(Place.objects.values_list("code", flat=True))


def of_each(row: Row, others: tuple[str, ...]) -> Values:
    """Return what every row has: name, licence, source, day. Raises BadCell, also for a cell astray."""
    for column in others:
        if row[column].strip():
            raise BadCell(column, f"a row of the kind “{row['kind']}” leaves this cell empty")
    for column in ("name", "licence"):
        if not row[column].strip():
            raise BadCell(column, "this cell is empty")
    return {"name": row["name"].strip(), "licence": row["licence"].strip(), **sourced(row)}


def read_place(row: Row, _lookups: object) -> Values:
    if not CODE.fullmatch(row["place"]):
        raise BadCell("place", f"“{row['place']}” is no short code, as GVA")
    if row["zone"] not in available_timezones():
        raise BadCell("zone", f"“{row['zone']}” is no time zone, as Europe/Zurich")
    return {
        "code": row["place"],
        "zone": row["zone"],
        "weekend": weekend(row),
        **of_each(row, OF_DAYS),
    }


def weekend(row: Row) -> list[str]:
    """Return the days of the week-end in the order of the week; none where it is unknown."""
    names = several(row, "weekend")
    for name in names:
        if name not in WEEKDAYS:
            raise BadCell("weekend", f"“{name}” is no day of the week, as saturday")
    return sorted(names, key=WEEKDAYS.index)


def read_day(row: Row, known: set[str]) -> Values:
    if row["kind"] != "day":
        raise BadCell("kind", f"“{row['kind']}” is neither place nor day")
    if row["place"] not in known:
        raise BadCell("place", f"“{row['place']}” is no place of this file or on record")
    return {
        "place_id": row["place"],
        "on": near_day(row),
        "worked": yes_or_no(row, "worked"),
        **of_each(row, OF_PLACES),
    }


def near_day(row: Row) -> date:
    said = row["day"]
    try:
        day = date.fromisoformat(said) if A_DAY.fullmatch(said) else None
    except ValueError:
        day = None
    if day is None:
        raise BadCell("day", f"“{said}” is no day (YYYY-MM-DD)")
    if abs(day.year - today().year) > NEAR:
        raise BadCell("day", f"{day.year} is more than {NEAR} years away")
    return day


PLACES = Table(
    path=Path("calendar.csv"),  # `of_operator` puts the true one
    model=Place,
    key=("code",),
    columns=COLUMNS,
    read=read_place,
    complete=False,
    takes=is_place,
)
DAYS = Table(
    path=PLACES.path,
    model=DayOff,
    key=("place_id", "on"),
    columns=COLUMNS,
    read=read_day,
    lookups=place_codes,
    complete=False,
    takes=is_no_place,
)


def of_operator(path: Path, places: set[str]) -> tuple[Table, Table]:
    """Return the two tables that a file of the operator fills; `places` are those that it names."""
    known = replace(DAYS, path=path, lookups=lambda: place_codes() | places)
    return replace(PLACES, path=path), known
