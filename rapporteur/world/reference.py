"""The reference files of this room, in the order in which they load."""

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
    yes_no_or_unknown,
)
from rapporteur.kernel.reference.loading import BadCell, Row, Table, Values
from rapporteur.kernel.texts import from_columns
from rapporteur.world.models import Body, Country, Deadline, Region, Review, Session

FOLDER = Path(__file__).parent / "data"
Sessions = dict[tuple[str, int], int]  # body and number to the key in the database


def country_codes() -> set[str]:
    return set(Country.objects.values_list("iso3", flat=True))


def region_parents() -> dict[str, str | None]:
    """Return the region of each sub-region, and None for each region."""
    return dict(Region.objects.values_list("code", "parent_id"))


def body_codes() -> set[str]:
    return set(Body.objects.values_list("code", flat=True))


def sessions() -> Sessions:
    return {(s.body_id, s.number): s.pk for s in Session.objects.only("body_id", "number")}


def sessions_and_countries() -> tuple[Sessions, set[str]]:
    return sessions(), country_codes()


def parent(row: Row, above: set[str], file: str) -> str | None:
    """Return the code of a parent, which must stand in an earlier row; remember this row's."""
    found = none_or_one_of(row, "parent", above, f"an earlier row of {file}")
    above.add(row["code"])
    return found


def read_region(row: Row, above: set[str]) -> Values:
    return {
        "code": row["code"],
        "names": from_columns(row, "name"),
        "parent_id": parent(row, above, "regions.csv"),
        **sourced(row),
    }


def place(row: Row, parents: dict[str, str | None]) -> Values:
    """Return region and sub-region; both may be empty, and the one must lie in the other."""
    for column in ("region", "subregion"):
        if row[column]:
            one_of(row, column, parents, "regions.csv")
    if row["subregion"] and parents[row["subregion"]] != row["region"]:
        raise BadCell("subregion", f"“{row['subregion']}” does not lie in region {row['region']}")
    return {"region": row["region"], "subregion": row["subregion"]}


def regional_group(row: Row) -> Values:
    """Return the group of the United Nations and the day on which it was so: both or neither."""
    if bool(row["regional_group"]) != bool(row["regional_group_as_of"]):
        raise BadCell("regional_group_as_of", "a day stands where, and only where, a group stands")
    return {name: row[name] for name in ("regional_group", "regional_group_as_of")}


def read_country(row: Row, parents: dict[str, str | None]) -> Values:
    is_member = row["standing"] == Country.Standing.MEMBER
    if is_member != bool(row["member_since"]):
        raise BadCell("member_since", "a year stands where, and only where, a State is a member")
    return {
        "iso3": row["iso3"],
        "iso2": row["iso2"],
        "m49": row["m49"],
        "names": from_columns(row, "name"),
        "articles": from_columns(row, "article"),
        "formal_names": from_columns(row, "formal_name"),
        "standing": row["standing"],
        "member_since": number(row, "member_since") if is_member else None,
        **place(row, parents),
        **regional_group(row),
        **{name: yes_no_or_unknown(row, name) for name in ("ldc", "lldc", "sids")},
        **sourced(row),
    }


def dates(row: Row, first: str, last: str) -> Values:
    """Return two partial dates in their order; either may be unknown."""
    if row[first] and row[last] and row[last] < row[first]:
        raise BadCell(last, "the last day is before the first")
    return {first: row[first], last: row[last]}


def read_body(row: Row, above: set[str]) -> Values:
    return {
        "code": row["code"],
        "names": from_columns(row, "name"),
        "kind": row["kind"],
        "parent_id": parent(row, above, "bodies.csv"),
        "symbol_stem": row["symbol_stem"],
        **dates(row, "began_on", "ended_on"),
        **proof(row),
    }


def read_session(row: Row, bodies: set[str]) -> Values:
    return {
        "body_id": one_of(row, "body", bodies, "bodies.csv"),
        "number": number(row, "number"),
        **dates(row, "starts_on", "ends_on"),
        "cycle": number(row, "cycle") if row["cycle"] else None,
        **proof(row),
    }


def session(row: Row, known: Sessions) -> int:
    """Return the key of the session that a row names by body and number."""
    named = (row["body"], number(row, "session"))
    if named not in known:
        raise BadCell("session", f"session {named[1]} of “{named[0]}” is not in sessions.csv")
    return known[named]


def read_review(row: Row, lookups: tuple[Sessions, set[str]]) -> Values:
    known, countries = lookups
    return {
        "session_id": session(row, known),
        "country_id": one_of(row, "country", countries, "countries.csv"),
        **proof(row),
    }


def read_deadline(row: Row, lookups: tuple[Sessions, set[str]]) -> Values:
    known, countries = lookups
    if not row["due_on"]:
        raise BadCell("due_on", "a deadline needs its day, month or year")
    return {
        "session_id": session(row, known),
        "what": row["what"],
        "due_on": row["due_on"],
        "country_id": none_or_one_of(row, "country", countries, "countries.csv"),
        "input_for": row["input_for"],
        **proof(row),
    }


REGIONS = Table(
    path=FOLDER / "regions.csv",
    model=Region,
    key=("code",),
    columns=("code", "parent", *text_columns("name"), *SOURCE),
    read=read_region,
    lookups=set,
)
COUNTRIES = Table(
    path=FOLDER / "countries.csv",
    model=Country,
    key=("iso3",),
    columns=(
        *("iso3", "iso2", "m49", "standing", "member_since", "region", "subregion"),
        *("regional_group", "regional_group_as_of", "ldc", "lldc", "sids"),
        *text_columns("name", "formal_name"),
        *("article_en", "article_fr", "article_es", *SOURCE),
    ),
    read=read_country,
    lookups=region_parents,
)
BODIES = Table(
    path=FOLDER / "bodies.csv",
    model=Body,
    key=("code",),
    columns=(
        *("code", "kind", "parent", "symbol_stem", "began_on", "ended_on"),
        *(*text_columns("name"), *PROOF),
    ),
    read=read_body,
    lookups=set,
)
SESSIONS = Table(
    path=FOLDER / "sessions.csv",
    model=Session,
    key=("body_id", "number"),
    columns=("body", "number", "starts_on", "ends_on", "cycle", *PROOF),
    read=read_session,
    lookups=body_codes,
)
REVIEWS = Table(
    path=FOLDER / "reviews.csv",
    model=Review,
    key=("session_id", "country_id"),
    columns=("body", "session", "country", *PROOF),
    read=read_review,
    lookups=sessions_and_countries,
)
DEADLINES = Table(
    path=FOLDER / "deadlines.csv",
    model=Deadline,
    key=("session_id", "what", "country_id"),  # not its day: a deadline that moves is the same
    columns=("body", "session", "what", "due_on", "country", "input_for", *PROOF),
    read=read_deadline,
    lookups=sessions_and_countries,
)
TABLES: tuple[Table, ...] = (REGIONS, COUNTRIES, BODIES, SESSIONS, REVIEWS, DEADLINES)
