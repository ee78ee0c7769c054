"""Puts the lines of a part of a text into sections, paragraphs, points and tables."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from rapporteur.documents.readers.docx_outline import Outline
from rapporteur.documents.readers.text_contents import INTRODUCTION, LETTER, ROMAN, Entry
from rapporteur.documents.readers.text_levels import CHAPTER, Levels
from rapporteur.documents.readers.text_notes import ended
from rapporteur.documents.readers.text_numbers import Chain
from rapporteur.documents.readers.text_pages import Line
from rapporteur.documents.readers.text_words import Inline, Joiner
from rapporteur.documents.tree import Block, Cell, Doubt, Place, Section, Table

SUB = re.compile(r"(\d{1,3}(?:\.\d{1,3})+)\.?(?:\s+(.*))?")  # "93.16."
POINT = re.compile(r"(?:[-–*•]\s+)?(\([a-z]{1,5}\))(?:\s+(.*))?")
BULLET = re.compile(r"(?:[•◦▪●·]\s*|[-–*]\s+)(.*)")
ARABIC = re.compile(r"(\d{1,2})\.\s+([A-Z].{2,120})")
CELLS = 3  # columns that tell a table from a name set with a tab
LONGEST = 50_000  # characters of a paragraph
LONG = 160  # characters; a heading is shorter
NEAR = 10  # lines within which another point is looked for
INDENT = 4  # columns by which the first line of a paragraph is set in


@dataclass
class _Open:
    """What the next lines may still belong to. A `level` is that of a heading or of a point."""

    kind: str  # "heading", "paragraph", "point"
    number: str
    text: str
    place: Place
    level: int = 0
    indent: int | None = None


class Body:
    def __init__(
        self,
        lines: list[Line],
        entries: list[Entry],
        joiner: Joiner,
        inline: Inline,
        *,
        wrapped: bool,
    ) -> None:
        self.lines = lines
        self.joiner = joiner
        self.inline = inline
        self.wrapped = wrapped
        self.chain = Chain(lines)
        self.levels = Levels(entries)
        self.outline = Outline()
        self.doubts: list[Doubt] = list(self.chain.doubts)
        self.open: _Open | None = None
        self.main = ""

    def read(self) -> tuple[Block, ...]:
        at = 0
        while at < len(self.lines):
            rows = self._rows(at)
            if rows:
                self._table(self.lines[at : at + rows])
                at += rows
            else:
                self._line(at, self.lines[at])
                at += 1
        self._flush()
        return self.outline.close()

    def _doubt(self, place: Place, words: str, why: str) -> None:
        self.doubts.append(Doubt(place, words[:200], why))

    # Tables

    def _rows(self, at: int) -> int:
        """Return how many lines make a table: those that have as many cells as the first."""
        cells = len(self.lines[at].text.split("\t"))
        end = at
        while (
            cells >= CELLS
            and end < len(self.lines)
            and len(self.lines[end].text.split("\t")) == cells
        ):
            end += 1
        return end - at if end - at > 1 else 0

    def _table(self, lines: list[Line]) -> None:
        self._flush()
        rows = tuple(
            tuple(
                Cell(self.inline.runs(cell.strip(), line.place)) for cell in line.text.split("\t")
            )
            for line in lines
        )
        self.outline.block(Table(rows, place=lines[0].place))

    # Lines

    def _line(self, at: int, line: Line) -> None:
        number = self.chain.found.get(at)
        if number and number.main:
            self.main = number.number.rpartition(" ")[2]
            self._begin(_Open("paragraph", number.number, number.rest, line.place))
            self.levels.end_points()
        elif number:
            self._point("arabic", number.number, number.rest, line)
        elif not (self._sub(line) or self._lettered(line) or self._heading(at, line)):
            self._text(at, line)

    def _begin(self, opened: _Open) -> None:
        self._flush()
        self.open = opened

    def _point(self, kind: str, number: str, text: str, line: Line) -> None:
        self._begin(_Open("point", number, text, line.place, self.levels.point(kind, number)))

    def _sub(self, line: Line) -> bool:
        found = SUB.fullmatch(line.text)
        if not found or found[1].partition(".")[0] != self.main:
            return False
        self._point(f"sub{found[1].count('.')}", found[1], found[2] or "", line)
        return True

    def _lettered(self, line: Line) -> bool:
        if found := POINT.fullmatch(line.text):
            kind = self.levels.kind(found[1])
            if self.levels.follows(kind, found[1]) or (self._ended() and self.open):
                self._point(kind, found[1], found[2] or "", line)
                return True
        bullet = BULLET.fullmatch(line.text)
        among = self.open and self.open.kind == "point" and not self.open.number
        if bullet and (self._ended() or among or line.text[0] not in "-–"):
            self._point("bullet", "", bullet[1], line)
            return True
        return False

    def _ended(self) -> bool:
        return self.open is None or not self.open.text or ended(self.open.text)

    # Headings

    def _heading(self, at: int, line: Line) -> bool:
        found = ROMAN.fullmatch(line.text) or LETTER.fullmatch(line.text)
        if found and (found[2] or self._is_empty_mark(at)):
            level = self.levels.heading(found[1], found[2] or "")
            told = self.levels.told(found[1], found[2] or "") and self._at_start(line)
            following = level == CHAPTER and self.levels.is_next(found[1])
            if level and (told or self._may_head(line, found[2] or "A", sure=following)):
                self._head(level, found[1], found[2] or "", line)
                return True
        arabic = ARABIC.fullmatch(line.text)
        if arabic and self._may_head(line, arabic[2]) and self._next_is_main(at):
            self._head(self.levels.arabic(), arabic[1], arabic[2], line)
            return True
        return self._bare_heading(at, line)

    def _is_empty_mark(self, at: int) -> bool:
        following = self.lines[at + 1 : at + 2]
        return bool(following) and len(following[0].text) < LONG and at not in self.chain.found

    def _may_head(self, line: Line, text: str, *, sure: bool = False) -> bool:
        if len(text) >= LONG or text.endswith((".", ";", ":", ",")):
            return False
        return sure or self._at_start(line)

    def _at_start(self, line: Line) -> bool:
        return line.gap or self._ended() or self.open is None or self.open.kind == "heading"

    def _bare_heading(self, at: int, line: Line) -> bool:
        """A heading without number: told by the contents, or by the paragraph that follows it."""
        known = INTRODUCTION.fullmatch(line.text) or self.levels.told("", line.text)
        if known and not (self.open and self.open.kind == "heading" and not line.gap):
            self._head(1, "", line.text, line)
            return True
        short = len(line.text) < LONG // 2 and line.text[0].isupper()
        if (
            short
            and self._may_head(line, line.text)
            and self._next_is_main(at)
            and (line.gap or not self.wrapped)
            and (self.open is None or (self._ended() and self.open.kind != "heading"))
        ):
            self._doubt(line.place, line.text, _("This is taken for a heading by a guess."))
            self._head(self.levels.bare(), "", line.text, line)
            return True
        return False

    def _next_is_main(self, at: int) -> bool:
        number = self.chain.found.get(at + 1)
        return bool(number and number.main)

    def _head(self, level: int, number: str, text: str, line: Line) -> None:
        self._begin(_Open("heading", number, text, line.place, level))
        self.levels.enter(level, number)

    # Text

    def _text(self, at: int, line: Line) -> None:
        text = line.text.replace("\t", " ").strip()
        if self.open is None or not self._goes_on(at, line):
            if self.open and self.open.kind == "point" and self._point_follows(at):
                self._doubt(line.place, text, _("This line is taken as part of the point above."))
                self.open.text += f"\n{text}"
                return
            if self.main:
                why = _("A paragraph without number; it may go on with the one above.")
                self._doubt(line.place, text, why)
            self._begin(_Open("paragraph", "", text, line.place, indent=line.indent))
            self.levels.end_points()
            return
        self.open.text = self.joiner.join(self.open.text, text, line.place)
        self.open.indent = line.indent

    def _point_follows(self, at: int) -> bool:
        """Tell whether another point comes before the next paragraph."""
        for after in range(at + 1, min(at + 1 + NEAR, len(self.lines))):
            number, text = self.chain.found.get(after), self.lines[after].text
            if number:
                return not number.main
            sub = SUB.fullmatch(text)
            if POINT.fullmatch(text) or (sub and sub[1].partition(".")[0] == self.main):
                return True
        return False

    def _goes_on(self, at: int, line: Line) -> bool:
        """Tell whether a line goes on with what is open, and tell a doubt where that is a guess."""
        opened = self.open
        if opened is None or not opened.text:
            return True
        if len(opened.text) > LONGEST:
            self._doubt(line.place, line.text, _("A paragraph that does not end is ended here."))
            return False
        if opened.kind == "heading":
            return self._heading_goes_on(at, opened, line)
        if self.wrapped and not line.gap:
            set_in = opened.indent is not None and line.indent >= opened.indent + INDENT
            return not (set_in and self._ended())
        lower = not line.text[0].isupper() and line.text[0] not in '“"‘('
        done = ended(opened.text)
        if done and not lower:
            return False
        if done or (not lower and line.gap):
            why = _("This line is joined to what stands before it by a guess.")
            self._doubt(line.place, line.text, why)
        return True

    def _heading_goes_on(self, at: int, opened: _Open, line: Line) -> bool:
        joined = f"{opened.text} {line.text}"
        if self.levels.told(opened.number, joined):
            return True
        if line.gap or len(joined) > LONG or line.text.endswith("."):
            return False
        broken = opened.text[-1] in ",-–" or line.text[0].islower()
        capitals = opened.text.isupper() and line.text.isupper()
        return (
            (
                self.wrapped
                and self._next_is_main(at)
                and not self.levels.told(opened.number, opened.text)
            )
            or broken
            or capitals
        )

    def _flush(self) -> None:
        opened, self.open = self.open, None
        if opened is None:
            return
        runs = self.inline.runs(opened.text.strip(), opened.place)
        if not runs:
            self._doubt(opened.place, opened.number, _("No words follow this number."))
        if opened.kind == "heading":
            self.outline.heading(Section(opened.number, runs, opened.level, (), opened.place))
        elif opened.kind == "point":
            self.outline.point(opened.level, opened.number, runs, opened.place)
        else:
            self.outline.paragraph(opened.number, runs, opened.place)
