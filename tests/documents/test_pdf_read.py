"""PDF files are read by their text, in a child process, and refused with the reason."""

from pathlib import Path

import pytest

from rapporteur.documents.readers.pdf import HYPHEN, read
from rapporteur.documents.readers.text import read as read_text
from rapporteur.documents.refusals import Unreadable
from rapporteur.documents.tree import Place, paragraphs, plain, sections
from rapporteur.kernel.files import opening
from rapporteur.kernel.files.contents import Contents
from rapporteur.kernel.files.verdicts import Form, Note
from tests.documents.texts import lost, numbers, whys
from tests.kernel.files.documents import pdf

SHARED = Path(__file__).parents[3] / "shared" / "data" / "documents" / "pdf"
# The first two pages of A/HRC/15/8 as PDFium gives them: the masthead comes last.
COVER = """GE.10-14488
Human Rights Council
Fifteenth session
Agenda item 6
Universal Periodic Review
 Report of the Working Group on the Universal
Periodic Review*
 Kenya
*
 Previously issued under document symbol A/HRC/WG.6/8/L.7. The annex to the present
report is circulated as received.
United Nations A/HRC/15/8
General Assembly Distr.: General
17 June 2010
Original: English"""
PAGE = f"""A/HRC/15/8
2
Introduction
1. The Working Group on the Universal Periodic Review, established in accord{HYPHEN}ance
with Human Rights Council resolution 5/1, held its eighth session from 3 to 14 May 2010.
2. On 7 September 2009, the Human Rights Council selected the following group of"""
LAST = """A/HRC/15/8
3
rapporteurs (troika) to facilitate the review of Kenya: Bangladesh, Egypt and Mexico.
I. Summary of the proceedings of the review process
 A. Presentation by the State under review
3. In accordance with paragraph 15 of the annex to resolution 5/1, the following
documents were issued for the review of Kenya."""


def test_the_pages_of_a_file_are_pages_of_one_text() -> None:
    reading = read(pdf("A/HRC/0/1", "1. One.", "2. Two."))
    found = paragraphs(reading.document.body)
    assert [(each.number, plain(each.runs), each.place) for each in found] == [
        ("1", "One.", Place(2, 2)),
        ("2", "Two.", Place(3, 3)),
    ]


def test_a_report_is_read_as_pdfium_gives_it(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Contents(Form.PDF, texts=[COVER, PAGE, LAST], notes=[Note.PICTURES, Note.CUT])
    monkeypatch.setattr(opening, "contents", lambda _data: made)
    reading = read(b"%PDF-")
    front = reading.document.front
    assert (front.organ, front.symbol) == ("Human Rights Council", "A/HRC/15/8")
    assert (front.session, front.heading) == ("Fifteenth session", "Universal Periodic Review")
    assert (
        plain(front.title) == "Report of the Working Group on the Universal Periodic Review\nKenya"
    )
    [note] = reading.document.notes
    assert plain(note.paragraphs[0]).endswith("is circulated as received.")
    assert numbers(reading.document) == ["1", "2", "3"]
    first, second, _third = paragraphs(reading.document.body)
    assert "in accordance with Human Rights" in plain(first.runs)
    assert plain(second.runs).endswith(
        "the following group of rapporteurs (troika) to facilitate"
        " the review of Kenya: Bangladesh, Egypt and Mexico."
    )
    assert [each.number for each in sections(reading.document.body)] == ["", "I", "A"]
    assert "The file holds pictures; they are left out." in whys(reading)
    assert "The text is cut: what is beyond the limit is left out." in whys(reading)
    source = f"{COVER}\n{PAGE}\n{LAST}".replace(HYPHEN, "")
    assert lost(source, reading) == set()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "."),
        (b"1. A text.", "."),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "."),
        (pdf(""), "only pictures"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(data: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        read(data)


@pytest.mark.full
@pytest.mark.skipif(not SHARED.exists(), reason="the files lie outside of the repository")
@pytest.mark.parametrize(
    ("name", "symbol", "last", "headings"),
    [
        ("A_79_972", "A/79/972-S/2025/467", 29, 7),
        ("A_HRC_59_60", "A/HRC/59/60", 64, 19),
        ("A_HRC_RES_59_25", "A/HRC/RES/59/25", 27, 0),
        ("UPR_WG_cambodia2014", "A/HRC/26/16", 120, 5),
        ("UPR_WG_kenya2010", "A/HRC/15/8", 110, 5),
    ],
)
def test_files_of_the_united_nations_are_read(
    name: str, symbol: str, last: int, headings: int
) -> None:
    data = (SHARED / f"{name}.pdf").read_bytes()
    reading = read(data)
    assert reading.document.front.symbol == symbol
    assert numbers(reading.document) == [str(number) for number in range(1, last + 1)]
    assert len(sections(reading.document.body)) == headings
    text = "\n\f".join(opening.contents(data).texts).replace(HYPHEN, "-\n")
    assert numbers(read_text(text.encode()).document) == numbers(reading.document)
