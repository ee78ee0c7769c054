"""The gates of what tests must run: told by room, closed where a deciding branch is untested."""

from pathlib import Path

import pytest
from coverage.exceptions import NoDataError

from tests.operations.test_tools import tool


@pytest.fixture(scope="module")
def gates():
    return tool("gates")


def facts(ran, of, *, lines=(), jumps=()):
    return {
        "summary": {
            "covered_lines": ran, "num_statements": of, "covered_branches": 0, "num_branches": 0,
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
        "rapporteur/law/rules.py": facts(9, 10, jumps=[(7, 9), (8, -3)]),
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
    monkeypatch.setattr(gates, "measured", lambda: files)
    assert gates.main() == 0
    told = [line.split()[:2] for line in capsys.readouterr().out.splitlines()]
    assert told == [["kernel/ids", "100.0"], ["all", "95.0"], ["law", "90.0"], ["Every", "gate"]]


def test_where_nothing_was_measured_it_is_said(gates, monkeypatch, capsys):
    def nothing():
        raise NoDataError

    monkeypatch.setattr(gates, "measured", nothing)
    assert gates.main() == 1
    assert "Nothing was measured" in capsys.readouterr().out


def test_the_figures_are_those_of_the_run(gates, tmp_path, monkeypatch):
    """Measure a small program and read its report back, as the stage does."""
    from coverage import Coverage

    monkeypatch.chdir(tmp_path)
    (tmp_path / "small.py").write_text(
        "def f(x):\n    if x:\n        return 1\n    return 2\n\nf(1)\n"
    )
    run = Coverage(branch=True, include=[str(tmp_path / "*")], config_file=False)
    run.start()
    exec(compile((tmp_path / "small.py").read_text(), str(tmp_path / "small.py"), "exec"), {})
    run.stop()
    run.save()
    (found,) = gates.measured().values()
    assert found["missing_lines"] == [4]
    assert found["missing_branches"] == [[2, 4]]
