"""Row policies: the role of one door never sees an account of the other."""

import pytest
from django.db import ProgrammingError, connection

from rapporteur.doors.grants import GRANTS, POLICIES
from rapporteur.people.accounts.models import Account

pytestmark = pytest.mark.django_db

TABLES = ("accounts_account", "mfa_authenticator", "account_emailaddress")


def put_up(door):
    """Make a role of this test with the rights and policies that the page of grants lists."""
    role = f"only_in_this_test_{door}"
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else the tables cannot be altered here
        cursor.execute(f"CREATE ROLE {role}")
        for table in TABLES:
            cursor.execute(f"GRANT {GRANTS[table][door]} ON {table} TO {role}")
            cursor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            condition = POLICIES[table][door]
            cursor.execute(
                f"CREATE POLICY {role} ON {table} TO {role}"
                f" USING ({condition}) WITH CHECK ({condition})"
            )
    return role


@pytest.fixture
def accounts():
    from allauth.mfa.models import Authenticator

    made = {}
    for door in ("desk", "missions"):
        made[door] = Account.objects.create_account(
            door=door, email="same@exercise.invalid", name=door
        )
        Authenticator.objects.create(user=made[door], type="totp", data={"secret": "x"})
    return made


def seen_by(role, table):
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
        cursor.execute(f"SELECT count(*) FROM {table}")
        found = cursor.fetchone()[0]
        cursor.execute("RESET ROLE")
    return found


@pytest.mark.parametrize("door", ["desk", "missions"])
def test_a_door_sees_its_own_accounts_and_their_factors_only(door, accounts):
    role = put_up(door)

    assert [seen_by(role, table) for table in TABLES] == [1, 1, 0]


def test_a_door_cannot_turn_an_account_into_one_of_the_other(accounts):
    role = put_up("missions")

    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
        with pytest.raises(ProgrammingError, match="row-level security"):
            cursor.execute("UPDATE accounts_account SET door = 'desk'")
