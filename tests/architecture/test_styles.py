import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHEETS = sorted((ROOT / "static").rglob("*.css"))
SIDED = re.compile(
    r"(?:^|[{;\s])(?:"
    r"(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)[\w-]*\s*:"
    r"|border-(?:top|bottom)-(?:left|right)-radius\s*:"
    r"|(?:left|right)\s*:"
    r"|(?:float|clear|text-align)\s*:\s*(?:left|right)\b"
    r")",
    re.MULTILINE,
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def sided(text):
    return [found.strip(" {;\n") for found in SIDED.findall(COMMENT.sub("", text))]


@pytest.mark.requirement("M7")
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_sheet_serves_both_directions(sheet):
    assert sided(sheet.read_text()) == []


@pytest.mark.parametrize(
    "rule",
    [
        "p { margin-left: 1rem }",
        "p{padding-right:0}",
        "p { border-left-width: 2px }",
        "p { border-top-left-radius: 2px }",
        "p { position: absolute; left: 0 }",
        "p { float: right }",
        "p { text-align: left }",
    ],
)
def test_the_lint_finds_what_it_looks_for(rule):
    assert sided(rule)


@pytest.mark.parametrize(
    "rule",
    [
        "p { margin-inline-start: 1rem; text-align: start; inset-inline: 0 }",
        "/* no left: or right: here */ p { color: red }",
        "p { border-start-start-radius: 2px; float: inline-start }",
    ],
)
def test_the_lint_lets_logical_properties_pass(rule):
    assert sided(rule) == []
