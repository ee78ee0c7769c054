"""Akoma Ntoso 3.0 as the United Nations use it (AKN4UN). The choices made are in ADR 0132."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable

from lxml import etree

from rapporteur.documents.akoma import LEVELS, NAMESPACE, NONE, stopped
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
)
from rapporteur.documents.writers import akn_meta

Element = etree._Element  # noqa: SLF001  lxml gives the type no other name
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(document: Document, *, kind: str = "report", actor: str = "un") -> bytes:
    """Return the document as XML in UTF-8.

    `kind` names the document ("specialProcedureReport"), `actor` who issues it ("un-hrc"). A
    character that XML cannot hold is written as U+FFFD.
    """
    return etree.tostring(
        _Writer(document, kind, actor).collection(), xml_declaration=True, encoding="UTF-8"
    )


def add(parent: Element, name: str, text: str = "", /, **attributes: str) -> Element:
    child = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
    _add_text(child, text)
    return child


def _add_text(parent: Element, text: str) -> None:
    """Add text; its line breaks become elements, since those of the XML mean nothing."""
    first, *others = NOT_IN_XML.sub("\ufffd", text).split("\n")
    parent.text = first or None
    for other in others:
        add(parent, "eol").tail = other or None


class _Writer:
    def __init__(self, document: Document, kind: str, actor: str) -> None:
        self.document = document
        self.names = akn_meta.Names(document.front, kind, actor)
        self.taken: Counter[str] = Counter()
        self.uncalled: defaultdict[str, deque[tuple[str, Note]]] = defaultdict(deque)
        self.called: dict[str, str] = {}
        self.prefix = ""
        for note in document.notes:
            self.uncalled[note.marker].append((self.eid("ftn" + _slug(note.marker)), note))

    def eid(self, wanted: str) -> str:
        """Return an eId that nothing else has: the one wanted, or that with a count."""
        self.taken[wanted] += 1
        return wanted if self.taken[wanted] == 1 else self.eid(f"{wanted}-{self.taken[wanted]}")

    def numbered(self, abbreviation: str, number: str, parent: str = "") -> str:
        return self.eid(f"{parent or self.prefix}{abbreviation}_{_slug(number) or 'nn'}")

    # What the document is made of

    def collection(self) -> Element:
        root = etree.fromstring(f'<akomaNtoso xmlns="{NAMESPACE}"/>')
        outer = add(root, "documentCollection", name="publication")
        akn_meta.add_meta(outer, self.names, "documentCollection")
        self.cover(outer, self.document.front)
        body = add(outer, "collectionBody")
        component = add(body, "component", eId=self.eid("cmp_1"))
        doc = add(component, "doc", name=self.names.kind)
        meta = akn_meta.add_meta(doc, self.names, "doc")
        self.preface(doc)
        self.main(doc, self.document.body)
        if self.document.signatures:
            conclusions = add(doc, "conclusions")
            for signature in self.document.signatures:
                add(add(conclusions, "p"), "signature", signature)
        if self.document.annexes:
            attachments = add(doc, "attachments")
            for place, annex in enumerate(self.document.annexes, 1):
                self.annex(attachments, annex, place)
        self.left_notes(meta)
        return root

    def cover(self, parent: Element, front: Front) -> None:
        lines = [
            ("docAuthority", {}, front.organ),
            ("docNumber", {}, front.symbol),
            ("inline", {"name": "distribution"}, front.distribution),
            *_day(front),
            ("inline", {"name": "languageOfExpression"}, front.language),
            ("inline", {"name": "originalLanguage"}, front.original),
        ]
        self.lines(parent, "coverPage", lines)

    def preface(self, parent: Element) -> None:
        front = self.document.front
        lines = [
            ("session", {}, front.session),
            ("inline", {"name": "agendaItem"}, front.agenda_item),
            ("inline", {"name": "agendaTitle"}, front.heading),
            ("docNumber", {}, front.symbol),
            *_day(front),
            ("docProponent", {}, front.author),
        ]
        preface = self.lines(parent, "preface", lines)
        if front.title:
            self.runs(add(add(preface, "p"), "docTitle"), front.title)
        if self.document.summary:
            summary = add(preface, "container", name="summary", eId=self.eid("summary"))
            self.prefix = "summary__"
            self.flow(summary, self.document.summary)
            self.prefix = ""
        if not len(preface):
            parent.remove(preface)

    def lines(
        self, parent: Element, name: str, lines: Iterable[tuple[str, dict[str, str], str]]
    ) -> Element:
        container = add(parent, name)
        for element, attributes, text in lines:
            if text:
                add(add(container, "p"), element, text, **attributes)
        if not len(container) and name == "coverPage":
            parent.remove(container)
        return container

    def main(self, parent: Element, blocks: tuple[Block, ...]) -> None:
        body = add(parent, "mainBody")
        self.hierarchy(body, blocks)
        if not blocks:
            add(body, "block", name=NONE)

    def annex(self, parent: Element, annex: Annex, place: int) -> None:
        eid = self.eid(f"att_{place}")
        attachment = add(parent, "attachment", eId=eid)
        self.prefix = f"{eid}__"
        self.head(attachment, annex.number, annex.title)
        doc = add(attachment, "doc", name="annex")
        akn_meta.add_meta(doc, self.names, "doc", f"/!annex_{place}")
        self.main(doc, annex.blocks)
        self.prefix = ""

    def left_notes(self, meta: Element) -> None:
        """Keep in the meta what the text never calls."""
        left = [(eid, note) for notes in self.uncalled.values() for eid, note in notes]
        if not left:
            return
        notes = add(meta, "notes", source="#un")
        for eid, note in left:
            self.note(add(notes, "note", eId=eid, marker=note.marker), note)

    # Blocks of the text itself, where everything hangs in a hierarchy

    def hierarchy(self, parent: Element, blocks: tuple[Block, ...], within: str = "") -> None:
        for block in blocks:
            if isinstance(block, Section):
                self.section(parent, block, within)
            elif isinstance(block, Paragraph):
                eid = self.numbered("para", block.number)  # they run through: no parent
                paragraph = add(parent, "paragraph", eId=eid)
                self.body(paragraph, block, eid)
            else:
                holder = add(parent, "hcontainer", name="table", eId=self.numbered("hcont", ""))
                self.table(add(holder, "content"), block)

    def section(self, parent: Element, section: Section, within: str) -> None:
        name = next((each for each, level in LEVELS.items() if level == section.level), "level")
        if name == "chapter" and not section.number:
            name = "division"
        abbreviation = {"section": "sec", "chapter": "chp", "division": "dvs", "level": "lvl"}
        eid = self.numbered(abbreviation.get(name, name), section.number, within)
        element = add(parent, name, eId=eid)
        if name == "level":
            element.set("class", f"level-{section.level}")
        self.head(element, section.number, section.heading)
        self.hierarchy(element, section.blocks, f"{eid}__")

    def head(self, parent: Element, number: str, heading: Runs) -> None:
        if number:
            add(parent, "num", stopped(number))
        if heading:
            self.runs(add(parent, "heading"), heading)

    def body(self, parent: Element, block: Paragraph | Point, eid: str) -> None:
        if block.number:
            add(parent, "num", stopped(block.number))
        after = block.after if isinstance(block, Paragraph) else ()
        if not block.points and not after:
            self.runs(add(add(parent, "content"), "p"), block.runs)
            return
        if block.runs:
            self.runs(add(add(parent, "intro"), "p"), block.runs)
        if block.points:
            points = add(parent, "list", eId=self.eid(f"{eid}__list_1"))
            for point in block.points:
                child = self.numbered("point", point.number, f"{eid}__")
                self.body(add(points, "point", eId=child), point, child)
        if after:
            self.runs(add(add(parent, "wrapUp"), "p"), after)

    def table(self, parent: Element, table: Table) -> None:
        element = add(parent, "table", eId=self.numbered("table", ""))
        if table.caption:
            self.runs(add(element, "caption"), table.caption)
        for place, row in enumerate(table.rows or ((),)):
            tr = add(element, "tr")
            name = "th" if place < table.headers else "td"
            for cell in row:
                self.cell(tr, cell, name)
            if not row:
                tr.set("class", NONE)
                add(tr, name)

    def cell(self, parent: Element, cell: Cell, name: str) -> None:
        element = add(parent, name)
        if cell.across != 1:
            element.set("colspan", str(cell.across))
        if cell.down != 1:
            element.set("rowspan", str(cell.down))
        self.runs(add(element, "p"), cell.runs)

    # Blocks of the summary, which stands where the schema has no hierarchy

    def flow(self, parent: Element, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            if isinstance(block, Table):
                self.table(parent, block)
            elif isinstance(block, Section):
                eid = self.numbered("cont", block.number)
                holder = add(parent, "container", name="section", eId=eid)
                holder.set("class", f"level-{block.level}")
                self.flow_head(holder, block.number, block.heading)
                self.flow(holder, block.blocks)
                if not len(holder):
                    add(holder, "block", name=NONE)
            elif block.number or block.points or block.after:
                eid = self.numbered("para", block.number)
                holder = add(parent, "container", name="paragraph", eId=eid)
                self.flow_head(holder, block.number, ())
                self.runs(add(holder, "p"), block.runs)
                self.flow_points(holder, block.points, eid)
                if block.after:
                    self.runs(add(holder, "block", name="after"), block.after)
            else:
                self.runs(add(parent, "p"), block.runs)

    def flow_head(self, parent: Element, number: str, heading: Runs) -> None:
        if number:
            add(parent, "block", stopped(number), name="num")
        if heading:
            self.runs(add(parent, "block", name="heading"), heading)

    def flow_points(self, parent: Element, points: tuple[Point, ...], eid: str) -> None:
        if not points:
            return
        element = add(parent, "blockList", eId=self.eid(f"{eid}__list_1"))
        for point in points:
            child = self.numbered("item", point.number, f"{eid}__")
            item = add(element, "item", eId=child)
            if point.number:
                add(item, "num", stopped(point.number))
            self.runs(add(item, "p"), point.runs)
            self.flow_points(item, point.points, child)

    # Words and notes

    def runs(self, parent: Element, runs: Runs) -> None:
        for run in runs:
            if isinstance(run, Call):
                self.call(add(parent, "sup", **{"class": "footnote"}), run.marker)
            else:
                self.words(parent, run)

    def words(self, parent: Element, words: Words) -> None:
        """Add words behind what the parent already holds, in the elements of their style."""
        holder = etree.Element("holder")
        inner = holder
        if words.href:
            inner = add(inner, "a", href=NOT_IN_XML.sub("\ufffd", words.href))
        if words.bold:
            inner = add(inner, "b")
        if words.italic:
            inner = add(inner, "i")
        _add_text(inner, words.text)
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + (holder.text or "") or None
        else:
            parent.text = (parent.text or "") + (holder.text or "") or None
        parent.extend(list(holder))

    def call(self, parent: Element, marker: str) -> None:
        """Write the note where it is first called; later calls point to it."""
        marker_text = NOT_IN_XML.sub("\ufffd", marker)
        if not self.uncalled[marker]:
            eid = self.called.get(marker, "ftn" + _slug(marker))
            add(parent, "noteRef", marker=marker_text, href=f"#{eid}", placement="bottom")
            return
        eid, note = self.uncalled[marker].popleft()
        self.called[marker] = eid
        element = add(parent, "authorialNote", eId=eid, marker=marker_text, placement="bottom")
        self.note(element, note)

    def note(self, element: Element, note: Note) -> None:
        for runs in note.paragraphs:
            self.runs(add(element, "p"), runs)
        if not note.paragraphs:
            add(element, "block", name=NONE)


def _day(front: Front) -> list[tuple[str, dict[str, str], str]]:
    iso = front.day.isoformat() if front.day else ""
    return [("docDate", {"date": iso}, iso)]


def _slug(number: str) -> str:
    """Return what an eId keeps of a number: letters and digits; an asterisk is "x"."""
    return "".join(each for each in number.replace("*", "x") if each.isalnum())
