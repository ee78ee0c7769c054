"""What is typed of a report becomes a document with its numbers, notes and figures."""

from datetime import date

import pytest

from rapporteur.documents.tree import Call, Front, Section, Words, paragraphs, plain, sections
from rapporteur.kernel.refusals import Refused
from rapporteur.reports.writing import Text, Tied, document, recommendations, sentences, tied
from tests.factories.reports import TEXT

YEAR = Tied("letters.sent", date(2025, 1, 1), date(2025, 12, 31))


def made(text=TEXT):
    return document(text, Front(), lambda _tied: "7")


def test_headings_and_paragraphs_are_numbered_as_the_united_nations_do():
    found = made()
    assert [(one.number, plain(one.heading), one.level) for one in sections(found.body)] == [
        ("I", "Introduction", 1),
        ("II", "Conclusions", 1),
        ("A", "What should be done", 2),
    ]
    assert [one.number for one in paragraphs(found.body)] == ["1", "2"]
    assert isinstance(found.body[1].blocks[0], Section)


def test_a_figure_stands_where_it_was_typed_and_a_note_is_called():
    first = paragraphs(made().body)[0]
    assert first.runs == (Words("This exercise reports 7 letters."), Call("1"))
    assert plain(made().notes[0].paragraphs[0]) == "Exercise, made up."


def test_what_recommends_is_bold_and_counted_with_its_points():
    last = paragraphs(made().body)[-1]
    assert [one.number for one in last.points] == ["(a)", "(b)"]
    assert all(run.bold for run in last.runs)
    assert recommendations(made()) == 1
    assert recommendations(made(Text(body="Nothing is asked."))) == 0


def test_a_late_report_says_why_at_its_title():
    found = made(Text(title="Late", late="The mandate-holder took up\noffice in May."))
    assert found.front.title == (Words("Late"), Call("*"))
    assert found.notes[0].marker == "*"


def test_lines_of_a_paragraph_and_of_a_point_go_on():
    found = made(Text(body="# One\nIt goes\non.\n(a) and\non;\n\n\n### Deep\n\n(a) alone"))
    first, second = paragraphs(found.body)
    assert plain(first.runs) == "It goes on."
    assert plain(first.points[0].runs) == "and on;"
    assert (second.runs, second.points[0].number) == ((), "(a)")
    assert [one.number for one in sections(found.body)] == ["I", "1"]


def test_words_beside_a_figure_stay_one_run():
    found = made(Text(body="{letters.sent 2025}{letters.sent 2025} of them"))
    assert paragraphs(found.body)[0].runs == (Words("77 of them"),)


def test_figures_are_read_once_each_with_their_days():
    text = Text(
        summary="{letters.sent 2025}",
        body="{letters.sent 2025} and {replies.received 2025-06-01/2026-05-31}",
    )
    first, second = text.figures()
    assert first == YEAR
    assert second.mark == "{replies.received 2025-06-01/2026-05-31}"
    assert YEAR.mark == "{letters.sent 2025}"
    assert Tied.of(YEAR.kept()) == YEAR


@pytest.mark.parametrize(
    ("mark", "why"),
    [
        ("letters", "is no figure"),
        ("letters.sent", "is no figure"),
        ("letters.sent 2025-02-30/2025-03-01", "names a day that there is not"),
        ("letters.sent 2025-03-01/2025-02-01", "ends before it begins"),
    ],
)
def test_braces_that_hold_no_figure_are_refused_by_name(mark, why):
    with pytest.raises(Refused, match=why):
        tied(mark)


@pytest.mark.requirement("K12")
def test_the_sentence_of_a_figure_is_found():
    text = Text(summary="None here. Sent: {letters.sent 2025} letters! And more.")
    assert sentences(text, YEAR) == ["Sent: {letters.sent 2025} letters!"]
