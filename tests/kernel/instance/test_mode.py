import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from rapporteur.kernel.instance.actions import establish
from rapporteur.kernel.instance.models import Instance
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


@pytest.mark.parametrize("role", ["public", "intake", "missions", "desk", "worker", "backup"])
def test_no_role_writes_the_mark(role, as_role):
    with pytest.raises(DatabaseError, match="permission denied"), as_role(role):
        Instance.objects.update(key_fingerprint="ab" * 32)
