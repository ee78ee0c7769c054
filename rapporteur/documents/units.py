"""What is compared of a document: its paragraphs, headings, tables and notes, each as plain text.

A paragraph holds its points, each on its own line with its number; a table its rows.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapporteur.documents.passages import Kind, Part
from rapporteur.documents.tree import (
    Block,
    Call,
    Cell,
    Document,
    Note,
    Paragraph,
    Point,
    Runs,
    Section,
    Table,
    plain,
)

CALLED = "※"


@dataclass(frozen=True)
class Unit:
    """One thing to compare. `number` is as the document writes it, `annex` its place, from 1."""

    part: Part
    kind: Kind
    number: str
    text: str
    annex: int = 0
    level: int = 0  # of a heading
    points: int = 0  # how many points a paragraph has, deeper ones too

    @property
    def cited(self) -> tuple[Part, int, Kind, int, str]:
        """Return what names it in any language: where it stands, what it is, and its number."""
        return self.part, self.annex, self.kind, self.level, folded(self.number)


def folded(number: str) -> str:
    """Return a number with the digits of every script as one, and without brackets."""
    digits = (str(unicodedata.decimal(one)) if one.isdecimal() else one for one in number)
    return "".join(digits).strip("()[] .").casefold()


def units(document: Document) -> list[Unit]:
    """Return what can be compared, in reading order; notes stand last."""
    front = document.front
    lines = (plain(front.title), front.heading, front.author)
    found = [Unit(Part.FRONT, Kind.TITLE, "", line) for line in lines if line]
    found += _of_blocks(document.summary, Part.SUMMARY)
    found += _of_blocks(document.body, Part.BODY)
    found += [Unit(Part.SIGNATURES, Kind.SIGNATURE, "", line) for line in document.signatures]
    for place, annex in enumerate(document.annexes, 1):
        found.append(Unit(Part.ANNEX, Kind.HEADING, annex.number, _text(annex.title), place))
        found += _of_blocks(annex.blocks, Part.ANNEX, place)
    return found + [_of_note(note) for note in document.notes]


def _of_blocks(blocks: Iterable[Block], part: Part, annex: int = 0) -> Iterator[Unit]:
    for block in blocks:
        if isinstance(block, Paragraph):
            count = sum(1 for _line in _lines(block.points))
            yield Unit(part, Kind.PARAGRAPH, block.number, _paragraph(block), annex, points=count)
        elif isinstance(block, Table):
            yield Unit(part, Kind.TABLE, "", _table(block), annex)
        else:
            yield from _of_section(block, part, annex)


def _of_section(section: Section, part: Part, annex: int) -> Iterator[Unit]:
    if section.number or section.heading:
        text = _text(section.heading)
        yield Unit(part, Kind.HEADING, section.number, text, annex, section.level)
    yield from _of_blocks(section.blocks, part, annex)


def _of_note(note: Note) -> Unit:
    text = "\n".join(_text(runs) for runs in note.paragraphs)
    return Unit(Part.NOTES, Kind.NOTE, note.marker, text)


def _paragraph(paragraph: Paragraph) -> str:
    lines = (_text(paragraph.runs), *_lines(paragraph.points), _text(paragraph.after))
    return "\n".join(line for line in lines if line)


def _lines(points: Iterable[Point]) -> Iterator[str]:
    for point in points:
        yield f"{point.number} {_text(point.runs)}".strip()
        yield from _lines(point.points)


def _table(table: Table) -> str:
    rows = (_row(row) for row in table.rows)
    return "\n".join((_text(table.caption), *rows)).strip("\n")


def _row(row: tuple[Cell, ...]) -> str:
    return "\t".join(_text(cell.runs) for cell in row)


def _text(runs: Runs) -> str:
    """Return the words with a mark where a note is called: its number changes with every note."""
    return "".join(CALLED if isinstance(run, Call) else run.text for run in runs)
