"""New rows into their table by COPY, which takes a third of the time of INSERT."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models

ENCODE = json.JSONEncoder(ensure_ascii=False).encode


def columns_of(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """Return the columns that are written; PostgreSQL makes the others itself."""
    return [one for one in model._meta.concrete_fields if not one.generated]


def copy_in(model: type[models.Model], records: Iterable[models.Model]) -> None:
    """Write new records of one model. Raises IntegrityError and DataError as an INSERT would."""
    fields = columns_of(model)
    quoted = ", ".join(connection.ops.quote_name(str(one.column)) for one in fields)
    names = [(one.attname, isinstance(one, models.JSONField)) for one in fields]
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({quoted}) FROM STDIN") as into:
        for record in records:
            into.write_row(values_of(record, names))
    for record in records:
        record._state.adding = False  # noqa: SLF001  Django's own word; it is stored now


def values_of(record: models.Model, names: Sequence[tuple[str, bool]]) -> list[Any]:
    """Return the values of a record by names, some of them to be written as JSON."""
    held = record.__dict__
    return [as_json(held[name]) if is_json else held[name] for name, is_json in names]


def as_json(value: object) -> str:
    return "[]" if value == [] else ENCODE(value)
