"""Files on their way in: encodings, separators, quotation marks, headings, and what is refused."""

import io
import zipfile
import zlib

import pytest

from rapporteur.communications.register import files, limits
from rapporteur.communications.register.findings import Weight
from rapporteur.kernel.refusals import Refused
from tests.factories.registers import (
    LINE,
    make_csv,
    make_line,
    make_row,
    make_sheet,
    make_workbook,
    of_lines,
    text_cell,
)

HEAD = "reference,date_sent,source,as_of\n"
GOOD = "UA XEX 3/2008,2008-07-29,a source,2009\n"


def read(text, name="register.csv"):
    return files.read(name, text if isinstance(text, bytes) else text.encode())


def refused(data, name="register.csv"):
    with pytest.raises(Refused) as refusal:
        read(data, name)
    return str(refusal.value)


def reasons(sheet):
    return [(one.line, one.column, one.reason) for one in sheet.findings]


@pytest.mark.parametrize(
    "data",
    [
        make_csv(LINE),
        make_csv(LINE, separator=";"),
        make_csv(LINE, separator="\t"),
        b"\xef\xbb\xbf" + make_csv(LINE, separator=";"),
        make_csv(LINE).decode().encode("utf-16"),
        b"\xfe\xff" + make_csv(LINE).decode().encode("utf-16-be"),
        make_csv(LINE).replace(b"\r\n", b"\n"),
    ],
)
def test_a_line_is_the_same_in_whatever_csv(data):
    sheet = read(data)
    assert (sheet.rows, sheet.findings) == ([(2, {**dict.fromkeys(files.COLUMNS, ""), **LINE})], [])


def test_a_workbook_holds_the_same_lines_as_a_csv():
    lines = [make_line(), make_line(reference="AL XEX 4/2008", subject="é — 中文")]
    book = files.read("Register.XLSX", make_workbook(of_lines(*lines)))
    assert (book.rows, book.findings) == (read(make_csv(*lines)).rows, [])


def test_headings_are_known_in_capitals_and_with_spaces():
    sheet = read(" Reference ,Date sent,SOURCE,as of\n" + GOOD)
    assert sheet.rows[0][1]["date_sent"] == "2008-07-29"


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"", "a.csv", "This file is empty."),
        (b"\n \n", "a.csv", "There is no line in this file."),
        (b"%PDF-1.7", "a.pdf", "This is neither a CSV nor an XLSX file."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xls", "This is a workbook of an old kind"),
        (b"0" * 15_000_001, "a.csv", "This file is larger than 15 MB."),
        ("a,b\né".encode("latin-1"), "a.csv", "Line 2 is not UTF-8 text."),
        (b"\xff\xfea", "a.csv", "Line 1 is not UTF-8 text."),
        (HEAD + GOOD + "a\0b", "a.csv", "There is a nought byte in line 3."),
        (HEAD + GOOD + '"open,1\n2,3\n', "a.csv", ("The quotation marks of the entry that begins"
         " in line 3 do not fit.")),
        (HEAD + GOOD + '"a"b,1\n', "a.csv", ("The quotation marks of the entry that begins in line"
         " 3")),
        (HEAD + '"' + "x" * 140_000 + '"', "a.csv", "The quotation marks"),
        ("date_sent,as_of\n", "a.csv", ("These headings are missing in the first line: reference,"
         " source.")),
        (HEAD.replace("\n", ",Source\n"), "a.csv", ("These headings stand twice in the first line:"
         " source.")),
        (b"PK\x03\x04 and nothing", "a.xlsx", "This workbook is damaged or incomplete."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_in_words(data, name, told):
    assert refused(data, name).startswith(told)


def test_a_workbook_with_a_program_is_refused():
    data = make_workbook(of_lines(LINE), {"xl/vbaProject.bin": b"x"})
    assert refused(data, "a.xlsx") == "There are macros in this workbook. Save it as CSV."


def test_a_bomb_is_refused_before_it_is_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 100_000_000)
    assert refused(out.getvalue(), "a.xlsx") == (
        "This workbook unpacks to far more than a register."
    )


def test_a_file_of_too_many_lines_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "LINES", 2)
    assert refused(HEAD + GOOD * 4).startswith("This file has more than 20,000 lines.")
    assert len(read(HEAD + GOOD * 2).rows) == 2


def test_lines_are_counted_as_an_editor_shows_them():
    text = HEAD + '"UA XEX\r\n3/2008",2008,"a\nsource",2009\r\n\r\n' + "x,2008\n"
    sheet = read(text)
    assert [line for line, _cells in sheet.rows] == [2, 6]
    assert sheet.rows[0][1]["reference"] == "UA XEX 3/2008"
    assert reasons(sheet) == [(6, "", "there are fewer cells in this line than headings")]


def test_a_line_with_more_cells_than_headings_is_told():
    sheet = read(HEAD + GOOD.replace("\n", ",more\n") + GOOD.replace("\n", ",,\n"))
    assert reasons(sheet) == [(2, "", "there are more cells in this line than headings")]


def test_a_column_that_is_not_known_is_told_and_not_read():
    sheet = read(HEAD.replace("\n", ",victim\n") + GOOD.replace("\n", ",a name\n"))
    assert reasons(sheet) == [(1, "victim", "no such column is known, and it is not read")]
    assert sheet.findings[0].weight == Weight.DOUBT
    assert "a name" not in str(sheet)


def test_what_cannot_be_seen_is_told_with_its_column():
    sheet = read(HEAD + GOOD.replace("a source", "a\u202esource"))
    told = "the character U+202E cannot be seen and is not a word's"
    assert reasons(sheet) == [(2, "source", told)]


def test_a_formula_of_a_sheet_is_told_and_not_believed():
    cells = [text_cell(chr(65 + at), 1, name) for at, name in enumerate(files.NEEDED)]
    line = (
        '<c r="A2" t="str"><f>X</f><v>UA XEX 3/2008</v></c><c r="B2" t="e"><v>#N/A</v></c>'
        '<c r="C2" s="1"><v>3</v></c>'
    )
    sheet = files.read("a.xlsx", make_workbook(make_sheet(make_row(1, *cells), make_row(2, line))))
    assert reasons(sheet) == [
        (2, "reference", "a formula stands here: put its value in its place"),
        (2, "date_sent", "the sheet shows an error here"),
        (2, "source", "a sheet cannot hold so early a date surely: write it as text"),
    ]


def test_merged_cells_and_sheets_that_were_not_read_are_told():
    grid = of_lines(LINE, LINE, LINE)
    grid = grid.replace(
        "</worksheet>", '<mergeCells><mergeCell ref="B3:B4"/></mergeCells></worksheet>'
    )
    book = make_workbook(grid)
    sheet = files.read("a.xlsx", book)
    merged = "cells are merged here: part them, and fill in each"
    assert reasons(sheet) == [(3, "", merged), (4, "", merged)]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        *((" a  b\n c ", "a b c"), ("'=1+1", "=1+1"), ("''=1", "'=1"), ("'quoted'", "'quoted'")),
        ("=1+1", "=1+1"),
    ],
)
def test_the_apostrophe_that_keeps_formulas_off_is_taken_away(written, text):
    assert files.plain(written) == text


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\x\\letters.csv", "letters.csv"),
        ("../../etc/letters.csv", "letters.csv"),
        ("a\u202eb.csv", "ab.csv"),
        ("", "register"),
    ],
)
def test_of_the_name_of_a_file_its_last_part_is_kept(given, kept):
    assert files.name_of(given) == kept


def packed(text):
    return b"T" + zlib.compress(text.encode())


@pytest.mark.parametrize(
    "heard",
    [
        *(packed("{"), packed('{"rows": [[1, []]]}'), packed("null"), packed("{}")),
        *(b"T{", b"Ubogus", b""),
    ],
)
def test_an_answer_of_the_child_that_makes_no_sense_is_a_damaged_file(monkeypatch, heard):
    monkeypatch.setattr(files, "ask", lambda *_words, **_more: heard)
    assert refused(b"PK\x03\x04", "a.xlsx").startswith("This workbook is damaged")


def test_an_answer_that_unpacks_without_end_is_left_early(monkeypatch):
    monkeypatch.setattr(limits, "ANSWER", 10)
    assert refused(make_workbook(of_lines(LINE)), "a.xlsx").startswith("This workbook is damaged")
