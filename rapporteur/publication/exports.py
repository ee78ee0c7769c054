"""Open data: each table of reference data as CSV and JSON, the same bytes for the same facts.

A record is named by its own key, never by a number of this database. Columns are those of the
file that was loaded as far as they can be: texts have one column a language, lists have semicolons
between, an empty cell is unknown. Each row says its source, its day, its licence, and whether it
comes from an exercise.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from django.db import connection, models
from django.db.models import Count, Max

from rapporteur import __version__
from rapporteur.kernel.instance.queries import mode
from rapporteur.kernel.reference.loading import Table, key_of
from rapporteur.kernel.reference.models import Change
from rapporteur.kernel.texts import COLUMNS as LANGUAGES

CSV = "text/csv; charset=utf-8; header=present"
Tables = Mapping[str, Table]
TOGETHER = 200  # rows in one piece of an answer
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
NOTE = (
    "An empty value is unknown, never no. Each row names its source and the day on which it was so."
)


@dataclass(frozen=True)
class Column:
    """One field of a table: how it is called, and its value for a record.

    `spread` holds the last parts of the names of its columns where a text has one a language;
    `types` are those that its values have in JSON, as JSON Schema names them.
    """

    name: str
    value: Callable[[Any], Any]
    spread: tuple[str, ...] = ()
    types: tuple[str, ...] = ("string",)

    @property
    def headers(self) -> list[str]:
        return [f"{self.name}_{part}" for part in self.spread] or [self.name]

    def cells(self, record: Any) -> list[str]:
        value = self.value(record)
        if self.spread:
            return [safe(cell((value or {}).get(LANGUAGES[part]))) for part in self.spread]
        return [safe(cell(value)) if isinstance(value, str | list | dict) else cell(value)]


@dataclass(frozen=True)
class Origin:
    """What a room's SOURCES.md says of a file; empty where it says nothing."""

    what: str = ""
    origin: str = ""
    licence: str = ""
    as_of: str = ""


@dataclass(frozen=True)
class Version:
    """Which state of a table an answer shows."""

    tag: str
    changed_at: datetime | None


class Named(Protocol):
    """Whatever is given as a file of its own."""

    @property
    def name(self) -> str: ...


@dataclass(frozen=True)
class Summary:
    """A table as the list of open data shows it."""

    table: Named
    rows: int
    earliest: str  # as of
    latest: str
    origin: Origin


def cell(value: Any) -> str:
    """Return a value as our own files write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value)


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe goes before it."""
    return f"'{text}" if text.startswith(BEGINS_A_FORMULA) else text


def natural_key(field: "models.Field[Any, Any]", tables: Tables) -> tuple[str, ...]:
    """Return what names the record that a field refers to, where its id is only a number."""
    if not isinstance(field, models.ForeignKey):
        return ()
    target: type[models.Model] = field.remote_field.model
    table = tables.get(target._meta.label_lower)
    return table.key if table and isinstance(target._meta.pk, models.AutoField) else ()


def of_attribute(name: str) -> Callable[[Any], Any]:
    return lambda record: getattr(record, name)


def of_related(name: str, key: tuple[str, ...]) -> Callable[[Any], Any]:
    def value(record: Any) -> str | None:
        related = getattr(record, name)
        return None if related is None else key_of(vars(related), key)

    return value


def types_of(field: "models.Field[Any, Any]") -> tuple[str, ...]:
    """Return the types that the values of a field have in JSON."""
    held = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(held, models.JSONField):
        name = "array" if held.default is list else "object"
    elif isinstance(held, models.BooleanField):
        name = "boolean"
    else:
        name = "integer" if isinstance(held, models.IntegerField) else "string"
    return (name, "null") if field.null else (name,)


def columns(table: Table, tables: Tables) -> list[Column]:
    """Return the columns of a table; numbers that only this database gives are left out."""
    found = []
    for field in table.model._meta.concrete_fields:
        if isinstance(field, models.AutoField):
            continue
        types = types_of(field)
        if key := natural_key(field, tables):
            types = ("string", *types[1:])
            found.append(Column(field.name, of_related(field.name, key), types=types))
        elif isinstance(field, models.JSONField) and field.default is not list:
            spread = tuple(LANGUAGES)
            found.append(Column(field.name, of_attribute(field.name), spread, types))
        else:
            found.append(Column(field.name, of_attribute(field.attname), types=types))
    licence = origin(table.path).licence
    exercise = mode() == "exercise"
    return [
        *found,
        Column("licence", lambda _record: licence),
        Column("exercise", lambda _record: exercise, types=("boolean",)),
    ]


def records(table: Table, tables: Tables) -> "models.QuerySet[Any]":
    """Return the records of a table in the order of their keys, whatever database this is."""
    fields = {field.attname: field for field in table.model._meta.concrete_fields}
    order: list[str] = []
    for name in table.key:
        key = natural_key(fields[name], tables)
        order += [f"{fields[name].name}__{part}" for part in key] or [name]
    related = [field.name for field in fields.values() if natural_key(field, tables)]
    found = table.model._default_manager.order_by(*order)
    return found.select_related(*related) if related else found


def pieces(parts: Iterable[str]) -> Iterator[str]:
    """Yield parts joined, some hundred together: an answer of many small pieces is slow."""
    rest = iter(parts)
    while some := list(islice(rest, TOGETHER)):
        yield "".join(some)


def csv_of(table: Table, tables: Tables) -> Iterator[str]:
    """Yield a table as CSV (RFC 4180), read as it is sent."""
    return written_csv(columns(table, tables), records(table, tables).iterator(2000))


def written_csv(wanted: Sequence[Column], found: Iterable[Any]) -> Iterator[str]:
    yield line([header for column in wanted for header in column.headers])
    yield from pieces(line([c for one in wanted for c in one.cells(r)]) for r in found)


def line(cells: list[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def row(wanted: Iterable[Column], record: Any) -> dict[str, Any]:
    return {column.name: column.value(record) for column in wanted}


def json_of(table: Table, tables: Tables, changed_at: datetime | None) -> Iterator[str]:
    """Yield a table as one JSON object that says what it is, then its rows."""
    wanted = columns(table, tables)
    data_of = changed_at.date().isoformat() if changed_at else None
    head = head_of(table.name, NOTE, data_of, origin(table.path), wanted)
    return written_json(head, wanted, records(table, tables).iterator(2000))


def head_of(
    name: str, note: str, data_of: str | None, origin: Origin, wanted: Iterable[Column]
) -> dict[str, Any]:
    """Return what every table in JSON says before its rows: what it is, from where, as of when."""
    return {
        "table": name,
        "note": note,
        "exercise": mode() == "exercise",
        "data_of": data_of,
        **vars(origin),
        "columns": [column.name for column in wanted],
    }


def written_json(
    head: Mapping[str, Any], wanted: Sequence[Column], found: Iterable[Any]
) -> Iterator[str]:
    yield as_json(head)[:-1] + ',"rows":['
    yield from pieces(
        f"{',' if number else ''}\n{as_json(row(wanted, record))}"
        for number, record in enumerate(found)
    )
    yield "\n]}\n"


def naming_states(country: type[models.Model], tables: Tables) -> dict[str, str]:
    """Return the tables whose rows name a State or area, each with its field that does."""
    return {
        name: field.name
        for name, table in tables.items()
        for field in table.model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.remote_field.model is country
    }


def of_state(country: models.Model, tables: Tables) -> dict[str, Any]:
    """Return all that is on record of one State or area, by table; as many queries as tables."""
    of_country = tables[country._meta.label_lower]
    found: dict[str, list[dict[str, Any]]] = {}
    for name, field in naming_states(type(country), tables).items():
        wanted = columns(tables[name], tables)
        rows = records(tables[name], tables).filter(**{field: country})
        found[name] = [row(wanted, record) for record in rows]
    return {
        "note": NOTE,
        "exercise": mode() == "exercise",
        "state": row(columns(of_country, tables), country),
        "tables": found,
    }


def version(table: Table) -> Version:
    """Return which state a table is in: its changes, this version of the code, the mode."""
    seen = Change.objects.filter(table=table.name).aggregate(at=Max("at"), number=Count("id"))
    rows = table.model._default_manager.count()
    told = (table.name, seen["at"], seen["number"], rows, mode(), __version__, origin(table.path))
    return Version(sha256(repr(told).encode()).hexdigest()[:32], seen["at"])


@cache
def origin(path: Path) -> Origin:
    """Return the line of a file in the room's SOURCES.md: what, origin, licence, as of."""
    for page in (path.parent / "SOURCES.md", path.parent.parent / "SOURCES.md"):
        for written in page.read_text(encoding="utf-8").splitlines() if page.is_file() else ():
            cells = [one.strip().replace("`", "") for one in written.strip().strip("|").split("|")]
            if len(cells) == 5 and cells[0].rpartition("/")[2] == path.name:
                return Origin(*cells[1:])
    return Origin()


def summaries(tables: Tables) -> list[Summary]:
    """Return every table with its number of rows and the days of its facts; one query."""
    if not tables:
        return []
    quote = connection.ops.quote_name
    asked = " UNION ALL ".join(
        f"SELECT {place}, count(*), min(nullif(as_of, '')), max(nullif(as_of, ''))"  # noqa: S608 - names of ours
        f" FROM {quote(table.model._meta.db_table)}"
        for place, table in enumerate(tables.values())
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        found = {place: rest for place, *rest in cursor.fetchall()}
    return [
        Summary(table, rows, earliest or "", latest or "", origin(table.path))
        for table, (rows, earliest, latest) in zip(
            tables.values(), (found[place] for place in range(len(tables))), strict=True
        )
    ]
