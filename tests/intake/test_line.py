"""The line of those who send: a few at a time, first come first, one place a thread."""

import pytest

from rapporteur.intake import line
from rapporteur.intake.line import Line


@pytest.fixture
def clock(monkeypatch):
    """A clock that the test moves: `clock[0]` is the second."""
    second = [1000.0]
    monkeypatch.setattr(line, "monotonic", lambda: second[0])
    monkeypatch.setattr(line, "time", lambda: second[0])
    return second


def test_a_few_go_at_a_time_and_the_next_when_one_is_done(clock):
    two = Line(2)
    with two.turn(b"a") as first, two.turn(b"b") as second, two.turn(b"c") as third:
        assert (first, second, third) == (True, True, False)
    with two.turn(b"c") as again:
        assert again


def test_whoever_asked_first_goes_first(clock):
    one = Line(1)
    with one.turn(b"a"):
        assert not one.take(b"z", 900)
        assert not one.take(b"b", 950)
    assert not one.take(b"b", 950)
    assert one.take(b"z", 900)


def test_a_thread_that_asks_a_hundred_times_has_one_place(clock):
    one = Line(1)
    with one.turn(b"busy"):
        assert not any(one.take(b"busy", 900 + n) for n in range(100))
        assert len(one.waiting) == 1
        assert not one.take(b"calm", 901)
    assert one.take(b"calm", 901)


def test_who_went_away_loses_the_place(clock):
    one = Line(1)
    with one.turn(b"a"):
        one.take(b"gone", 900)
    clock[0] += line.LAPSES + 1
    assert one.take(b"b", 950)
    assert one.waiting == {}


def test_the_line_remembers_no_more_than_it_can_hold(clock, monkeypatch):
    monkeypatch.setattr(line, "MOST", 1)
    one = Line(1)
    with one.turn(b"a"):
        one.take(b"b", 900)
        one.take(b"c", 901)
    assert set(one.waiting) == {b"b"}


def test_a_turn_that_breaks_is_given_back(clock):
    one = Line(1)
    with pytest.raises(RuntimeError), one.turn(b"a"):
        raise RuntimeError
    assert one.take(b"b", 1000)
