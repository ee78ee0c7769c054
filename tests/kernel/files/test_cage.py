"""The child process can do nothing but read, count and answer, and not for long."""

import json
import platform
import time
from pathlib import Path

import pytest

from rapporteur.kernel.files import cage, limits, processes
from rapporteur.kernel.files.verdicts import Unfit, Verdict

pytestmark = pytest.mark.requirement("SG1")


def ask(module, data=b""):
    return processes.ask(b"{}", data, module=f"tests.kernel.files.{module}")


def test_every_way_out_is_shut(monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_OF_A_TEST", "word")
    told = json.loads(ask("breaks_out"))

    assert set(told.pop("environment")) <= {"LC_CTYPE"}
    assert len(told) == 14
    assert [way for way, answer in told.items() if answer == "open"] == []
    assert not Path("/tmp/left-behind").exists()


@pytest.mark.parametrize("module", ["loops", "sleeps", "floods", "swells"])
def test_a_child_that_does_not_end_is_ended(module, monkeypatch):
    monkeypatch.setattr(limits, "WALL_SECONDS", 1)
    began = time.monotonic()

    with pytest.raises(Unfit, match="too much"):
        ask(module)

    assert time.monotonic() - began < 10


def test_a_child_that_cannot_start_is_a_refusal():
    with pytest.raises(Unfit, match="too much"):
        ask("is_not_there")


def test_a_machine_without_the_filter_opens_nothing(monkeypatch):
    monkeypatch.setattr(platform, "machine", lambda: "pdp11")

    with pytest.raises(Unfit) as unfit:
        cage.shut()

    assert unfit.value.verdict == Verdict.CLOSED


def test_the_filter_lets_listed_calls_pass_and_no_others():
    listed = cage.instructions(7, (1, 2))

    assert listed[-1] == (cage.RETURN, 0, 0, cage.REFUSE)
    assert [one[3] for one in listed if one[0] == cage.EQUALS] == [7, 1, 2]
    assert {len(set(calls)) for _machine, calls in cage.CALLS.values()} == {22}
