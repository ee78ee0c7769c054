"""Make docs/requirements.md: each requirement beside the tests that carry its mark."""

import ast
import csv
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "requirements.md"
TEXTS = ROOT / "tools" / "requirements.csv"
DUE = {"2", "3"}  # the issues whose requirements all need a test
HEAD = """# Requirements and the tests that show them

Made by `make requirements` from the marks `@pytest.mark.requirement("R…")` and the short texts in
`tools/requirements.csv`; do not edit. The first table holds what is promised so far, the second
what tests show beyond it.
"""
TABLE = """
| requirement | what | shown by |
| --- | --- | --- |
"""


def ids(node: ast.AST) -> Iterator[str]:
    """Give the ids of every requirement mark below a node."""
    for call in ast.walk(node):
        if (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute)
            and call.func.attr == "requirement"
        ):
            yield from (str(a.value) for a in call.args if isinstance(a, ast.Constant))


def marks(path: Path) -> Iterator[tuple[str, str]]:
    """Give (requirement, test) of a file; a mark of the whole file counts for each of its tests."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    of_file = [
        one
        for node in tree.body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "pytestmark"
        for one in ids(node.value)
    ]
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            of_test = [one for decorator in node.decorator_list for one in ids(decorator)]
            for one in (*of_file, *of_test):
                yield one, f"{path.relative_to(ROOT)}::{node.name}"


def order(requirement: str) -> list[object]:
    return [int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", requirement)]


def texts() -> dict[str, tuple[str, str]]:
    """Return id -> (issue in which it is due, what it asks in short)."""
    with TEXTS.open(encoding="utf-8", newline="") as rows:
        return {row["id"]: (row["due"], row["what"]) for row in csv.DictReader(rows)}


def shown() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for requirement, test in marks(path):
            found.setdefault(requirement, set()).add(test)
    return found


def table(wanted: Iterable[str], found: dict[str, set[str]]) -> str:
    known = texts()
    rows = [
        f"| {one} | {known.get(one, ('', ''))[1]} |"
        f" {'<br>'.join(f'`{test}`' for test in sorted(found.get(one, ()))) or 'no test yet'} |\n"
        for one in sorted(wanted, key=order)
    ]
    return TABLE + "".join(rows)


def page() -> str:
    found = shown()
    due = {one for one, (issue, _) in texts().items() if issue in DUE}
    return HEAD + table(due, found) + table(set(found) - due, found)


def main() -> int:
    wanted = page()
    if "--check" in sys.argv:
        if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == wanted:
            return 0
        print("docs/requirements.md is stale: run `make requirements`.")
        return 1
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
