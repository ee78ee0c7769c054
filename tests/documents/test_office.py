"""A Word file made here, opened, changed and saved by LibreOffice, comes back changed there alone.

Skipped where LibreOffice is not installed: the units write what it saves by hand (test_docx.py).
"""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from rapporteur.documents import forms
from rapporteur.documents.comparing import compare
from rapporteur.documents.differing import Fate
from rapporteur.documents.tree import Document, Words, sections
from tests.documents import office
from tests.documents.texts import bare, numbers

pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(bool(office.missing()), reason=office.missing() or "all is installed"),
]
TEXT = "txt:Text (encoded):UTF8"
PARAGRAPH = re.compile(r"^\s*(\d+)\. ", re.MULTILINE)
HEADING = re.compile(r"^([IVX]+|[A-Z])\.\t", re.MULTILINE)
OLD = "Special Rapporteur considers that the partners"
NEW = "Special Rapporteur firmly considers that the partners"


@pytest.fixture(scope="module")
def report() -> Document:
    text = Path(__file__).parent / "data" / "A-HRC-9-21.en.txt"
    return forms.read(text.read_bytes()).document


@pytest.fixture
def file(report: Document, tmp_path: Path) -> Path:
    path = tmp_path / "report.docx"
    path.write_bytes(forms.write(report, "docx"))
    return path


def unpaged(report: Document) -> Document:
    """Return a report as Word keeps it."""
    return bare(forms.read(forms.write(report, "docx")).document)


@pytest.mark.requirement("K2")
@pytest.mark.requirement("K5")
def test_a_change_in_libreoffice_is_the_only_one(
    report: Document, file: Path, tmp_path: Path
) -> None:
    changed = tmp_path / "changed.docx"
    assert office.edited(file, changed, tmp_path / "home", OLD, NEW) == 1
    reading = forms.read(changed.read_bytes())
    assert reading.doubts == ()
    before = unpaged(report)
    (change,) = compare(before, reading.document).differing
    assert change.before is not None
    assert change.before.number == "38"
    assert [one.text for one in change.pieces if one.fate is Fate.ADDED] == ["firmly "]
    assert not any(one.fate is Fate.REMOVED for one in change.pieces)
    assert bare(reading.document).front == before.front
    assert [one.marker for one in reading.document.notes] == [one.marker for one in report.notes]


@pytest.mark.requirement("K2")
def test_libreoffice_shows_our_numbers(report: Document, file: Path, tmp_path: Path) -> None:
    shown = office.converted(file, TEXT, tmp_path / "home").read_text("utf-8-sig")
    assert PARAGRAPH.findall(shown) == numbers(report) == [str(n) for n in range(1, 56)]
    assert HEADING.findall(shown) == [one.number for one in sections(report.body) if one.number]


def test_saved_without_a_change_nothing_is_another(
    report: Document, file: Path, tmp_path: Path
) -> None:
    saved = tmp_path / "saved.docx"
    assert office.edited(file, saved, tmp_path / "home", "words that stand nowhere", "x") == 0
    assert bare(forms.read(saved.read_bytes()).document) == unpaged(report)


@pytest.mark.parametrize(("language", "day"), [("ar", 31), ("fr", 1), ("zh", 9)])
def test_the_masthead_comes_back_in_other_languages(
    report: Document, tmp_path: Path, language: str, day: int
) -> None:
    assert report.front.day is not None
    front = replace(
        report.front, language=language, day=report.front.day.replace(day=day), title=(Words("T"),)
    )
    file, saved = tmp_path / "report.docx", tmp_path / "saved.docx"
    file.write_bytes(forms.write(Document(front), "docx"))
    office.edited(file, saved, tmp_path / "home", "words that stand nowhere", "x")
    assert forms.read(saved.read_bytes()).document.front == front
