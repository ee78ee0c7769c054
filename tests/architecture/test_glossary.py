import re
from importlib import import_module
from pathlib import Path

import pytest

ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in Path("docs/glossary.md").read_text().splitlines()
    if line.startswith("| ") and "`" in line
]


def find(dotted):
    """Import the longest module of a dotted name and follow the rest as attributes."""
    parts = dotted.split(".")
    for count in range(len(parts), 0, -1):
        try:
            found = import_module(".".join(parts[:count]))
        except ModuleNotFoundError:
            continue
        for name in parts[count:]:
            found = getattr(found, name)
        return found
    raise AssertionError(dotted)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_term_lives_where_the_glossary_says(row):
    _, meaning, place = row
    assert meaning
    for dotted in re.findall(r"`([^`]+)`", place):
        assert find(dotted) is not None


def test_terms_stand_in_alphabetical_order():
    terms = [row[0].casefold() for row in ROWS]
    assert terms == sorted(terms)
