"""A database that the operator brings, made ready by its owner; static files and stamps."""

import json
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from rapporteur.kernel.environment import ROLES, role_name
from rapporteur.operations import binaries, clusters, preparing
from tests.operations.installations import PATIENCE
from tests.operations.surroundings import clean, command

pytestmark = pytest.mark.requirement("M11")


@pytest.fixture(scope="module")
def foreign():
    """A server of PostgreSQL 18 that is not ours, as far as the launcher knows."""
    with tempfile.TemporaryDirectory(prefix="rapporteur-test-") as folder:
        plan = clusters.plan(Path(folder))
        made = replace(plan, binaries=binaries.find(18))
        clusters.ensure(made, fsync="off", shared_buffers="1MB", log_statement="all")
        clusters.start(made)
        yield made
        clusters.remove(made)


def brought(foreign, owner, attributes=""):
    """Make a database and its owner; return the owner's address."""
    admin = foreign.url("postgres", foreign.superuser_password, "postgres")
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {owner} LOGIN {attributes} PASSWORD 'of-the-tests'")
        connection.execute(f"CREATE DATABASE {owner} OWNER {owner}")
    return foreign.url(owner, "of-the-tests", owner)


def forget_roles(foreign):
    """Take away what another test here may have made: roles are one set in all of a server."""
    admin = foreign.superuser_password
    with psycopg.connect(foreign.url("postgres", admin, "postgres"), autocommit=True) as connection:
        rows = connection.execute("SELECT rolname FROM pg_roles WHERE rolname LIKE 'brought_%'")
        roles = [name for (name,) in rows]
        rows = connection.execute("SELECT datname FROM pg_database WHERE datallowconn")
        for (database,) in rows.fetchall():
            with psycopg.connect(foreign.url("postgres", admin, database), autocommit=True) as one:
                for role in roles:
                    one.execute(f"DROP OWNED BY {role} CASCADE")
        for role in roles:
            connection.execute(f"DROP ROLE {role}")


def ask(home, url, *words):
    return subprocess.run(
        command(*words),
        env=clean(RAPPORTEUR_HOME=str(home), DATABASE_URL=url, RAPPORTEUR_ROLE_PREFIX="brought_"),
        capture_output=True, text=True, check=False, timeout=PATIENCE,
    )  # fmt: skip


@pytest.mark.full
@pytest.mark.journey
def test_an_owner_who_may_not_make_roles_gets_sql_and_then_goes_on(foreign, tmp_path):
    url = brought(foreign, "modest")
    first = ask(tmp_path, url, "prepare")
    assert first.returncode == 1
    assert 'CREATE ROLE "brought_public" LOGIN NOSUPERUSER' in first.stderr
    sql = first.stderr[first.stderr.index("CREATE ROLE") :]
    admin = foreign.url("postgres", foreign.superuser_password, "postgres")
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(sql)
    second = ask(tmp_path, url, "prepare")
    assert second.returncode == 0, second.stderr
    assert "log_statement is all" in second.stderr
    addresses = json.loads((tmp_path / "secrets" / "databases.json").read_text())
    with (
        psycopg.connect(addresses["public"]) as public,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        public.execute("SELECT * FROM accounts_account")


@pytest.mark.journey
def test_an_owner_who_may_make_roles_makes_them_any_number_of_times(foreign, tmp_path):
    url = brought(foreign, "able", "CREATEROLE")
    forget_roles(foreign)
    for _ in range(2):
        done = ask(tmp_path, url, "roles")
        assert done.returncode == 0, done.stderr
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT rolname FROM pg_roles WHERE rolname LIKE 'brought_%'")
        assert {name for (name,) in found} == {f"brought_{role}" for role in ROLES}


def test_a_database_that_does_not_answer_is_one_sentence(tmp_path):
    done = ask(tmp_path, "postgresql://a:b@127.0.0.1:1/none", "prepare")
    assert done.returncode == 1
    assert done.stderr.startswith("The database does not answer: ")
    assert len(done.stderr.splitlines()) == 1


def test_the_fingerprint_follows_names_and_contents(tmp_path, monkeypatch):
    monkeypatch.setattr(preparing, "ROOT", tmp_path)
    one = tmp_path / "one.csv"
    one.write_text("a")
    first = preparing.fingerprint([one])
    assert preparing.fingerprint([one]) == first
    one.write_text("b")
    assert preparing.fingerprint([one]) != first
    one.write_text("a")
    one.rename(tmp_path / "two.csv")
    assert preparing.fingerprint([tmp_path / "two.csv"]) != first


def test_static_files_are_collected_when_they_change(tmp_path, monkeypatch, settings):
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "page.css").write_text("p{}")
    monkeypatch.setattr(preparing, "ROOT", tmp_path)
    settings.STATICFILES_DIRS = [tmp_path / "static"]
    settings.STATIC_ROOT = tmp_path / "served"
    preparing.collect_static_if_changed()
    served = tmp_path / "served" / "page.css"
    before = served.stat().st_mtime_ns
    preparing.collect_static_if_changed()
    assert served.stat().st_mtime_ns == before
    (tmp_path / "static" / "page.css").write_text("p{color:red}")
    preparing.collect_static_if_changed()
    assert served.read_text() == "p{color:red}"


@pytest.mark.django_db
def test_reference_data_loads_once_for_one_state_of_the_files(monkeypatch):
    from rapporteur.operations import reference

    calls = []
    monkeypatch.setattr(reference, "command", lambda **_: calls.append(1) or 0)
    monkeypatch.setattr(preparing, "reference_fingerprint", lambda: "one")
    assert preparing.load_reference_if_changed()
    assert preparing.load_reference_if_changed()
    assert len(calls) == 1
    monkeypatch.setattr(preparing, "reference_fingerprint", lambda: "two")
    assert preparing.load_reference_if_changed()
    assert len(calls) == 2


@pytest.mark.django_db
def test_files_that_were_refused_are_tried_again(monkeypatch):
    from rapporteur.operations import reference

    monkeypatch.setattr(reference, "command", lambda **_: 1)
    monkeypatch.setattr(preparing, "reference_fingerprint", lambda: "refused")
    assert not preparing.load_reference_if_changed()
    monkeypatch.setattr(reference, "command", lambda **_: 0)
    assert preparing.load_reference_if_changed()


def test_every_role_has_a_name_of_its_own():
    assert len({role_name(role) for role in ("owner", *ROLES)}) == len(ROLES) + 1
