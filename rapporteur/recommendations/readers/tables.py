"""Rows of cells or fields as rows that are given; and CSV, read line by line."""

import csv
import html
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import IO, Any

from django.utils.translation import gettext as _

from rapporteur.communications.register.findings import Finding, Weight
from rapporteur.kernel.dates import earliest
from rapporteur.kernel.refusals import Refused
from rapporteur.recommendations.readers import columns
from rapporteur.recommendations.readers.given import (
    TAG,
    Given,
    Kind,
    Rows,
    base_symbol,
    numbered,
    one_line,
)
from rapporteur.recommendations.readers.states import States

Fields = Mapping[str, str | list[str]]
LONGEST = 20_000  # signs of a text; the longest recommendation of the Index is a page
BEGINS_A_FORMULA = re.compile(r"[=@]\s*[A-Za-z(]")
SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
FIRST_DAY = date(1899, 12, 30)  # from which sheets count
PIECE = 1 << 16  # signs of the first line that are looked at
# What the Index marks beside recommendations, in English, French and Spanish.
CONCERNS = re.compile(r"concern|other|préoccup|autre|preocup|otr", re.IGNORECASE)
WHOLE = re.compile(r"\d{1,3}")
MECHANISMS = {
    "own_visit", "own_thematic", "own_communication", "upr",
    "treaty_body", "views", "other_mandate", "study", "other",
}  # fmt: skip
COMMITTEES = ("CRC", "CCPR", "CEDAW", "CESCR", "CERD", "CAT", "CRPD", "CMW", "CED", "SPT")


def several(value: str | list[str]) -> list[str]:
    """Return the parts of a cell: a list, or lines that begin with a dash, or semicolons."""
    if isinstance(value, list):
        return [one_line(one) for one in value if one_line(one)]
    lines = value.splitlines() if "\n" in value else value.split(";")
    parts = (one_line(part.strip().removeprefix("-").strip()) for part in lines)
    return [part for part in parts if part]


def single(value: str | list[str]) -> str:
    return one_line("; ".join(value) if isinstance(value, list) else value)


def day_of(text: str) -> str | None:
    """Return a date as ISO text, as exact as it is; None for what is no date."""
    if not text:
        return ""
    if SERIAL.fullmatch(text):
        return (FIRST_DAY + timedelta(days=int(float(text)))).isoformat()
    for length in (10, 7, 4):
        if len(text) == length or (length == 10 and text[10:11] in ("T", " ")):
            with suppress(ValueError):
                earliest(text[:length])
                return text[:length]
    return None


def mechanism_of(body: str, kind: Kind) -> str:
    """Return what kind of mechanism a body is, as far as its name tells."""
    if kind in (Kind.UPR_INFO, Kind.THEMATIC, Kind.REPORT) or "UPR" in body.upper():
        return "upr"
    if body.upper().startswith(COMMITTEES):
        return "treaty_body"
    if body.upper().startswith(("SR ", "WG ", "IE ")):
        return "other_mandate"
    return "other"


class Maker:
    """Makes rows that are given out of fields by our names."""

    def __init__(self, kind: Kind, states: States) -> None:
        self.kind, self.states = kind, states

    def made(self, line: int, fields: Fields) -> Given | Finding:
        """Return a row, or why it is refused."""
        raw = fields.get("text", "")
        text = one_line(self._plain(raw if isinstance(raw, str) else " ".join(raw)))
        if not text:
            return Finding(line, "text", _("there is no text"))
        if BEGINS_A_FORMULA.match(text):
            return Finding(line, "text", _("a formula stands here: put its value in its place"))
        if len(text) > LONGEST:
            return Finding(line, "text", _("this text is far longer than a recommendation"))
        codes, unknown = self._addressed(fields)
        if unknown:
            told = _("no State has this name: %(name)s") % {"name": "; ".join(unknown)[:200]}
            return Finding(line, "state", told)
        if CONCERNS.match(single(fields.get("type", ""))):
            told = _("this is a concern or another remark, no recommendation: it is left out")
            return Finding(line, "type", told, Weight.DOUBT)
        row = Given(line=line, text=text, kind=self.kind, states=codes)
        self._fill(row, fields)
        return row

    def _plain(self, text: str) -> str:
        """Return what HTML of the Index shows; in other sources it is text and stays so."""
        return html.unescape(TAG.sub(" ", text)) if self.kind == Kind.UHRI else text

    def _addressed(self, fields: Fields) -> tuple[list[str], list[str]]:
        code = single(fields.get("state_code", "")).upper()
        if code and self.states.find(code) == code:
            return [code], []
        codes: dict[str, None] = {}
        unknown: list[str] = []
        for name in several(fields.get("states", "")):
            if found := self.states.find(name):
                codes[found] = None
            else:
                unknown.append(name)
        return list(codes), unknown or ([code] if code and not codes else [])

    def _fill(self, row: Given, fields: Fields) -> None:
        row.key = single(fields.get("key", ""))[:120]
        row.body = single(fields.get("body", ""))[:120]
        row.symbol = base_symbol(single(fields.get("symbol", "")))[:120]
        given = single(fields.get("mechanism", "")).lower()
        row.mechanism = given if given in MECHANISMS else mechanism_of(row.body, row.kind)
        row.paragraph = single(fields.get("paragraph", "")).rstrip(".")[:20]
        row.paragraph = row.paragraph or numbered(row.text)[0]
        row.position = single(fields.get("position", ""))[:60]
        row.language = single(fields.get("language", ""))[:8] or language_of(row.text)
        row.themes = several(fields.get("themes", ""))
        row.affected = several(fields.get("affected", ""))
        row.sdgs = several(fields.get("sdgs", ""))
        self._numbers(row, fields)
        self._recommending(row, fields)

    def _numbers(self, row: Given, fields: Fields) -> None:
        day = day_of(single(fields.get("dated", "")))
        if day is None:
            doubt(row, "date", _("this is no date, and is left out"))
        row.dated = day or ""
        for name, most in (("session", 200), ("cycle", 20), ("category", 5)):
            written = single(fields.get(name, ""))
            found = WHOLE.search(written)
            if found and 0 < int(found[0]) <= most:
                setattr(row, name, int(found[0]))
            elif written:
                doubt(row, name, _("this is no number, and is left out"))

    def _recommending(self, row: Given, fields: Fields) -> None:
        for name in several(fields.get("recommending", "")):
            codes, unknown = self.states.several(name)
            row.recommending += [code for code in codes if code not in row.recommending]
            row.recommending_written += unknown
        if not row.recommending and not row.recommending_written:
            row.recommending = self.states.in_brackets(row.text)[0]
        if row.recommending_written:
            told = _("kept as it is written, since no State has this name: %(name)s")
            names = "; ".join(row.recommending_written)[:200]
            doubt(row, "recommending", told % {"name": names})


def doubt(row: Given, column: str, reason: str) -> None:
    row.doubts.append(Finding(row.line, column, reason, Weight.DOUBT))


def language_of(text: str) -> str:
    """Return a language that a script gives away; English for Latin letters, unless said otherwise."""
    if text.isascii():
        return "en"
    for sign in text:
        if "\u0600" <= sign <= "\u06ff":
            return "ar"
        if "\u0400" <= sign <= "\u04ff":
            return "ru"
        if "\u4e00" <= sign <= "\u9fff":
            return "zh"
    return "en"


def of_csv(text: IO[str], states: States) -> Rows:
    """Yield the rows of a CSV file. Raises Refused where its headings are not those of one."""
    first = text.readline(PIECE)
    text.seek(0)
    sign = max(",;\t", key=lambda one: sum(map(bool, map(columns.name_of, split(first, one)))))
    reader = csv.reader(text, delimiter=sign, strict=True)
    yield from of_cells(cells_of(reader), states)


def split(line: str, sign: str) -> list[str]:
    return [part.strip().strip('"').lstrip("\ufeff") for part in line.split(sign)]


def cells_of(reader: Any) -> Iterator[tuple[int, list[str]] | Finding]:
    """Yield lines with the number where each begins; the file ends where quotes do not fit."""
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error:
        told = _(
            "the quotation marks of the entry that begins here do not fit: the rest is not read"
        )
        yield Finding(begins, "", told)
    except UnicodeDecodeError:
        yield Finding(begins, "", _("from here on this is not UTF-8 text: the rest is not read"))


def of_cells(lines: Iterable[tuple[int, list[str]] | Finding], states: States) -> Rows:
    """Yield the rows of lines of cells, the first of which heads the columns. Raises Refused."""
    walk = iter(lines)
    first = next(walk, None)
    if first is None or isinstance(first, Finding):
        raise Refused(_("There is no line in this file that could be read."))
    headings = [one.lstrip("\ufeff") for one in first[1]]
    kind = columns.kind_of(headings)
    if kind is None:
        told = _("These columns are not those of recommendations: a text and a State are missing.")
        raise Refused(told)
    maker, names = Maker(kind, states), [columns.name_of(one) for one in headings]
    for line in walk:
        if isinstance(line, Finding):
            yield line
            continue
        number, cells = line
        if len(cells) != len(names):
            yield Finding(number, "", _("this line has not as many cells as there are headings"))
            continue
        yield maker.made(number, {n: c for n, c in zip(names, cells, strict=True) if n and c})
