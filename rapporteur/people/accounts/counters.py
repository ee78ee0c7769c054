"""Counters of a door: the throttle of failed sign-ins, and one-time codes already used.

Django's cache interface over the door's own table, so that every process of the door counts
together and no other door can read or reset it. Values are JSON; keys are kept as keyed hashes,
since some name an address of the network. ADR 0021.
"""

import hmac
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection
from django.db.models import Q, QuerySet

from rapporteur.kernel.clock import now
from rapporteur.people.accounts.models import Counter, DeskCounter, MissionsCounter, PartnersCounter

TABLES: dict[str, type[Counter]] = {
    "desk": DeskCounter,
    "missions": MissionsCounter,
    "partners": PartnersCounter,
}
CLEARED_AT_ONCE = 100  # rows; keeps each write short

Timeout = float | None


class TableOfTheDoor(BaseCache):
    """A cache whose rows live in the counters table of this process's door."""

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    @property
    def rows(self) -> QuerySet[Any]:
        return TABLES[settings.DOOR]._default_manager.all()

    def name(self, key: str, version: int | None = None) -> str:
        """Return the keyed hash under which `key` is kept."""
        whole = self.make_key(key, version=version)
        return hmac.digest(settings.SECRET_KEY.encode(), whole.encode(), "sha256").hex()

    def expiry(self, timeout: Any) -> datetime | None:
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        return None if seconds is None else now() + timedelta(seconds=seconds)

    def add(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        """Keep `value` unless a live one is there; True if it was kept. One statement: atomic."""
        return self.write(key, value, timeout, version, "WHERE old.expires <= %(now)s")

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        live = Q(expires__isnull=True) | Q(expires__gt=now())
        found = self.rows.filter(live, key_hash=self.name(key, version))
        row = found.values_list("value", flat=True).first()
        return default if row is None else row

    def set(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        self.clear_expired()
        self.write(key, value, timeout, version, "")

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        found = self.rows.filter(key_hash=self.name(key, version))
        return bool(found.update(expires=self.expiry(timeout)))

    def delete(self, key: Any, version: int | None = None) -> bool:
        gone, _each = self.rows.filter(key_hash=self.name(key, version)).delete()
        return bool(gone)

    def clear(self) -> None:
        self.rows.delete()

    def write(self, key: Any, value: Any, timeout: Any, version: int | None, only_if: str) -> bool:
        values: Mapping[str, Any] = {
            "key": self.name(key, version),
            "value": json.dumps(value),
            "expires": self.expiry(timeout),
            "now": now(),
        }
        table = connection.ops.quote_name(self.rows.model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} AS old (key_hash, value, expires)"  # noqa: S608  a name of ours
                " VALUES (%(key)s, %(value)s, %(expires)s) ON CONFLICT (key_hash)"
                f" DO UPDATE SET value = excluded.value, expires = excluded.expires {only_if}",
                values,
            )
            return bool(cursor.rowcount > 0)

    def clear_expired(self) -> None:
        """Remove some rows that have expired, skipping those that another process holds."""
        expired = (
            self.rows.select_for_update(skip_locked=True)
            .filter(expires__lte=now())
            .order_by()
            .values("key_hash")[:CLEARED_AT_ONCE]
        )
        self.rows.filter(key_hash__in=expired).delete()
