"""Tables of a Word file: rows of cells, with those that span columns and rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from rapporteur.documents.readers.docx_runs import joined, text_of
from rapporteur.documents.refusals import Unreadable
from rapporteur.documents.tree import Cell, Place, Run, Runs, Table, Words, plain
from rapporteur.documents.word import WIDEST, Element, W, has, name, value, whole

AROUND = {"sdt", "sdtContent", "customXml", "ins", "moveTo"}


@dataclass
class _Open:
    """A cell that may yet reach down."""

    runs: Runs
    across: int
    down: int = 1


def table(
    element: Element,
    caption: Runs,
    place: Place,
    read: Callable[[Element], Runs],
    doubt: Callable[[str, str], None],
) -> Table:
    """Read a table; `read` reads a paragraph of it. Refuse tables three deep."""
    rows: list[list[_Open]] = []
    above: dict[int, _Open] = {}  # by column: what stands there and may reach on
    headers = 0
    for row in parts(element, "tr"):
        if has(row, "trPr/tblHeader") and headers == len(rows):
            headers += 1
        if row.find(f"{W}trPr/{W}del") is not None:
            doubt(text_of(row), _("A row was deleted in a tracked change; it is kept."))
        made: list[_Open] = []
        column = whole(value(row, "trPr/gridBefore"), 0, most=WIDEST)
        standing: dict[int, _Open] = {}
        for found in parts(row, "tc"):
            across = min(max(whole(value(found, "tcPr/gridSpan"), 1), 1), WIDEST)
            runs = _runs(found, read, doubt)
            if _continues(found) and column in above:
                cell = above[column]
                cell.down += 1
                if plain(runs).strip():
                    doubt(plain(runs), _("Words stand in a cell that is joined to one above."))
            else:
                cell = _Open(runs, across)
                made.append(cell)
            if found.find(f"{W}tcPr/{W}vMerge") is not None:
                standing[column] = cell
            column += across
        above = standing
        rows.append(made)
    cells = tuple(tuple(Cell(c.runs, c.across, c.down) for c in row) for row in rows)
    return Table(cells, headers, caption, place)


def parts(element: Element, kind: str) -> Iterator[Element]:
    """Yield rows of a table or cells of a row, also those in content controls."""
    for child in element:
        if name(child) == kind:
            yield child
        elif name(child) in AROUND:
            yield from parts(child, kind)


def _continues(cell: Element) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"


def _runs(
    cell: Element, read: Callable[[Element], Runs], doubt: Callable[[str, str], None]
) -> Runs:
    """Return the words of a cell, its paragraphs as lines; a table in it is read as lines too."""
    lines: list[Runs] = [read(paragraph) for paragraph in _paragraphs(cell)]
    inner = cell.find(f".//{W}tbl")
    if inner is not None:
        if inner.find(f".//{W}tbl") is not None:
            raise Unreadable(_("A table stands inside a table inside a table."))
        doubt(text_of(inner), _("A table inside a table is read as lines of text."))
    made: list[Run] = []
    for line in lines:
        if made and line:
            made.append(Words("\n"))
        made.extend(line)
    return joined(made)


def _paragraphs(element: Element) -> Iterator[Element]:
    """Yield the paragraphs of a cell, but not those of its text boxes."""
    for child in element:
        if name(child) == "p":
            yield child
        elif name(child) in {*AROUND, "tbl", "tr", "tc"}:
            yield from _paragraphs(child)
