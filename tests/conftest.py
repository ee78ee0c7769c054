"""PostgreSQL for the tests: one cluster a run, one template database, a clone per worker.

The controller (or the only process) makes the cluster, migrates and loads the reference data
once; each worker clones the template. Without fsync: nothing here outlives the run.
"""

import gc
import importlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

import hypothesis
import psycopg
import pytest
from django.conf import settings
from django.core.signals import setting_changed
from django.db import connection, connections, transaction
from django.template import engines
from django.test import Client, client, override_settings, signals
from django.test.utils import ContextList
from django.urls import set_urlconf
from django.utils import translation

from rapporteur.kernel.environment import ROLES, parse_database_url, role_name
from rapporteur.operations import binaries, clusters

# How quick anything is, benchmarks say: a busy machine is no failure.
hypothesis.settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("untimed")
TEMPLATE = "rapporteur_template"
FAST = {
    "fsync": "off",
    "autovacuum": "off",  # it locks what tests of rights change
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "max_wal_size": "256MB",
}
MEMORY, ROOM = Path("/dev/shm"), 3_000_000_000  # bytes, several times what a run needs


def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput") or config.option.collectonly or config.option.help:
        return
    cluster = cluster_of_the_tests()
    config.rapporteur_cluster = cluster
    clusters.create(cluster, **FAST)
    clusters.start(cluster)
    os.environ["TEST_DATABASE"] = cluster.url("postgres", cluster.superuser_password, TEMPLATE)
    config.rapporteur_template_ready = False


def cluster_of_the_tests() -> clusters.Cluster:
    """Plan the cluster, its data in memory where there is room.

    Every test that commits works in a clone of its own: more than a thousand files, which a disk
    makes and removes slowly.
    """
    cluster = clusters.plan(Path(tempfile.mkdtemp(prefix="rapporteur-test-")))
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        return replace(cluster, data=Path(tempfile.mkdtemp("-rapporteur-test", dir=MEMORY), "data"))
    return cluster


def pytest_unconfigure(config: pytest.Config) -> None:
    if cluster := getattr(config, "rapporteur_cluster", None):
        clusters.remove(cluster)
        shutil.rmtree(cluster.password_file.parent.parent, ignore_errors=True)


def pytest_collection_finish() -> None:
    """Leave what was collected out of every later look for garbage: there is very much of it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark and mark.kwargs.get("transaction"):
            raise pytest.UsageError(
                f"{item.nodeid}: clearing all tables would take the reference data along, and the"
                " journal refuses it. Use the fixture `committed` and no mark of a database."
            )


def server() -> dict[str, str]:
    found = parse_database_url(os.environ["TEST_DATABASE"])
    return {"host": found["HOST"], "user": found["USER"], "password": found["PASSWORD"]}


def point_django_at(name: str) -> None:
    connection.close()
    target = {**parse_database_url(os.environ["TEST_DATABASE"]), "NAME": name, "CONN_MAX_AGE": 0}
    settings.DATABASES["default"].update(target)
    connections["default"].settings_dict.update(target)


def build_template() -> None:
    """Migrate and load reference data once; a lock lets one worker do it and the others wait."""
    with psycopg.connect(**server(), dbname="postgres", autocommit=True) as admin:
        admin.execute("SELECT pg_advisory_lock(90210)")
        done = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE]).fetchone()
        if not done:
            make_roles(admin)
            admin.execute(f'CREATE DATABASE "{TEMPLATE}_making"')
            point_django_at(f"{TEMPLATE}_making")
            make_or_bring_back()
            connection.close()
            admin.execute(f'ALTER DATABASE "{TEMPLATE}_making" RENAME TO "{TEMPLATE}"')
        admin.execute("SELECT pg_advisory_unlock(90210)")


def make_or_bring_back() -> None:
    """Make what the template holds; where an earlier stage kept it as a file, take that.

    Migrating takes most of half a minute, which each stage of `tools/stages.py` would pay anew.
    """
    from rapporteur.operations import migrating, rights

    kept = os.environ.get("RAPPORTEUR_TEST_TEMPLATE")
    if kept and Path(kept).is_file():
        in_template("pg_restore", "--exit-on-error", "--dbname", f"{TEMPLATE}_making", kept)
        return
    migrating.migrate()
    fill_template()
    rights.apply(connection)
    if kept:
        connection.close()
        in_template("pg_dump", "--format=custom", "--compress=0", "--file", f"{kept}.part",
                    f"{TEMPLATE}_making")  # fmt: skip
        Path(f"{kept}.part").rename(kept)


def in_template(name: str, *arguments: str) -> None:
    """Run a program of PostgreSQL as the superuser of the tests. Raises CalledProcessError."""
    at = server()
    subprocess.run(
        [binaries.find() / name, "--host", at["host"], "--username", at["user"], *arguments],
        env={**os.environ, "PGPASSWORD": at["password"]},
        check=True,
    )


def fill_template() -> None:
    """Mark the database an exercise, make the roles, load every room's reference data."""
    from rapporteur.kernel.clock import today
    from rapporteur.kernel.instance.models import Instance
    from rapporteur.operations.reference import load_all

    Instance.objects.create(mode=Instance.Mode.EXERCISE, created_on=today())
    load_all()


def make_roles(admin: psycopg.Connection) -> None:
    """Make the roles of the tests, before anything is given to them."""
    from rapporteur.operations import roles

    passwords = dict.fromkeys(ROLES, "of-the-tests")
    for statement in roles.statements(admin, passwords, standing=()):
        admin.execute(statement)


@pytest.fixture
def as_role(db: None) -> Callable[[str], AbstractContextManager[None]]:
    """Act as a door's role: `with as_role("public"): ...`, undone at the end or on an error."""

    @contextmanager
    def wear(role: str) -> Iterator[None]:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f'SET LOCAL ROLE "{role_name(role)}"')
            yield
            cursor.execute("RESET ROLE")

    return wear


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: object) -> Iterator[None]:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "only")
    with django_db_blocker.unblock():
        build_template()
        with psycopg.connect(**server(), dbname="postgres", autocommit=True) as admin:
            admin.execute("SELECT pg_advisory_lock(90210)")
            admin.execute(f'CREATE DATABASE "test_{worker}" TEMPLATE "{TEMPLATE}"')
            admin.execute("SELECT pg_advisory_unlock(90210)")
        point_django_at(f"test_{worker}")
    yield
    for apart in _standing.values():
        apart.close()
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture
def committed(
    django_db_setup: None, django_db_blocker: object, request: pytest.FixtureRequest
) -> Iterator[str]:
    """Work in a clone of one's own, where commits are commits; yields its name, drops it after.

    In place of `transaction=True`, whose clearing of all tables would take the reference data
    along and which the journal's trigger refuses.
    """
    before = settings.DATABASES["default"]["NAME"]
    name = f"committed_{os.environ.get('PYTEST_XDIST_WORKER', 'only')}"
    with django_db_blocker.unblock():
        with psycopg.connect(**server(), dbname="postgres", autocommit=True) as admin:
            admin.execute("SELECT pg_advisory_lock(90210)")
            admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{TEMPLATE}"')
            admin.execute("SELECT pg_advisory_unlock(90210)")
        point_django_at(name)
        try:
            yield name
        finally:
            point_django_at(before)
            with psycopg.connect(**server(), dbname="postgres", autocommit=True) as admin:
                admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(autouse=True)
def _looked_up_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the intake door ask each time whether it is open, and for the States: tests make their own."""
    monkeypatch.setattr("rapporteur.intake.desks.KEPT", 0.0)
    monkeypatch.setattr("rapporteur.doors.intake.forms.KEPT", 0.0)


@pytest.fixture(autouse=True)
def journal_stays(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves entries in the database that its neighbours use too.

    A refusal or the reading of something sealed is committed at once, on a connection apart;
    a test that causes one takes the fixture `committed`.
    """
    asked = "db" in request.fixturenames or request.node.get_closest_marker("django_db")
    if not asked or "committed" in request.fixturenames:
        yield
        return
    request.getfixturevalue("django_db_setup")
    before = entries_kept()
    yield
    after = entries_kept()
    assert after in {before, None}, "This test commits to the journal: take `committed`."


_standing: dict[str, psycopg.Connection] = {}  # one beside the tests: thousands of them ask it


def standing() -> psycopg.Connection:
    """Return a connection apart to the tests' own database, opened once."""
    name = settings.DATABASES["default"]["NAME"]
    if name not in _standing:
        _standing[name] = psycopg.connect(**server(), dbname=name, autocommit=True)
        _standing[name].execute("SET lock_timeout = '300ms'")
    return _standing[name]


def entries_kept() -> int | None:
    """Return how many entries are committed in the tests' own database; None where it is locked.

    A test that changes rights holds the table until its transaction is rolled back.
    """
    try:
        found = standing().execute("SELECT count(*) FROM journal_entry").fetchone()
    except psycopg.errors.LockNotAvailable:
        return None
    return int(found[0]) if found else 0


def keep_addresses(*, setting: str, **_more: Any) -> None:
    """Take the addresses of a door; those of the others stay known, since each has its own module."""
    if setting == "ROOT_URLCONF":
        set_urlconf(None)


setting_changed.disconnect(signals.root_urlconf_changed)
setting_changed.connect(keep_addresses)


def keep_the_page_only(
    store: dict[str, Any], signal: object, sender: object, template: Any, context: Any, **_more: Any
) -> None:
    """Keep what a page was rendered with, and nothing of the hundreds of fields and parts in it.

    Django copies the context of each of them, which took longer than to render it.
    """
    if "context" not in store:
        store["templates"] = [template]
        store["context"] = ContextList([copy(context)])


client.store_rendered_templates = keep_the_page_only
NOTHING = object()  # in place of a setting that there is not
_engines: dict[str, tuple[Any, Any]] = {}  # of each door: its templates are compiled once


def keep_templates(name: str) -> None:
    """Give a door the engine that it had when a test put it on before.

    Django forgets every compiled template with the setting TEMPLATES, thousands of times a run.
    """
    if name in _engines:
        engines.__dict__["templates"], engines._engines = _engines[name]
    else:
        engines.all()
        _engines[name] = (engines.templates, engines._engines)


@pytest.fixture
def door() -> Iterator[Callable[[str], Client]]:
    """Put on a door: its settings, addresses and middleware; returns a client of it."""
    worn: list[override_settings] = []

    def put_on(name: str) -> Client:
        module = importlib.import_module(f"rapporteur.doors.{name}.settings")
        kept = {
            "ALLOWED_HOSTS",
            "DATABASES",
            "INSTALLED_APPS",
            "STORAGES",
            "SECRET_KEY",
            "PASSWORD_HASHERS",
            "STATIC_ROOT",
            "EMAIL_BACKEND",
        }
        own = {
            key: value
            for key, value in vars(module).items()
            if key.isupper() and key not in kept and getattr(settings, key, NOTHING) != value
        }
        own.pop("GROUND_APPS", None)
        override = override_settings(**own)
        override.enable()
        worn.append(override)
        keep_templates(name)
        translation.deactivate()
        return Client()

    yield put_on
    for override in reversed(worn):
        override.disable()
    translation.deactivate()
