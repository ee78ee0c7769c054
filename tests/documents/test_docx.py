"""Word files: what is written is read again as it was, and files of others are understood."""

import io
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

from rapporteur.documents.readers.docx import read
from rapporteur.documents.readers.docx_numbers import written
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
    Reading,
    Section,
    Table,
    Words,
    paragraphs,
    plain,
    sections,
    tables,
)
from rapporteur.documents.word import WORD, W
from rapporteur.documents.writers.docx import write
from tests.documents.made import FRONT

TABLE = Table(
    rows=(
        (Cell((Words("Region"),), down=2), Cell((Words("Replies"),), across=2)),
        (Cell((Words("2006"),)), Cell((Words("2007\nin part", bold=True),))),
        (Cell((Words("North"),)), Cell((Words("4"), Call("2"))), Cell((), down=2)),
        (Cell((Words("South"),)), Cell((Words("5"),))),
    ),
    headers=2,
    caption=(Words("Replies by region"),),
)
POINTS = (
    Point(
        "(a)",
        (Words("First:"),),
        (Point("(i)", (Words("deep"),), (Point("a", (Words("deepest"), Call("**"))),)),),
    ),
    Point("", (Words("a bullet"),), (Point("", (Words("a bullet under it"),)),)),
    Point("(b)", ()),
)
DEEP = Section("(a)", (), 4, (Section("(i)", (Words("Deep"),), 6),))
BODY = (
    Paragraph("1", (Words("Before any heading."),)),
    Section(
        "I",
        (Words("Introduction"), Call("1")),
        1,
        (
            Paragraph(
                "2",
                (
                    Words("Plain, "),
                    Words("bold", bold=True),
                    Words(" both ", bold=True, italic=True),
                    Words("a link", href="https://www.un.org/en/?a=1&b=2"),
                    Words("a place", href="#_Note1"),
                    Words(" and <again> & "),
                    Call("1"),
                    Words("  two spaces\nand a tab\tand a new line "),
                ),
            ),
            Paragraph("3", (Words("Said:"),), POINTS, (Words("and after it."),)),
            Paragraph("", (), (), (Words("only after"),)),
            Paragraph("", (), (Point("", (Words("only a bullet"),)),)),
            Section(
                "A",
                (Words("Method"),),
                2,
                (
                    Section("1", (Words("Sources"),), 3, (Paragraph("4", (), POINTS[:1]), TABLE)),
                    Section("", (Words("Without number"),), 3, (DEEP,)),
                ),
            ),
        ),
    ),
    Section(
        "II",
        (Words("Findings"),),
        1,
        (
            Paragraph("7", (Words("Out of order."),)),
            Paragraph("5", (Words("In order again."),)),
            Paragraph("5", (Words("The same number."),)),
            Paragraph("5 bis", (Words("Put in."),)),
            Paragraph("6", (Words("حقوق الطفل"),)),
            TABLE,
            replace(TABLE, headers=0, caption=()),
        ),
    ),
)
RICH = Document(
    front=FRONT,
    summary=(
        Paragraph("", (Words("The present report is made up.", italic=True),)),
        Paragraph("1", (Words("Numbered:"),), POINTS[1:2], (Words("after"),)),
        Section("", (Words("A heading"),), 2, (Paragraph("", (Words("Under it."),)), TABLE)),
    ),
    body=BODY,
    annexes=(
        Annex("I", (Words("Tables"),), (Paragraph("1", (Words("Anew."), Call("1"))), TABLE)),
        Annex("", (), ()),
    ),
    signatures=("(Signed) Nobody", "Geneva"),
    notes=(
        Note("*", ((Words("Late submission."),),)),
        Note("2", ((Words("Two."), Words("a link", href="https://www.ohchr.org")),)),
        Note("1", ((Words("First paragraph."),), (Words("Second", bold=True),))),
        Note("**", ()),
        Note("1", ((Words("The annex counts anew."),),)),
        Note("9", ((Words("Called by nobody."),),)),
    ),
)
TOLD = {"Nothing calls this note."}


def unplaced(document: Document) -> Document:
    """Return a document that does not tell where in a source it stood."""

    def bare(block: Block) -> Block:
        if isinstance(block, Section):
            return replace(block, place=None, blocks=tuple(map(bare, block.blocks)))
        return replace(block, place=None)

    return replace(
        document,
        summary=tuple(map(bare, document.summary)),
        body=tuple(map(bare, document.body)),
        annexes=tuple(replace(a, blocks=tuple(map(bare, a.blocks))) for a in document.annexes),
        notes=tuple(replace(note, place=None) for note in document.notes),
    )


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return etree.fromstring(file.read(name))


def foreign(inner: str, **parts: str) -> Reading:
    """Read a file of somebody else's: a body, and other parts by their names."""
    target = io.BytesIO()
    root = f'xmlns:w="{WORD}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    parts["document"] = f"<w:body>{inner}</w:body>"
    source = io.BytesIO(write(Document(Front())))
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            kind = name.removeprefix("word/").removesuffix(".xml")
            if kind in parts:
                new.writestr(name, f"<w:{kind} {root}>{parts[kind]}</w:{kind}>")
            else:
                new.writestr(name, old.read(name))
    return read(target.getvalue())


def p(text: str, properties: str = "") -> str:
    words = "<w:tab/>".join(f"<w:t>{piece}</w:t>" for piece in text.split("\t"))
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r>{words}</w:r></w:p>"


def level(depth: int, kind: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


LISTS = (
    '<w:abstractNum w:abstractNumId="1">'
    + level(0, "decimal", "%1.")
    + level(1, "lowerLetter", "(%2)")
    + level(2, "lowerRoman", "(%3)")
    + level(3, "bullet", "-")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    + level(0, "upperRoman", "%1.")
    + level(1, "upperLetter", "%1.%2.")
    + level(2, "decimal", "%1.%2.%3", "<w:isLgl/>")
    + level(3, "chosung", "%4")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    + '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    + '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
    + '<w:startOverride w:val="40"/></w:lvlOverride></w:num>'
)


def listed(text: str, number: int, depth: int = 0, more: str = "") -> str:
    own = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(text, more + own)


@pytest.mark.parametrize(
    "document",
    [RICH, Document(Front()), replace(RICH, front=replace(RICH.front, language="ar"))],
    ids=["rich", "empty", "from the right"],
)
def test_read_again_it_is_the_same(document: Document) -> None:
    reading = read(write(document))
    assert unplaced(reading.document) == document
    assert {doubt.why for doubt in reading.doubts} <= TOLD


def test_the_same_document_gives_the_same_bytes() -> None:
    data = write(RICH)
    assert data == write(RICH)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_numbers_that_run_are_automatic_and_others_typed() -> None:
    body = part(write(RICH), "word/document.xml")
    found = [
        ("auto" if paragraph.find(f"{W}pPr/{W}numPr") is not None else "typed")
        for paragraph in body.iter(f"{W}p")
        if paragraph.find(f"{W}pPr/{W}pStyle[@{W}val='ReportNumbered']") is not None
    ]
    automatic = ["auto"] * 5  # of the summary, then 1 to 4
    assert found == [*automatic, "typed", "auto", "typed", "typed", "auto", "auto"]


def test_footnotes_are_words_own_and_marks_that_do_not_count_are_typed() -> None:
    body = part(write(RICH), "word/document.xml")
    calls = [
        "".join(call.itertext(f"{W}t")) if call.find(f"*[@{W}customMarkFollows]") is not None else 1
        for call in (found.getparent() for found in body.iter(f"{W}footnoteReference"))
        if call is not None
    ]
    assert calls == ["*", "2", 1, "**", "1"]


def test_language_and_title_are_told() -> None:
    core = part(write(RICH), "docProps/core.xml")
    told = {etree.QName(found).localname: found.text for found in core}
    assert (told["title"], told["language"]) == ("Report on nothing", "en")
    assert told["created"] == "2008-07-31T00:00:00Z"


def test_arabic_stands_from_the_right() -> None:
    data = write(replace(RICH, front=replace(RICH.front, language="ar")))
    body = part(data, "word/document.xml")
    assert all(found.find(f"{W}pPr/{W}bidi") is not None for found in body.iter(f"{W}p"))
    runs = [run for run in body.iter(f"{W}r") if run.find(f"{W}t") is not None]
    assert all(run.find(f"{W}rPr/{W}rtl") is not None for run in runs)
    assert body.find(f".//{W}tblPr/{W}bidiVisual") is not None
    assert part(write(RICH), "word/document.xml").find(f".//{W}bidi") is None


def test_a_sign_that_xml_cannot_hold_is_replaced() -> None:
    said = Document(Front(), body=(Paragraph("", (Words("a\x00b\ud800"),)),))
    assert plain(paragraphs(read(write(said)).document.body)[0].runs) == "a\ufffdb\ufffd"


def test_a_link_to_elsewhere_is_words() -> None:
    said = Document(Front(), body=(Paragraph("", (Words("a", href="javascript:x()"),)),))
    assert read(write(said)).document.body[0] == Paragraph(
        "", (Words("a"),), place=paragraphs(read(write(said)).document.body)[0].place
    )


# Files of others


def test_automatic_numbers_are_those_that_word_shows() -> None:
    inner = (
        listed("one", 1) + listed("a", 1, 1) + listed("i", 1, 2) + listed("ii", 1, 2)
        + listed("-", 1, 3) + listed("b", 1, 1) + listed("two", 1) + listed("a anew", 1, 1)
        + listed("forty", 3) + listed("forty-one", 1)
    )  # fmt: skip
    reading = foreign(inner, numbering=LISTS)
    found = paragraphs(reading.document.body)
    assert [one.number for one in found] == ["1", "2", "40", "41"]
    first, second = found[0].points
    assert (first.number, second.number) == ("(a)", "(b)")
    assert [point.number for point in first.points] == ["(i)", "(ii)"]
    assert [point.number for point in first.points[1].points] == [""]
    assert found[1].points[0].number == "(a)"
    assert reading.doubts == ()


def test_headings_are_told_by_style_or_outline() -> None:
    one, two = '<w:pStyle w:val="Heading1"/>', '<w:outlineLvl w:val="1"/>'
    inner = listed("First", 2, 0, one) + p("II.\tSecond", one) + p("\tA.\tUnder", two)
    inner += p("17.\tSaid.") + p("(a)\tpoint") + p("(i)\tdeeper") + p("No number.")
    reading = foreign(inner, numbering=LISTS)
    found = sections(reading.document.body)
    assert [(s.number, plain(s.heading), s.level) for s in found] == [
        ("I", "First", 1),
        ("II", "Second", 1),
        ("A", "Under", 2),
    ]
    said, bare = paragraphs(found[2].blocks)
    assert (said.number, bare.number, plain(bare.runs)) == ("17", "", "No number.")
    assert said.points[0].number == "(a)"
    assert said.points[0].points[0].number == "(i)"


def test_a_letter_i_that_follows_h_is_no_roman_number() -> None:
    reading = foreign(p("1.\tSaid:") + p("(h)\teight") + p("(i)\tnine"))
    assert [point.number for point in paragraphs(reading.document.body)[0].points] == ["(h)", "(i)"]


def test_levels_show_those_above_and_an_unknown_format_is_told() -> None:
    inner = listed("x", 2) + listed("y", 2, 1) + listed("z", 2, 2) + listed("?", 2, 3)
    reading = foreign(inner, numbering=LISTS)
    found = paragraphs(reading.document.body)
    assert [one.number for one in found] == ["I", "1.1.1"]
    assert found[0].points[0].number == "I.A"
    assert [plain(point.runs) for point in found[1].points] == ["?"]
    assert [doubt.place.line for doubt in reading.doubts] == [4]


@pytest.mark.parametrize(
    ("number", "kind", "shown"),
    [
        (27, "lowerLetter", "aa"),
        (52, "upperLetter", "ZZ"),
        (1994, "upperRoman", "MCMXCIV"),
        (9, "lowerRoman", "ix"),
        (4000, "lowerRoman", "4000"),
        (261, "lowerLetter", "261"),
        (0, "lowerLetter", "0"),
        (3, "decimalZero", "03"),
        (3, "none", ""),
        (3, "hebrew1", None),
    ],
)
def test_numbers_are_written_as_word_does(number: int, kind: str, shown: str | None) -> None:
    assert written(number, kind) == shown


BOX = (
    "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent>"
    "</w:pict></w:r>"
)
SEQUENCE = (
    '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>SEQ x</w:instrText>'
    '<w:fldChar w:fldCharType="separate"/><w:t>4</w:t><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    ("inner", "why", "kept"),
    [
        ("<w:ins><w:r><w:t>new</w:t></w:r></w:ins>", "added in a tracked change", "new"),
        ("<w:del><w:r><w:delText>old</w:delText></w:r></w:del>", "deleted in a tracked", ""),
        ("<w:r><w:drawing/></w:r>", "picture", ""),
        (BOX, "text box", ""),
        ('<w:fldSimple w:instr="PAGE"><w:r><w:t>3</w:t></w:r></w:fldSimple>', "PAGE", "3"),
        (SEQUENCE, "SEQ x", "4"),
        ('<w:r><w:commentReference w:id="0"/></w:r>', "comment", ""),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>", "Hidden", ""),
        ('<w:r><w:sym w:font="X" w:char="F0FF"/></w:r>', "special font", ""),
        ("<w:r><w:object/></w:r>", "object", ""),
        ("<w:unheard><w:r/></w:unheard>", "unheard", ""),
        ('<w:r><w:footnoteReference w:id="77"/></w:r>', "not there", ""),
    ],
)
def test_what_is_not_understood_is_told_with_its_place(inner: str, why: str, kept: str) -> None:
    reading = foreign(p("first") + f"<w:p><w:r><w:t>said </w:t></w:r>{inner}</w:p>")
    assert [doubt.place.line for doubt in reading.doubts] == [2]
    assert why in reading.doubts[0].why
    assert plain(paragraphs(reading.document.body)[1].runs) == f"said {kept}"


def test_a_link_may_be_a_field() -> None:
    inner = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> HYPERLINK "https://un.org" '
        '</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>UN</w:t>'
        '<w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    reading = foreign(inner)
    assert paragraphs(reading.document.body)[0].runs == (Words("UN", href="https://un.org"),)
    assert reading.doubts == ()


def test_a_table_in_a_table_is_read_as_lines_and_told() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p('one')}</w:tc><w:tc>{p('two')}</w:tc></w:tr></w:tbl>"
    reading = foreign(f"<w:tbl><w:tr><w:tc>{p('outer')}{inner}</w:tc></w:tr></w:tbl>")
    found = tables(reading.document.body)
    assert [plain(cell.runs) for cell in found[0].rows[0]] == ["outer\none\ntwo"]
    assert "inside a table" in reading.doubts[0].why


def test_styles_based_on_each_other_in_a_circle_end() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
    styles += '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    reading = foreign(p("said", '<w:pStyle w:val="A"/>'), styles=styles)
    assert plain(paragraphs(reading.document.body)[0].runs) == "said"


def test_what_stands_at_the_head_of_pages_is_told() -> None:
    target = io.BytesIO()
    links = "word/_rels/document.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
    added = f'<Relationship Id="rH" Type="{kind}" Target="header1.xml"/></Relationships>'
    source = io.BytesIO(write(RICH))
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == links:
                content = content.replace(b"</Relationships>", added.encode())
            new.writestr(name, content)
        new.writestr("word/header1.xml", f'<w:hdr xmlns:w="{WORD}">{p("A/0/1")}</w:hdr>')
    first = read(target.getvalue()).doubts[0]
    assert (first.words, first.place.line) == ("A/0/1", 0)


def test_an_annex_of_another_file_begins_at_its_heading() -> None:
    one = '<w:pStyle w:val="Heading1"/>'
    inner = p("1.\tSaid.") + p("Annex II", one) + p("Tables", one) + p("Shown.")
    document = foreign(inner).document
    assert [block.number for block in paragraphs(document.body)] == ["1"]
    assert [annex.number for annex in document.annexes] == ["II"]
    assert [plain(s.heading) for s in sections(document.annexes[0].blocks)] == ["Tables"]


def test_a_caption_without_a_table_is_a_paragraph_in_its_place() -> None:
    inner = p("Table 1", '<w:pStyle w:val="Caption"/>') + p("", "") + p("Then.")
    found = paragraphs(foreign(inner).document.body)
    assert [plain(one.runs) for one in found] == ["Table 1", "Then."]


def test_styles_number_paragraphs_and_name_the_united_nations_headings() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="_ H_2/3_G"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="N"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="M"><w:basedOn w:val="N"/></w:style>'
    )
    heading, numbered = '<w:pStyle w:val="H"/>', '<w:pStyle w:val="M"/>'
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    inner = p("A.\tMethod", heading) + p("one", numbered) + p("none", numbered + off)
    inner += p("two", numbered)
    found = foreign(inner, styles=styles, numbering=LISTS).document.body
    assert [(s.number, s.level) for s in sections(found)] == [("A", 3)]
    assert [one.number for one in paragraphs(found)] == ["1", "", "2"]


def test_a_list_may_take_its_levels_from_one_that_a_style_names() -> None:
    linked = LISTS.replace(
        '<w:num w:numId="1">',
        '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="S"/></w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="1">',
        1,
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="S"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    inner = listed("one", 7) + listed("a", 7, 1) + listed("nothing", 99)
    found = paragraphs(foreign(inner, styles=styles, numbering=linked).document.body)
    assert [one.number for one in found] == ["1", ""]
    assert [point.number for point in found[0].points] == ["(a)"]


def test_a_level_that_does_not_restart_counts_on() -> None:
    going = (
        '<w:abstractNum w:abstractNumId="1">'
        + level(0, "decimal", "%1.")
        + level(1, "lowerLetter", "(%2)", '<w:lvlRestart w:val="0"/>')
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    inner = listed("one", 1) + listed("a", 1, 1) + listed("two", 1) + listed("b", 1, 1)
    found = paragraphs(foreign(inner, numbering=going).document.body)
    assert [one.points[0].number for one in found] == ["(a)", "(b)"]


def test_rows_that_do_not_fill_the_table_keep_their_cells() -> None:
    ragged = Table(
        (((Cell((Words("a"),))), Cell((Words("b"),))), (Cell((Words("c"),)),)), headers=0
    )
    found = tables(read(write(Document(Front(), body=(ragged, ragged)))).document.body)
    assert [replace(one, place=None) for one in found] == [ragged, ragged]
