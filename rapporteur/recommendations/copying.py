"""New rows into their table by COPY, which takes a third of the time of INSERT."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


def columns_of(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    return list(model._meta.concrete_fields)


def copy_in(model: type[models.Model], records: Iterable[models.Model]) -> None:
    """Write new records of one model. Raises IntegrityError and DataError as an INSERT would."""
    fields = columns_of(model)
    quoted = ", ".join(connection.ops.quote_name(str(one.column)) for one in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({quoted}) FROM STDIN") as into:
        for record in records:
            into.write_row(values_of(record, fields))
    for record in records:
        record._state.adding = False  # noqa: SLF001  Django's own word; it is stored now


def values_of(record: models.Model, fields: "Sequence[models.Field[Any, Any]]") -> list[Any]:
    return [
        json.dumps(getattr(record, one.attname), ensure_ascii=False)
        if isinstance(one, models.JSONField)
        else getattr(record, one.attname)
        for one in fields
    ]
