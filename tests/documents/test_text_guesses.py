"""Where a text can be read in two ways, the reader decides by what stands around, and tells."""

import pytest

from rapporteur.documents.readers.text import read
from rapporteur.documents.tree import Call, Reading, paragraphs, plain
from tests.documents.test_text_traits import numbered
from tests.documents.texts import numbers, shape, whys

GUESSED_HEADING = "This is taken for a heading by a guess."
JOINED = "This line is joined to what stands before it by a guess."
UNNUMBERED = "A paragraph without number; it may go on with the one above."
IN_POINT = "This line is taken as part of the point above."


def bodies(reading: Reading) -> list[str]:
    return [plain(each.runs) for each in paragraphs(reading.document.body)]


# Headings


def test_headings_stand_as_deep_as_their_numbers_tell() -> None:
    reading = numbered(
        "1. One.",
        "2. Two.",
        "I. First",
        "A. Part",
        "1. Detail of the part",
        "3. Three.",
        "2. Other detail",
        "4. Four.",
        "B. Other part",
        "5. Five.",
        "II. Second",
        "6. Six.",
    )
    assert shape(reading.document.body) == [
        (1, "", "Introduction"),
        (1, "I", "First"),
        (2, "A", "Part"),
        (3, "1", "Detail of the part"),
        (3, "2", "Other detail"),
        (2, "B", "Other part"),
        (1, "II", "Second"),
    ]
    assert numbers(reading.document) == ["1", "2", "3", "4", "5", "6"]
    assert reading.doubts == ()


def test_an_i_after_an_h_is_a_letter() -> None:
    letters = [line for letter in "ABCDEFGHI" for line in (f"{letter}. Part {letter}", "")]
    reading = numbered("1. One.", "I. First", *letters, "2. Two.")
    assert shape(reading.document.body)[-1] == (2, "I", "Part I")
    assert len(shape(reading.document.body)) == 11


def test_a_heading_without_number_before_a_paragraph_is_told() -> None:
    reading = numbered("1. One.", "", "Cooperation with others", "2. Two.")
    assert shape(reading.document.body)[-1] == (2, "", "Cooperation with others")
    assert GUESSED_HEADING in whys(reading)


def test_a_heading_that_the_contents_name_is_no_guess() -> None:
    reading = read(
        b"A/HRC/0/1\nReport of nobody\nContents\nCooperation with others ..... 1-2  3\n"
        b"I.  Its way, and what else was done there ..... 3-4  3\n\n"
        b"Cooperation with others\n1. One.\n2. Two.\n"
        b"I. Its way, and what\nelse was done there\n3. Three.\n4. Four.\n5. Five.\n"
    )
    assert shape(reading.document.body) == [
        (1, "", "Cooperation with others"),
        (1, "I", "Its way, and what else was done there"),
    ]
    assert GUESSED_HEADING not in whys(reading)
    assert "The table of contents tells 4 as the last paragraph, not 5." in whys(reading)


@pytest.mark.parametrize(
    ("first", "second"),
    [("SALE OF CHILDREN", "AND OTHERS"), ("Sale and other abuse", "of children")],
)
def test_a_heading_broken_at_a_line_is_one(first: str, second: str) -> None:
    reading = numbered("1. One.", "", f"I. {first}", second, "2. Two.")
    assert shape(reading.document.body)[-1] == (1, "I", f"{first} {second}")


# Paragraphs


def test_a_line_that_begins_with_a_capital_goes_on_where_nothing_has_ended() -> None:
    reading = numbered("1. It was said by the Committee on", "", "Migrant Workers.", "2. Two.")
    assert bodies(reading) == ["It was said by the Committee on Migrant Workers.", "Two."]
    assert JOINED in whys(reading)


def test_a_paragraph_without_number_is_told() -> None:
    # as in the report on the Czech Republic of 2012
    reading = numbered("1. It stressed this.", "", "Persons were exempted.", "2. Two.")
    assert [each.number for each in paragraphs(reading.document.body)] == ["1", "", "2"]
    assert UNNUMBERED in whys(reading)


def test_a_first_line_set_in_begins_a_paragraph() -> None:
    # A/HRC/14/15/Add.1
    reading = numbered(
        "            Slovenia welcomes the recommendations made during its Universal Periodic",
        "            Review on 16 February 2010.",
        "                   After evaluating the recommendations, its answers are as follows:",
        "1. Slovenia accepts the recommendation and will continue to implement it in full.",
    )
    assert [text[:15] for text in bodies(reading)] == [
        "Slovenia welcom",
        "After evaluatin",
        "Slovenia accept",
    ]


def test_a_number_without_words_is_told() -> None:
    reading = numbered("1. One.", "2.", "3. Three.")
    assert numbers(reading.document) == ["1", "2", "3"]
    assert "No words follow this number." in whys(reading)


def test_a_paragraph_without_end_is_ended() -> None:
    reading = numbered("1. One", *["goes on and on " * 100] * 60, "2. Two.")
    assert "A paragraph that does not end is ended here." in whys(reading)
    assert len(bodies(reading)) == 3


# Points


def test_points_stand_by_the_kinds_of_their_numbers() -> None:
    marks = ["(a)", "(i)", "(ii)", "(b)", *[f"({letter})" for letter in "cdefghij"]]
    reading = numbered("1. The following:", *[f"{mark} it is said;" for mark in marks], "2. Two.")
    [first, _second] = paragraphs(reading.document.body)
    assert [point.number for point in first.points] == [f"({letter})" for letter in "abcdefghij"]
    assert [point.number for point in first.points[0].points] == ["(i)", "(ii)"]


def test_a_line_between_two_points_belongs_to_the_first() -> None:
    # as in the report on Argentina of 2012
    reading = numbered(
        "1. The following:",
        "1.1. Enhance its efforts (Greece);",
        "",
        "Pursue its efforts (Morocco).",
        "1.2. Analyse the causes (Netherlands);",
        "2. Two.",
    )
    [first, _second] = paragraphs(reading.document.body)
    assert (
        plain(first.points[0].runs)
        == "Enhance its efforts (Greece);\nPursue its efforts (Morocco)."
    )
    assert IN_POINT in whys(reading)


def test_a_letter_in_brackets_inside_a_sentence_is_no_point() -> None:
    reading = numbered("1. It was issued under paragraph 15", "(b) of the annex.", "2. Two.")
    assert bodies(reading) == ["It was issued under paragraph 15 (b) of the annex.", "Two."]


def test_a_number_that_a_list_skips_is_told() -> None:
    before = [f"{number}. Said." for number in range(1, 9)]
    reading = numbered(*before, "9. So:", "1. A;", "2. B;", "4. D;", "10. Ten.")
    assert "A number is missing in the list before this." in whys(reading)
    points = paragraphs(reading.document.body)[8].points
    assert [point.number for point in points] == ["1", "2", "4"]


# Notes and the front


def test_two_notes_in_one_line_are_two() -> None:
    # as in the report on Lebanon of 2010
    reading = read(
        b"A/HRC/0/1\nReport of the Working Group* **\n\nNowhere\n"
        b"* Previously issued as document A/HRC/WG.6/9/L.16. It is circulated as \nreceived."
        b" ** Late submission.\n\nContents\nIntroduction ... 1-2 3\n\nIntroduction\n1. One.\n2. Two.\n"
    )
    title = reading.document.front.title
    assert [run for run in title if isinstance(run, Call)] == [Call("*"), Call("**")]
    assert [(note.marker, plain(note.paragraphs[0])) for note in reading.document.notes] == [
        ("*", "Previously issued as document A/HRC/WG.6/9/L.16. It is circulated as received."),
        ("**", "Late submission."),
    ]


def test_a_dot_for_an_asterisk_is_told() -> None:
    # A/HRC/8/22
    reading = read(
        b"A/HRC/8/22 22 May 2008\nOriginal: ENGLISH/FRENCH\nHUMAN RIGHTS COUNCIL Eighth session"
        b" Agenda item 6 \nUNIVERSAL PERIODIC REVIEW \nReport of the Working Group \nMorocco * \n\n"
        b". Previously issued under the document symbol A/HRC/WG.6/1/MAR/4.\n\nIntroduction\n1. One.\n"
    )
    front = reading.document.front
    assert (front.session, front.agenda_item, front.original) == ("Eighth session", "6", "en")
    assert (front.heading, front.day is not None) == ("UNIVERSAL PERIODIC REVIEW", True)
    assert plain(front.title) == "Report of the Working Group\nMorocco"
    assert [note.marker for note in reading.document.notes] == ["*"]
    assert "A dot is taken for the asterisk of a note." in whys(reading)
    assert "Of several languages the first is kept." in whys(reading)


def test_a_front_in_another_language_is_told() -> None:
    reading = read(
        "A/HRC/9/21\nAssemblée générale Distr. générale\n31 juillet 2008\nOriginal : français\n\n"
        "Rapport présenté par la Rapporteuse spéciale\n\nIntroduction\n1. Un.\n2. Deux.\n".encode()
    )
    front = reading.document.front
    assert (front.symbol, front.language, front.day) == ("A/HRC/9/21", "", None)
    assert "Rapport présenté par la Rapporteuse spéciale" in plain(front.title)
    told = [doubt for doubt in reading.doubts if "front in English" in doubt.why]
    assert len(told) == 1
    assert numbers(reading.document) == ["1", "2"]


def test_a_text_without_numbers_is_kept() -> None:
    reading = read("Nothing is numbered here.\n\nÀ la fin.\n".encode())
    kept = [*bodies(reading), plain(reading.document.front.title), reading.document.front.heading]
    assert "Nothing is numbered here." in " ".join(kept)
