import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from rapporteur.kernel.clock import today
from rapporteur.kernel.instance.actions import establish
from rapporteur.kernel.instance.models import Instance
from rapporteur.kernel.instance.queries import mode
from rapporteur.kernel.refusals import Refused

pytestmark = pytest.mark.django_db


def test_establishing_the_same_mode_again_changes_nothing():
    before = Instance.objects.values().get()
    assert establish("exercise") is False
    assert Instance.objects.values().get() == before


def test_an_exercise_cannot_become_real():
    with pytest.raises(Refused, match=r"made for an exercise .* cannot become real work"):
        establish("real")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE instance_instance SET mode = 'real'",
        "UPDATE instance_instance SET created_on = '2001-01-01'",
        "UPDATE instance_instance SET id = 2",
        "DELETE FROM instance_instance",
    ],
)
def test_even_the_owner_cannot_change_the_mark(statement):
    with (
        pytest.raises(IntegrityError, match="once and for ever"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Instance.objects.get().mode == "exercise"


def test_a_second_row_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        Instance.objects.create(id=2, mode="real", created_on="2001-01-01")


def test_the_fingerprint_of_the_key_can_be_set_by_the_owner():
    Instance.objects.update(key_fingerprint="ab" * 32)
    assert Instance.objects.get().key_fingerprint == "ab" * 32


@pytest.mark.parametrize(
    "role", ["public", "intake", "missions", "partners", "desk", "worker", "backup"]
)
def test_no_role_writes_the_mark(role, as_role):
    with pytest.raises(DatabaseError, match="permission denied"), as_role(role):
        Instance.objects.update(key_fingerprint="ab" * 32)


@pytest.fixture
def unmarked():
    """A database that nobody has marked yet; only switching the trigger off makes it so again."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE instance_instance DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM instance_instance")
        cursor.execute("ALTER TABLE instance_instance ENABLE TRIGGER USER")
    yield
    mode.cache_clear()


def test_the_first_mark_is_made_with_day_and_fingerprint(unmarked):
    assert establish("real", key_fingerprint="ab" * 32) is True
    standing = Instance.objects.get()
    assert (standing.mode, standing.created_on) == ("real", today())
    assert standing.key_fingerprint == "ab" * 32
    assert str(standing) == "real"
    assert mode() == "real"


def test_real_work_never_becomes_an_exercise(unmarked):
    establish("real")
    with pytest.raises(Refused, match=r"made for real work .* cannot become an exercise"):
        establish("exercise")


def test_a_mode_that_is_none_is_refused(unmarked):
    with pytest.raises(IntegrityError), transaction.atomic():
        establish("rehears")
