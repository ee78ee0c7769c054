"""The open data of this door described as OpenAPI 3.1, made from what serves them.

Addresses are those of the door's own patterns; tables, columns and types those that
`publication.exports` and `publication.letters` write. A file that is given without a word here
fails when the description is made.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from rapporteur import __version__
from rapporteur.doors import rooms
from rapporteur.doors.documents import FORMS
from rapporteur.doors.languages import PARTS
from rapporteur.doors.public import explained
from rapporteur.publication import citations, dumps, exports, letters
from rapporteur.publication.exports import CSV, Column
from rapporteur.visits import published as visits
from rapporteur.visits.chains import Status
from rapporteur.world.models import Country

Described = dict[str, Any]
PLACE = re.compile(r"<(?:\w+:)?(\w+)>")
JSON = "application/json; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"
GZIP = "application/gzip"
PAGE = "text/html; charset=utf-8"
FEEDS = (
    *("changes", "letters_feed", "corrections_feed", "state_feed", "mandate_feed"),
    *("treaty_feed", "visits_feed"),
)
EXAMPLE = "EXAMPLE1"  # of the key of a letter
NOT_FILES = ("first",)  # patterns at the root that lead to pages
TEXT: Described = {"type": "string"}
ABOUT = (
    "What is on record here, for programs to take along: facts with their source, day and licence,"
    " letters and replies that were made public, and recommendations to States. An empty value is unknown, never no."
    " Letters do not measure how much abuse there is. Nothing can be changed here, nothing asks who"
    " you are, and no address is kept. A file is the same in every language."
)
ASKED_BEFORE = "The file has not changed since the answer that the question names."
NOTHING = "There is nothing at this address: a page in the language of the browser says so."


def reference(kind: str, name: str) -> Described:
    return {"$ref": f"#/components/{kind}/{name}"}


def whole(shapes: Described) -> Described:
    """Return the shape of an object that has each of these parts and no other."""
    return {
        "type": "object",
        "properties": shapes,
        "required": list(shapes),
        "additionalProperties": False,
    }


def row_of(columns: Iterable[Column]) -> Described:
    """Return the shape of one row in JSON."""
    return whole({one.name: {"type": list(one.types)} for one in columns})


def table_of(name: str, columns: Iterable[Column]) -> Described:
    """Return the shape of a whole table in JSON: what it is, then its rows."""
    shapes: Described = {
        "table": {"const": name},
        "note": TEXT,
        "exercise": {"type": "boolean"},
        "data_of": {"type": ["string", "null"]},
        **dict.fromkeys(vars(exports.Origin()), TEXT),
        "columns": {"const": [one.name for one in columns]},
        "asked": {"type": "object", "additionalProperties": TEXT},  # of some letters only
        "rows": {"type": "array", "items": reference("schemas", f"{name}.row")},
    }
    return {
        "type": "object",
        "properties": shapes,
        "required": [one for one in shapes if one != "asked"],
        "additionalProperties": False,
    }


def state_of(tables: Sequence[str]) -> Described:
    """Return the shape of all that is on record of one State or area."""
    rows = {
        name: {"type": "array", "items": reference("schemas", f"{name}.row")} for name in tables
    }
    shapes: Described = {
        "note": TEXT,
        "exercise": {"type": "boolean"},
        "state": reference("schemas", f"{Country._meta.label_lower}.row"),
        "tables": {"type": "object", "properties": rows, "required": list(rows)},
        "visits": {"type": "array", "items": reference("schemas", "standing")},
        "follow_up_reports": {"type": "array", "items": follow_up()},
    }
    return {"type": "object", "properties": shapes, "required": list(shapes)}


def follow_up() -> Described:
    """Return the shape of what is told of a follow-up report before what it says."""
    names = ("key", "state", "mandate", "language", "as_of", "published_on", "json")
    return whole(dict.fromkeys(names, TEXT))


def standing() -> Described:
    """Return the shape of where a visit stands."""
    return whole(
        {
            "mandate": TEXT,
            "status": {"type": "string", "enum": Status.values},
            "as_of": TEXT,
            "days_over": {"type": "boolean"},
            "standing_invitation_as_of": {"type": ["string", "null"]},
        }
    )


def tables() -> dict[str, Sequence[Column]]:
    """Return every table that is given, with its columns."""
    of_rooms = rooms.tables()
    published = {name: table.columns for name, table in explained.TABLES.items()}
    return {**published, **{n: exports.columns(t, of_rooms) for n, t in of_rooms.items()}}


def answers(kind: str, shape: Described, *, kept: bool = True) -> Described:
    """Return the answers to a question that finds a file of this kind."""
    headers = ["Cache-Control", "X-Rapporteur-Mode", *(["ETag"] if kept else [])]
    found: Described = {
        "description": "The file.",
        "headers": {name: reference("headers", name) for name in headers},
        "content": {kind: {"schema": shape}},
    }
    unchanged = {"304": {"description": ASKED_BEFORE}} if kept else {}
    return {"200": found, **unchanged}


def operation(
    name: str, summary: str, found: Described, *parameters: str, kept: bool = True
) -> Described:
    asked = [*parameters, *(["if-none-match", "if-modified-since"] if kept else [])]
    missing = {"404": reference("responses", "nothing")} if parameters else {}
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": [reference("parameters", one) for one in asked],
            "responses": {**found, **missing, "400": reference("responses", "unreadable")},
        }
    }


def of_citing() -> dict[str, Described]:
    """Return what is said of citations and codebooks."""
    meanings = answers(JSON, {"type": "object"})
    in_csv = answers(CSV, TEXT)
    found = {
        "codebook_csv": operation(
            "codebook-csv", "What the columns of a table mean", in_csv, "table"
        ),
        "codebook_json": operation(
            "codebook-json", "What the columns of a table mean", meanings, "table"
        ),
    }
    for ending, (_write, media) in citations.FORMS.items():
        found[f"letter_{ending}"] = operation(
            f"letter-{ending}", "The citation of a letter", answers(media, TEXT), "key"
        )
    return found


def of_follow_ups() -> dict[str, Described]:
    """Return what is said of follow-up reports."""
    told = answers(JSON, {"type": "object"})
    found = {
        "published_follow_up_json": operation(
            "follow-up-json", "A follow-up report on a State, for programs", told, "follow-up"
        )
    }
    for form in FORMS.values():
        found[f"published_follow_up_{form.ending}"] = operation(
            f"follow-up-{form.ending}",
            "A follow-up report on a State, as a document",
            answers(form.media, TEXT),
            "follow-up",
        )
    return found


def of_dumps() -> dict[str, Described]:
    """Return what is said of whole tables, packed each night."""
    shape: Described = {
        "type": "object",
        "properties": {
            "table": TEXT,
            "address": TEXT,
            "as_of": TEXT,
            "made_at": TEXT,
            "rows": {"type": "integer"},
            "bytes": {"type": "integer"},
            "sha256": TEXT,
            "exercise": {"type": "boolean"},
        },
    }
    shape["required"] = list(shape["properties"])
    listed: Described = {
        "type": "object",
        "properties": {"dumps": {"type": "array", "items": shape}},
        "required": ["dumps"],
    }
    told = "Which whole tables were packed, as of which day, with their SHA-256"
    file = answers(GZIP, {"type": "string", "contentEncoding": "binary"})
    found = {"dump_list": operation("dumps", told, answers(JSON, listed))}
    for form in dumps.FORMS:
        summary = f"A whole table as {form.upper()}, packed each night; its ETag is its SHA-256"
        found[f"dump_{form}"] = operation(f"dump-{form}", summary, file, "dump")
    return found


def operations(given: Mapping[str, Sequence[Column]]) -> dict[str, Described]:
    """Return by the name of its pattern what is said of each address."""
    any_table = {"anyOf": [reference("schemas", name) for name in given]}
    state = answers(JSON, reference("schemas", "state"), kept=False)
    of = operation
    found = {
        "open_data_openapi": of(
            "description", "This description", answers(JSON, {"type": "object"})
        ),
        "open_data_csv": of("csv", "A table for spreadsheets", answers(CSV, TEXT), "name"),
        "open_data_json": of("json", "A table for programs", answers(JSON, any_table), "name"),
        "open_data_state": of("state", "All of one State or area", state, "iso3", kept=False),
        "changes": of("changes", "What was changed", answers(ATOM, TEXT), "language"),
        "treaty_csv": of(
            "ratification", "What States accepted of one treaty", answers(CSV, TEXT), "treaty"
        ),
        "treaty_feed": of(
            "changes-of-treaty",
            "What changed in the record of one treaty",
            answers(ATOM, TEXT),
            *("language", "treaty"),
        ),
        "letters_feed": of("published", "What was published", answers(ATOM, TEXT), "language"),
        "visits_feed": of("visits", "Steps of visits", answers(ATOM, TEXT), "language"),
        "corrections_feed": of(
            "corrections", "What was corrected or withdrawn", answers(ATOM, TEXT), "language"
        ),
        "state_feed": of(
            "published-state", "Letters to one State", answers(ATOM, TEXT), "language", "iso3"
        ),
        "mandate_feed": of(
            "published-mandate", "Letters of one mandate", answers(ATOM, TEXT), "language", "code"
        ),
        **of_citing(),
        **of_dumps(),
    }
    for form in FORMS.values():
        file = answers(form.media, TEXT)
        found[f"letter_{form.ending}"] = of(
            f"letter-{form.ending}", "A letter with its replies, as a document", file, "key"
        )
        found[f"report_{form.ending}"] = of(
            f"report-{form.ending}", "A report of a mandate, as a document", file, "report"
        )
    found |= of_follow_ups()
    found["open_data_csv"]["get"]["x-csv-columns"] = {
        name: [header for one in columns for header in one.headers]
        for name, columns in given.items()
    }
    return found


def patterns() -> Iterator[tuple[str, str]]:
    """Yield name and address of every file at the root, and of the feeds in each language."""
    for one in get_resolver().url_patterns:
        below = one.url_patterns if isinstance(one, URLResolver) else [one]
        start = "/{language}/" if isinstance(one, URLResolver) else "/"
        for pattern in below:
            if not isinstance(pattern, URLPattern) or pattern.name in NOT_FILES:
                continue
            if start == "/" or pattern.name in FEEDS:
                yield str(pattern.name), start + PLACE.sub(r"{\1}", str(pattern.pattern))


def in_path(name: str, about: str, shape: Described, example: str) -> Described:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": about,
        "schema": shape,
        "example": example,
    }


def in_header(name: str, about: str) -> Described:
    return {"name": name, "in": "header", "description": about, "schema": TEXT}


def parameters(names: Iterable[str]) -> Described:
    listed = {"type": "string", "enum": list(names)}
    parts = {"type": "string", "enum": list(PARTS.values())}
    code = {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$"}
    return {
        "name": in_path("name", "Which table.", listed, "world.country"),
        "iso3": in_path("iso3", "Its code in the table world.country.", code, "EST"),
        "table": in_path(
            "name", "Which table.", {"type": "string", "enum": list(explained.TABLES)}, "letters"
        ),
        "code": in_path("code", "Its code in the table mandates.mandate.", code, "SALECHILD"),
        "key": in_path("key", "The key of a letter, as the table letters has it.", code, EXAMPLE),
        "treaty": in_path("key", "Its key in the table law.instrument.", code, "OPSC"),
        "report": in_path("key", "The key of a report, as its page has it.", code, EXAMPLE),
        "follow-up": in_path(
            "key",
            "The key of a follow-up report, as the record of its State has it.",
            code,
            "FOLLOWUP",
        ),
        "dump": in_path(
            "name",
            "Which table.",
            {"type": "string", "enum": list(dumps.TABLES)},
            "recommendations",
        ),
        "language": in_path("language", "In which language.", parts, "en"),
        "if-none-match": in_header("If-None-Match", "The ETag of an answer before."),
        "if-modified-since": in_header(
            "If-Modified-Since", "The day and hour of an answer before."
        ),
    }


def headers() -> Described:
    told = {
        "ETag": "Another one as soon as the file is another.",
        "Cache-Control": "How long it may be kept without asking again, in seconds.",
        "X-Rapporteur-Mode": "There, and “exercise”, where the file comes from an exercise.",
    }
    return {name: {"description": about, "schema": TEXT} for name, about in told.items()}


def page(about: str) -> Described:
    return {"description": about, "content": {PAGE: {"schema": TEXT}}}


@cache
def description() -> Described:
    """Return the whole description; it cannot change while a process lives."""
    given = tables()
    of_states = [
        *letters.TABLES,
        visits.TABLE.name,
        *exports.naming_states(Country, rooms.tables()),
    ]
    told = operations(given)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Rapporteur: open data", "version": __version__, "description": ABOUT},
        "servers": [{"url": "/"}],
        "paths": {address: told[name] for name, address in patterns()},
        "components": {
            "schemas": {
                **{f"{name}.row": row_of(columns) for name, columns in given.items()},
                **{name: table_of(name, columns) for name, columns in given.items()},
                "state": state_of(of_states),
                "standing": standing(),
            },
            "parameters": parameters(given),
            "headers": headers(),
            "responses": {
                "nothing": page(NOTHING),
                "unreadable": page("The question cannot be read: a page says so."),
            },
        },
    }
