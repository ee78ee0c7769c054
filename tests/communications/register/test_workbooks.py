"""The reader of workbooks: what it takes out of a sheet, and what it takes no file for."""

import json
import zlib

import pytest

from rapporteur.communications.register import child, limits, workbooks
from rapporteur.communications.register.workbooks import read, shown
from rapporteur.kernel.files import limits as of_files
from rapporteur.kernel.files.verdicts import Unfit, Verdict
from tests.factories.registers import (
    BOOK,
    OFFICE,
    PACKAGE,
    RELATIONS,
    SPACE,
    TYPE,
    TYPES,
    make_line,
    make_row,
    make_sheet,
    make_workbook,
    of_lines,
    text_cell,
)

EXTERNAL = "http://elsewhere.exercise.invalid/book.xlsx"


def cell_of(written, **parts):
    """Return text and mark of a cell that stands at A2."""
    sheet = make_sheet(make_row(1, text_cell("A", 1, "x")), make_row(2, written))
    rows = read(make_workbook(sheet, parts))["rows"]
    return rows[1][1][0][1:] if len(rows) > 1 else None


def verdict_of(data):
    with pytest.raises(Unfit) as unfit:
        read(data)
    return unfit.value.verdict


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ('<c r="A2" t="s"><v>0</v></c>', ("UA XEX 3/2008", "")),
        ('<c r="A2" t="s"><v>1</v></c>', ("UA XEX 4/2008", "")),  # without what is said beside it
        ('<c r="A2" t="inlineStr"><is><t>a &amp; b</t></is></c>', ("a & b", "")),
        ('<c r="A2" t="str"><f>A1</f><v>x</v></c>', ("x", "formula")),
        ('<c r="A2"><f>1+1</f></c>', ("", "formula")),
        ('<c r="A2" t="e"><v>#REF!</v></c>', ("#REF!", "error")),
        ('<c r="A2" t="b"><v>1</v></c>', ("yes", "")),
        ('<c r="A2" t="b"><v>0</v></c>', ("no", "")),
        ('<c r="A2" t="d"><v>2008-07-29T00:00:00</v></c>', ("2008-07-29", "")),
        ('<c r="A2"><v>2008</v></c>', ("2008", "")),
        ('<c r="A2"><v>2008.5</v></c>', ("2008.5", "")),
        ('<c r="A2" s="1"><v>39658</v></c>', ("2008-07-29", "")),
        ('<c r="A2" s="4"><v>39658.75</v></c>', ("2008-07-29", "")),  # with an hour
        ('<c r="A2" s="2"><v>39630</v></c>', ("2008-07", "")),  # the sheet shows the month alone
        ('<c r="A2" s="3"><v>39448</v></c>', ("2008", "")),
        ('<c r="A2" s="99"><v>39448</v></c>', ("39448", "")),  # a style that there is not
        ('<c r="A2" s="1"><v>60</v></c>', ("60.0", "date")),  # a day that never was
        ('<c r="A2" s="1"><v>1e300</v></c>', ("1e300", "error")),
        ('<c r="A2"><v>nan</v></c>', ("nan", "")),
        ("<c><v>7</v></c>", ("7", "")),  # without its place
        ('<c r="A2"/>', None),
    ],
)
def test_a_cell_is_read_as_the_sheet_shows_it(written, found):
    assert cell_of(written) == found


def test_a_workbook_that_counts_from_1904_is_read_so():
    book = BOOK.replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    parts = {"xl/workbook.xml": book}
    assert cell_of('<c r="A2" s="1"><v>38196</v></c>', **parts) == ("2008-07-29", "")


@pytest.mark.parametrize(
    ("code", "found"),
    [
        *(("dd/mm/yyyy", "day"), ("mmm\\-yy", "month"), ("yyyy", "year"), ("General", "")),
        *(
            ("0.00", ""),
            ("h:mm", ""),
            ('"day" 0', ""),
            ("[Red]0", ""),
            ("[$-409]d mmm yyyy", "day"),
        ),
    ],
)
def test_a_format_says_how_exact_its_date_is(code, found):
    assert shown(code) == found


def test_lines_keep_the_numbers_that_the_sheet_gives_them():
    sheet = make_sheet(
        make_row(1, text_cell("A", 1, "x")), make_row(2), make_row(7, text_cell("C", 7, "y"))
    )
    told = read(make_workbook(sheet))
    assert told == {"rows": [(1, [(1, "x", "")]), (7, [(3, "y", "")])], "merged": [], "unread": 0}


def test_the_process_that_reads_it_answers_with_its_cells_packed():
    told = child.answer(b"{}", make_workbook(make_sheet(make_row(1, text_cell("A", 1, "x")))))
    assert json.loads(zlib.decompress(told[1:]))["rows"] == [[1, [[1, "x", ""]]]]


def test_merged_cells_and_other_sheets_are_told():
    after = '<mergeCells count="1"><mergeCell ref="A2:A4"/></mergeCells>'
    book = BOOK.replace(
        "</sheets>", '<sheet name="b" sheetId="2" state="hidden" r:id="rId2"/></sheets>'
    )
    sheet = make_sheet(make_row(1, text_cell("A", 1, "x")), after=after)
    told = read(make_workbook(sheet, {"xl/workbook.xml": book}))
    assert (told["merged"], told["unread"]) == (["A2:A4"], 1)


def test_the_first_visible_sheet_is_read():
    book = BOOK.replace(
        "<sheets>", '<sheets><sheet name="b" sheetId="2" state="hidden" r:id="rId2"/>'
    )
    assert read(make_workbook(of_lines(make_line()), {"xl/workbook.xml": book}))["rows"]


@pytest.mark.parametrize(
    ("parts", "verdict"),
    [
        ({"xl/vbaProject.bin": b"program"}, Verdict.MACROS),
        ({"[Content_Types].xml": TYPES.replace(TYPE, TYPE.replace("sheet", "macroEnabled"))},
         Verdict.MACROS),
        ({"xl/externalLinks/externalLink1.xml": "<x/>"}, Verdict.OUTSIDE),
        ({"xl/connections.xml": "<x/>"}, Verdict.OUTSIDE),
        ({"xl/embeddings/one.docx": b"PK"}, Verdict.EMBEDDED),
        ({"xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
          f'<Relationship Id="r" Type="{OFFICE}/image" TargetMode="External" Target="{EXTERNAL}"/>'
          "</Relationships>"}, Verdict.OUTSIDE),
        ({"xl/workbook.xml": f'<!DOCTYPE x [<!ENTITY a "b">]>{BOOK}'}, Verdict.DAMAGED),
        ({"xl/workbook.xml": f"<workbook {SPACE}/>"}, Verdict.EMPTY),
        ({"xl/workbook.xml": None}, Verdict.UNKNOWN),
        ({"[Content_Types].xml": None}, Verdict.UNKNOWN),
        ({"[Content_Types].xml": TYPES.replace(TYPE, "text/plain")}, Verdict.UNKNOWN),
        ({"xl/_rels/workbook.xml.rels": RELATIONS.replace("sheet1", "sheet9")}, Verdict.DAMAGED),
        ({"xl/media/one.bin": b"0" * 5_000_000}, Verdict.SWOLLEN),
    ],
)  # fmt: skip
def test_what_is_more_than_a_table_is_not_taken(parts, verdict):
    assert verdict_of(make_workbook(of_lines(make_line()), parts)) == verdict


@pytest.mark.parametrize(
    "sheet",
    [
        make_sheet(make_row(2, text_cell("A", 2, "x")), make_row(2, text_cell("A", 2, "y"))),
        make_sheet(make_row(1, text_cell("B", 1, "x"), text_cell("A", 1, "y"))),
        make_sheet(make_row(1, text_cell("A", 2, "x"))),
        make_sheet(make_row("x", text_cell("A", 1, "x"))),
        make_sheet(make_row(1, '<c r="A1" t="s"><v>99</v></c>')),
        make_sheet('<c r="A1"><v>1</v></c>'),
        "<worksheet",
    ],
)
def test_a_sheet_that_two_readers_could_read_in_two_ways_is_damaged(sheet):
    assert verdict_of(make_workbook(sheet)) == Verdict.DAMAGED


def test_a_sheet_without_end_is_left_early(monkeypatch):
    monkeypatch.setattr(limits, "LINES", 3)
    rows = [make_row(line, text_cell("A", line, "x")) for line in range(1, 9)]
    assert verdict_of(make_workbook(make_sheet(*rows))) == Verdict.TOO_MANY_LINES


def test_a_million_empty_rows_are_left_early(monkeypatch):
    monkeypatch.setattr(of_files, "ELEMENTS", 50)
    rows = [make_row(line) for line in range(1, 99)]
    assert verdict_of(make_workbook(make_sheet(*rows))) == Verdict.TOO_DEEP


def test_no_cell_is_read_to_its_end_where_it_has_none():
    found = cell_of(text_cell("A", 2, "x" * 9_000))
    assert len(found[0]) == limits.CELL + 1


def test_a_sheet_at_the_root_of_the_package_is_found():
    relations = RELATIONS.replace("worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml")
    parts = {"xl/_rels/workbook.xml.rels": relations}
    assert read(make_workbook(of_lines(make_line()), parts))["rows"]
    assert workbooks.column_of("AB") == 28


def test_a_workbook_without_styles_and_shared_texts_is_read():
    link = (
        f'<Relationship Id="rId9" Type="{OFFICE}/hyperlink" TargetMode="External"'
        f' Target="{EXTERNAL}"/></Relationships>'
    )
    parts = {
        "xl/styles.xml": None,
        "xl/sharedStrings.xml": None,
        "xl/_rels/workbook.xml.rels": RELATIONS.replace("</Relationships>", link),
    }
    assert len(read(make_workbook(of_lines(make_line()), parts))["rows"]) == 2
