"""Sizes and names of STYLE §3, and what must never stand in the repository."""

import ast
import re
import statistics
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEPT = [
    ROOT / name
    for name in subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
]
CODE = [p for p in KEPT if p.suffix == ".py" and p.is_file() and "migrations" not in p.parts]
FORBIDDEN_NAMES = {"utils", "helpers", "manager", "managers", "data", "info", "misc", "common"}


def named(path):
    return str(path.relative_to(ROOT))


def functions(path):
    """Yield (name, lines) of each function, its decorators and docstring left out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            start = node.body[0]
            if ast.get_docstring(node) is not None and len(node.body) > 1:
                start = node.body[1]
            yield f"{named(path)}:{node.name}", (node.end_lineno or 0) - start.lineno + 2


def test_no_file_is_longer_than_500_lines():
    assert [named(p) for p in CODE if len(p.read_text().splitlines()) > 500] == []


def test_no_function_is_longer_than_50_lines():
    assert [(name, lines) for p in CODE for name, lines in functions(p) if lines > 50] == []


def test_functions_are_short_on_the_whole():
    lengths = [n for p in CODE if "tests" not in p.parts for _, n in functions(p)]
    assert statistics.median(lengths) <= 10
    assert statistics.quantiles(lengths, n=10)[-1] <= 50


def test_no_module_has_a_name_that_says_nothing():
    assert [named(p) for p in CODE if p.stem in FORBIDDEN_NAMES] == []


@pytest.mark.parametrize(
    "lock", [p for p in KEPT if p.suffix == ".lock"], ids=lambda path: path.name
)
def test_no_lock_names_a_host(lock):
    assert "://" not in lock.read_text()


def test_each_folder_of_facts_says_where_they_come_from():
    folders = {p.parent for p in KEPT if p.suffix == ".csv" and p.parent.name == "data"}
    without = [
        named(folder)
        for folder in sorted(folders)
        if not (folder / "SOURCES.md").is_file() and not (folder.parent / "SOURCES.md").is_file()
    ]
    assert without == []


def test_no_path_of_a_machine_stands_in_the_repository():
    machine = re.compile("/" + r"(work/(main|shared)|tmp/(wt|venv))\b")
    texts = {".py", ".md", ".toml", ".in", ".html", ".css", ".csv", ".lock"}
    found = [
        named(p)
        for p in KEPT
        if p.is_file() and p.suffix in texts and machine.search(p.read_text(errors="replace"))
    ]
    assert found == []


def test_every_mark_of_a_lint_that_is_silenced_gives_a_reason():
    silent = re.compile(r"#\s*(noqa|type:\s*ignore)(?!.*(:|\[)[A-Z a-z0-9,\-\]]+\S)")
    found = [
        f"{named(p)}:{number}"
        for p in CODE
        if "rapporteur" in p.parts
        for number, line in enumerate(p.read_text().splitlines(), start=1)
        if silent.search(line)
    ]
    assert found == []
