"""Writes PDF/UA-1 by typst: tagged, read aloud in order, found by search. ADR 0142.

The words of a document go to typst as data and are never read as its markup; `pdf.typ` beside this
file is the look. Fonts are our own and no others, so that a machine makes what another makes.

What PDF leaves out or shows otherwise: levels of headings under the sixth and of points under the
eighth are not told apart; a link leads to the web or to mail, else it is words; a note that a note
calls is a raised mark; notes that the text does not call stand at the end.
"""

import json
import re
from collections import defaultdict, deque
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import typst
from babel import Locale
from babel.dates import format_date
from django.utils.translation import gettext as _

from rapporteur.documents.akoma import stopped
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
    Runs,
    Section,
    Table,
    Words,
    plain,
)
from rapporteur.documents.word import ANNEXES, SUMMARIES
from rapporteur.documents.writers import pdf_signs, pdf_tables
from rapporteur.kernel.refusals import Refused

LOOK = Path(__file__).with_suffix(".typ")
ARABIC = Path(__file__).parent.parent / "fonts"
CHINESE = Path(pylopdf_fonts_zh_cn.__file__).parent
DEEPEST_HEADING = 6  # PDF has no deeper one
DEEPEST_POINT = 8
MOST_BYTES = 1_000_000  # of what typst is told: some 150 pages, for which it takes 250 MB
LONGEST_HEAD = 1_000  # signs; a longer one is not set again on each page
LONGEST_LINK = 2_000
OUTWARD = ("http://", "https://", "mailto:")
LANGUAGE = re.compile("[a-z]{2,3}")
UNKNOWN = "und"
BULLET = "•"
NO_MARKER = "*"  # for a note that has none: a link must have words
TRIES = 5  # most signs that no font has are told at once, but some hide behind others

# Mastheads of the United Nations: those of Arabic, Chinese and Russian are set in English.
MASTHEADS = {"en": "en_GB", "es": "es", "fr": "fr"}
DISTRIBUTIONS = {"en": "Distr.: ", "es": "Distr. ", "fr": "Distr. "}
ORIGINALS = {"en": "Original: ", "es": "Original: ", "fr": "Original : "}
ITEMS = {
    "ar": "البند %s من جدول الأعمال",
    "en": "Agenda item %s",
    "es": "Tema %s de la agenda",
    "fr": "Point %s de l’ordre du jour",
    "ru": "Пункт %s повестки дня",
    "zh": "议程项目 %s",
}

Data = dict[str, Any]


@dataclass(frozen=True)
class Made:
    """A PDF, and the signs that none of the fonts has: U+FFFD stands for each of them."""

    pdf: bytes
    unknown: tuple[str, ...] = ()


def write(document: Document) -> bytes:
    """Return the document as PDF/UA-1; the same document gives the same bytes."""
    return make(document).pdf


def make(document: Document) -> Made:
    """Make the PDF, and tell what could not be shown. Raises Refused where it is too long."""
    told = pdf_signs.cleaned(_Writer(document).told())
    unknown: set[str] = set()
    for _attempt in range(TRIES):
        try:
            return Made(_compiled(told), pdf_signs.shown(unknown))
        except typst.TypstError as error:
            lacking = pdf_signs.lacking(error.diagnostic)
            if not lacking:
                raise
        except _Broken:
            lacking = pdf_signs.unsure(told)
        unknown |= lacking
        told = pdf_signs.without(told, lacking)
    unknown |= pdf_signs.unsure(told)
    return Made(_compiled(pdf_signs.without(told, unknown)), pdf_signs.shown(unknown))


@cache
def fonts() -> typst.Fonts:
    """Return our faces alone: Latin and Cyrillic come with typst. Those of the machine are left out."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(ARABIC), str(CHINESE)])


class _Broken(Exception):  # noqa: N818  it says what typst did
    """Typst itself broke off, as it does over some marks that no font has."""


def _compiled(told: Data) -> bytes:
    words = json.dumps(told, ensure_ascii=False)
    if len(words.encode()) > MOST_BYTES:
        raise Refused(_("The document is too long for one PDF. Divide it."))
    # The root is a folder that holds nothing but fonts: the look reads no file.
    compiler = typst.Compiler(LOOK.read_bytes(), root=ARABIC, font_paths=fonts())
    try:
        made = compiler.compile(format="pdf", sys_inputs={"told": words}, pdf_standards="ua-1")
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # it has no other name, and is no Exception
            raise _Broken from error
        raise
    if not isinstance(made, bytes):
        raise TypeError("typst gave pages, not a file")
    return made


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        front = document.front
        self.language = front.language if LANGUAGE.fullmatch(front.language) else UNKNOWN
        self.uncalled: defaultdict[str, deque[int]] = defaultdict(deque)
        self.called: dict[str, int] = {}
        for place, note in enumerate(document.notes):
            marker = note.marker if pdf_signs.says(note.marker) else NO_MARKER
            self.uncalled[marker].append(place)

    def told(self) -> Data:
        """Return all that the look is told, in the order in which it is read."""
        front = self.document.front
        item = front.agenda_item
        if item[:1].isdigit():
            item = ITEMS.get(self.language, ITEMS["en"]) % item
        return {
            "language": self.language,
            "title": plain(front.title).strip() or front.heading or front.symbol or "–",
            "author": front.author,
            "symbol": front.symbol,
            "day": _day(front),
            "organ": front.organ,
            "masthead": _masthead(front),
            "lines": [each for each in (front.session, item, front.heading) if each],
            "heading": self.runs(front.title),
            "by": front.author,
            "blocks": self.all(),
        }

    def all(self) -> list[Data]:
        document = self.document
        found: list[Data] = []
        if document.summary:
            word = SUMMARIES.get(self.language, SUMMARIES["en"])
            inner = [_heading(1, "", [_words(word)]), *self.blocks(document.summary, 2)]
            found.append({"kind": "summary", "blocks": inner})
        found += self.blocks(document.body, 1)
        found += [{"kind": "signature", "text": each} for each in document.signatures]
        for annex in document.annexes:
            found += self.annex(annex)
        return found + self.left()

    def annex(self, annex: Annex) -> list[Data]:
        word = ANNEXES.get(self.language, ANNEXES["en"])
        runs = [_words(f"{word} {annex.number}".strip())]
        if annex.title:
            runs += [{"kind": "break"}, *self.runs(annex.title)]
        return [{"kind": "page"}, _heading(1, "", runs), *self.blocks(annex.blocks, 2)]

    def blocks(self, blocks: tuple[Block, ...], depth: int) -> list[Data]:
        """Return blocks one after another; headings begin at `depth` and leave no level out."""
        found: list[Data] = []
        for block in blocks:
            if isinstance(block, Paragraph):
                found += self.paragraph(block)
            elif isinstance(block, Table):
                found += self.table(block)
            else:
                found += self.section(block, depth)
        return found

    def section(self, section: Section, depth: int) -> list[Data]:
        if not pdf_signs.says(section.number + plain(section.heading)):
            return [*self.words("", section.heading), *self.blocks(section.blocks, depth)]
        heading = _heading(depth, stopped(section.number), self.runs(section.heading))
        return [heading, *self.blocks(section.blocks, depth + 1)]

    def paragraph(self, paragraph: Paragraph) -> list[Data]:
        found = self.words(stopped(paragraph.number), paragraph.runs)
        if paragraph.points:
            found.append({"kind": "points", "points": self.points(paragraph.points, 1)})
        return found + self.words("", paragraph.after)

    def words(self, number: str, runs: Runs) -> list[Data]:
        if not number and not runs:
            return []
        return [{"kind": "paragraph", "number": number, "runs": self.runs(runs)}]

    def points(self, points: tuple[Point, ...], depth: int) -> list[Data]:
        found: list[Data] = []
        for point in points:
            number = stopped(point.number) if point.number else BULLET
            made: Data = {"number": number, "runs": self.runs(point.runs), "points": []}
            found.append(made)
            inner = self.points(point.points, depth + 1)
            (found if depth >= DEEPEST_POINT else made["points"]).extend(inner)
        return found

    def table(self, table: Table) -> list[Data]:
        """Return a table. Its caption comes first, and so do its calls of notes."""
        if not table.rows:
            return self.words("", table.caption)
        caption = self.runs(table.caption)
        headers = pdf_tables.headers(table)
        cells = pdf_tables.placed(table)
        made = [{**vars(cell), "runs": self.runs(cell.runs)} for cell in cells]
        return [
            {
                "kind": "table",
                "caption": caption,
                "headers": headers,
                "repeat": _repeats(table.rows[:headers]),
                "size": pdf_tables.size(cells),
                "widths": pdf_tables.widths(cells),
                "head": [each for each in made if each["y"] < headers],
                "cells": [each for each in made if each["y"] >= headers],
            }
        ]

    # Words and notes

    def runs(self, runs: Runs, *, in_note: bool = False) -> list[Data]:
        found: list[Data] = []
        for run in runs:
            if isinstance(run, Call):
                found.append(self.call(run.marker, in_note=in_note))
            else:
                found += _lines(run)
        return found

    def call(self, marker: str, *, in_note: bool) -> Data:
        """Return the call of a note: of the next that has this marker, else of the last one."""
        marker = marker if pdf_signs.says(marker) else NO_MARKER
        first = not in_note and bool(self.uncalled[marker])
        if first:
            self.called[marker] = self.uncalled[marker].popleft()
        if in_note or marker not in self.called:
            return {"kind": "mark", "marker": marker}
        place = self.called[marker]
        made: Data = {"kind": "again", "marker": marker, "note": f"note-{place}"}
        if first:
            made |= {"kind": "note", "paragraphs": self.note(self.document.notes[place])}
        return made

    def note(self, note: Note) -> list[list[Data]]:
        return [self.runs(runs, in_note=True) for runs in note.paragraphs]

    def left(self) -> list[Data]:
        """Return the notes that nothing called, as paragraphs at the end."""
        places = sorted(place for places in self.uncalled.values() for place in places)
        found: list[Data] = []
        for note in (self.document.notes[place] for place in places):
            mark: Data = {"kind": "mark", "marker": note.marker}
            paragraphs = self.note(note) or [[]]
            paragraphs[0] = [mark, _words(" "), *paragraphs[0]]
            found += [{"kind": "paragraph", "number": "", "runs": each} for each in paragraphs]
        return found


def _repeats(head: tuple[tuple[Cell, ...], ...]) -> bool:
    """Tell whether a head is set again on each page: not a long one, nor one that leads elsewhere."""
    runs = [run for row in head for cell in row for run in cell.runs]
    if any(isinstance(run, Call) or run.href for run in runs):
        return False  # PDF/UA allows no links in what is set again
    return len(plain(tuple(runs))) < LONGEST_HEAD


def _heading(depth: int, number: str, runs: list[Data]) -> Data:
    depth = min(depth, DEEPEST_HEADING)
    return {"kind": "heading", "depth": depth, "number": number, "runs": runs}


def _words(text: str, *, bold: bool = False, italic: bool = False, href: str = "") -> Data:
    return {"kind": "words", "text": text, "bold": bold, "italic": italic, "href": href}


def _lines(words: Words) -> list[Data]:
    """Return words line by line, since a broken line is no sign in a PDF."""
    outward = words.href.lower().startswith(OUTWARD) and len(words.href) <= LONGEST_LINK
    found: list[Data] = []
    for at, line in enumerate(words.text.split("\n")):
        if at:
            found.append({"kind": "break"})
        if line:
            href = words.href if outward and pdf_signs.says(line) else ""
            found.append(_words(line, bold=words.bold, italic=words.italic, href=href))
    return found


def _day(front: Front) -> Data | None:
    day = front.day
    return {"year": day.year, "month": day.month, "day": day.day} if day else None


def _masthead(front: Front) -> Data:
    """Return the lines at the right of the first page, in the language that mastheads have."""
    language = front.language if front.language in MASTHEADS else "en"
    locale = Locale.parse(MASTHEADS[language])
    distribution = front.distribution
    if distribution and not distribution.startswith("Distr"):
        distribution = DISTRIBUTIONS[language] + distribution
    lines = (
        distribution,
        format_date(front.day, "long", locale=locale) if front.day else "",
        _begun(_language(front.language, locale)),
        ORIGINALS[language] + _language(front.original, locale) if front.original else "",
    )
    return {"language": language, "lines": [line for line in lines if line]}


def _language(code: str, locale: Locale) -> str:
    return str(locale.languages.get(code, code))


def _begun(words: str) -> str:
    """Return words as a line begins: "Français"."""
    return words[:1].upper() + words[1:]
