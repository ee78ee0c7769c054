"""Writes the words of a paragraph as Word's runs, with links and calls of footnotes."""

import re
from collections import defaultdict, deque

from docx.document import Document as File
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart

from rapporteur.documents.tree import Call, Note, Runs, Words
from rapporteur.documents.word import LINKS, XML, Element, W
from rapporteur.documents.writers.docx_parts import CALLS, LINK, NOTES, add, add_notes

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PIECES = re.compile(r"([\t\n])")
OUTWARD = ("http://", "https://", "mailto:")


class Inline:
    """Writes runs in one direction and keeps count of the notes that they call."""

    def __init__(self, file: File, notes: tuple[Note, ...], *, from_right: bool) -> None:
        self._file = file
        self._from_right = from_right
        self._part: Part = file.part
        self._notes: XmlPart = add_notes(file)
        self._waiting: defaultdict[str, deque[int]] = defaultdict(deque)
        self._called: dict[str, int] = {}
        self._auto = 0  # automatic marks so far
        self._custom: set[int] = set()
        self._in_note = False
        self._all = notes
        for identity, note in enumerate(notes, 1):
            self._waiting[note.marker].append(identity)

    def paragraph(self, parent: Element, style: str = "", *, numbers: int = 0) -> Element:
        """Add an empty paragraph; `numbers` is the list that numbers it."""
        made = add(parent, "p")
        properties = add(made, "pPr")
        if style:
            add(properties, "pStyle", val=style)
        if numbers:
            listed = add(properties, "numPr")
            add(listed, "ilvl", val=0)
            add(listed, "numId", val=numbers)
        if self._from_right:
            add(properties, "bidi")
        return made

    def write(self, paragraph: Element, runs: Runs) -> None:
        for run in runs:
            if isinstance(run, Call):
                self._call(paragraph, run.marker)
            else:
                self.words(self._linked(paragraph, run), run)

    def text(self, parent: Element, text: str) -> None:
        if text:
            self.words(parent, Words(text))

    def words(self, parent: Element, words: Words) -> None:
        if not words.text:
            return
        run = self._run(parent, LINK if words.href else "", words)
        for piece in PIECES.split(NOT_IN_XML.sub("\ufffd", words.text)):
            if piece in {"\t", "\n"}:
                add(run, "tab" if piece == "\t" else "br")
            elif piece:
                self._text(run, piece)

    def _run(self, parent: Element, style: str, words: Words | None = None) -> Element:
        run = add(parent, "r")
        properties = add(run, "rPr")
        if style:
            add(properties, "rStyle", val=style)
        if words and words.bold:
            add(properties, "b")
            add(properties, "bCs")
        if words and words.italic:
            add(properties, "i")
            add(properties, "iCs")
        if self._from_right:
            add(properties, "rtl")
        return run

    @staticmethod
    def _text(run: Element, text: str) -> None:
        made = add(run, "t")
        made.text = text
        made.set(f"{{{XML}}}space", "preserve")

    def _linked(self, paragraph: Element, words: Words) -> Element:
        href = NOT_IN_XML.sub("", words.href)
        if href.startswith("#"):
            return add(paragraph, "hyperlink", anchor=href[1:])
        if not href.lower().startswith(OUTWARD):
            return paragraph
        link = add(paragraph, "hyperlink")
        identity = self._part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(f"{{{LINKS}}}id", identity)
        return link

    # Notes

    def _call(self, paragraph: Element, marker: str) -> None:
        if self._in_note:  # Word has no notes to notes
            self._mark(paragraph, marker)
        elif self._waiting[marker] and (marker not in self._called or self._is_next(marker)):
            identity = self._waiting[marker].popleft()
            self._reference(paragraph, marker, identity)
            self._called[marker] = identity
        elif marker in self._called:
            again = add(paragraph, "fldSimple", instr=f" NOTEREF _Note{self._called[marker]} \\f ")
            self._mark(again, marker)
        else:
            self._mark(paragraph, marker)

    def _is_next(self, marker: str) -> bool:
        """Tell whether the next note in order has a marker: it is then another of that marker."""
        return self._waiting[marker][0] == min(
            waiting[0] for waiting in self._waiting.values() if waiting
        )

    def _mark(self, parent: Element, marker: str) -> None:
        if marker:
            self._text(self._run(parent, CALLS), NOT_IN_XML.sub("\ufffd", marker))

    def _reference(self, paragraph: Element, marker: str, identity: int) -> None:
        """Call a note: by Word's own count where that gives the marker, else by a typed mark."""
        add(paragraph, "bookmarkStart", id=identity, name=f"_Note{identity}")
        run = self._run(paragraph, CALLS)
        reference = add(run, "footnoteReference")
        if marker == str(self._auto + 1):
            self._auto += 1
        else:
            self._custom.add(identity)
            reference.set(f"{W}customMarkFollows", "1")
        reference.set(f"{W}id", str(identity))
        if identity in self._custom:
            self._text(run, NOT_IN_XML.sub("\ufffd", marker))
        add(paragraph, "bookmarkEnd", id=identity)

    def write_notes(self) -> None:
        """Write the notes, once all that calls them is written."""
        self._part, self._in_note = self._notes, True
        uncalled = {identity for waiting in self._waiting.values() for identity in waiting}
        for identity, note in enumerate(self._all, 1):
            made = add(self._notes.element, "footnote", id=identity)
            for at, runs in enumerate(note.paragraphs or ((),)):
                paragraph = self.paragraph(made, NOTES)
                if not at and identity in self._custom | uncalled:
                    self._mark(paragraph, note.marker)
                elif not at:
                    add(self._run(paragraph, CALLS), "footnoteRef")
                if not at:
                    self.text(paragraph, " ")
                self.write(paragraph, runs)
