"""The gates of what tests must run: told by room, closed where a deciding branch is untested."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rapporteur.kernel.environment import ROOT
from tests.operations.test_tools import tool


@pytest.fixture(scope="module")
def gates():
    return tool("gates")


def facts(ran, of, *, lines=(), jumps=()):
    return {
        "summary": {
            "covered_lines": ran, "missing_lines": of - ran,
            "covered_branches": 0, "missing_branches": 0,
            "percent_covered": 100 * ran / of,
        },
        "missing_lines": list(lines),
        "missing_branches": [list(jump) for jump in jumps],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "decides", "room"),
    [
        ("rapporteur/kernel/journal/chain.py", True, "kernel/journal"),
        ("rapporteur/people/desks/rules.py", True, "people/desks"),
        ("rapporteur/people/desks/models.py", False, "people/desks"),
        ("rapporteur/law/actions/scope.py", True, "law"),
        ("rapporteur/operations/launching.py", False, "operations"),
        ("rapporteur/__main__.py", False, "__main__"),
    ],
)
def test_a_file_decides_by_its_place_or_its_name(gates, path, decides, room):
    assert gates.decides(Path(path)) is decides
    assert gates.room(Path(path)) == room


def test_every_gate_holds_where_enough_was_run(gates):
    files = {
        "rapporteur/kernel/ids.py": facts(10, 10),
        "rapporteur/law/models.py": facts(95, 100),
    }
    assert list(gates.faults(files)) == []


def test_one_jump_of_a_rule_that_no_test_takes_closes_the_gate(gates):
    files = {
        "rapporteur/law/models.py": facts(999, 1000),
        "rapporteur/law/rules.py": facts(9, 10, jumps=[(7, 9), (8, 0)]),
    }
    assert list(gates.faults(files)) == [
        "No test runs these parts of what decides:",
        "  rapporteur/law/rules.py: lines none; jumps 7→9, 8→end",
    ]


def test_too_little_of_the_whole_closes_the_gate(gates):
    files = {"rapporteur/law/models.py": facts(94, 100, lines=[3, 4])}
    assert list(gates.faults(files)) == [
        "The tests run 94.0 % of the code; at least 95 % is asked.",
        "The longest gaps:",
        "  rapporteur/law/models.py: lines 3, 4; jumps none",
    ]


def test_rooms_and_the_whole_are_told(gates, monkeypatch, capsys):
    files = {"rapporteur/kernel/ids.py": facts(10, 10), "rapporteur/law/models.py": facts(9, 10)}
    monkeypatch.setattr(gates, "measured", lambda folder: files)
    assert gates.main() == 0
    told = [line.split()[:2] for line in capsys.readouterr().out.splitlines()]
    assert told == [["kernel/ids", "100.0"], ["all", "95.0"], ["law", "90.0"], ["Every", "gate"]]


def test_where_nothing_was_measured_it_is_said(gates, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("RAPPORTEUR_MEASURED", str(tmp_path))
    assert gates.main() == 1
    assert "Nothing was measured" in capsys.readouterr().out


def test_the_figures_are_those_of_the_run_over_all_processes(gates, tmp_path):
    """Run tests of a small `rapporteur` in two processes and read their report, as the stage does."""
    room = tmp_path / "rapporteur" / "small"
    room.mkdir(parents=True)
    (room.parent / "__init__.py").touch()
    (room / "__init__.py").touch()
    (room / "rules.py").write_text(
        "def f(x):\n"
        "    if x > 1:\n"
        "        return 1\n"
        "    if x > 0:\n"
        "        return 2\n"
        "    for y in []:\n"
        "        print(y)\n"
    )
    (tmp_path / "test_small.py").write_text(
        "import os, pytest\n"
        "from rapporteur.small.rules import f\n"
        "@pytest.mark.parametrize('x', [2, 1])\n"
        "def test_f(x):\n"
        "    assert f(x) == 3 - x\n"
    )
    folder = tmp_path / "measured"
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:django", "-n", "2", "--dist", "each"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        env={
            **os.environ,
            "PYTHONPATH": f"{tmp_path}:{ROOT}",
            "PYTEST_PLUGINS": "tools.measuring",
            "RAPPORTEUR_MEASURED": str(folder),
        },
    )
    found = gates.measured(folder)["rapporteur/small/rules.py"]
    assert found["missing_lines"] == [6, 7]
    assert [list(jump) for jump in found["missing_branches"]] == [[4, 6], [6, 0], [6, 7]]
    assert len(list(folder.glob("*.json"))) >= 3
