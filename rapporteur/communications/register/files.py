"""A CSV or XLSX file as rows of cells by heading, with what is wrong with its lines.

The comma, the semicolon and the tab part cells, whichever the headings use; text is UTF-8, or
UTF-16 with its mark. A workbook is opened in a child process that is shut in.
"""

import csv
import io
import json
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePath

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapporteur.communications.register import limits
from rapporteur.communications.register.findings import Finding, Weight
from rapporteur.kernel.access.rules import Reason
from rapporteur.kernel.files.limits import BYTES
from rapporteur.kernel.files.opening import checked
from rapporteur.kernel.files.processes import ask
from rapporteur.kernel.files.sniffing import OLD_WORD, ZIP
from rapporteur.kernel.files.verdicts import TEXT, Unfit, Verdict
from rapporteur.kernel.reference.loading import HIDDEN
from rapporteur.kernel.refusals import Refused

COLUMNS = (
    *("reference", "number", "kind", "date_sent", "addressee", "addressee_name", "mandates"),
    *("subject", "replies", "public", "text_address", "source", "source_address", "as_of"),
)
NEEDED = ("reference", "date_sent", "source", "as_of")
SEPARATORS = ",;\t"
CHILD = "rapporteur.communications.register.child"
MERGED = re.compile(r"[A-Z]{1,3}(\d{1,7}):[A-Z]{1,3}(\d{1,7})")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
Cells = dict[str, str]
Line = tuple[int, list[str], dict[int, str]]  # number, cells, marks by place

REASONS: dict[Verdict, Reason] = {
    Verdict.EMPTY: gettext_lazy("This file is empty."),
    Verdict.TOO_LARGE: gettext_lazy("This file is larger than 15 MB. Send it in parts."),
    Verdict.UNKNOWN: gettext_lazy("This is neither a CSV nor an XLSX file."),
    Verdict.OLD_WORD: gettext_lazy(
        "This is a workbook of an old kind, or one with a password. Save it as XLSX or CSV without"
        " a password."
    ),
    Verdict.MACROS: gettext_lazy("There are macros in this workbook. Save it as CSV."),
    Verdict.EMBEDDED: gettext_lazy("There are other files inside this workbook. Save it as CSV."),
    Verdict.OUTSIDE: gettext_lazy(
        "This workbook fetches something from elsewhere. Save it as CSV."
    ),
    Verdict.SWOLLEN: gettext_lazy("This workbook unpacks to far more than a register."),
    Verdict.TOO_DEEP: gettext_lazy("This workbook is far larger than a register. Save it as CSV."),
    Verdict.TOO_MANY_LINES: gettext_lazy("This file has more than 20,000 lines. Send it in parts."),
    Verdict.TOO_MUCH: gettext_lazy(
        "This workbook could not be read within the time and memory that a register needs. Save it"
        " as CSV, or send it in parts."
    ),
    Verdict.CLOSED: gettext_lazy(
        "Workbooks cannot be opened safely on this machine. Save it as CSV."
    ),
}
DAMAGED = gettext_lazy("This workbook is damaged or incomplete. Save it as CSV.")
MARKS: dict[str, Reason] = {
    "formula": gettext_lazy("a formula stands here: put its value in its place"),
    "error": gettext_lazy("the sheet shows an error here"),
    "date": gettext_lazy("a sheet cannot hold so early a date surely: write it as text"),
}


@dataclass
class Sheet:
    """What a file holds: its rows, and what was found while they were read."""

    file: str
    digest: str  # SHA-256
    even: bool = False  # each line has as many cells as there are headings
    columns: Sequence[str] = COLUMNS
    needed: Sequence[str] = NEEDED
    rows: list[tuple[int, Cells]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read(
    name: str, data: bytes, columns: Sequence[str] = COLUMNS, needed: Sequence[str] = NEEDED
) -> Sheet:
    """Return the rows of a file with these columns. Raises Refused where none can be read."""
    sheet = Sheet(name_of(name), sha256(data).hexdigest(), columns=columns, needed=needed)
    try:
        lines = lines_of(sheet, data)
    except Unfit as unfit:
        raise Refused(REASONS.get(unfit.verdict, DAMAGED)) from None
    if not lines:
        raise Refused(_("There is no line in this file."))
    headings = checked_headings(sheet, lines[0])
    for number, cells, marks in lines[1:]:
        take(sheet, headings, (number, cells, marks))
    return sheet


def name_of(name: str) -> str:
    """Return the name of a file without folders and without what cannot be seen."""
    return HIDDEN.sub("", PurePath(name.replace("\\", "/")).name)[-120:] or "register"


def lines_of(sheet: Sheet, data: bytes) -> list[Line]:
    if not data:
        raise Unfit(Verdict.EMPTY)
    if len(data) > BYTES:
        raise Unfit(Verdict.TOO_LARGE)
    if data.startswith(OLD_WORD):
        raise Unfit(Verdict.OLD_WORD)
    if data.startswith(ZIP):
        return of_workbook(sheet, data)
    if not sheet.file.lower().endswith((".csv", ".txt", ".tsv")):
        raise Unfit(Verdict.UNKNOWN)
    sheet.even = True
    return list(of_csv(text_of(data), sheet.columns))


def text_of(data: bytes) -> str:
    """Return the text of a CSV file. Raises Refused with the line that cannot be read."""
    encoding = "utf-16" if data.startswith(UTF_16) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        told = _("Line %(line)s is not UTF-8 text. Save the file as “CSV UTF-8”, or as XLSX.")
        raise Refused(told % {"line": line}) from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise Refused(_("There is a nought byte in line %(line)s.") % {"line": line})
    return text


def of_csv(text: str, columns: Sequence[str]) -> Iterator[Line]:
    """Yield the lines of a CSV text, each with the number of the line where it begins."""
    sign = separator(text, columns)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    begins, found = 1, 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found += 1
                yield begins, cells, {}
            if found > limits.LINES + 1:
                raise Unfit(Verdict.TOO_MANY_LINES)
            begins = reader.line_num + 1
    except csv.Error:
        told = _("The quotation marks of the entry that begins in line %(line)s do not fit.")
        raise Refused(told % {"line": begins}) from None


def separator(text: str, columns: Sequence[str]) -> str:
    """Return which sign parts the headings: the one that finds most that are known."""
    first = text.partition("\n")[0]

    def known(sign: str) -> int:
        return sum(heading(cell.strip(' "\r')) in columns for cell in first.split(sign))

    return max(SEPARATORS, key=known)


def of_workbook(sheet: Sheet, data: bytes) -> list[Line]:
    """Return the lines of a workbook; one child process. Raises Unfit."""
    heard = checked(ask(b"{}", data, module=CHILD), TEXT)
    try:
        unpacked = zlib.decompressobj().decompress(heard, limits.ANSWER)
        told = json.loads(unpacked)
        lines = [line_of(int(number), cells) for number, cells in told["rows"]]
        merged, unread = list(map(str, told["merged"])), int(told["unread"])
    except (ValueError, KeyError, TypeError, zlib.error):
        raise Unfit(Verdict.DAMAGED) from None
    if unread:
        reason = _("only the first sheet was read; sheets not read: %(number)s")
        sheet.findings.append(Finding(1, "", reason % {"number": unread}, Weight.DOUBT))
    numbers = [number for number, _cells, _marks in lines]
    for place in filter(None, map(MERGED.fullmatch, merged)):
        first, last = int(place[1]), int(place[2])
        reason = _("cells are merged here: part them, and fill in each")
        sheet.findings += [Finding(n, "", reason) for n in numbers if first <= n <= last]
    return lines


def line_of(number: int, cells: Sequence[Sequence[str | int]]) -> Line:
    width = max(int(place) for place, _text, _mark in cells)
    if not 1 <= width <= limits.COLUMNS:
        raise ValueError(width)
    written, marks = [""] * width, {}
    for place, text, mark in cells:
        written[int(place) - 1] = str(text)
        if mark:
            marks[int(place) - 1] = str(mark)
    return number, written, marks


def heading(text: str) -> str:
    return "_".join(text.lower().split())


def checked_headings(sheet: Sheet, line: Line) -> list[str]:
    """Return the headings. Raises Refused where one is missing or stands twice."""
    number, cells, _marks = line
    found = [heading(cell) for cell in cells]
    if missing := [name for name in sheet.needed if name not in found]:
        told = _("These headings are missing in the first line: %(names)s.")
        raise Refused(told % {"names": ", ".join(missing)})
    if twice := sorted({name for name in found if name and found.count(name) > 1}):
        told = _("These headings stand twice in the first line: %(names)s.")
        raise Refused(told % {"names": ", ".join(twice)})
    reason = _("no such column is known, and it is not read")
    for name in found:
        if name and name not in sheet.columns:
            sheet.findings.append(Finding(number, name[:60], reason, Weight.DOUBT))
    return found


def take(sheet: Sheet, headings: list[str], line: Line) -> None:
    """Add a line to the sheet, with what is wrong with its cells as such."""
    number, cells, marks = line
    read: Cells = dict.fromkeys(sheet.columns, "")
    if sheet.even and len(cells) < len(headings):
        reason = _("there are fewer cells in this line than headings")
        sheet.findings.append(Finding(number, "", reason))
    named = dict(enumerate(headings))
    if any(cell.strip() for place, cell in enumerate(cells) if not named.get(place)):
        reason = _("there are more cells in this line than headings")
        sheet.findings.append(Finding(number, "", reason))
    for place, written in enumerate(cells):
        name = named.get(place, "")
        if name not in read:
            continue
        read[name] = plain(written)
        if reason := wrong_with(read[name], marks.get(place, "")):
            sheet.findings.append(Finding(number, name, reason))
    sheet.rows.append((number, read))


def wrong_with(text: str, mark: str) -> str:
    """Return why a cell as such cannot be used; empty where it can."""
    if mark:
        return str(MARKS.get(mark, MARKS["error"]))
    if hidden := HIDDEN.search(text):
        told = _("the character U+%(code)s cannot be seen and is not a word's")
        return told % {"code": f"{ord(hidden.group()):04X}"}
    return ""


FORMULA_KEPT_OFF = re.compile(r"'+[=+\-@\t\r]")


def plain(written: str) -> str:
    """Return the text of a cell on one line, without the apostrophe that keeps formulas off."""
    text = written[1:] if FORMULA_KEPT_OFF.match(written) else written
    return " ".join(text.split())
