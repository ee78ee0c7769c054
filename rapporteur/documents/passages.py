"""Every stretch of runs in a document with the place where it stands, in reading order.

Counting, references and advice walk a document by `passages`, and change one by `rewritten`: both
are the same walk, so a place found by one is the place that the other changes.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from rapporteur.documents.tree import (
    Annex,
    Block,
    Cell,
    Document,
    Note,
    Paragraph,
    Place,
    Point,
    Runs,
    Table,
    Words,
)


class Part(StrEnum):
    FRONT = "front"
    SUMMARY = "summary"
    BODY = "body"
    SIGNATURES = "signatures"
    ANNEX = "annex"
    NOTES = "notes"


class Kind(StrEnum):
    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    POINT = "point"
    TABLE = "table"
    CAPTION = "caption"
    CELL = "cell"
    NOTE = "note"
    SIGNATURE = "signature"


@dataclass(frozen=True)
class Spot:
    """Where in the document something stands: part, kind, and the number that a person cites.

    `number` is that of the heading, of the paragraph with its points ("17 (a) (i)") or the marker
    of the note; empty where the document gives none. `annex` is the place of the annex, from 1.
    """

    part: Part
    kind: Kind
    number: str = ""
    annex: int = 0
    source: Place | None = None


Change = Callable[[Runs, Spot], Runs]


def passages(document: Document) -> list[tuple[Spot, Runs]]:
    """Return all runs with their spots, in the order in which the document is read."""
    found: list[tuple[Spot, Runs]] = []

    def keep(runs: Runs, spot: Spot) -> Runs:
        found.append((spot, runs))
        return runs

    rewritten(document, keep)
    return found


def rewritten(document: Document, change: Change) -> Document:
    """Return the document with all its runs as `change` gives them back."""
    walker = _Walker(change)
    front = replace(
        document.front,
        heading=walker.line(document.front.heading, Part.FRONT, Kind.TITLE),
        title=walker.runs(document.front.title, Spot(Part.FRONT, Kind.TITLE)),
        author=walker.line(document.front.author, Part.FRONT, Kind.TITLE),
    )
    return replace(
        document,
        front=front,
        summary=walker.blocks(document.summary, Part.SUMMARY),
        body=walker.blocks(document.body, Part.BODY),
        signatures=tuple(
            walker.line(line, Part.SIGNATURES, Kind.SIGNATURE) for line in document.signatures
        ),
        annexes=tuple(walker.annex(one, n) for n, one in enumerate(document.annexes, 1)),
        notes=tuple(walker.note(one) for one in document.notes),
    )


class _Walker:
    def __init__(self, change: Change) -> None:
        self.change = change

    def runs(self, runs: Runs, spot: Spot) -> Runs:
        return self.change(runs, spot) if runs else runs

    def line(self, text: str, part: Part, kind: Kind) -> str:
        """Show a text that can hold no links; what `change` makes of it is not kept."""
        if text:
            self.change((Words(text),), Spot(part, kind))
        return text

    def blocks(self, blocks: Iterable[Block], part: Part, annex: int = 0) -> tuple[Block, ...]:
        return tuple(self.block(block, part, annex) for block in blocks)

    def block(self, block: Block, part: Part, annex: int) -> Block:
        if isinstance(block, Paragraph):
            return self.paragraph(block, part, annex)
        if isinstance(block, Table):
            return self.table(block, part, annex)
        spot = Spot(part, Kind.HEADING, block.number, annex, block.place)
        return replace(
            block,
            heading=self.runs(block.heading, spot),
            blocks=self.blocks(block.blocks, part, annex),
        )

    def paragraph(self, one: Paragraph, part: Part, annex: int) -> Paragraph:
        spot = Spot(part, Kind.PARAGRAPH, one.number, annex, one.place)
        return replace(
            one,
            runs=self.runs(one.runs, spot),
            points=self.points(one.points, spot),
            after=self.runs(one.after, spot),
        )

    def points(self, points: Iterable[Point], above: Spot) -> tuple[Point, ...]:
        found = []
        for point in points:
            number = f"{above.number} {point.number}".strip()
            spot = replace(above, kind=Kind.POINT, number=number)
            runs = self.runs(point.runs, spot)
            found.append(replace(point, runs=runs, points=self.points(point.points, spot)))
        return tuple(found)

    def table(self, table: Table, part: Part, annex: int) -> Table:
        spot = Spot(part, Kind.CAPTION, "", annex, table.place)
        cell = replace(spot, kind=Kind.CELL)
        return replace(
            table,
            caption=self.runs(table.caption, spot),
            rows=tuple(tuple(self.cell(one, cell) for one in row) for row in table.rows),
        )

    def cell(self, cell: Cell, spot: Spot) -> Cell:
        return replace(cell, runs=self.runs(cell.runs, spot))

    def annex(self, annex: Annex, place: int) -> Annex:
        spot = Spot(Part.ANNEX, Kind.HEADING, annex.number, place)
        return replace(
            annex,
            title=self.runs(annex.title, spot),
            blocks=self.blocks(annex.blocks, Part.ANNEX, place),
        )

    def note(self, note: Note) -> Note:
        spot = Spot(Part.NOTES, Kind.NOTE, note.marker, 0, note.place)
        return replace(note, paragraphs=tuple(self.runs(each, spot) for each in note.paragraphs))
