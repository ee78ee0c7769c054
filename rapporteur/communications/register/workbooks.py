"""The first sheet of an XLSX file as rows of text. Runs in the child process only.

Read with the same care as a DOCX: sizes before anything is unpacked, no program, no other file
inside, nothing from elsewhere, no document type. A formula is never worked out and its stored
value is not believed: the cell is marked. A date stays as exact as the sheet shows it.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from rapporteur.communications.register import limits
from rapporteur.kernel.files import markup
from rapporteur.kernel.files.packages import HYPERLINK, STARTS, TYPES, Package
from rapporteur.kernel.files.verdicts import Unfit, Verdict

MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
BOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
STRINGS, STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
FETCHED = ("xl/externallinks/", "xl/connections.xml", "xl/querytables/")
PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
# Formats that every program knows by number: ECMA-376, part 1, 18.8.30; 27 to 58 by language.
DAYS = {14, 15, 16, 22, *range(27, 32), 36, *range(50, 59)}
MONTHS = {17}
NOT_LETTERS_OF_DATES = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
FIRST_SURE = 61  # before March 1900 programs disagree about the day
START, START_1904 = date(1899, 12, 30), date(1904, 1, 1)
FORMULA, ERROR, BAD_DATE = "formula", "error", "date"


class Workbook(Package):
    """An XLSX whose parts may be read. Raises Unfit."""

    def check_types(self) -> None:
        """The package must say of itself that it is a workbook without a program in it."""
        said: set[str] = set()

        def start(_name: str, attributes: dict[str, str]) -> None:
            said.add(attributes.get("ContentType", ""))

        if any(name.lower().startswith(FETCHED) for name in self.names):
            raise Unfit(Verdict.OUTSIDE)
        if TYPES not in self.names:
            raise Unfit(Verdict.UNKNOWN)
        markup.parse(self.read(TYPES), start=start)
        if any(word in one.lower() for one in said for word in STARTS):
            raise Unfit(Verdict.MACROS)
        if MAIN not in said or BOOK not in self.names:
            raise Unfit(Verdict.UNKNOWN)


def local(name: str) -> str:
    return name.rpartition(" ")[2]


class Sheets:
    """What the workbook says of itself: its visible sheets in order, and from when it counts days."""

    def __init__(self) -> None:
        self.visible: list[str] = []  # ids of relations
        self.hidden = 0
        self.start_day = START

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if local(name) == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            self.start_day = START_1904
        if local(name) != "sheet":
            return
        if attributes.get("state", "visible") != "visible":
            self.hidden += 1
            return
        self.visible += [value for key, value in attributes.items() if local(key) == "id"]


class Strings:
    """The texts that cells share, without what is only said beside them."""

    longest = limits.CELL  # signs of a text that are kept, and one more

    def __init__(self) -> None:
        self.found: list[str] = []
        self.written: list[str] = []
        self.in_text = self.beside = False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        word = local(name)
        if word == "rPh":
            self.beside = True
        elif word == "t":
            self.in_text = not self.beside

    def text(self, written: str) -> None:
        if self.in_text:
            self.written.append(written)

    def end(self, name: str) -> None:
        word = local(name)
        if word == "t":
            self.in_text = False
        elif word == "rPh":
            self.beside = False
        elif word == "si":
            self.keep("".join(self.written)[: self.longest + 1])
            self.written = []

    def keep(self, text: str) -> None:
        self.found.append(text)


class Styles:
    """For each style of a cell how exact a date it shows: day, month, year, or no date."""

    def __init__(self) -> None:
        self.own: dict[str, str] = {}
        self.found: list[str] = []
        self.in_cells = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        word = local(name)
        if word == "numFmt":
            self.own[attributes.get("numFmtId", "")] = shown(attributes.get("formatCode", ""))
        elif word == "cellXfs":
            self.in_cells = True
        elif word == "xf" and self.in_cells:
            self.found.append(self.of_number(attributes.get("numFmtId", "0")))

    def of_number(self, number: str) -> str:
        if number in self.own:
            return self.own[number]
        known = int(number) if number.isdecimal() else 0
        return "day" if known in DAYS else "month" if known in MONTHS else ""

    def end(self, name: str) -> None:
        if local(name) == "cellXfs":
            self.in_cells = False


def shown(code: str) -> str:
    """Return how exact a date a format of one's own shows; empty where it shows no date."""
    letters = NOT_LETTERS_OF_DATES.sub("", code).lower()
    if "general" in letters:
        return ""
    if "d" in letters:
        return "day"
    if "y" not in letters:
        return ""  # hours and minutes, or a plain number
    return "month" if "m" in letters else "year"


class Cells:
    """Takes the rows out of a sheet."""

    longest = limits.CELL  # signs of a cell that are kept, and one more

    def __init__(self, strings: Sequence[str], styles: list[str], start_day: date) -> None:
        self.strings, self.styles, self.start_day = strings, styles, start_day
        self.rows: list[tuple[int, list[tuple[int, str, str]]]] = []
        self.merged: list[str] = []
        self.line = self.column = 0
        self.kind = self.style = self.mark = ""
        self.written: list[str] = []
        self.in_value = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        word = local(name)
        if word == "row":
            self.begin_row(attributes.get("r", ""))
        elif word == "c":
            self.begin_cell(attributes)
        elif word in ("v", "t"):
            self.in_value = True
        elif word == "f":
            self.mark = FORMULA
        elif word == "mergeCell":
            self.merged.append(attributes.get("ref", ""))

    def begin_row(self, said: str) -> None:
        line = whole(said) if said else self.line + 1
        if line <= self.line:
            raise Unfit(Verdict.DAMAGED)
        if len(self.rows) > limits.LINES:  # the headings are one more
            raise Unfit(Verdict.TOO_MANY_LINES)
        self.line, self.column = line, 0
        self.rows.append((line, []))

    def begin_cell(self, attributes: dict[str, str]) -> None:
        place = PLACE.fullmatch(attributes["r"]) if "r" in attributes else None
        column = column_of(place[1]) if place else self.column + 1
        if not self.rows or column <= self.column or (place and int(place[2]) != self.line):
            raise Unfit(Verdict.DAMAGED)
        self.column = column
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "0")
        self.mark, self.written, self.in_value = "", [], False

    def text(self, written: str) -> None:
        if self.in_value:
            self.written.append(written)

    def end(self, name: str) -> None:
        word = local(name)
        if word in ("v", "t"):
            self.in_value = False
        elif word == "c":
            self.end_cell()
        elif word == "row" and not self.rows[-1][1]:
            self.rows.pop()  # formatted and empty

    def end_cell(self) -> None:
        written = "".join(self.written)
        value, mark = self.value_of(written) if written else ("", "")
        if (value or self.mark) and self.column <= limits.COLUMNS:
            self.rows[-1][1].append((self.column, value[: self.longest + 1], self.mark or mark))

    def value_of(self, written: str) -> tuple[str, str]:
        """Return what a cell shows, and what is wrong with it."""
        if self.kind == "s":
            place = whole(written)
            if place >= len(self.strings):
                raise Unfit(Verdict.DAMAGED)
            return self.strings[place], ""
        if self.kind == "e":
            return written, ERROR
        if self.kind == "b":
            return ("yes" if written == "1" else "no"), ""
        if self.kind == "d":
            return written[:10], ""
        return (written, "") if self.kind != "n" else self.number(written)

    def number(self, written: str) -> tuple[str, str]:
        try:
            number = float(written)
            place = whole(self.style)
            exact = self.styles[place] if place < len(self.styles) else ""
            if exact:
                return self.day(number, exact)
        except (ValueError, OverflowError):
            return written, ERROR
        return (str(int(number)) if number.is_integer() else written), ""

    def day(self, number: float, exact: str) -> tuple[str, str]:
        if number < FIRST_SURE and self.start_day == START:
            return str(number), BAD_DATE
        found = (self.start_day + timedelta(days=int(number))).isoformat()
        return found[: {"day": 10, "month": 7, "year": 4}[exact]], ""


def whole(written: str) -> int:
    if not written.isascii() or not written.isdecimal() or len(written) > 9:
        raise Unfit(Verdict.DAMAGED)
    return int(written)


def column_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def walk(book: Workbook, name: str, into: Any) -> Any:
    """Walk through a part, if the workbook has it."""
    if name in book.names:
        markup.parse(
            book.read(name),
            start=into.start,
            end=getattr(into, "end", None),
            text=getattr(into, "text", None),
        )
    return into


def targets(book: Workbook) -> dict[str, str]:
    """Return by id the parts that the workbook refers to."""
    found: dict[str, str] = {}

    def start(_name: str, attributes: dict[str, str]) -> None:
        target = attributes.get("Target", "")
        place = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if not attributes.get("Type", "").endswith(HYPERLINK):
            found[attributes.get("Id", "")] = place

    markup.parse(book.read(RELATIONS), start=start)
    return found


def read(data: bytes) -> dict[str, Any]:
    """Return the rows of the first visible sheet, what is merged in it, how many sheets are not read.

    `rows`: [line, [[column, text, mark]]], both counted from 1. Raises Unfit.
    """
    book = Workbook(data)
    sheets: Sheets = walk(book, BOOK, Sheets())
    if not sheets.visible:
        raise Unfit(Verdict.EMPTY)
    part = targets(book).get(sheets.visible[0], "")
    if part not in book.names:
        raise Unfit(Verdict.DAMAGED)
    strings: Strings = walk(book, STRINGS, Strings())
    styles: Styles = walk(book, STYLES, Styles())
    cells: Cells = walk(book, part, Cells(strings.found, styles.found, sheets.start_day))
    unread = len(sheets.visible) - 1 + sheets.hidden
    return {"rows": cells.rows, "merged": cells.merged, "unread": unread}
