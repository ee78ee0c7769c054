"""PDF/UA: found good by an outside checker, read in order, found by search, and the same each time."""

import ctypes
import hashlib
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any

import page
import pypdfium2
import pytest
from pypdfium2 import raw

from rapporteur.documents.tree import (
    Annex,
    Block,
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
from rapporteur.documents.writers import pdf
from rapporteur.documents.writers.pdf_tables import MOST_ROWS, WIDEST
from rapporteur.kernel.refusals import Refused
from tests.documents.made import RICH

# The checker takes widths that a font leaves to its default for nought; fontTools reads them right.
NOT_BELIEVED = {"PDFUA1-FONT-GLYPH-WIDTH-001"}
SENTENCES = {
    "ar": "تلاحظ المقررة الخاصة أن الأطفال أصحاب حقوق وأن الدول تقدم تقاريرها إلى مجلس حقوق الإنسان",
    "en": "The first efficient office offers children a final affidavit",
    "es": "La Relatora señala que los niños y las niñas son titulares de derechos",
    "fr": "La Rapporteuse relève que « les élèves » œuvrent, où qu’ils soient, à l’égalité",
    "ru": "Специальный докладчик отмечает, что дети являются обладателями прав",
    "zh": "特别报告员注意到，儿童是权利的拥有者，各国应向人权理事会提交报告",
}
HOSTILE = (
    '#panic("no") $x^2$ *b* _i_ `raw` \\ @ref <label> "q" \'s\' // c /* d */ [e] {f} ~ -- --- ... '
    '#read("/etc/hostname") #image("a.png") \\u{41} &amp; %'
)


def texts(data: bytes) -> list[str]:
    """Return the text of each page, as a reader that copies it gets it."""
    with closing(pypdfium2.PdfDocument(data)) as opened:
        found = []
        for each in opened:
            with closing(each.get_textpage()) as text:
                found.append(text.get_text_range().replace("\r\n", "\n"))
            each.close()
        return found


def text(*blocks: Block, notes: tuple[Note, ...] = (), front: Front | None = None) -> str:
    return " ".join(" ".join(texts(pdf.write(said(*blocks, notes=notes, front=front)))).split())


def said(*blocks: Block, notes: tuple[Note, ...] = (), front: Front | None = None) -> Document:
    return Document(front or Front(symbol="A/HRC/0/1", language="en"), body=blocks, notes=notes)


def para(words: str, number: str = "1", href: str = "") -> Paragraph:
    return Paragraph(number, (Words(words, href=href),))


def in_language(language: str) -> Document:
    words = (Words(SENTENCES[language]), Call("1"), Words(" " + SENTENCES[language], bold=True))
    section = Section("I", words[:1], 1, (Paragraph("1", words, (Point("a", words[:1]),)),))
    return Document(
        Front("HRC", "A/HRC/0/1", "General", date(2008, 7, 31), language, "en", title=words[:1]),
        body=(
            section,
            Table(((Cell(words[:1]), Cell(words[:1])), (Cell(()), Cell(())))),
        ),
        annexes=(Annex("I", words[:1], ()),),
        notes=(Note("1", (words[:1],)),),
    )


def tags(data: bytes) -> Counter[str]:
    """Return how often each tag stands on the first page."""
    with closing(pypdfium2.PdfDocument(data)) as opened, closing(opened[0]) as first:
        tree = raw.FPDF_StructTree_GetForPage(first)
        children = range(raw.FPDF_StructTree_CountChildren(tree))
        found = Counter(
            each
            for at in children
            for each in _below(raw.FPDF_StructTree_GetChildAtIndex(tree, at))
        )
        raw.FPDF_StructTree_Close(tree)
        return found


def _below(element: Any) -> Iterator[str]:
    length = raw.FPDF_StructElement_GetType(element, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDF_StructElement_GetType(element, buffer, length)
    yield buffer.raw.decode("utf-16-le").rstrip("\0")
    for at in range(raw.FPDF_StructElement_CountChildren(element)):
        if child := raw.FPDF_StructElement_GetChildAtIndex(element, at):
            yield from _below(child)


# PDF/UA


@pytest.mark.requirement("K4")
@pytest.mark.parametrize("language", SENTENCES)
def test_an_outside_checker_finds_no_fault(language: str) -> None:
    report = page.validate_pdf_bytes(pdf.write(in_language(language)), profile="ua1")
    assert report.rules.total > 100
    assert {failure.rule_id for failure in report.failures} <= NOT_BELIEVED


@pytest.mark.requirement("K4")
def test_a_document_of_every_kind_of_block_has_no_fault() -> None:
    report = page.validate_pdf_bytes(pdf.write(RICH), profile="ua1")
    assert {failure.rule_id for failure in report.failures} <= NOT_BELIEVED


def test_the_checker_would_find_a_fault() -> None:
    spoilt = pdf.write(RICH).replace(b"DisplayDocTitle true", b"DisplayDocTitle null")
    assert not page.is_pdf_compliant_bytes(spoilt, profile="ua1")


def test_the_file_says_what_it_is() -> None:
    data = pdf.write(RICH)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    assert b"/DisplayDocTitle true" in data
    assert b"/Lang(en)" in data
    with closing(pypdfium2.PdfDocument(data)) as opened:
        assert raw.FPDFCatalog_IsTagged(opened)
        told = opened.get_metadata_dict()
    assert (told["Title"], told["Author"], told["Keywords"]) == (
        "Report on nothing", "Nobody", "A/HRC/0/1",
    )  # fmt: skip


@pytest.mark.requirement("K4")
def test_headings_lists_tables_and_notes_are_tagged() -> None:
    found = tags(pdf.write(RICH))
    assert (found["H1"], found["H2"]) == (
        2,
        1,
    )  # summary and introduction; a heading in the summary
    assert found["TH"] == 4
    assert found["TD"] == 2  # and four with nothing in them
    assert found["Note"] == 5
    assert found["LI"] == found["LBody"] == 3
    assert found["Caption"] == 1
    assert found["Link"] > 5


def test_headings_leave_no_level_out_and_end_at_the_sixth() -> None:
    deep: tuple[Block, ...] = ()
    for level in range(9, 0, -1):
        deep = (Section("", (Words(f"Level {level}"),), level * 2, deep),)
    found = tags(pdf.write(said(*deep)))
    assert [found[f"H{level}"] for level in range(1, 8)] == [1, 1, 1, 1, 1, 4, 0]


def test_arabic_is_read_from_the_right() -> None:
    assert b"/Direction/R2L" in pdf.write(in_language("ar"))
    assert b"/Direction/L2R" in pdf.write(in_language("ru"))


@pytest.mark.parametrize("language", ["", "en-GB", "#x", "EN"])
def test_a_language_that_is_none_is_said_to_be_unknown(language: str) -> None:
    assert b"/Lang(und)" in pdf.write(Document(Front(language=language)))


def test_a_document_without_a_title_is_named_by_what_it_has() -> None:
    for front, title in (
        (Front(heading="Item"), "Item"),
        (Front(symbol="A/1"), "A/1"),
        (Front(), "–"),
    ):
        with closing(pypdfium2.PdfDocument(pdf.write(Document(front)))) as opened:
            assert opened.get_metadata_dict()["Title"] == title


# Words that are found again


@pytest.mark.requirement("K3")
@pytest.mark.parametrize("language", SENTENCES)
def test_words_come_out_as_words(language: str) -> None:
    found = "".join(texts(pdf.write(in_language(language))))
    if language == "zh":
        assert "".join(found.split()).count(SENTENCES["zh"]) >= 6
        return
    words = re.findall(r"[^\W\d]{2,}", SENTENCES[language])
    assert len(words) > 7
    counted = Counter(re.findall(r"[^\W\d]{2,}", found))
    assert {word: counted[word] for word in words if counted[word] < 6} == {}


def test_the_name_that_arabic_fonts_make_one_sign_of_is_found() -> None:
    assert {"عبد", "الله", "بالله"} <= set(text(para("عبد الله"), para("بالله")).split())


def test_markup_comes_out_as_itself() -> None:
    front = Front(organ=HOSTILE, symbol="#x", title=(Words(HOSTILE),), author="*a*", language="en")
    table = Table(((Cell((Words(HOSTILE),)),),), caption=(Words(HOSTILE),))
    note = Note("#1", ((Words(HOSTILE),),))
    blocks = (
        Section("$I", (Words(HOSTILE),), 1),
        Paragraph("*1*", (Words(HOSTILE), Call("#1")), (Point("<a>", (Words(HOSTILE),)),)),
        table,
    )
    found = text(*blocks, notes=(note,), front=front)
    assert "".join(found.split()).count("".join(HOSTILE.split())) == 8
    assert {"#x", "*a*", "*1*.", "<a>.", "$I."} <= set(found.split())


def test_the_look_reads_nothing_but_what_it_is_told() -> None:
    look = re.sub(r"//.*", "", pdf.LOOK.read_text())
    assert (
        re.findall(r"\b(?:read|image|include|import|eval|plugin|csv|yaml|toml|xml)\b", look) == []
    )


def test_numbers_are_those_of_the_document() -> None:
    found = text(para("a", "17 bis"), para("b", "(c)"), para("d", "5"), para("e", "5"))
    assert "17 bis. a (c) b 5. d 5. e" in found


def test_lines_are_broken_where_the_document_breaks_them() -> None:
    (found,) = texts(pdf.write(said(para("one\ntwo"))))
    assert "1. one\ntwo" in found


def test_signs_that_no_font_has_are_told() -> None:
    made = pdf.make(said(para("ไทย \u200fand\u00ad x"), para("😀")))
    assert made.unknown == ("ท", "ย", "ไ", "😀")
    (found,) = texts(made.pdf)
    assert "\ufffd\ufffd\ufffd and x\n" in found
    assert pdf.make(RICH).unknown == ()


def test_a_letter_is_kept_where_only_its_mark_has_no_sign() -> None:
    made = pdf.make(said(para("e\u09c6 a b\u0816")))
    assert set(made.unknown) <= {"\u09c6", "\u0816"}
    (found,) = texts(made.pdf)
    assert {"e", "a", "b"} <= set(re.findall(r"[a-z]", found.partition("1.")[2]))


def test_what_typst_breaks_off_over_is_shown_without_it() -> None:
    marks = "".join(chr(code) for code in range(0x8C0, 0x900))
    made = pdf.make(said(para(f"before {marks} after {' '.join(marks)}")))
    assert "before" in texts(made.pdf)[0]
    assert "after" in texts(made.pdf)[0]
    assert len(made.unknown) > 10


@pytest.mark.parametrize("empty", ["", " ", "\u200b", "\n"])
def test_what_has_no_words_is_no_heading_link_or_marker(empty: str) -> None:
    blocks = (
        Section("", (Words(empty), Call(empty)), 1, (para("inside"),)),
        para(empty, href="https://www.un.org/"),
    )
    data = pdf.write(said(*blocks, notes=(Note(empty, ((Words("Note."),),)),)))
    assert {tag for tag in tags(data) if re.fullmatch("H[1-6]", tag)} == set()
    assert "*Note." in "".join("".join(texts(data)).split())
    assert b"/URI" not in data


def test_what_is_no_text_is_shown_as_a_sign_that_says_so() -> None:
    assert "a\ufffdb\ufffdc\ufffd" in text(para("a\x00b\x1bc\ud800"))


# Links and notes


@pytest.mark.parametrize(
    ("href", "links"),
    [
        ("https://www.un.org/?a=1&b=2", 1), ("mailto:a@example.org", 1), ("HTTP://x", 1),
        ("javascript:alert(1)", 0), ("file:///etc/passwd", 0), ("#a", 0), ("a.html", 0), ("", 0),
        ("https://" + "x" * 5000, 0),
    ],
)  # fmt: skip
def test_links_lead_to_the_web_or_to_mail(href: str, links: int) -> None:
    data = pdf.write(said(para("words", href=href)))
    assert data.count(b"/Subtype/Link") == links
    assert "words" in "".join(texts(data))


def test_notes_stand_where_they_are_called_and_once() -> None:
    found = text(
        Paragraph("1", (Words("x"), Call("*"), Words(" y"), Call("*"), Call("7"))),
        notes=(Note("*", ((Words("Star."),), (Words("More."),))), Note("8", ((Words("Left."),),))),
    )
    assert "1. x* y*7 8 Left.*Star. More." in re.sub(r" (?=[*7])|(?<=[*]) (?=S)", "", found)


def test_a_marker_that_comes_again_calls_the_next_note() -> None:
    one, two = Note("1", ((Words("First."),),)), Note("1", ((Words("Second."),),))
    found = text(Paragraph("", (Words("a"), Call("1"), Call("1"), Call("1"))), notes=(one, two))
    assert (found.count("First."), found.count("Second.")) == (1, 1)


def test_notes_that_call_each_other_end() -> None:
    one = Note("1", ((Words("One"), Call("2"), Call("1")),))
    two = Note("2", ((Words("Two"), Call("1")),))
    found = text(Paragraph("", (Words("a"), Call("1"))), notes=(one, two))
    assert (found.count("One"), found.count("Two")) == (1, 1)


# The look


def test_pages_after_the_first_carry_symbol_and_number() -> None:
    pages = texts(pdf.write(said(*(para("Words. " * 90, str(at)) for at in range(1, 20)))))
    assert len(pages) > 3
    assert [each.count("A/HRC/0/1") for each in pages] == [1] * len(pages)
    assert [each.split()[-1] for each in pages] == [str(at) for at in range(1, len(pages) + 1)]
    assert pages[1].startswith("A/HRC/0/1\n")


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ["Distr.: General", "31 July 2008", "English", "Original: Spanish"]),
        ("fr", ["Distr. General", "31 juillet 2008", "Français", "Original : espagnol"]),
        ("es", ["Distr. General", "31 de julio de 2008", "Español", "Original: español"]),
        ("ar", ["Distr.: General", "31 July 2008", "Arabic", "Original: Spanish"]),
        ("zh", ["Distr.: General", "31 July 2008", "Chinese", "Original: Spanish"]),
        ("xx", ["Distr.: General", "31 July 2008", "Xx", "Original: Spanish"]),
    ],
)
def test_the_masthead_says_it_as_the_united_nations_do(language: str, lines: list[str]) -> None:
    front = Front("", "", "General", date(2008, 7, 31), language, "es")
    assert pdf._masthead(front)["lines"] == lines
    assert pdf._masthead(Front(distribution="Distr.: Limited"))["lines"] == ["Distr.: Limited"]
    (first, *_others) = texts(pdf.write(Document(front)))
    assert {word for line in lines for word in line.split()} <= set(first.split()) | {
        "Distr.:",
        "Original:",
    }


def test_a_document_that_says_nothing_has_no_masthead() -> None:
    assert text(front=Front()) == "1"


@pytest.mark.parametrize(
    ("language", "item"), [("fr", "Point 3 de l’ordre du jour"), ("xx", "Agenda item 3")]
)
def test_the_agenda_item_is_said_in_words(language: str, item: str) -> None:
    assert item in text(front=Front(language=language, agenda_item="3"))
    assert "Items 3" in text(front=Front(language=language, agenda_item="Items 3"))


def test_points_deeper_than_eight_keep_their_words() -> None:
    points: tuple[Point, ...] = ()
    for at in range(30, 0, -1):
        points = (Point(str(at), (Words(f"word{at}"),), points),)
    found = text(Paragraph("1", (), points, (Words("after"),)))
    assert [f"{at}. word{at}" in found for at in range(1, 31)] == [True] * 30
    assert found.index("word30") < found.index("after")


def test_an_annex_begins_a_page() -> None:
    pages = texts(pdf.write(in_language("fr")))
    assert len(pages) == 2
    assert "Annexe I" in pages[1]


# Bounds, and the same each time


def test_tables_and_documents_that_are_too_large_are_refused() -> None:
    with pytest.raises(Refused, match="table"):
        pdf.write(said(Table(((),) * (MOST_ROWS + 1))))
    with pytest.raises(Refused, match="table"):
        pdf.write(said(Table(((Cell(()),) * WIDEST, *(((),) * 2000)))))
    with pytest.raises(Refused, match="too long"):
        pdf.write(said(para("x" * pdf.MOST_BYTES)))


@pytest.mark.requirement("K3")
@pytest.mark.parametrize("language", ["ar", "en", "zh"])
def test_twenty_pages_take_less_than_five_seconds(language: str) -> None:
    words = Words((SENTENCES[language] + ". ") * 14)
    blocks = [Paragraph(str(at), (words, Call(str(at)))) for at in range(1, 90)]
    notes = tuple(Note(str(at), ((words,),)) for at in range(1, 90))
    began = time.monotonic()
    data = pdf.write(said(*blocks, notes=notes, front=Front(language=language)))
    assert time.monotonic() - began < 5
    with closing(pypdfium2.PdfDocument(data)) as opened:
        assert len(opened) >= 20


def test_the_same_document_gives_the_same_bytes() -> None:
    code = (
        "import hashlib; from tests.documents.made import RICH;"
        "from rapporteur.documents.writers import pdf;"
        "print(hashlib.sha256(pdf.write(RICH)).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=pdf.LOOK.parents[3], capture_output=True, check=True,
        text=True, env={"TZ": "Asia/Tokyo", "PYTHONPATH": ":".join(sys.path)},
    )  # fmt: skip
    assert done.stdout.strip() == hashlib.sha256(pdf.write(RICH)).hexdigest()


def test_the_file_is_dated_by_the_document_or_not_at_all() -> None:
    assert b"/CreationDate(D:20080731000000Z)" in pdf.write(RICH)
    assert b"CreationDate" not in pdf.write(said(para("x")))


def test_fonts_are_our_own_and_come_with_their_licence() -> None:
    families = set(pdf.fonts().families())
    assert {"Amiri", "Noto Serif SC", "Noto Sans SC", "Libertinus Serif"} <= families
    assert {font.path.rpartition("/")[0] for font in pdf.fonts().fonts() if font.path} == {
        str(pdf.ARABIC), str(pdf.CHINESE),
    }  # fmt: skip
    assert "SIL OPEN FONT LICENSE Version 1.1" in (pdf.ARABIC / "OFL.txt").read_text()
    (licence,) = pdf.CHINESE.parent.glob("pylopdf_fonts_zh_cn-*.dist-info/licenses/LICENSE")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence.read_text()
