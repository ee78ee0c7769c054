"""Whatever is sent as a register: it is read, or it is refused in words, and nothing else happens."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.communications.register import exporting, files, workbooks
from rapporteur.communications.register.lines import Known, judge
from rapporteur.kernel.files.verdicts import Unfit
from rapporteur.kernel.refusals import Refused
from tests.factories.registers import LINE, make_csv, make_workbook, of_lines
from tests.factories.typing import often

KNOWN = Known({"XEX": "exercise"}, {"salechild": "SALECHILD"}, date(2026, 11, 25), real=False)
CELLS = st.text(st.characters(codec="utf-8"), max_size=40) | st.sampled_from(
    ["2008-02-30", "UA XEX 3/2008", "=1+1", "'=1", "none", ";", "JUA", "https://[", "٢٠٠٨", "²"]
)
LINES = st.fixed_dictionaries(dict.fromkeys(files.COLUMNS, CELLS))
BOOK = make_workbook(of_lines(LINE))


def told_of(data):
    """Return the table that a file is, or the reason why it is none."""
    try:
        return files.read("a.csv", data)
    except Refused as refusal:
        return str(refusal)


@often(plain=40, full=1000)
@given(LINES)
def test_any_line_is_taken_or_refused_with_its_column(cells):
    told = judge(2, {name: files.plain(cell) for name, cell in cells.items()}, KNOWN)
    assert (told.values is None) == any(one.keeps_out for one in told.findings)
    assert {one.column for one in told.findings} <= set(files.COLUMNS)


@often(plain=40, full=1000)
@given(st.lists(LINES, max_size=3))
def test_any_cells_come_through_a_csv_as_they_are(lines):
    sheet = told_of(make_csv(*lines))
    if isinstance(sheet, str):
        assert "nought byte" in sheet
        return
    kept = [cells for cells in lines if any(cell.strip() for cell in cells.values())]
    for (_line, read), cells in zip(sheet.rows, kept, strict=True):
        assert read == {name: files.plain(cell) for name, cell in cells.items()}


@often(plain=40, full=1000)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_refused(data):
    told = told_of(b"reference,date_sent,source,as_of\n" + data)
    assert told if isinstance(told, str) else told.file == "a.csv"


@often(plain=40, full=1000)
@given(st.text(max_size=30).map(lambda text: " ".join(text.split())))
def test_what_is_kept_from_being_a_formula_is_read_back_as_it_was(text):
    written = exporting.safe(text)
    assert not written.startswith(exporting.BEGINS_A_FORMULA)
    assert files.plain(written) == text


@often(plain=40, full=1000)
@given(st.integers(0, len(BOOK) - 1), st.integers(1, 255))
def test_a_workbook_with_a_byte_changed_is_read_or_unfit(place, change):
    data = bytearray(BOOK)
    data[place] ^= change
    try:
        found = workbooks.read(bytes(data))
    except Unfit:
        return
    assert set(found) == {"rows", "merged", "unread"}


def test_a_workbook_cut_short_is_refused():
    with pytest.raises(Refused):
        files.read("a.xlsx", BOOK[: len(BOOK) // 2])
