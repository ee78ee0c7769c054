import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DUE = [
    "R12.3",
    "R15.1",
    "R16.1",
    "R16.3",
    "R17.1",
    "R17.2",
    "R17.4",
    "R18.1",
    "R21.1",
    "R21.2",
    "R22.1",
    "R23.1",
    "R23.2",
    "R23.3",
    "R26.1",
    "R27.1",
    "RX.1",
    "RX.6",
    "L7",
    "M1",
    "M3",
    "M6",
    "M7",
    "M8",
    "M11",
    "¶2-7",
]
MAIN_JOB = (
    "R15.2 R17.3 R19.1 R20.2 R23.4 R24.1 R28.1 R28.2 R28.3 R31.2 R38.1 R40.1 R40.2 R41.1 R43.3"
    " A1 A2 B3 B7 C2 C5 C7 M4"
)


@pytest.fixture(scope="module")
def tool():
    path = ROOT / "tools" / "requirements.py"
    spec = importlib.util.spec_from_file_location("requirements_tool", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_is_due_has_a_line_and_a_short_text(tool):
    texts = tool.texts()
    assert sorted(one for one, (issue, _) in texts.items() if issue == "2") == sorted(DUE)
    assert {one for one, (issue, _) in texts.items() if issue == "3"} == set(MAIN_JOB.split())
    assert all(what for _, what in texts.values())


def test_a_mark_is_found_on_a_test_and_on_a_whole_file(tool, tmp_path, monkeypatch):
    monkeypatch.setattr(tool, "ROOT", tmp_path)
    path = tmp_path / "test_one.py"
    path.write_text(
        'pytestmark = [pytest.mark.requirement("M3")]\n'
        '@pytest.mark.requirement("R1.1", "R1.2")\n'
        "def test_a(): pass\n"
        "def test_b(): pass\n"
        "def other(): pass\n"
    )
    assert sorted(tool.marks(path)) == [
        ("M3", "test_one.py::test_a"),
        ("M3", "test_one.py::test_b"),
        ("R1.1", "test_one.py::test_a"),
        ("R1.2", "test_one.py::test_a"),
    ]


def test_what_is_due_is_shown_by_a_test(tool):
    assert {one for one, (issue, _) in tool.texts().items() if issue in tool.DUE} <= set(
        tool.shown()
    )


def test_requirements_stand_in_the_order_of_their_numbers(tool):
    assert sorted(["R16.1", "R9.1", "M3"], key=tool.order) == ["M3", "R9.1", "R16.1"]


def test_a_requirement_without_a_test_says_so(tool):
    assert "| R12.3 | " in tool.table(["R12.3"], {})
    assert "no test yet" in tool.table(["R12.3"], {})


def test_a_stale_page_is_told(tool, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(tool, "PAGE", tmp_path / "docs" / "requirements.md")
    monkeypatch.setattr(sys, "argv", ["requirements.py", "--check"])
    assert tool.main() == 1
    assert "run `make requirements`" in capsys.readouterr().out
    monkeypatch.setattr(sys, "argv", ["requirements.py"])
    assert tool.main() == 0
    monkeypatch.setattr(sys, "argv", ["requirements.py", "--check"])
    assert tool.main() == 0


def test_the_tool_runs_by_itself():
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "requirements.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in {0, 1}
    assert done.stderr == ""
