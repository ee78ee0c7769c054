"""Looking up any reference record of any room: by table, by key, by words in it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import Http404

from rapporteur.doors.rooms import all_tables as tables
from rapporteur.kernel.reference import queries
from rapporteur.kernel.reference.loading import Table, key_of

A_PAGE = 50  # records
SEARCHED = (models.CharField, models.TextField, models.JSONField, models.UUIDField)


@dataclass(frozen=True)
class Line:
    """One field of a record as the page shows it."""

    name: str
    label: str
    value: str
    editable: bool


def table_of(name: str) -> Table:
    """Return a table. Raises Http404."""
    if name not in tables():
        raise Http404
    return tables()[name]


def title_of(table: Table) -> str:
    return str(table.model._meta.verbose_name_plural)


def records(table: Table, words: str) -> QuerySet[Any]:
    """Return the records in which every word stands somewhere, case aside; a page reads 50."""
    found: QuerySet[Any] = table.model._default_manager.order_by(*table.key)
    fields = [field for field in table.model._meta.concrete_fields if isinstance(field, SEARCHED)]
    found = found.annotate(
        **{f"text_{field.attname}": Cast(field.attname, TextField()) for field in fields}
    )
    for word in words.split():
        anywhere = Q()
        for field in fields:
            anywhere |= Q(**{f"text_{field.attname}__icontains": word})
        found = found.filter(anywhere)
    return found


def key(table: Table, record: models.Model) -> str:
    return key_of(vars(record), table.key)


def record_of(table: Table, wanted: str) -> Any:
    """Return the record of a key. Raises Http404."""
    try:
        return queries.record_of(table, wanted)
    except ObjectDoesNotExist as error:
        raise Http404 from error


def written(value: Any) -> str:
    """Return a stored value as text; what is not known stays empty."""
    if value is None:
        return ""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, indent=1)
    return str(value)


def lines(table: Table, record: models.Model) -> Iterator[Line]:
    for field in record._meta.concrete_fields:
        own = field.attname in table.key or field.primary_key
        yield Line(
            name=field.attname,
            label=str(field.verbose_name),
            value=written(getattr(record, field.attname)),
            editable=not own,
        )
