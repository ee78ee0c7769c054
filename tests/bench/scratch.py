"""A database for a benchmark alone, with everything that Django needs pointed at it and back."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from time import perf_counter

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from rapporteur.kernel.environment import parse_database_url
from rapporteur.operations import clusters


@contextmanager
def scratch_cluster(*rooms: str) -> Iterator[Path]:
    """Point Django at a database of its own with the tables of `rooms` (all without), and back."""
    home = Path(tempfile.mkdtemp(prefix="rapporteur-bench-"))
    cluster = clusters.plan(home)
    clusters.create(cluster, fsync="off", synchronous_commit="off", max_wal_size="4GB")
    clusters.start(cluster)
    before, before_home = dict(settings.DATABASES["default"]), os.environ.get("RAPPORTEUR_HOME")
    try:
        url = cluster.url("postgres", cluster.superuser_password, "postgres")
        point_at(parse_database_url(url))
        os.environ["RAPPORTEUR_HOME"] = str(home / "data")
        call_command("migrate", *rooms, verbosity=0)
        yield home
    finally:
        point_at(before)
        os.environ.pop("RAPPORTEUR_HOME")
        if before_home is not None:
            os.environ["RAPPORTEUR_HOME"] = before_home
        clusters.remove(cluster)
        rmtree(home, ignore_errors=True)


def point_at(database: dict[str, object]) -> None:
    connection.close()
    settings.DATABASES["default"].update(database)
    connections["default"].settings_dict.update(database)


def seconds_of(act: Callable[..., object], *args: object, **options: object) -> float:
    start = perf_counter()
    act(*args, **options)
    return perf_counter() - start
