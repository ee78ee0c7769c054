"""Writes Word files (DOCX). How the tree becomes paragraphs and styles is in ADR 0133.

What DOCX cannot carry, so that our own reader gives it back otherwise:
- a block after a deeper section falls into that section: Word has headings, no sections;
- neighbouring words of one style become one, words without text and headings without words go;
- a number ends without its stop, and a note begins without the space before its first word;
- a row without cells that no cell above fills gets an empty one, and none reaches past the end;
- links lead to the web, to mail or into the document; another one is written as words alone;
- a note that a note calls is a raised mark, and a character that XML cannot hold is U+FFFD;
- places, which tell of a source.
"""

from datetime import UTC, datetime, time

import docx
from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from lxml import etree

from rapporteur.documents.tree import (
    Annex,
    Block,
    Document,
    Front,
    Paragraph,
    Point,
    Section,
    Table,
    plain,
)
from rapporteur.documents.word import (
    ANNEX,
    ANNEXES,
    BODY,
    CONTINUED,
    DEEPEST,
    FRONT,
    GAP,
    NUMBERED,
    PLAIN,
    POINT,
    SIGNATURE,
    SUMMARIES,
    SUMMARY,
    Element,
    W,
)
from rapporteur.documents.writers.docx_parts import (
    BULLETS,
    Lists,
    add,
    add_styles,
    saved,
    set_page,
)
from rapporteur.documents.writers.docx_runs import NOT_IN_XML, Inline
from rapporteur.documents.writers.docx_tables import Laid, laid_out

FROM_RIGHT = {"ar"}
UNDATED = datetime(1980, 1, 1, tzinfo=UTC)  # not the hour of writing: the same bytes each time
LONGEST = 255  # signs that a property of a file may have


def write(document: Document) -> bytes:
    """Return the document as a DOCX file; the same document gives the same bytes."""
    return _Writer(document).file()


def stopped(number: str) -> str:
    """Return a number as it is set: "17." but "(a)"."""
    return f"{number}." if number[-1:].isalnum() else number


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.language = document.front.language or "en"
        self.from_right = self.language in FROM_RIGHT
        self.word = docx.Document()
        add_styles(self.word, document.front.language)
        set_page(self.word, from_right=self.from_right)
        self.lists = Lists(self.word)
        self.inline = Inline(self.word, document.notes, from_right=self.from_right)
        self.body: Element = etree.Element(f"{W}body")

    def file(self) -> bytes:
        target: Element = self.word.element.body
        self.body = target
        end = target.find(f"{W}sectPr")
        self._front(self.document.front)
        if self.document.summary:
            self._line(SUMMARY, SUMMARIES.get(self.language, SUMMARIES["en"]))
            self._blocks(self.document.summary)
            self._line(BODY, "")
        self._blocks(self.document.body)
        for signature in self.document.signatures:
            self._line(SIGNATURE, signature)
        for annex in self.document.annexes:
            self._annex(annex)
        if end is not None:
            target.append(end)  # the page stands last
        self.inline.write_notes()
        self._properties(self.document.front)
        return saved(self.word)

    def _line(self, style: str, text: str) -> None:
        self.inline.text(self.inline.paragraph(self.body, style), text)

    def _front(self, front: Front) -> None:
        for style, key in FRONT.items():
            if key == "title":
                if front.title:
                    self.inline.write(self.inline.paragraph(self.body, style), front.title)
            elif key == "day":
                self._coded(style, front.day.isoformat() if front.day else "", self._day())
            elif key == "original":
                self._coded(style, front.original, self._original())
            elif getattr(front, key):
                self._line(style, getattr(front, key))

    def _coded(self, style: str, code: str, shown: str) -> None:
        """Write words for people around which a control keeps what they say as a code."""
        if code:
            control = add(self.inline.paragraph(self.body, style), "sdt")
            add(add(control, "sdtPr"), "tag", val=code)
            self.inline.text(add(control, "sdtContent"), shown)

    def _locale(self) -> Locale:
        try:
            return Locale.parse(self.language)
        except (UnknownLocaleError, ValueError):
            return Locale("en")

    def _day(self) -> str:
        day = self.document.front.day
        return format_date(day, "long", locale=self._locale()) if day else ""

    def _original(self) -> str:
        code = self.document.front.original
        return str(self._locale().languages.get(code, code))

    def _annex(self, annex: Annex) -> None:
        word = ANNEXES.get(self.language, ANNEXES["en"])
        paragraph = self.inline.paragraph(self.body, ANNEX)
        self.inline.text(paragraph, f"{word} {annex.number}".strip() + "\t")
        self.inline.write(paragraph, annex.title)
        self._blocks(annex.blocks)

    # Blocks

    def _blocks(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            if isinstance(block, Section):
                self._section(block)
            elif isinstance(block, Paragraph):
                self._paragraph(block)
            else:
                self._table(block)

    def _section(self, section: Section) -> None:
        style = f"Heading{min(max(section.level, 1), DEEPEST)}"
        paragraph = self.inline.paragraph(self.body, style)
        if section.number:
            self.inline.text(paragraph, f"{stopped(section.number)}\t")
        self.inline.write(paragraph, section.heading)
        self._blocks(section.blocks)

    def _paragraph(self, told: Paragraph) -> None:
        numbers = self.lists.of(told.number)
        style = NUMBERED if told.number else PLAIN
        paragraph = self.inline.paragraph(self.body, style, numbers=numbers)
        if told.number and not numbers:
            self.inline.text(paragraph, f"{stopped(told.number)}\t")
        self.inline.write(paragraph, told.runs)
        self._points(told.points, 1)
        if told.after:
            self.inline.write(self.inline.paragraph(self.body, CONTINUED), told.after)

    def _points(self, points: tuple[Point, ...], depth: int) -> None:
        for point in points:
            style = f"{POINT}{min(depth, DEEPEST)}"
            numbers = 0 if point.number else BULLETS
            paragraph = self.inline.paragraph(self.body, style, numbers=numbers)
            if point.number:
                self.inline.text(paragraph, f"{stopped(point.number)}\t")
            self.inline.write(paragraph, point.runs)
            self._points(point.points, depth + 1)

    # Tables

    def _table(self, told: Table) -> None:
        if told.caption:
            self.inline.write(self.inline.paragraph(self.body, "Caption"), told.caption)
        rows = laid_out(told)
        width = max((sum(cell.across for cell in row) for row in rows), default=1)
        table = add(self.body, "tbl")
        properties = add(table, "tblPr")
        add(properties, "tblStyle", val="TableGrid")
        if self.from_right:
            add(properties, "bidiVisual")
        add(properties, "tblW", w=5000, type="pct")
        grid = add(table, "tblGrid")
        for _column in range(width):
            add(grid, "gridCol", w=9000 // width)
        for at, row in enumerate(rows):
            self._row(table, row, heads=at < told.headers, width=width)
        self._line(GAP, "")  # else Word joins two tables that follow each other

    def _row(self, table: Element, row: list[Laid], *, heads: bool, width: int) -> None:
        made = add(table, "tr")
        properties = add(made, "trPr")
        short = width - sum(laid.across for laid in row)
        if short:
            add(properties, "gridAfter", val=short)
        if heads:
            add(properties, "tblHeader")
        for laid in row:
            cell = add(made, "tc")
            told = add(cell, "tcPr")
            if laid.across > 1:
                add(told, "gridSpan", val=laid.across)
            if laid.merge:
                add(told, "vMerge", val=laid.merge)
            self.inline.write(self.inline.paragraph(cell), laid.runs)

    def _properties(self, front: Front) -> None:
        core = self.word.core_properties
        day = datetime.combine(front.day, time(), UTC) if front.day else UNDATED
        core.title = NOT_IN_XML.sub("\ufffd", plain(front.title))[:LONGEST]
        core.author = NOT_IN_XML.sub("\ufffd", front.author)[:LONGEST]
        core.language = NOT_IN_XML.sub("", front.language)[:LONGEST]
        core.comments = core.keywords = core.last_modified_by = ""
        core.created = core.modified = day
