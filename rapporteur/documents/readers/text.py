"""Reads the text of a published report into the tree, in English. ADR 0143 says what is guessed.

A text has no styles: paragraphs are known by numbers in order, headings by their numbers and by the
table of contents, notes by their marks. What was guessed or left out is told as a doubt, with the
line where it stood; a running head is told once. Places count lines from 1, and pages where told.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from rapporteur.documents.readers.text_body import Body
from rapporteur.documents.readers.text_bytes import lines_of
from rapporteur.documents.readers.text_contents import ANNEX, Entry, parts
from rapporteur.documents.readers.text_front import front, is_masthead
from rapporteur.documents.readers.text_levels import same
from rapporteur.documents.readers.text_notes import HEADING, Notes, take
from rapporteur.documents.readers.text_pages import Line, pages
from rapporteur.documents.readers.text_words import Inline, Joiner
from rapporteur.documents.tree import (
    Annex,
    Block,
    Document,
    Doubt,
    Note,
    Place,
    Reading,
    Section,
    paragraphs,
    plain,
    sections,
)


def read(data: bytes) -> Reading:
    """Read a text; raise Unreadable with the reason where it is none, or in a wrong encoding."""
    lines, of_the_mac = lines_of(data)
    reading = _Reader(lines).reading()
    if not of_the_mac:
        return reading
    why = _("The text is taken to be in the encoding of old Macs.")
    return Reading(reading.document, (Doubt(Place(1), "", why), *reading.doubts))


@dataclass(frozen=True)
class _Tools:
    joiner: Joiner
    inline: Inline
    wrapped: bool


class _Reader:
    def __init__(self, source: list[str]) -> None:
        found = pages(source)
        joiner = Joiner(line.text for line in found.lines)
        self.notes: Notes = take(found.lines, joiner, wrapped=found.wrapped)
        inline = Inline((note.marker for note in self.notes.notes), self.notes.plain)
        self.tools = _Tools(joiner, inline, found.wrapped)
        self.doubts = [*found.doubts, *self.notes.doubts]

    def reading(self) -> Reading:
        found = parts(self.notes.lines)
        # a PDF gives the masthead after what stands on the first page, a summary too
        late = [line for line in found.summary if line.cover and is_masthead(line.text)]
        fronted, doubts = front([*found.front, *late], self.tools.inline)
        self.doubts.extend(doubts)
        self._contents(found.contents)
        summary, _last = self._blocks([line for line in found.summary if line not in late], [])
        body, last = self._blocks(found.body, found.entries)
        self._compare(body, last, found.entries)
        annexes = tuple(self._annex(lines) for lines in found.annexes)
        notes = self._notes()
        document = Document(fronted, summary, body, annexes, (), notes)
        doubts = [*self.doubts, *self.tools.joiner.doubts, *self.tools.inline.doubts]
        return Reading(document, tuple(sorted(doubts, key=lambda doubt: doubt.place.line)))

    def _doubt(self, place: Place | None, words: str, why: str) -> None:
        self.doubts.append(Doubt(place or Place(0), words, why))

    def _blocks(self, lines: list[Line], entries: list[Entry]) -> tuple[tuple[Block, ...], int]:
        tools = self.tools
        body = Body(lines, entries, tools.joiner, tools.inline, wrapped=tools.wrapped)
        blocks = body.read()
        self.doubts.extend(body.doubts)
        return blocks, body.chain.last

    def _contents(self, lines: list[Line]) -> None:
        if lines:
            words = "\n".join(line.text for line in lines)
            self._doubt(lines[0].place, words, _("This is the table of contents; it is left out."))

    def _compare(self, body: tuple[Block, ...], last: int, entries: list[Entry]) -> None:
        """Tell where the table of contents writes a heading, or the last number, otherwise."""
        headings: dict[str, list[Section]] = {}
        for section in sections(body):
            headings.setdefault(section.number, []).append(section)
        for entry in entries:
            alike = headings.get(entry.number, [])
            if not entry.number or not alike:
                continue
            if all(same(plain(each.heading)) != same(entry.heading) for each in alike):
                why = _("The table of contents writes this otherwise: %s") % entry.heading
                self._doubt(alike[0].place, plain(alike[0].heading), why)
        told = max((entry.last for entry in entries), default=0)
        if told and told != last:
            ends = paragraphs(body)[-1:]
            why = _("The table of contents tells %(told)d as the last paragraph, not %(last)d.")
            words = {"told": told, "last": last}
            self._doubt(ends[0].place if ends else None, str(last), why % words)

    def _annex(self, lines: list[Line]) -> Annex:
        """Read an annex: its title is the first line that is no sentence and no number."""
        named = ANNEX.fullmatch(lines[0].text)
        title: Line | None = None
        rest = lines[1:]
        remarks = [line for line in rest[:2] if line.text.startswith("[")]
        after = rest[len(remarks) :] if rest[: len(remarks)] == remarks else rest
        if after and _is_title(after[0].text):
            title, rest = after[0], [*remarks, *after[1:]] if after is not rest else rest[1:]
        if rest and HEADING.fullmatch(rest[-1].text):
            self._doubt(rest[-1].place, rest[-1].text, _("This heads the notes; it is left out."))
            rest = rest[:-1]
        words = self.tools.inline.runs(title.text, title.place) if title else ()
        blocks, _last = self._blocks(rest, [])
        return Annex((named[1] if named else "") or "", words, blocks)

    def _notes(self) -> tuple[Note, ...]:
        """Return the notes in the order of their calls, then those that nothing calls."""
        left = list(self.notes.notes)
        ordered = []
        for marker in self.tools.inline.called:
            found = next((note for note in left if note.marker == marker), None)
            if found:
                left.remove(found)
                ordered.append(found)
        for note in left:
            self._doubt(note.place, note.marker, _("Nothing calls this note."))
        inline = Inline((), ())
        made = tuple(
            Note(note.marker, (inline.runs(note.text, note.place),), note.place)
            for note in [*ordered, *left]
        )
        self.doubts.extend(inline.doubts)
        return made


def _is_title(text: str) -> bool:
    return len(text) < 150 and text[0].isalpha() and text[-1] not in ".;:,"
