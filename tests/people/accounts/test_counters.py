"""Counters: one table a door, JSON, hashed keys, atomic `add`."""

from datetime import timedelta

import pytest

from rapporteur.kernel.clock import now
from rapporteur.people.accounts.counters import TableOfTheDoor
from rapporteur.people.accounts.models import DeskCounter, MissionsCounter

pytestmark = pytest.mark.django_db


@pytest.fixture
def counters(settings):
    settings.DOOR = "desk"
    return TableOfTheDoor("desk", {})


def expire_all():
    DeskCounter.objects.update(expires=now() - timedelta(seconds=1))


def test_what_is_set_is_got(counters):
    counters.set("history", [3.5, 1.25], 60)

    assert counters.get("history") == [3.5, 1.25]
    assert counters.get("other", "none") == "none"


def test_add_keeps_the_first_until_it_expires(counters):
    answers = [counters.add("code", "y", 30), counters.add("code", "z", 30)]
    expire_all()
    answers.append(counters.add("code", "z", 30))

    assert answers == [True, False, True]
    assert counters.get("code") == "z"


def test_an_expired_value_is_gone_and_cleared_by_the_next_write(counters):
    counters.set("old", 1, 60)
    expire_all()

    assert counters.get("old") is None
    counters.set("new", 1, 60)
    assert DeskCounter.objects.count() == 1


def test_a_value_may_have_no_end(counters):
    counters.set("mark", 1, None)

    assert counters.get("mark") == 1
    assert counters.add("mark", 2) is False


def test_touch_delete_and_clear(counters):
    counters.set("a", 1, 60)
    counters.set("b", 1, 60)

    assert (counters.touch("a", 90), counters.touch("c", 90)) == (True, False)
    assert (counters.delete("a"), counters.delete("a")) == (True, False)
    counters.clear()
    assert DeskCounter.objects.count() == 0


def test_the_row_names_no_address_of_the_network(counters):
    counters.set("login:ip:192.0.2.7", [1.0], 60)

    row = DeskCounter.objects.get()

    assert "192.0.2.7" not in row.key_hash
    assert row.key_hash == counters.name("login:ip:192.0.2.7")
    assert str(row) == row.key_hash[:8]


def test_each_door_counts_for_itself(counters, settings):
    counters.set("tries", 5, 60)
    settings.DOOR = "missions"

    assert counters.get("tries") is None
    counters.set("tries", 1, 60)
    assert (DeskCounter.objects.count(), MissionsCounter.objects.count()) == (1, 1)
