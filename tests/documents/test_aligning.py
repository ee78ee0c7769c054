"""Two languages of a document side by side: by number, with what each lacks."""

import pytest

from rapporteur.documents.aligning import align
from rapporteur.documents.tree import (
    Annex,
    Document,
    Front,
    Note,
    Paragraph,
    Point,
    Section,
    Table,
    Words,
)
from tests.documents.made import RICH


def runs(text):
    return (Words(text),)


def paragraph(number, text="x", points=0):
    return Paragraph(number, runs(text), tuple(Point("", ()) for _ in range(points)))


ENGLISH = Document(
    Front(language="en", title=runs("Report")),
    summary=(paragraph("", "Summary."),),
    body=(
        Section(
            "I",
            runs("Introduction"),
            1,
            (
                paragraph("1"),
                Section("A", runs("Method"), 2, (paragraph("2", points=2), Table(()))),
            ),
        ),
        paragraph("3"),
    ),
    annexes=(Annex("I", runs("Figures"), (paragraph("1"),)),),
    notes=(Note("1", (runs("See."),)), Note("2", (runs("See."),))),
)
ARABIC = Document(
    Front(language="ar", title=runs("تقرير")),
    summary=(paragraph("", "موجز"),),
    body=(
        Section(
            "أولاً",
            runs("مقدمة"),
            1,
            (
                paragraph("١"),
                Section("ألف", runs("المنهج"), 2, (paragraph("٢", points=1), Table(()))),
            ),
        ),
        paragraph("٤"),
    ),
    annexes=(Annex("الأول", runs("أرقام"), (paragraph("١"),)),),
    notes=(Note("(١)", (runs("انظر"),)),),
)


def test_a_document_beside_itself_lacks_nothing():
    found = align(RICH, RICH)
    assert all(row.here == row.there for row in found.rows)


@pytest.mark.requirement("K7")
def test_numbers_that_a_language_lacks_are_told():
    found = align(ENGLISH, ARABIC)
    assert [unit.number for unit in found.only_here] == ["3", "2"]
    assert [unit.number for unit in found.only_there] == ["٤"]


def test_headings_and_tables_meet_by_the_paragraphs_around_them():
    pairs = [
        (row.here.number, row.there.number)
        for row in align(ENGLISH, ARABIC).rows
        if all((row.here, row.there))
    ]
    assert [pair for pair in pairs if pair[0]] == [
        ("I", "أولاً"),
        ("1", "١"),
        ("A", "ألف"),
        ("2", "٢"),
        ("I", "الأول"),
        ("1", "١"),
        ("1", "(١)"),
    ]


@pytest.mark.requirement("K7")
def test_a_paragraph_with_fewer_points_is_told():
    differing = [row.here.number for row in align(ENGLISH, ARABIC).rows if row.points_differ]
    assert differing == ["2"]


def test_what_one_lacks_stands_in_its_place():
    numbers = [
        (row.here and row.here.number, row.there and row.there.number)
        for row in align(ENGLISH, ARABIC).rows
        if not (row.here and row.there)
    ]
    assert numbers == [("3", None), (None, "٤"), ("2", None)]
