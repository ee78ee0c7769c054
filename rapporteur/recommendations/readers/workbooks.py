"""The first sheet of an XLSX, as the Universal Human Rights Index exports it: a stream of rows.

Read with the care of the register of letters (`communications.register.workbooks`): no macros, no
file inside, nothing from elsewhere, sizes before anything is unpacked, no formula worked out nor its
stored value believed. What is more here: a sheet of any length goes through in pieces, and long
texts that cells share lie in a temporary file (ADR 0169).
"""

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from tempfile import TemporaryFile
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapporteur.communications.register import workbooks
from rapporteur.communications.register.files import DAMAGED, MARKS, REASONS
from rapporteur.communications.register.findings import Finding, Weight
from rapporteur.kernel.access.rules import Reason
from rapporteur.kernel.files import markup
from rapporteur.kernel.files.verdicts import Unfit, Verdict
from rapporteur.kernel.refusals import Refused
from rapporteur.recommendations.readers import columns
from rapporteur.recommendations.readers.given import Rows
from rapporteur.recommendations.readers.states import States
from rapporteur.recommendations.readers.tables import of_cells

UNPACKED = 1_200_000_000  # bytes: 270,000 rows of the Index are some 500 million
ELEMENTS = 30_000_000  # tags of one part
LINES = 500_000
TEXTS = 5_000_000  # that cells share
CELL = 32_767  # signs: no program writes more into a cell
SHORT = 120  # signs: a text up to this is kept in memory
PIECE = 1 << 18  # bytes that are parsed at once
FAR_LARGER: Reason = gettext_lazy("This workbook is far larger than an export. Save it as CSV.")
WORDS: dict[Verdict, Reason] = {
    **REASONS,
    Verdict.SWOLLEN: gettext_lazy("This workbook unpacks to far more than it should."),
    Verdict.TOO_DEEP: FAR_LARGER,
    Verdict.TOO_MANY_LINES: FAR_LARGER,
}


class Book(workbooks.Workbook):
    """An XLSX of which large parts are read in pieces. Raises Unfit."""

    unpacked = UNPACKED

    def walk(self, name: str, into: Any) -> Iterator[None]:
        """Walk through a part, if there is one, and stop after each piece."""
        if name not in self.names:
            return
        parser = markup.parser_of(start=into.start, end=into.end, text=into.text, elements=ELEMENTS)
        try:
            with self.zip.open(name) as part:
                while piece := part.read(PIECE):
                    markup.feed(parser, piece)
                    yield
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError):
            raise Unfit(Verdict.DAMAGED) from None
        markup.feed(parser, b"", last=True)


class Texts(workbooks.Strings, Sequence[str]):
    """The texts that cells share; long ones lie in a file that has no name."""

    longest = CELL

    def __init__(self) -> None:
        super().__init__()
        self.places: list[str | tuple[int, int]] = []  # a text, or where it lies and how long
        self.file = TemporaryFile()  # noqa: SIM115  closed with the stream, see `__exit__`
        self.end_of_file = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_told: object) -> None:
        self.file.close()

    def keep(self, text: str) -> None:
        if len(self.places) == TEXTS:
            raise Unfit(Verdict.TOO_DEEP)
        if len(text) <= SHORT:
            self.places.append(text)
            return
        written = text.encode("utf-8", "replace")
        self.file.write(written)
        self.places.append((self.end_of_file, len(written)))
        self.end_of_file += len(written)

    def __len__(self) -> int:
        return len(self.places)

    def __getitem__(self, place: Any) -> Any:
        found = self.places[place]
        if isinstance(found, str):
            return found
        self.file.seek(found[0])
        return self.file.read(found[1]).decode()


class Sheet(workbooks.Cells):
    """The rows of a sheet, given out as they come."""

    longest = CELL
    given = 0

    def done(self, *, leave: int) -> Iterator[tuple[int, list[tuple[int, str, str]]]]:
        """Yield the rows that are whole; `leave` so many, which are still being read."""
        whole = len(self.rows) - leave
        rows, self.rows = self.rows[:whole], self.rows[whole:]
        self.given += len(rows)
        if self.given > LINES:
            raise Unfit(Verdict.TOO_MANY_LINES)
        yield from rows


def read(data: bytes, states: States) -> Rows:
    """Yield the rows of the first visible sheet. Raises Refused, also where the sheet breaks off."""
    try:
        yield from of_cells(lines_of(Book(data)), states)
    except Unfit as unfit:
        raise Refused(str(WORDS.get(unfit.verdict, DAMAGED))) from None


def lines_of(book: Book) -> Iterator[tuple[int, list[str]] | Finding]:
    """Yield headings and rows with as many cells as there are headings, or what is wrong with them."""
    sheets: workbooks.Sheets = workbooks.walk(book, workbooks.BOOK, workbooks.Sheets())
    part = workbooks.targets(book).get(sheets.visible[0], "") if sheets.visible else ""
    if part not in book.names:
        raise Unfit(Verdict.DAMAGED if sheets.visible else Verdict.EMPTY)
    styles: workbooks.Styles = workbooks.walk(book, workbooks.STYLES, workbooks.Styles())
    headings: list[str] = []
    with Texts() as texts:
        for _piece in book.walk(workbooks.STRINGS, texts):
            pass
        for line, cells in rows_of(book, part, Sheet(texts, styles.found, sheets.start_day)):
            if headings:
                yield line_of(line, cells, headings)
                continue
            headings = filled(cells, max(column for column, _text, _mark in cells))
            yield line, headings
            if unread := len(sheets.visible) - 1 + sheets.hidden:
                reason = _("only the first sheet was read; sheets not read: %(number)s")
                yield Finding(1, "", reason % {"number": unread}, Weight.DOUBT)


def rows_of(
    book: Book, part: str, sheet: Sheet
) -> Iterator[tuple[int, list[tuple[int, str, str]]]]:
    for _piece in book.walk(part, sheet):
        yield from sheet.done(leave=1)
    yield from sheet.done(leave=0)


def line_of(
    line: int, cells: list[tuple[int, str, str]], headings: list[str]
) -> tuple[int, list[str]] | Finding:
    """Return a row, or why it is refused: a formula counts in columns that are read."""
    for column, text, mark in cells:
        name = columns.name_of(headings[column - 1]) if column <= len(headings) else ""
        if mark and name:
            return Finding(line, name, str(MARKS[mark]))
        if len(text) > CELL:
            return Finding(line, name, _("this text is far longer than a recommendation"))
    return line, filled(cells, max(len(headings), *(column for column, _text, _mark in cells)))


def filled(cells: list[tuple[int, str, str]], number: int) -> list[str]:
    """Return the texts of a row by place, with nothing where no cell stands."""
    texts = [""] * number
    for column, text, _mark in cells:
        texts[column - 1] = text
    return texts
