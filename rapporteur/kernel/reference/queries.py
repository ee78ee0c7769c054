"""Questions about reference records of any room."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models

from rapporteur.kernel.reference.loading import Table


def splits(key: str, parts: int) -> Iterator[tuple[str, ...]]:
    """Yield every way to read a key as so many parts: a symbol such as A/HRC/9/21 has slashes."""
    pieces = key.split("/")
    for cuts in combinations(range(1, len(pieces)), parts - 1):
        edges = (0, *cuts, len(pieces))
        yield tuple("/".join(pieces[a:b]) for a, b in pairwise(edges))


def asked_for(table: Table, parts: Sequence[str]) -> dict[str, Any]:
    """Return the lookup of a key's parts: an empty part is unknown where the field may be."""
    wanted: dict[str, Any] = {}
    for name, part in zip(table.key, parts, strict=True):
        unknown = part == "" and table.model._meta.get_field(name).null
        wanted[f"{name}__isnull" if unknown else name] = True if unknown else part
    return wanted


def record_of(table: Table, key: str, *, locked: bool = False) -> Any:
    """Return the record that `key` names, as loading writes keys. Raises ObjectDoesNotExist."""
    records: models.QuerySet[Any] = table.model._default_manager.all()
    if locked:
        records = records.select_for_update(of=("self",))
    for parts in splits(key, len(table.key)):
        try:
            return records.get(**asked_for(table, parts))
        except (ObjectDoesNotExist, ValueError, ValidationError):
            continue
    raise ObjectDoesNotExist(table.name)
