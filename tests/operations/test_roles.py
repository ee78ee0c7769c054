import json
import os
import stat

import psycopg
import pytest
from django.db import connection

from rapporteur.kernel.environment import ROLES, Misconfigured, role_name
from rapporteur.operations import roles

pytestmark = pytest.mark.django_db
BASE = "postgresql://owner:secret@/desk?host=/somewhere"


@pytest.fixture
def server(tmp_path, monkeypatch):
    """A connection that may make roles, whose changes are undone; a prefix and home of its own."""
    monkeypatch.setenv("RAPPORTEUR_ROLE_PREFIX", "only_in_this_test_")
    monkeypatch.setenv("RAPPORTEUR_HOME", str(tmp_path))
    connection.ensure_connection()
    raw = connection.connection
    found = raw.info
    with psycopg.connect(
        host=found.host, user=found.user, password=found.password, dbname=found.dbname
    ) as own:
        yield own
        own.rollback()


def attributes(server):
    rows = server.execute(
        "SELECT rolname, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls,"
        " rolcanlogin FROM pg_roles WHERE rolname LIKE 'only_in_this_test%' ORDER BY 1"
    ).fetchall()
    return {row[0]: row[1:] for row in rows}


def test_every_role_may_log_in_and_nothing_more(server):
    roles.ensure(server, BASE, owner=True)
    assert attributes(server) == {
        role_name(role): (False, False, False, False, False, True)
        for role in sorted(("owner", *ROLES))
    }


def test_the_addresses_are_kept_for_our_eyes_only(server, tmp_path):
    found = roles.ensure(server, BASE, owner=True)
    path = tmp_path / "secrets" / "databases.json"
    assert json.loads(path.read_text()) == found
    assert sorted(found) == sorted(("owner", *ROLES))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len({roles.password_in(url) for url in found.values()}) == len(found)


def test_an_address_keeps_host_and_database():
    made = roles.address("postgresql://a:b@db.example.org:5433/desk?sslmode=require", "desk", "p/w")
    assert made.endswith("@db.example.org:5433/desk?sslmode=require")
    assert f"{role_name('desk')}:p/w@" in made


def test_a_second_time_changes_no_password(server):
    first = roles.ensure(server, BASE, owner=True)
    assert roles.ensure(server, BASE, owner=True) == first


def test_a_power_given_by_hand_is_taken_back(server):
    roles.ensure(server, BASE)
    server.execute("ALTER ROLE only_in_this_test_public SUPERUSER CREATEDB")
    roles.ensure(server, BASE)
    assert attributes(server)["only_in_this_test_public"][:3] == (False, False, False)


def test_the_server_is_handed_no_password(server):
    server.execute("SELECT 1")
    text = "".join(
        line.as_string(server) for line in roles.statements(server, {"desk": "not-to-be-seen"}, ())
    )
    assert "SCRAM-SHA-256$" in text
    assert "not-to-be-seen" not in text


def test_who_may_not_make_roles_gets_the_sql_for_who_may(server, tmp_path):
    server.execute("CREATE ROLE only_in_this_test_owner LOGIN")
    server.execute("SET ROLE only_in_this_test_owner")
    with pytest.raises(roles.NotAllowed) as caught:
        roles.ensure(server, BASE)
    for role in ROLES:
        assert f'CREATE ROLE "{role_name(role)}" LOGIN NOSUPERUSER' in caught.value.statements
    assert "SCRAM-SHA-256" in caught.value.statements
    server.execute("RESET ROLE")
    server.execute(caught.value.statements)
    server.execute("SET ROLE only_in_this_test_owner")
    assert sorted(roles.ensure(server, BASE)) == sorted(("owner", *ROLES))


@pytest.mark.parametrize("prefix", ["", "A_", "x;", "1a", "a" * 41, "é_"])
def test_a_prefix_that_is_no_name_is_refused(prefix, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_ROLE_PREFIX", prefix)
    with pytest.raises(Misconfigured, match="RAPPORTEUR_ROLE_PREFIX"):
        role_name("desk")


def test_a_database_of_ones_own_is_named_by_its_address(monkeypatch, tmp_path):
    monkeypatch.setenv("RAPPORTEUR_HOME", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", BASE)
    assert roles.brought() == BASE
    monkeypatch.delenv("DATABASE_URL")
    assert roles.brought() == ""
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "settings.json").write_text(
        json.dumps({"DATABASE_URL": "postgresql://kept@/desk"})
    )
    assert roles.brought() == "postgresql://kept@/desk"
    assert "DATABASE_URL" not in os.environ
