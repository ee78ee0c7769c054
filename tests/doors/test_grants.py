import pytest
from django.db import DatabaseError, connection

from rapporteur.doors.grants import FUNCTIONS, GRANTS
from rapporteur.doors.policies import POLICIES
from rapporteur.kernel.environment import ROLES, role_name
from rapporteur.operations import rights

pytestmark = pytest.mark.django_db
VERBS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")


def tables():
    return set(connection.introspection.table_names())


def held(role, table):
    """Rights that PostgreSQL itself says a role has on the whole or a column of a table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT verb FROM unnest(%s::text[]) AS verb WHERE has_table_privilege(%s, %s, verb)",
            [list(VERBS), role_name(role), f'"{table}"'],
        )
        return {verb for (verb,) in cursor.fetchall()}


def test_every_table_has_a_line():
    assert sorted(tables() - set(GRANTS)) == []


def test_every_line_has_roles_that_exist():
    assert {role for line in GRANTS.values() for role in line} <= set(ROLES)
    assert {role for roles in FUNCTIONS.values() for role in roles} <= set(ROLES)
    assert {role for conditions in POLICIES.values() for role in conditions} <= set(ROLES)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "backup"])
def test_each_role_holds_what_its_line_says_and_nothing_else(role):
    wrong = {}
    for table in tables():
        line = GRANTS.get(table, {}).get(role, "")
        expected = {verb for verb in VERBS if verb in line and f"{verb} (" not in line}
        if (found := held(role, table)) != expected:
            wrong[table] = found ^ expected
    assert wrong == {}


def test_the_backup_reads_every_table_and_writes_none():
    assert {table: held("backup", table) for table in tables()} == {
        table: {"SELECT"} for table in tables()
    }


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE public.mine (id int)",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE TEMPORARY TABLE mine (id int)",
        "DELETE FROM django_migrations",
        "DROP TABLE instance_instance",
        "UPDATE instance_instance SET mode = 'real'",
        "ALTER TABLE world_country DISABLE TRIGGER ALL",
        "SELECT rolpassword FROM pg_authid",
        "CREATE ROLE mine",
        "COPY (SELECT 1) TO PROGRAM 'true'",
    ],
)
def test_no_role_may_do_what_only_the_owner_does(role, statement, as_role):
    rights.apply(connection)  # a clone of the template has the tables' rights, not the database's
    with (
        pytest.raises(DatabaseError, match=r"denied|must be owner|must be superuser"),
        as_role(role),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize("role", ["public", "intake", "missions", "partners", "desk"])
def test_no_door_may_enqueue_a_job(role, as_role):
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        as_role(role),
        connection.cursor() as cursor,
    ):
        cursor.execute("INSERT INTO procrastinate_jobs (task_name) VALUES ('a')")


@pytest.mark.parametrize("role", [role for role in ROLES if role != "worker"])
def test_only_the_worker_may_call_the_functions_of_jobs(role):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
            " AND proname LIKE 'procrastinate%%' AND has_function_privilege(%s, oid, 'EXECUTE')",
            [role_name(role)],
        )
        assert cursor.fetchall() == []


def test_the_worker_can_add_a_job_with_its_number(as_role):
    with as_role("worker"), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (task_name, queue_name, args)"
            " VALUES ('rapporteur.none', 'default', '{}') RETURNING id"
        )
        assert cursor.fetchone()[0] > 0


def test_applying_twice_is_as_good_as_once():
    rights.apply(connection)
    before = {(role, table): held(role, table) for role in ROLES for table in sorted(tables())}
    rights.apply(connection)
    assert before == {
        (role, table): held(role, table) for role in ROLES for table in sorted(tables())
    }


def test_a_right_given_by_hand_is_taken_back():
    with connection.cursor() as cursor:
        cursor.execute(f'GRANT DELETE ON world_country TO "{role_name("public")}"')
    assert "DELETE" in held("public", "world_country")
    rights.apply(connection)
    assert held("public", "world_country") == {"SELECT"}


def test_a_policy_hides_the_rows_that_its_condition_does_not_meet(as_role, monkeypatch):
    monkeypatch.setitem(
        GRANTS, "notes", {"public": "SELECT, INSERT", "desk": "SELECT", "worker": "SELECT"}
    )
    monkeypatch.setitem(POLICIES, "notes", {"public": "shown", "worker": "true"})
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE notes (word text, shown boolean)")
        cursor.execute("INSERT INTO notes VALUES ('open', true), ('closed', false)")
    rights.apply(connection)
    rights.apply(connection)
    assert seen(as_role, "public") == ["open"]
    assert seen(as_role, "worker") == ["closed", "open"]
    assert seen(as_role, "desk") == []
    assert seen(as_role, "backup") == ["closed", "open"]
    with (
        pytest.raises(DatabaseError, match="row-level security"),
        as_role("public"),
        connection.cursor() as cursor,
    ):
        cursor.execute("INSERT INTO notes VALUES ('hidden', false)")


def test_a_table_that_lost_its_policy_shows_all_its_rows_again(as_role, monkeypatch):
    monkeypatch.setitem(GRANTS, "notes", {"public": "SELECT"})
    monkeypatch.setitem(POLICIES, "notes", {"public": "false"})
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE notes (word text)")
        cursor.execute("INSERT INTO notes VALUES ('open')")
    rights.apply(connection)
    assert seen(as_role, "public") == []
    monkeypatch.delitem(POLICIES, "notes")
    rights.apply(connection)
    assert seen(as_role, "public") == ["open"]


def seen(as_role, role):
    with as_role(role), connection.cursor() as cursor:
        cursor.execute("SELECT word FROM notes ORDER BY word")
        return [word for (word,) in cursor.fetchall()]
