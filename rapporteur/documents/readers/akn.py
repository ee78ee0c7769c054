"""Akoma Ntoso 3.0, as our own writer and AKN4UN make it.

Places are told of doubts only: the number of the element, counted in reading order.
"""

import re
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from rapporteur.documents.akoma import LEVELS, NAMESPACE, NONE, SHORT_CODES, unstopped
from rapporteur.documents.readers.akn_runs import Inline, doubtful, name_of, stray
from rapporteur.documents.readers.strict_xml import root_of
from rapporteur.documents.refusals import Unreadable
from rapporteur.documents.tree import (
    Annex,
    Block,
    Cell,
    Document,
    Front,
    Note,
    Paragraph,
    Point,
    Reading,
    Runs,
    Section,
    Table,
    plain,
)

Element = etree._Element  # noqa: SLF001  lxml gives the type no other name
LINES = {  # what a line of the masthead or preface is, by element or by the name of an inline
    "docAuthority": "organ",
    "docNumber": "symbol",
    "distribution": "distribution",
    "languageOfExpression": "language",
    "originalLanguage": "original",
    "session": "session",
    "agendaItem": "agenda_item",
    "agendaTitle": "heading",
    "docProponent": "author",
}


def read(data: bytes) -> Reading:
    """Read XML that has neither DTD nor entities of its own. Raises Unreadable."""
    root = _parse(data)
    reader = _Reader(root)
    document = reader.document(root)
    reader.inline.tell_of_the_rest(root)
    return Reading(document, tuple(reader.inline.doubts))


def _parse(data: bytes) -> Element:
    try:
        root = root_of(data)
    except etree.XMLSyntaxError as error:
        raise Unreadable(_("This is not well-formed XML.")) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(_("XML with a document type (DTD) or its own entities is not read."))
    if root.tag != f"{{{NAMESPACE}}}akomaNtoso":
        raise Unreadable(_("This is XML, but not Akoma Ntoso 3.0."))
    return root


class _Reader:
    def __init__(self, root: Element) -> None:
        self.inline = Inline(root)
        self.front: dict[str, Any] = {}
        self.summary: list[Block] = []

    def document(self, root: Element) -> Document:
        doc = root.find(".//{*}doc")
        if doc is None:
            raise Unreadable(_("This Akoma Ntoso holds no document of the class “doc”."))
        for cover in root.iterfind("./{*}documentCollection/{*}coverPage"):
            self.lines(cover)
        body: tuple[Block, ...] = ()
        annexes: list[Annex] = []
        signatures: list[str] = []
        for part in doc:
            match name_of(part):
                case "meta":
                    self.language(part)
                case "coverPage" | "preface":
                    self.lines(part)
                case "mainBody":
                    body = self.blocks(part)
                case "conclusions":
                    signatures += [plain(self.inline.runs(line)) for line in part]
                case "attachments":
                    annexes += [self.annex(each) for each in part]
                case _other:
                    body += self.unknown(part)
        for note in doc.iterfind("./{*}meta/{*}notes/{*}note"):
            self.inline.note(note)
        return Document(
            front=Front(**self.front),
            summary=tuple(self.summary),
            body=body,
            annexes=tuple(annexes),
            signatures=tuple(signatures),
            notes=self.notes(),
        )

    def notes(self) -> tuple[Note, ...]:
        return tuple(note for note in self.inline.notes if note)

    # Masthead and preface

    def language(self, meta: Element) -> None:
        for each in meta.iterfind(".//{*}FRBRExpression/{*}FRBRlanguage"):
            code = each.get("language", "")
            if code != "und":
                self.front.setdefault("language", SHORT_CODES.get(code, code))

    def lines(self, parent: Element) -> None:
        for line in parent:
            if name_of(line) == "container" and line.get("name") == "summary":
                self.summary += self.blocks(line)
            elif name_of(line) == "p" and len(line):
                if (line.text or "").strip():
                    self.inline.doubt(line, _("Words beside the lines of the masthead."))
                for part in line:
                    self.line(part)
            elif name_of(line) == "block" and line.get("name") == NONE:
                continue
            else:
                self.inline.doubt(line, _("This line of the masthead is not understood."))

    def line(self, part: Element) -> None:
        name = name_of(part)
        if (part.tail or "").strip():
            self.inline.doubt(part, _("Words beside the lines of the masthead."), part.tail or "")
        if name == "docTitle":
            self.front.setdefault("title", self.inline.runs(part))
        elif name == "docDate":
            self.day(part)
        elif field := LINES.get(part.get("name", "") if name == "inline" else name):
            text = plain(self.inline.runs(part))
            if self.front.setdefault(field, text) != text:
                self.inline.doubt(part, _("The masthead says this twice, and differently."))
        else:
            self.inline.doubt(part, _("This line of the masthead is not understood."))

    def day(self, part: Element) -> None:
        self.inline.reached.add(part)  # the attribute says it
        try:
            self.front.setdefault("day", date.fromisoformat(part.get("date", "")[:10]))
        except ValueError:
            self.inline.doubt(part, _("This is not a date."), part.get("date", ""))

    # Blocks

    def blocks(self, parent: Element, depth: int = 0) -> tuple[Block, ...]:
        found: tuple[Block, ...] = ()
        if stray(parent):
            words = stray(parent)
            self.inline.doubt(parent, _("Words stand directly in a part of the structure."), words)
            found = (Paragraph("", doubtful(words)),)
        for child in parent:
            found += self.block(child, depth)
        return found

    def block(self, element: Element, depth: int) -> tuple[Block, ...]:
        name = name_of(element)
        kind = element.get("name", "")
        if name in {"num", "heading"} or (name == "block" and kind in {"num", "heading", NONE}):
            return ()  # the section that holds them has read them
        if name in LEVELS or name == "level" or (name == "container" and kind == "section"):
            return (self.section(element, depth),)
        if name == "paragraph" or (name == "container" and kind == "paragraph"):
            return (self.paragraph(element),)
        if name in {"p", "table"}:
            is_table = name == "table"
            return (self.table(element) if is_table else Paragraph("", self.inline.runs(element)),)
        if name in {"content", "intro", "wrapUp"} or (name == "hcontainer" and kind == "table"):
            return self.blocks(element, depth)
        return self.unknown(element)

    def unknown(self, element: Element) -> tuple[Block, ...]:
        """Keep the words of what is not understood as a paragraph, and tell of it."""
        self.inline.doubt(element, _("This part is not understood; its words are kept."))
        runs = self.inline.runs(element)
        return (Paragraph("", runs),) if runs else ()

    def section(self, element: Element, depth: int) -> Section:
        told = re.fullmatch(r"level-([0-9]{1,2})", element.get("class", ""))
        level = int(told[1]) if told else LEVELS.get(name_of(element), depth + 1)
        heading = self.part(element, "heading")
        blocks = self.blocks(element, level)
        return Section(self.number(element), heading, level, blocks)

    def number(self, element: Element) -> str:
        return unstopped(plain(self.part(element, "num")))

    def part(self, element: Element, wanted: str) -> Runs:
        """Return the words of the children that are of this kind, by element or by name."""
        runs: Runs = ()
        for child in element:
            if name_of(child) == wanted or (
                name_of(child) == "block" and child.get("name") == wanted
            ):
                runs += self.inline.runs(child)
        return runs

    def paragraph(self, element: Element) -> Paragraph:
        runs, points, after = self.body(element)
        return Paragraph(self.number(element), runs, points, after)

    def body(self, element: Element) -> tuple[Runs, tuple[Point, ...], Runs]:
        """Return the words of a paragraph or point, its points, and the words after these."""
        runs: Runs = ()
        points: tuple[Point, ...] = ()
        after: Runs = ()
        for child in element:
            match name_of(child), child.get("name"):
                case ("num", _) | ("block", "num"):
                    continue
                case ("content" | "intro" | "p", _):
                    runs += self.inline.flow(child)
                case ("list" | "blockList", _):
                    points += self.points(child)
                case ("wrapUp", _) | ("block", "after"):
                    after += self.inline.flow(child)
                case _other:
                    self.inline.doubt(child, _("This part is not understood; its words are kept."))
                    after += self.inline.runs(child)
        return runs, points, after

    def points(self, element: Element) -> tuple[Point, ...]:
        found: list[Point] = []
        for child in element:
            if name_of(child) not in {"point", "item"}:
                self.inline.doubt(child, _("This stands among points and is read as one."))
                found.append(Point("", self.inline.runs(child)))
                continue
            runs, points, after = self.body(child)
            if after:
                self.inline.doubt(child, _("Words after the points of a point stand before them."))
            found.append(Point(self.number(child), runs + after, points))
        return tuple(found)

    def table(self, element: Element) -> Table:
        rows: list[tuple[Cell, ...]] = []
        headers = 0
        caption = self.part(element, "caption")
        for tr in element.iterfind("./{*}tr"):
            heads = [name_of(cell) == "th" for cell in tr]
            if all(heads) and headers == len(rows):
                headers += 1
            elif any(heads):
                self.inline.doubt(tr, _("Headings beside or below cells are read as cells."))
            empty = tr.get("class") == NONE
            rows.append(() if empty else tuple(self.cell(cell) for cell in tr))
        return Table(tuple(rows), headers, caption)

    def cell(self, element: Element) -> Cell:
        across, down = (self.span(element, each) for each in ("colspan", "rowspan"))
        return Cell(self.inline.flow(element), across, down)

    def span(self, element: Element, name: str) -> int:
        value = element.get(name, "1")
        if re.fullmatch("[0-9]{1,4}", value):
            return int(value)
        self.inline.doubt(element, _("A cell that spans no number of others."), value)
        return 1

    def annex(self, attachment: Element) -> Annex:
        doc = attachment.find("./{*}doc")
        blocks: tuple[Block, ...] = ()
        title = self.part(attachment, "heading")
        for part in attachment if doc is None else doc:
            if name_of(part) == "mainBody":
                blocks += self.blocks(part)
            elif name_of(part) not in {"meta", "num", "heading"}:
                blocks += self.unknown(part)
        return Annex(self.number(attachment), title, blocks)
