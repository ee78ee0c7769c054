"""What a document is made of. Readers build this tree, writers walk it; both know no subject.

Numbers are kept as the document writes them ("17", "(a)", "IV"), without the stop after them, so
that a writer can set them in its own way and a comparison can find them again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Words:
    """A stretch of text in one style. `href` makes it a link."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(frozen=True)
class Call:
    """The place where a footnote is called, by its marker: "1", "*"."""

    marker: str


Run = Words | Call
Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Place:
    """Where in the source something stood: its line (text), paragraph (DOCX) or element (XML)."""

    line: int
    page: int = 0  # 0 where the source does not tell


@dataclass(frozen=True)
class Point:
    """A numbered or bulleted part of a paragraph: (a), (i), a., or a bullet with no number."""

    number: str
    runs: Runs
    points: "tuple[Point, ...]" = ()


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with its number, or none; `after` continues it once its points have ended."""

    number: str
    runs: Runs
    points: tuple[Point, ...] = ()
    after: Runs = ()
    place: Place | None = None


@dataclass(frozen=True)
class Cell:
    runs: Runs
    across: int = 1
    down: int = 1


@dataclass(frozen=True)
class Table:
    """Rows of cells; the first `headers` rows head the columns."""

    rows: tuple[tuple[Cell, ...], ...]
    headers: int = 1
    caption: Runs = ()
    place: Place | None = None


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it; `level` begins at 1 and a section holds deeper ones."""

    number: str
    heading: Runs
    level: int
    blocks: "tuple[Block, ...]" = ()
    place: Place | None = None


Block = Section | Paragraph | Table


@dataclass(frozen=True)
class Note:
    """A footnote: its marker as the text calls it, and its paragraphs."""

    marker: str
    paragraphs: tuple[Runs, ...]
    place: Place | None = None


@dataclass(frozen=True)
class Annex:
    number: str  # "", "I", "II"
    title: Runs
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Front:
    """The masthead and title of a document. What it does not say stays empty."""

    organ: str = ""
    symbol: str = ""
    distribution: str = ""
    day: date | None = None
    language: str = ""  # ISO 639-1
    original: str = ""  # ISO 639-1 of the original language
    session: str = ""
    agenda_item: str = ""
    heading: str = ""  # the title of the agenda item
    title: Runs = ()
    author: str = ""


@dataclass(frozen=True)
class Document:
    """One document in one language. Notes stand in the order in which they are called."""

    front: Front
    summary: tuple[Block, ...] = ()
    body: tuple[Block, ...] = ()
    annexes: tuple[Annex, ...] = ()
    signatures: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Doubt:
    """What a reader did not understand, or mended by a guess: kept in the tree or not, told here."""

    place: Place
    words: str
    why: str


@dataclass(frozen=True)
class Reading:
    """What a reader made of a source, and what it did not understand of it."""

    document: Document
    doubts: tuple[Doubt, ...] = field(default=())


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield every block in reading order, a section before what it holds."""
    for block in blocks:
        yield block
        if isinstance(block, Section):
            yield from walk(block.blocks)


def sections(blocks: tuple[Block, ...]) -> list[Section]:
    return [block for block in walk(blocks) if isinstance(block, Section)]


def paragraphs(blocks: tuple[Block, ...]) -> list[Paragraph]:
    return [block for block in walk(blocks) if isinstance(block, Paragraph)]


def tables(blocks: tuple[Block, ...]) -> list[Table]:
    return [block for block in walk(blocks) if isinstance(block, Table)]


def plain(runs: Runs) -> str:
    """Return the text of runs, without styles and without calls of notes."""
    return "".join(run.text for run in runs if isinstance(run, Words))
