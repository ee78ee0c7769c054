"""The cookie of a thread: opened by this door alone, and not for ever."""

from datetime import timedelta

import pytest

from rapporteur.intake import passes
from rapporteur.intake.receipts import Receipt
from rapporteur.kernel import clock

HELD = passes.Pass(Receipt(lookup=b"l" * 32, seed=b"s" * 32), "40718")


def test_a_pass_gives_back_what_it_holds():
    assert passes.read(passes.write(HELD)) == HELD


def test_no_two_passes_look_alike_and_none_shows_what_it_holds():
    first, second = passes.write(HELD), passes.write(HELD)
    assert first != second
    assert "bGxs" not in first
    assert "c3Nz" not in first


@pytest.mark.parametrize("value", [None, "", "x", "é" * 20, "A" * 5000, "====", "-_-_" * 20])
def test_what_is_no_pass_opens_nothing(value):
    assert passes.read(value) is None


def test_a_changed_pass_opens_nothing():
    value = passes.write(HELD)
    assert passes.read(("A" if value[30] != "A" else "B").join([value[:30], value[31:]])) is None


def test_another_door_cannot_open_it(settings):
    value = passes.write(HELD)
    settings.SECRET_KEY = "another door's"
    assert passes.read(value) is None


def test_a_pass_is_over_after_the_idle_time(monkeypatch):
    value = passes.write(HELD)
    later = clock.now() + timedelta(seconds=passes.IDLE + 2)
    monkeypatch.setattr(passes, "now", lambda: later)
    assert passes.read(value) is None
