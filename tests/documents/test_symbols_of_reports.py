"""Symbols of every fifth of 262 published reports, counted by an expression of its own (PEERS K9).

The reports lie beside the repository, not in it; where they are missing nothing is measured.
"""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from rapporteur.documents.references import references
from rapporteur.documents.resolutions import known_stems

REPORTS = Path(__file__).parents[3] / "shared/data/documents/upr_wg_reports_2008_2014_txt.zip"
SYMBOL = re.compile(r"\b[A-Z]+\s?/\s?(?=[^\s,;]*(?:/ ?\w+)?)[^\s,;]*\d|\b(?:Add|Corr|Rev)\. ?\d+")
RESOLUTION = re.compile(r"(?i)\bresolutions?\s+\w+(?:/\d+|\s\((?:\d{4}|[IVXL]+)\))")

pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(not REPORTS.exists(), reason="The reports are not beside the repository."),
]


@pytest.fixture(scope="module")
def texts():
    with ZipFile(REPORTS) as held:
        names = sorted(held.namelist())[::5]
        return {name: held.read(name).decode("mac_roman") for name in names}


def missed(texts, pattern):
    """Return what looks like a reference, and what of it has no address, with its surroundings."""
    seen, without = 0, []
    for name, text in texts.items():
        own = next((one.target for one in references(text) if one.href), "")
        found = references(text, own=own, known=known_stems([text], own))
        spans = [(one.start, one.end) for one in found if one.href]
        for match in pattern.finditer(text):
            seen += 1
            if not any(start < match.end() and match.start() < end for start, end in spans):
                without.append((name, text[match.start() - 9 : match.end() + 9]))
    return seen, without


@pytest.mark.requirement("K9")
@pytest.mark.parametrize(
    ("pattern", "least"), [(SYMBOL, 230), (RESOLUTION, 160)], ids=["symbols", "resolutions"]
)
def test_of_what_looks_like_a_reference_98_in_100_have_an_address(texts, pattern, least):
    seen, without = missed(texts, pattern)
    assert len(texts) == 53
    assert seen > least
    assert len(without) / seen <= 0.02, without
