import pytest
from django.db import OperationalError, connection, connections

from rapporteur.doors import startup
from rapporteur.kernel.instance import queries
from rapporteur.kernel.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["public", "intake", "missions", "desk", "partners", "worker"])
def test_a_door_with_its_own_role_opens(role, as_role):
    with as_role(role):
        startup.refuse_too_many_rights(connection)


def test_a_superuser_is_refused():
    with pytest.raises(startup.WrongRight, match="is a superuser"):
        startup.refuse_too_many_rights(connection)


@pytest.mark.parametrize(
    ("attribute", "words"),
    [("CREATEROLE", "make roles"), ("CREATEDB", "make databases"), ("BYPASSRLS", "row policies")],
)
def test_a_role_with_a_power_of_its_own_is_refused(attribute, words):
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE only_in_this_test {attribute}")
        cursor.execute("SET LOCAL ROLE only_in_this_test")
    with pytest.raises(startup.WrongRight, match=words):
        startup.refuse_too_many_rights(connection)


def test_the_owner_of_the_tables_is_refused(as_role):
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE only_in_this_test")
        cursor.execute("GRANT USAGE, CREATE ON SCHEMA public TO only_in_this_test")
        cursor.execute("SET LOCAL ROLE only_in_this_test")
        cursor.execute("CREATE TABLE mine (id int)")
    with pytest.raises(startup.WrongRight, match="owns tables"):
        startup.refuse_too_many_rights(connection)


def test_a_member_of_the_owner_is_refused():
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE only_in_this_test IN ROLE postgres")
        cursor.execute("SET LOCAL ROLE only_in_this_test")
    with pytest.raises(startup.WrongRight, match="owns the database"):
        startup.refuse_too_many_rights(connection)


def test_a_refusal_ends_the_process_with_a_sentence(monkeypatch):
    monkeypatch.setattr(connections["default"], "close", lambda: None)  # the test's transaction
    with pytest.raises(SystemExit, match=r"^desk does not start: its database role is a superuser"):
        startup.stand_ready("desk")


def test_an_exercise_in_the_open_is_refused(settings):
    settings.ALLOWED_HOSTS = ["rapporteur.example.org"]
    with pytest.raises(Refused, match=r"rapporteur\.example\.org"):
        startup.refuse_wrong_surroundings()


def test_an_exercise_on_this_machine_starts():
    queries.mode.cache_clear()
    startup.refuse_wrong_surroundings()


def test_a_database_that_is_away_is_told_in_a_sentence(monkeypatch):
    def away(connection):
        raise OperationalError("secret words of the server")

    monkeypatch.setattr(startup, "refuse_too_many_rights", away)
    monkeypatch.setattr(connections["default"], "close", lambda: None)
    with pytest.raises(SystemExit, match="its database does not answer") as ended:
        startup.stand_ready("desk")
    assert "secret words" not in str(ended.value)


def test_a_door_that_may_open_gives_its_application(monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "tests.settings")
    monkeypatch.setattr(startup, "refuse_too_many_rights", lambda connection: None)
    monkeypatch.setattr(connections["default"], "close", lambda: None)
    assert callable(startup.open_door("public"))


@pytest.mark.parametrize(("name", "starts"), [("desk", False), ("intake", False), ("public", True)])
def test_a_real_door_that_seals_must_know_which_key_to_trust(name, starts, monkeypatch, tmp_path):
    monkeypatch.setattr(startup, "refuse_too_many_rights", lambda connection: None)
    monkeypatch.setattr(startup, "refuse_wrong_surroundings", lambda: None)
    monkeypatch.setattr(connections["default"], "close", lambda: None)
    monkeypatch.setattr(queries, "is_exercise", lambda: False)
    monkeypatch.setenv("RAPPORTEUR_HOME", str(tmp_path))
    if starts:
        startup.stand_ready(name)
    else:
        with pytest.raises(SystemExit, match="RAPPORTEUR_INSTANCE_KEY_FINGERPRINT"):
            startup.stand_ready(name)
    monkeypatch.setenv("RAPPORTEUR_INSTANCE_KEY_FINGERPRINT", "a" * 64)
    startup.stand_ready(name)
