"""A kept connection is looked at, and asked where looking is not enough."""

import time

import pytest
from django.db import connection, connections
from django.db.backends.postgresql import base

from rapporteur.kernel.postgres import base as ours


@pytest.fixture
def line(db):
    """A connection of its own to the database of the tests, that has answered once."""
    found = connections.create_connection("default")
    found.ensure_connection()
    assert found.is_usable()
    yield found
    found.close()


@pytest.fixture
def asked(monkeypatch):
    """How often the server itself was asked."""
    times = []
    before = base.DatabaseWrapper.is_usable
    monkeypatch.setattr(
        base.DatabaseWrapper, "is_usable", lambda self: times.append(1) or before(self)
    )
    return times


def end(line):
    """Let the server end a connection, as it does when it stops."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [line.connection.info.backend_pid])
    time.sleep(0.2)


def test_what_answered_a_moment_ago_is_not_asked_again(line, asked):
    assert [line.is_usable() for _ in range(3)] == [True, True, True]
    assert asked == []


def test_what_answered_long_ago_is_asked(line, asked, monkeypatch):
    monkeypatch.setattr(ours, "BELIEVED", 0.0)
    assert line.is_usable()
    assert asked == [1]


def test_where_something_went_wrong_it_is_asked(line, asked):
    line.errors_occurred = True
    assert line.is_usable()
    assert asked == [1]


def test_a_connection_that_the_server_ended_is_seen_at_once(line):
    end(line)
    assert not line.is_usable()
    assert line.answered == 0.0


def test_a_request_after_the_end_of_a_connection_gets_a_new_one(line):
    end(line)
    line.health_check_enabled, line.health_check_done = True, False
    with line.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def test_a_new_connection_has_answered_nothing_yet(line):
    line.close()
    line.connect()
    assert line.answered == 0.0


def test_what_is_closed_or_was_never_open_is_not_quiet(line):
    line.connection.close()
    assert not line.is_quiet()
    assert not line.is_usable()
    line.close()
    assert not line.is_quiet()
    assert not connections.create_connection("default").is_usable()
