"""A desk of an exercise with cheap keys: empty, or seeded once for all tests of a module."""

import os
from contextlib import contextmanager

import psycopg
import pytest
from django.conf import settings
from django.db import transaction

from rapporteur.operations import exercise
from rapporteur.operations.seeds import people, running
from tests.conftest import TEMPLATE, point_django_at, server
from tests.factories.vaults import CHEAP

PEPPER = "RAPPORTEUR_SECRET_RECEIPT_PEPPER"


@contextmanager
def database_of_its_own(name):
    """Point Django at a clone of the template, and back."""
    before = settings.DATABASES["default"]["NAME"]
    with psycopg.connect(**server(), dbname="postgres", autocommit=True) as admin:
        admin.execute("SELECT pg_advisory_lock(90210)")
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{TEMPLATE}"')
        admin.execute("SELECT pg_advisory_unlock(90210)")
    point_django_at(name)
    try:
        yield
    finally:
        point_django_at(before)
        with psycopg.connect(**server(), dbname="postgres", autocommit=True) as admin:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def empty_desk(committed, tmp_path, monkeypatch, django_db_blocker):
    monkeypatch.setenv("RAPPORTEUR_HOME", str(tmp_path))
    monkeypatch.setenv(PEPPER, "p" * 43)
    with django_db_blocker.unblock():
        exercise.write_accounts(CHEAP)
        yield tmp_path


class Killed(BaseException):
    """What ends a seed in the middle of a matter."""


def begin_and_break_off(matters):
    """Make these matters, and the next one up to its last moment."""
    office = people.open_office()
    running.move_back(office.desk, running.since(), by=running.BY)
    waiting = running.left()
    for number, matter in waiting[:matters]:
        running.make(office, number, matter)
    try:
        with transaction.atomic():
            running.make(office, *waiting[matters])
            raise Killed
    except Killed:
        pass


@pytest.fixture(scope="module")
def seeded(django_db_setup, django_db_blocker, tmp_path_factory):
    """Return what stood after a seed was broken off, once a second one has finished it."""
    home = tmp_path_factory.mktemp("seeded")
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setenv("RAPPORTEUR_HOME", str(home))
        patch.setenv(PEPPER, "p" * 43)
        with database_of_its_own(f"seeded_{os.environ.get('PYTEST_XDIST_WORKER', 'only')}"):
            exercise.write_accounts(CHEAP)
            begin_and_break_off(12)
            broken_off = running.done()
            made = running.seed()
            yield broken_off, made
