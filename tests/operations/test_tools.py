"""The tools behind `make`: they run before anything of ours is installed."""

import importlib.util
import subprocess
import sys

import pytest

from rapporteur.kernel.environment import ROOT


def tool(name):
    spec = importlib.util.spec_from_file_location(f"tool_{name}", ROOT / "tools" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def make(target, *, text=False):
    words = ["make", "-n", target] if not text else ["make", target]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(
    "target",
    [
        "run",
        "test",
        "test-full",
        "fix",
        "states",
        "requirements",
        "bench",
        "bench-%",
        "measure",
        "screenshots",
    ],
)
def test_make_lists_and_knows_each_target(target):
    assert f"{target} " in make("help", text=True)
    assert make(target)


def test_the_continuous_check_is_make_test_and_nothing_else():
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    assert lines == ["#!/bin/sh", 'cd "$(dirname "$0")/.." && exec make test']


@pytest.fixture
def requirements(tmp_path, monkeypatch):
    module = tool("requirements")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "PAGE", tmp_path / "docs" / "requirements.md")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_one.py").write_text(
        "import pytest\n"
        "pytestmark = [pytest.mark.requirement('M11'), pytest.mark.django_db]\n"
        "@pytest.mark.requirement('R2.1', 'R10.1')\n"
        "def test_a(): ...\n"
        "def test_b(): ...\n"
        "def not_a_test(): ...\n"
    )
    return module


def test_each_requirement_stands_beside_its_tests(requirements, monkeypatch):
    monkeypatch.setattr(requirements, "texts", lambda: {"M11": ("2", "One command")})
    rows = [line for line in requirements.page().splitlines() if "tests/" in line]
    assert rows == [
        "| M11 | One command | `tests/test_one.py::test_a`<br>`tests/test_one.py::test_b` |",
        "| R2.1 |  | `tests/test_one.py::test_a` |",
        "| R10.1 |  | `tests/test_one.py::test_a` |",
    ]


def test_a_stale_page_is_told(requirements, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["requirements.py", "--check"])
    assert requirements.main() == 1
    assert "make requirements" in capsys.readouterr().out
    monkeypatch.setattr(sys, "argv", ["requirements.py"])
    assert requirements.main() == 0
    monkeypatch.setattr(sys, "argv", ["requirements.py", "--check"])
    assert requirements.main() == 0


@pytest.mark.parametrize(
    ("stem", "named"),
    [
        ("0002_letter_reply_due", True),
        ("0002_auto_20261124_0920", False),
        ("0003_alter_letter_state_and_more", False),
    ],
)
def test_a_migration_needs_a_name_of_its_own(stem, named, tmp_path, monkeypatch):
    module = tool("migrations")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    folder = tmp_path / "rapporteur" / "letters" / "migrations"
    folder.mkdir(parents=True)
    (folder / f"{stem}.py").touch()
    assert (module.nameless() == []) is named


def test_every_migration_of_ours_is_named():
    assert tool("migrations").nameless() == []


@pytest.fixture
def environment(tmp_path, monkeypatch):
    module = tool("environment")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "installed")
    for name in ("one.lock", "two.lock"):
        (tmp_path / name).write_text(f"{name}\n")
    done = []

    def make_it():
        (tmp_path / ".venv").mkdir(exist_ok=True)
        done.append("made")

    monkeypatch.setattr(module, "make", make_it)
    monkeypatch.setattr(module, "install", lambda lock: done.append(lock.name))
    monkeypatch.setattr(module, "is_whole", (tmp_path / ".venv").exists)
    module.done = done
    return module


def test_what_is_installed_is_not_installed_again(environment):
    environment.main("one.lock")
    environment.main("one.lock")
    assert environment.done == ["made", "one.lock"]


def test_a_changed_lock_is_installed(environment):
    environment.main("one.lock")
    (environment.ROOT / "one.lock").write_text("changed\n")
    environment.main("one.lock")
    assert environment.done == ["made", "one.lock", "one.lock"]


def test_the_lock_of_the_tests_does_not_undo_that_of_the_doors(environment):
    for name in ("one.lock", "two.lock", "one.lock", "two.lock"):
        environment.main(name)
    assert environment.done == ["made", "one.lock", "two.lock"]


def test_a_broken_environment_is_made_anew(environment, monkeypatch):
    environment.main("one.lock")
    monkeypatch.setattr(environment, "is_whole", lambda: False)
    environment.main("one.lock")
    assert environment.done == ["made", "one.lock", "made", "one.lock"]


def test_an_old_python_is_told_which_is_needed(environment, monkeypatch, capsys):
    monkeypatch.setattr(environment, "OLDEST", (9, 0))
    with pytest.raises(SystemExit):
        environment.main("one.lock")
    assert "is needed" in capsys.readouterr().err


def test_every_stage_is_timed_and_a_failure_is_remembered(monkeypatch, capsys):
    module = tool("stages")
    monkeypatch.setattr(module, "has_chromium", lambda: False)
    monkeypatch.setattr(module, "has_tesseract", lambda: False)
    monkeypatch.setattr(
        module,
        "stages",
        lambda: [
            module.Stage("good", (sys.executable, "-c", "print('3 passed in 0.01s')")),
            module.Stage("bad", (sys.executable, "-c", "raise SystemExit(1)")),
            module.Stage("journeys", ("never-run",)),
        ],
    )
    assert module.main() == 1
    told = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in told[-5:-2]] == [
        ["good", "passed"], ["bad", "FAILED"], ["journeys", "FAILED"],
    ]  # fmt: skip
    assert told[-1] == "3 passed in 0.01s"


def test_every_journey_lies_where_journeys_are_looked_for():
    module = tool("stages")
    marked = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tests").rglob("test_*.py")
        if "mark.journey" in path.read_text(encoding="utf-8")
    ]
    assert len(marked) > 20
    assert all(one.startswith(module.OF_JOURNEYS) for one in marked)


def test_who_is_not_root_is_told_what_to_install(monkeypatch, capsys):
    module = tool("stages")
    monkeypatch.setattr(module.shutil, "which", lambda name: None)
    monkeypatch.setattr(module.os, "geteuid", lambda: 1000)
    assert module.has_chromium() is False
    assert module.has_tesseract() is False
    told = capsys.readouterr().out
    assert "sudo apt-get install -y tesseract-ocr tesseract-ocr-ara tesseract-ocr-fra" in told
    assert "sudo apt-get install -y chromium fonts-noto-core fonts-noto-cjk" in told


def test_languages_and_coverage_are_stages_of_their_own():
    made = {stage.name: stage.command for stage in tool("stages").stages()}
    assert [stage.name for stage in tool("stages").stages() if stage.measured] == ["units"]
    assert made["languages"][-2:] == ("messages", "check")
    assert list(made)[-3:] == ["units", "journeys", "coverage"]
