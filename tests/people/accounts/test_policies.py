"""Row policies: the role of one door never sees an account of the other."""

import pytest
from django.db import ProgrammingError, connection

from rapporteur.people.accounts.models import Account

pytestmark = pytest.mark.django_db

TABLES = ("accounts_account", "mfa_authenticator", "account_emailaddress")


@pytest.fixture
def accounts():
    from allauth.mfa.models import Authenticator

    made = {}
    for door in ("desk", "missions", "partners"):
        made[door] = Account.objects.create_account(
            door=door, email="same@exercise.invalid", name=door
        )
        Authenticator.objects.create(user=made[door], type="totp", data={"secret": "x"})
    return made


def seen_by(as_role, door, table):
    with as_role(door), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("door", ["desk", "missions", "partners"])
def test_a_door_sees_its_own_accounts_and_their_factors_only(door, accounts, as_role):
    assert [seen_by(as_role, door, table) for table in TABLES] == [1, 1, 0]


def test_a_door_cannot_turn_an_account_into_one_of_the_other(accounts, as_role):
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        as_role("missions"),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE accounts_account SET door = 'desk'")
