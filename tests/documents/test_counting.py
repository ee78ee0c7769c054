"""Words counted as the United Nations counts them, and the limit of a report."""

from datetime import date

import pytest

from rapporteur.documents.counting import LIMITS, Origin, Waiver, count, words_in
from rapporteur.documents.passages import Part
from rapporteur.documents.tree import Annex, Document, Front, Note, Paragraph, Section, Words
from tests.documents.made import RICH


def of(words, language="en", **parts):
    return Document(Front(language=language), body=(paragraph(words),), **parts)


def paragraph(words):
    return Paragraph("1", (Words(" ".join(["word"] * words)),))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("  \n ", 0),
        ("The child’s best-interests come first.", 5),
        ("Les droits de l’enfant", 4),
        ("los derechos del niño, 2008–2014", 5),
        ("حقوق الطفل\u200f أولاً", 3),
        ("права ребёнка", 2),
        ("儿童权利公约", 6),
        ("《公约》第34条", 5),
        ("第 34 条。", 3),
        ("CRC 公约", 3),
        ("a\u00a0b", 2),
    ],
)
def test_words_stand_between_spaces_and_a_chinese_character_is_one(text, words):
    assert words_in(text) == words


@pytest.mark.requirement("K10")
def test_notes_headings_summary_and_annexes_count():
    document = Document(
        Front(language="en", title=(Words("A title"),), symbol="A/HRC/0/1", organ="Council"),
        summary=(paragraph(3),),
        body=(
            paragraph(4),
            Section("I", (Words("First heading"),), 1, (paragraph(5),)),
            Section("II", (Words("Second"),), 1, (Section("A", (Words("Sub"),), 2),)),
        ),
        annexes=(Annex("I", (Words("An annex"),), (paragraph(6),)),),
        signatures=("(Signed) Nobody",),
        notes=(Note("1", ((Words("See elsewhere."),), (Words("Again."),))),),
    )
    counted = count(document, Origin.MANDATE)
    assert [(one.part, one.number, one.words) for one in counted.sections] == [
        (Part.FRONT, "", 2),
        (Part.SUMMARY, "", 3),
        (Part.BODY, "", 4),
        (Part.BODY, "I", 7),
        (Part.BODY, "II", 2),
        (Part.SIGNATURES, "", 2),
        (Part.ANNEX, "I", 8),
        (Part.NOTES, "", 3),
    ]
    assert (counted.total, counted.notes, counted.headings) == (31, 3, 6)


def test_sections_add_up_to_the_whole():
    counted = count(RICH, Origin.MANDATE)
    assert counted.total == sum(one.words for one in counted.sections) > 0


@pytest.mark.requirement("K10")
@pytest.mark.parametrize("origin", list(Origin))
@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru"])
def test_the_limit_may_be_reached_and_not_passed(origin, language):
    limit = LIMITS[origin]
    assert count(of(limit, language), origin).over is False
    assert count(of(limit + 1, language), origin).over is True
    assert count(of(limit + 1, language), origin).may_be_submitted is False


@pytest.mark.requirement("K10")
@pytest.mark.parametrize("language", ["zh", ""])
def test_where_the_limit_is_not_said_nobody_knows(language):
    counted = count(of(20_000, language), Origin.MANDATE)
    assert (counted.total, counted.over, counted.may_be_submitted) == (20_000, None, None)


@pytest.mark.parametrize(("words", "may"), [(None, True), (12_000, True), (10_999, False)])
def test_a_waiver_opens_what_it_covers_and_hides_nothing(words, may):
    waiver = Waiver("Documents Management Section", date(2026, 1, 5), words)
    counted = count(of(11_000), Origin.MANDATE, waiver)
    assert (counted.over, counted.may_be_submitted) == (True, may)


def test_a_waiver_is_granted_by_somebody():
    with pytest.raises(ValueError, match="who granted"):
        Waiver(" ", date(2026, 1, 5))
