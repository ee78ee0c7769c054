"""The export of the Index as a workbook: what is read of it, and what no file is taken for."""

import pytest

from rapporteur.kernel.refusals import Refused
from rapporteur.recommendations.readers import workbooks
from rapporteur.recommendations.readers.given import Given, Kind
from rapporteur.recommendations.readers.opening import opened
from tests.factories.registers import (
    BOOK,
    TYPES,
    make_row,
    make_sheet,
    make_workbook,
    text_cell,
)
from tests.recommendations.states import STATES

HEADINGS = (
    *("OHCHR Annotation Id", "Document Symbol", "Document Publication Date", "Reccomending Body"),
    *("Type", "Countries Concerned", "Regions Concerned", "Themes", "Affected Persons", "Sdgs"),
    *("Text", "UPR Session", "UPR Reccomending States", "UPR Position"),
)
ROW = (
    *("a-1", "A/HRC/28/15/Add.1", "42009", "UPR", "Recommendations", "- Exerland", "- Europe"),
    *("- Juvenile justice\n- Right to health", "- Children", "- 16.2 - End abuse"),
    "<p>115.1 Enact a law &amp; carry it out (Chile);</p>",
    *("20", "- Chile\n- Turkey", "Supported"),
)


def cells(line, texts):
    return make_row(line, *(text_cell("ABCDEFGHIJKLMN"[n], line, t) for n, t in enumerate(texts)))


def changed(**at):
    names = {"type": 4, "state": 5, "text": 10}
    row = list(ROW)
    for name, text in at.items():
        row[names[name]] = text
    return row


def read(tmp_path, *rows, **parts):
    sheet = make_sheet(cells(1, HEADINGS), *rows)
    (tmp_path / "index.xlsx").write_bytes(make_workbook(sheet, parts))
    with opened(tmp_path / "index.xlsx", STATES) as found:
        return list(found)


@pytest.mark.requirement("E1")
def test_a_row_of_the_export_is_read_whole(tmp_path):
    (row,) = read(tmp_path, cells(2, ROW))
    assert (row.kind, row.key, row.line) == (Kind.UHRI, "a-1", 2)
    assert row.text == "115.1 Enact a law & carry it out (Chile);"
    assert (row.symbol, row.paragraph, row.dated) == ("A/HRC/28/15", "115.1", "2015-01-05")
    assert (row.states, row.recommending) == (["XEX"], ["CHL", "TUR"])
    assert (row.themes, row.affected) == (["Juvenile justice", "Right to health"], ["Children"])
    assert (row.session, row.mechanism, row.position) == (20, "upr", "Supported")


def test_texts_that_cells_share_are_read_from_where_they_lie(tmp_path):
    long = "Enact a law " * 100
    strings = (
        f'<sst xmlns="{BOOK.split(chr(34))[1]}"><si><t>a-1</t></si><si><t>{long}</t></si></sst>'
    )
    row = make_row(2, '<c r="A2" t="s"><v>0</v></c>', text_cell("F", 2, "Exerland"),
                   '<c r="K2" t="s"><v>1</v></c>')  # fmt: skip
    (found,) = read(tmp_path, row, **{"xl/sharedStrings.xml": strings})
    assert (found.key, found.text) == ("a-1", long.strip())


def test_a_formula_is_not_worked_out_and_its_row_is_refused(tmp_path):
    formula = make_row(2, '<c r="K2" t="str"><f>A1</f><v>Enact a law</v></c>')
    bad, good = read(tmp_path, formula, cells(3, ROW))
    assert str(bad) == "line 2, column text: a formula stands here: put its value in its place"
    assert isinstance(good, Given)


def test_a_formula_in_a_column_that_nobody_reads_harms_nothing(tmp_path):
    row = cells(2, ROW).replace('<c r="G2"', '<c r="G2"><f>1+1</f></c><c r="G2x"', 1)
    row = row[: row.index('<c r="G2x"')] + row[row.index('<c r="H2"') :]
    (found,) = read(tmp_path, row)
    assert isinstance(found, Given)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (changed(state="Atlantis"), "line 2, column state: no State has this name: Atlantis"),
        (changed(text=""), "line 2, column text: there is no text"),
        (changed(text="x" * 40_000), "this text is far longer than a recommendation"),
        (changed(type="Concerns/Observations"), "this is a concern or another remark"),
        ([*ROW, ""], None),
    ],
)
def test_rows_that_are_refused_or_left_out_are_told(tmp_path, row, told):
    (found,) = read(tmp_path, cells(2, row[:14]))
    assert told is None or told in str(found)


def test_scripts_and_signs_of_markup_become_the_text_that_is_shown(tmp_path):
    (row,) = read(tmp_path, cells(2, changed(text="<script>Enact</script> 2 &lt; 3")))
    assert row.text == "Enact 2 < 3"


def test_sheets_that_are_not_read_are_told(tmp_path):
    book = BOOK.replace("</sheets>", '<sheet name="b" sheetId="2" state="hidden"/></sheets>')
    told, row = read(tmp_path, cells(2, ROW), **{"xl/workbook.xml": book})
    assert told.reason == "only the first sheet was read; sheets not read: 1"
    assert row.key == "a-1"


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"xl/vbaProject.bin": b"x"}, "There are macros in this workbook"),
        ({"xl/embeddings/a.bin": b"x"}, "There are other files inside this workbook"),
        ({"xl/connections.xml": b"<a/>"}, "fetches something from elsewhere"),
        ({"xl/bomb.xml": b"0" * 30_000_000}, "unpacks to far more than it should"),
        ({"xl/worksheets/sheet1.xml": "<worksheet"}, "damaged or incomplete"),
        ({"xl/worksheets/sheet1.xml": None}, "damaged or incomplete"),
        ({"xl/workbook.xml": BOOK.replace("<sheet ", '<sheet state="hidden" ')}, "empty"),
        ({"[Content_Types].xml": TYPES.replace("sheet.main+xml", "x")}, "neither a CSV"),
        ({"xl/worksheets/sheet1.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}, "damaged"),
    ],
)
def test_what_is_no_plain_workbook_is_refused_whole(tmp_path, parts, reason):
    with pytest.raises(Refused, match=reason):
        read(tmp_path, cells(2, ROW), **parts)


def test_a_workbook_that_is_cut_off_is_refused(tmp_path):
    whole = make_workbook(make_sheet(cells(1, HEADINGS), cells(2, ROW)), {})
    (tmp_path / "cut.xlsx").write_bytes(whole[:-30])
    with pytest.raises(Refused), opened(tmp_path / "cut.xlsx", STATES) as found:
        list(found)


def test_other_columns_are_no_recommendations(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(make_workbook(make_sheet(cells(1, ("a", "b"))), {}))
    with pytest.raises(Refused, match="columns"), opened(tmp_path / "a.xlsx", STATES) as found:
        list(found)


def test_a_sheet_goes_through_in_pieces_and_ends_at_its_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(workbooks, "PIECE", 100)
    rows = read(tmp_path, *(cells(line, ROW) for line in range(2, 12)))
    assert [row.line for row in rows] == list(range(2, 12))
    monkeypatch.setattr(workbooks, "LINES", 5)
    with pytest.raises(Refused, match="far larger than an export"):
        read(tmp_path, *(cells(line, ROW) for line in range(2, 12)))


def test_more_shared_texts_than_any_export_has_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(workbooks, "TEXTS", 1)
    with pytest.raises(Refused, match="far larger than an export"):
        read(tmp_path, cells(2, ROW))
