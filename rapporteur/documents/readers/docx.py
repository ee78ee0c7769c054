"""Reads Word files (DOCX) into the tree. What is refused and what is guessed is in ADR 0133.

A document that our own writer made is known by its paragraph styles and read again as it was. Of any
other one the headings are told by style or outline level, numbers by Word's lists or by a typed
number with a tab after it. Page heads and feet are told as doubts. Places count paragraphs from 1.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from rapporteur.documents.readers.docx_coded import LANGUAGE, code_of, day_of, language_of
from rapporteur.documents.readers.docx_notes import Notes
from rapporteur.documents.readers.docx_numbers import Label, Numbers
from rapporteur.documents.readers.docx_outline import Outline
from rapporteur.documents.readers.docx_package import Package
from rapporteur.documents.readers.docx_runs import MARK, Inline, cut, leading, text_of
from rapporteur.documents.readers.docx_styles import Styles
from rapporteur.documents.readers.docx_tables import table
from rapporteur.documents.refusals import Unreadable
from rapporteur.documents.tree import (
    Annex,
    Block,
    Document,
    Front,
    Place,
    Reading,
    Runs,
    Section,
    Words,
    plain,
)
from rapporteur.documents.word import (
    ANNEX,
    ANNEXES,
    BODY,
    CONTINUED,
    FRONT,
    GAP,
    NUMBERED,
    PLAIN,
    POINT,
    SIGNATURE,
    SUMMARY,
    Element,
    W,
    name,
)

# "17.", "(a)", "IV.", "3.2", "17 bis." before a tab; some templates set a tab before it as well.
TYPED = re.compile(r"\s*(\(?\w{1,8}(?:\.\w{1,4}){0,4}(?: (?:bis|ter|quater))?[.)]{0,2})\t\s*")
MAIN = re.compile(r"\d+(?:\.\d+)*(?: \w+)?")  # the number of a paragraph; others number points
ROMAN = re.compile(r"\(?[ivxl]+\)?")
ANNEXED = re.compile(rf"({'|'.join(ANNEXES.values())})(?:\s+([IVXLC]+|\d+))?", re.IGNORECASE)
AROUND = {"sdt", "sdtContent", "customXml", "ins", "moveTo"}
SILENT = {"sectPr", "sdtPr", "sdtEndPr", "bookmarkStart", "bookmarkEnd", "proofErr", "permStart"}
SILENT |= {"permEnd", "commentRangeStart", "commentRangeEnd", "customXmlPr"}


def read(data: bytes) -> Reading:
    """Read a DOCX file; raise Unreadable with the reason where it is none, unfair or damaged."""
    try:
        return _Reader(Package(data)).reading()
    except (etree.LxmlError, RecursionError, UnicodeError) as error:
        raise Unreadable(_("The file is damaged.")) from error


class _Reader:
    def __init__(self, package: Package) -> None:
        self.root = package.xml(package.main)
        if self.root.tag != f"{W}document":
            raise Unreadable(_("This is the strict kind of DOCX. Save it as plain DOCX."))
        self.styles = Styles(self._part(package, "styles"))
        self.numbers = Numbers(self._part(package, "numbering"), self.styles)
        self.notes = Notes(package, self.styles)
        formats = self.notes.formats(self.root)
        self.inline = Inline(self.styles, package.hrefs(package.main), formats)
        self.front = Front(language=_language(package))
        self.outline = Outline()
        self.summary: tuple[Block, ...] = ()
        self.annexes: list[Annex] = []
        self.parts: list[tuple[Annex | None, Outline]] = [(None, self.outline)]
        self.signatures: list[str] = []
        self.caption: tuple[Runs, Place] | None = None
        self.line = 0
        for kind in ("header", "footer"):
            for part in package.all_related(package.main, kind):
                self._told_on_pages(text_of(package.xml(part)))

    @staticmethod
    def _part(package: Package, kind: str) -> Element | None:
        part = package.related(package.main, kind)
        return package.xml(part) if part else None

    def _told_on_pages(self, words: str) -> None:
        if words.strip():
            self.inline.doubt(words, _("This stands at the head or foot of pages; it is left out."))

    def reading(self) -> Reading:
        for element in self._blocks(self.root):
            if name(element) == "tbl":
                self._table(element)
            else:
                self._paragraph(element)
        self._end_caption()
        notes, doubts = self.notes.read(self.inline.called)
        body, *annexes = [(annex, outline.close()) for annex, outline in self.parts]
        document = Document(
            front=self.front,
            summary=self.summary,
            body=body[1],
            annexes=tuple(replace(annex, blocks=found) for annex, found in annexes if annex),
            signatures=tuple(self.signatures),
            notes=tuple(notes),
        )
        doubts = sorted([*self.inline.doubts, *doubts], key=lambda doubt: doubt.place.line)
        return Reading(document, tuple(doubts))

    def _blocks(self, element: Element) -> Iterator[Element]:
        for child in element:
            kind = name(child)
            if kind in {"p", "tbl"}:
                yield child
            elif kind == "body" or kind in AROUND:
                yield from self._blocks(child)
            elif kind not in SILENT and kind:
                why = _("This is not understood (%s) and is left out.") % kind
                self.inline.doubt(text_of(child), why)

    # Tables

    def _table(self, element: Element) -> None:
        caption, place = self.caption or ((), Place(self.line + 1))
        self.caption = None
        found = table(element, caption, place, self._line_of_cell, self.inline.doubt)
        self.outline.block(found)

    def _line_of_cell(self, paragraph: Element) -> Runs:
        """Return a paragraph of a cell; an automatic number becomes part of its words."""
        self.line += 1
        runs = self._runs(paragraph)
        label = self.numbers.label(paragraph)
        if label is None or not runs:
            return runs
        return (Words("• " if label.bullet else f"{label.text} "), *runs)

    def _end_caption(self) -> None:
        if self.caption:
            self.outline.paragraph("", *self.caption)
            self.caption = None

    # Paragraphs

    def _runs(self, paragraph: Element) -> Runs:
        runs = self.inline.read(paragraph, Place(self.line))
        return tuple(run for run in runs if run != MARK)

    def _paragraph(self, element: Element) -> None:
        self.line += 1
        place = Place(self.line)
        style = self.styles.of(element)
        label = self.numbers.label(element)
        runs = self._runs(element)
        if runs:
            self._end_caption()
        if self._ours(element, style, runs, label):
            return
        if not plain(runs).strip() and all(isinstance(run, Words) for run in runs):
            return
        level = self.styles.level(element)
        if self.styles.is_caption(element):
            self.caption = (runs, place)
        elif level:
            self._heading(level, runs, label, place)
        else:
            self._foreign(runs, label, place)

    def _ours(self, element: Element, style: str, runs: Runs, label: Label | None) -> bool:
        """Read a paragraph in a style of our own writer; tell whether it was one."""
        place = Place(self.line)
        depth = style.removeprefix(POINT)
        if style in FRONT:
            return self._told_in_front(FRONT[style], element, runs)
        if style in {SUMMARY, BODY, GAP}:
            if style == BODY and len(self.parts) == 1:
                self.summary = self.outline.close()
                self.outline = Outline()
                self.parts[0] = (None, self.outline)
            return True
        if style == ANNEX:
            self._annex(*_own_number(runs, None))
        elif style == SIGNATURE:
            self.signatures.append(plain(runs))
        elif style == CONTINUED:
            self.outline.after(runs, place)
        elif style in {PLAIN, NUMBERED}:
            number, runs = _own_number(runs, label) if style == NUMBERED else ("", runs)
            self.outline.paragraph(number, runs, place)
        elif depth != style and depth.isdigit():
            number, runs = _own_number(runs, label)
            self.outline.point(int(depth[:1]), number, runs, place)
        else:
            return False
        return True

    def _told_in_front(self, key: str, element: Element, runs: Runs) -> bool:
        if key == "title":
            if self.front.title:
                return False
            self.front = replace(self.front, title=runs)
            return True
        told, code, language = plain(runs), code_of(element), self.front.language
        texts: dict[str, Any] = {key: told}
        if key == "day":
            texts = {key: day_of(code, told, language)}
        elif key == "original":
            texts = {key: language_of(code, told, language)}
        if told and not texts[key]:
            self.inline.doubt(told, _("This of the masthead is not understood and is left out."))
        self.front = replace(self.front, **texts)
        return True

    def _annex(self, number: str, title: Runs) -> None:
        self._end_caption()
        told = ANNEXED.fullmatch(number.strip())
        self.outline = Outline()
        number = (told[2] or "") if told else _after_word(number)
        self.parts.append((Annex(number, title, ()), self.outline))

    def _heading(self, level: int, runs: Runs, label: Label | None, place: Place) -> None:
        annexed = ANNEXED.fullmatch(plain(runs).strip()) if level == 1 else None
        if annexed:
            self._annex(plain(runs), ())
            return
        number, rest = _numbered(runs)
        if label and not label.bullet:
            number, rest = label.text, runs
        self._check(label)
        self.outline.heading(Section(number, rest, level, (), place))

    def _foreign(self, runs: Runs, label: Label | None, place: Place) -> None:
        self._check(label)
        number, rest = (label.text, runs) if label else _numbered(runs)
        unnumbered = label is not None and (label.bullet or not label.understood)
        main = not number or MAIN.fullmatch(number) or not self.outline.depth
        if main and not unnumbered:
            self.outline.paragraph(number, rest, place)
        else:
            self.outline.point(self._depth(number, label), number, rest, place)

    def _depth(self, number: str, label: Label | None) -> int:
        """Guess how deep a point stands: by its list, or (i) under a letter that is not (h)."""
        deepest = max(self.outline.depth, 1)
        if label is not None:
            return min(label.depth, deepest)
        under = self.outline.last(1)
        if under and ROMAN.fullmatch(number) and not ROMAN.fullmatch(under):
            return 1 if _follows(under, number) else min(2, deepest)
        return 1

    def _check(self, label: Label | None) -> None:
        if label is not None and not label.understood:
            why = _("This number is written in a way that is not understood (%s).") % label.kind
            self.inline.doubt(label.text, why)


def _numbered(runs: Runs) -> tuple[str, Runs]:
    """Return a typed number without its stop, and the runs after it."""
    found = TYPED.match(leading(runs))
    if found is None:
        return "", runs
    return found[1].removesuffix("."), cut(runs, found.end())


def _own_number(runs: Runs, label: Label | None) -> tuple[str, Runs]:
    """Return the number of a paragraph of ours: automatic, or all that stands before the tab."""
    if label is not None:
        return label.text, runs
    typed, tab, _rest = leading(runs).partition("\t")
    return (typed.removesuffix("."), cut(runs, len(typed) + 1)) if tab else ("", runs)


def _follows(letter: str, other: str) -> bool:
    """Tell whether a letter comes right after another: "(h)" and "(i)"."""
    one, two = letter.strip("()"), other.strip("()")
    return len(one) == len(two) == 1 and ord(two) - ord(one) == 1


def _after_word(number: str) -> str:
    for word in ANNEXES.values():
        number = number.removeprefix(word)
    return number.strip()


def _language(package: Package) -> str:
    """Return the language that the properties of the file tell, or ""."""
    part = "docProps/core.xml"
    if part not in package.names:
        return ""
    told = package.xml(part).findtext("{http://purl.org/dc/elements/1.1/}language") or ""
    found = LANGUAGE.match(told.strip().lower())
    return found[0] if found else ""
