"""How many rows each table holds: counted when a backup is made, and again where it is restored."""

from typing import Any

import psycopg
from psycopg import sql

TABLES = (
    "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
    " AND relkind IN ('r', 'p') ORDER BY relname"
)


def counts(connection: psycopg.Connection[Any]) -> dict[str, int]:
    """Return the number of rows of every table, as this connection sees them."""
    found: dict[str, int] = {}
    for (table,) in connection.execute(TABLES).fetchall():
        row = connection.execute(
            sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
        ).fetchone()
        found[table] = int(row[0]) if row else 0
    return found
