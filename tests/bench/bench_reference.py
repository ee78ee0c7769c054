"""Load the reference data of every room, beside a bare COPY of the same rows into equal tables.

Both write into the same database with the same settings. The bare COPY checks nothing, writes no
list of changes and cannot be repeated; what loading costs beyond it is the price of that.
"""

import tempfile
from collections.abc import Iterable
from time import perf_counter
from typing import IO

from django.db import connection

from rapporteur.kernel.clock import today
from rapporteur.kernel.instance.models import Instance
from rapporteur.kernel.reference.loading import Outcome
from rapporteur.operations import reference
from tests.bench.scratch import scratch_cluster

TWIN = "bench_twin"


def copied_out(table: str, into: IO[bytes]) -> int:
    """Write all rows of a table into a file, in PostgreSQL's binary form; return their number."""
    with connection.cursor() as cursor:
        with cursor.copy(f'COPY "{table}" TO STDOUT (FORMAT binary)') as rows:
            for piece in rows:
                into.write(bytes(piece))
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        return int(cursor.fetchone()[0])


def seconds_of_bare_copy(table: str, rows: IO[bytes]) -> float:
    """Copy the rows into a new table with the same columns, checks and indexes, and drop it."""
    rows.seek(0)
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE TABLE {TWIN} (LIKE "{table}" INCLUDING ALL)')
        began = perf_counter()
        with cursor.copy(f"COPY {TWIN} FROM STDIN (FORMAT binary)") as into:
            while piece := rows.read(1 << 16):
                into.write(piece)
        took = perf_counter() - began
        cursor.execute(f"DROP TABLE {TWIN}")
    return took


def timed_load() -> tuple[float, list[Outcome]]:
    began = perf_counter()
    outcomes = reference.load_all()
    return perf_counter() - began, outcomes


def total(outcomes: Iterable[Outcome], what: str) -> int:
    return sum(getattr(outcome, what) for outcome in outcomes)


def run() -> list[tuple[str, float, str, str, float]]:
    """Return name, value, unit, baseline and the ratio to it."""
    with scratch_cluster():
        Instance.objects.create(mode=Instance.Mode.EXERCISE, created_on=today())
        first, added = timed_load()
        second, again = timed_load()
        assert total(again, "added") == total(again, "changed") == total(again, "withdrawn") == 0
        names = sorted({table.model._meta.db_table for table in reference.tables()})
        bare, rows = 0.0, 0
        for name in names:
            with tempfile.TemporaryFile() as kept:
                rows += copied_out(name, kept)
                bare += seconds_of_bare_copy(name, kept)
        assert rows == total(added, "added")
        words = f"bare COPY of {rows:,} rows into {len(names)} tables ({bare * 1000:.0f} ms)"
        return [
            (f"load-reference: {rows:,} rows, first time", first, "s", words, first / bare),
            ("load-reference: again, nothing changed", second, "s", words, second / bare),
        ]
