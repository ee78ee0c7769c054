"""A key that was given up opens an older copy still: a new key of the desk is due, and it is said."""

import pytest

from rapporteur.kernel.clock import today
from rapporteur.kernel.vault import recovery
from rapporteur.kernel.vault.models import Recipient, RenewalDue
from rapporteur.people.desks import keys, queries
from rapporteur.people.vaults import actions
from tests.factories.people import PASSWORD
from tests.people.desks.test_keys import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return House()


def due(house):
    return [desk for desk, _since in queries.keys_due(house.coordinator)]


def test_giving_a_vault_key_up_makes_a_new_key_of_the_desk_due(house):
    officer, _its_key = house.with_key("desk_officer")
    assert due(house) == []

    actions.give_up(officer.account, PASSWORD)

    assert due(house) == [house.desk]
    assert queries.keys_due(officer.account) == []
    assert str(RenewalDue.objects.get()).endswith(f"since {today()}")


def test_the_next_key_clears_it(house):
    officer, _its_key = house.with_key("desk_officer")
    actions.give_up(officer.account, PASSWORD)

    keys.change(house.desk, keyring=house.keyring, why="a key was given up", by=house.coordinator)

    assert due(house) == []
    assert RenewalDue.objects.count() == 1


def test_shares_that_are_made_anew_make_it_due_and_the_first_do_not(house):
    group = Recipient.objects.get(pk=house.desk.recipient)
    recovery.make_shares(group, house.keyring, by="x")
    assert due(house) == []

    recovery.make_shares(group, house.keyring, by="x")

    assert due(house) == [house.desk]


def test_a_key_that_led_nowhere_makes_nothing_due(house):
    waiting, _its_key = house.member("desk_officer")

    actions.give_up(waiting.account, PASSWORD)

    assert due(house) == []


def test_either_door_writes_it_down_with_its_own_rights(house, as_role):
    officer, _its_key = house.with_key("desk_officer")
    with as_role("desk"):
        actions.give_up(officer.account, PASSWORD)
    assert due(house) == [house.desk]


@pytest.mark.parametrize("role", ["public", "intake", "worker"])
def test_others_do_not(house, as_role, role):
    from django.db import ProgrammingError

    officer, _its_key = house.with_key("desk_officer")
    with pytest.raises(ProgrammingError, match="permission denied"), as_role(role):
        actions.give_up(officer.account, PASSWORD)
