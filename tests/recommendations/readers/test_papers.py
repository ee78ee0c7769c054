"""Concluding observations, and paragraphs that somebody chose from a report. All of Exerland."""

from pathlib import Path

import docx
import pytest

from rapporteur.kernel.refusals import Refused
from rapporteur.recommendations.readers.given import Given, Kind
from rapporteur.recommendations.readers.opening import opened
from rapporteur.recommendations.readers.papers import Chosen, numbers_of
from tests.recommendations.states import STATES

FRONT = ["CRC/C/OPSC/XEX/CO/1", "12 June 2009", "", "COMMITTEE ON THE RIGHTS OF THE CHILD", ""]
TITLE = ["Concluding observations: Exerland (exercise)", ""]
BODY = [
    *("I. Introduction", "", "1. The Committee considered the report of Exerland.", ""),
    *("II. Prevention", "", "2. The Committee is concerned that no register is kept.", ""),
    *("3. The Committee recommends that the State party:", "", "(a) Keep a register;", ""),
    *("(b) Train its judges.", "", "4. The Committee urges the State party to enact a law.", ""),
]
MANDATE = Path(__file__).parents[2] / "documents" / "data" / "A-HRC-9-21.en.txt"


def written(tmp_path, lines):
    (tmp_path / "paper.txt").write_text("\n".join(lines))
    return tmp_path / "paper.txt"


def read(path, chosen=None):
    with opened(path, STATES, chosen) as rows:
        return list(rows)


@pytest.mark.requirement("R50.1")
def test_of_concluding_observations_each_paragraph_that_recommends_is_one(tmp_path):
    first, second = read(written(tmp_path, [*FRONT, *TITLE, *BODY]))
    assert (first.kind, first.paragraph, second.paragraph) == (Kind.PAPER, "3", "4")
    assert first.text == (
        "The Committee recommends that the State party: (a) Keep a register; (b) Train its judges."
    )
    assert (first.mechanism, first.body, first.states) == ("treaty_body", "CRC", ["XEX"])
    assert (first.symbol, first.dated) == ("CRC/C/OPSC/XEX/CO/1", "2009-06-12")


def test_concluding_observations_in_word_are_read_the_same(tmp_path):
    document = docx.Document()
    for line in filter(None, [*FRONT, *TITLE, *BODY]):
        document.add_paragraph(line)
    document.save(str(tmp_path / "paper.docx"))
    found = read(tmp_path / "paper.docx")
    assert [row.paragraph for row in found] == ["3", "4"]


def test_without_a_state_in_the_symbol_the_title_tells_it_or_a_person(tmp_path):
    lines = ["CRC/C/15/Add.999", *FRONT[1:], "Concluding observations: Exerland", "", *BODY]
    assert read(written(tmp_path, lines))[0].states == ["XEX"]
    lines[lines.index("Concluding observations: Exerland")] = "Concluding observations"
    path = written(tmp_path, lines)
    with pytest.raises(Refused, match="tell no State"):
        read(path)
    assert read(path, Chosen(state="CHL"))[0].states == ["CHL"]


@pytest.mark.requirement("R50.1")
def test_of_a_report_of_the_mandate_the_chosen_paragraphs_are_read():
    said = Chosen("51, 53-54", mechanism="own_thematic", body="SR Sale of children")
    found = read(MANDATE, said)
    assert [row.paragraph for row in found] == ["51", "53", "54"]
    assert {(row.symbol, row.mechanism, row.body, row.dated) for row in found} == {
        ("A/HRC/9/21", "own_thematic", "SR Sale of children", "2008-07-31")
    }
    assert found[1].text.startswith("The next report will contain concrete, realistic")
    assert found[0].states == []


def test_a_chosen_paragraph_that_is_not_there_is_refused_and_the_others_stand():
    good, bad = read(MANDATE, Chosen("55, 99"))
    assert isinstance(good, Given)
    assert bad.reason == "there is no paragraph 99 in this document"


@pytest.mark.parametrize(
    ("lines", "chosen", "reason"),
    [
        (["Exerland", "", "1. The Committee recommends a law."], Chosen("1"), "tells no symbol"),
        ([*FRONT, *TITLE, *BODY[:8]], None, "No paragraph in which a Committee recommends"),
        ([*FRONT, *TITLE, *BODY], Chosen("first"), "Write paragraphs as"),
        ([], Chosen("1"), "empty"),
    ],
)
def test_what_tells_too_little_is_refused(tmp_path, lines, chosen, reason):
    with pytest.raises(Refused, match=reason):
        read(written(tmp_path, lines), chosen)


@pytest.mark.parametrize("sign", [",", ";"])
def test_rows_that_speak_of_concluding_observations_stay_rows(tmp_path, sign):
    text = "Carry out the concluding observations of the Committee."
    lines = [f"state{sign}text", f"Exerland{sign}{text}"]
    (row,) = read(written(tmp_path, lines))
    assert row.kind == Kind.OWN


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [("", []), ("7", ["7"]), ("3-5, 4; 9", ["3", "4", "5", "9"]), ("3 – 4", ["3", "4"])],
)
def test_paragraphs_are_written_as_numbers_and_ranges(typed, numbers):
    assert numbers_of(typed) == numbers


def test_a_range_that_goes_back_is_refused():
    with pytest.raises(Refused):
        numbers_of("9-7")
