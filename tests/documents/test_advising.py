"""Advice in the margin of a document: where, on what, what instead, and why."""

import pytest

from rapporteur.documents.advising import advice
from rapporteur.documents.passages import Kind, Part
from rapporteur.documents.tree import (
    Annex,
    Call,
    Cell,
    Document,
    Front,
    Note,
    Paragraph,
    Point,
    Section,
    Table,
    Words,
)
from rapporteur.law.wording import Wording
from rapporteur.people.mandates.queries import all_titles
from tests.documents.made import RICH

pytestmark = pytest.mark.django_db

SLIP = "child pornography"


def runs(text=SLIP):
    return (Words(text),)


@pytest.fixture
def wording():
    return Wording("en", all_titles())


@pytest.mark.requirement("K11")
def test_every_part_of_a_document_is_read_and_its_title_is_left_alone(wording):
    document = Document(
        Front(language="en", title=runs()),
        summary=(Paragraph("", runs()),),
        body=(
            Section("I", runs(), 1, (Paragraph("7", runs(), (Point("(a)", runs()),), runs()),)),
            Table(((Cell(runs()),),), caption=runs()),
        ),
        annexes=(Annex("I", runs(), (Paragraph("1", runs()),)),),
        notes=(Note("3", (runs(),)),),
    )
    assert [
        (one.spot.part, one.spot.kind, one.spot.number) for one in advice(document, wording)
    ] == [
        (Part.SUMMARY, Kind.PARAGRAPH, ""),
        (Part.BODY, Kind.HEADING, "I"),
        (Part.BODY, Kind.PARAGRAPH, "7"),
        (Part.BODY, Kind.POINT, "7 (a)"),
        (Part.BODY, Kind.PARAGRAPH, "7"),
        (Part.BODY, Kind.CAPTION, ""),
        (Part.BODY, Kind.CELL, ""),
        (Part.ANNEX, Kind.HEADING, "I"),
        (Part.ANNEX, Kind.PARAGRAPH, "1"),
        (Part.NOTES, Kind.NOTE, "3"),
    ]


@pytest.mark.requirement("K11")
def test_advice_shows_the_better_term_and_why(wording):
    [one] = advice(Document(Front(), body=(Paragraph("1", runs()),)), wording)
    assert (one.words, one.better) == (SLIP, "child sexual abuse material")
    assert one.why


@pytest.mark.requirement("K11")
def test_words_parted_by_style_or_note_are_found_and_quotations_are_not(wording):
    parted = (Words("child "), Call("1"), Words("pornography", italic=True), Words(" is wrong."))
    quoted = (Words("The law says “"), Words(SLIP, italic=True), Words("”."))
    document = Document(Front(), body=(Paragraph("1", parted), Paragraph("2", quoted)))
    assert [one.spot.number for one in advice(document, wording)] == ["1"]


def test_a_document_that_speaks_well_needs_no_advice(wording):
    assert advice(RICH, wording) == []
