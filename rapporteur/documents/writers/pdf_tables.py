"""Lays the cells of a table out for PDF: each has its own place, no two overlap, none is missing."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from rapporteur.documents.tree import Runs, Table, Words, plain
from rapporteur.kernel.refusals import Refused

WIDEST = 63  # columns, as many as Word has; what stands further right goes into the last cell
MOST_ROWS, MOST_CELLS = 5_000, 15_000  # for so many cells typst takes 250 MB
TOO_LARGE = _("A table of the document is too large for a PDF.")
NARROW, BROAD = 6, 20  # signs between which the words of a column widen it
PLAIN, SMALLEST = 9.0, 5.5  # points
LINE = 96  # signs of nine points between the margins
EDGES = 4  # signs that would stand in the space at both sides of a cell


@dataclass(frozen=True)
class Placed:
    """A cell with its place, counted from nought."""

    x: int
    y: int
    across: int
    down: int
    runs: Runs


def placed(table: Table) -> list[Placed]:
    """Return the cells, with empty ones where the table has none; a head ends with its rows.

    Raises Refused where the table is too large.
    """
    if len(table.rows) > MOST_ROWS:
        raise Refused(TOO_LARGE)
    taken: set[tuple[int, int]] = set()
    found: list[Placed] = []
    for y, row in enumerate(table.rows):
        end = headers(table) if y < headers(table) else len(table.rows)
        x = 0
        for cell in row:
            while (x, y) in taken:
                x += 1
            if x >= WIDEST:
                found[-1] = replace(found[-1], runs=(*found[-1].runs, Words("\n"), *cell.runs))
                continue
            across = _free(taken, x, y, cell.across)
            down = min(max(cell.down, 1), end - y)
            taken |= {(x + right, y + low) for right in range(across) for low in range(down)}
            found.append(Placed(x, y, across, down, cell.runs))
    width = 1 + max((x for x, _y in taken), default=0)
    empty = [
        Placed(x, y, 1, 1, ())
        for y in range(len(table.rows))
        for x in range(width)
        if (x, y) not in taken
    ]
    if len(found) + len(empty) > MOST_CELLS:
        raise Refused(TOO_LARGE)
    return found + empty


def headers(table: Table) -> int:
    return min(table.headers, len(table.rows))


def _free(taken: set[tuple[int, int]], x: int, y: int, wanted: int) -> int:
    """Return how wide a cell may be, of what it wants, before it meets one that reaches down."""
    across = 1
    while across < min(wanted, WIDEST - x) and (x + across, y) not in taken:
        across += 1
    return across


def widths(cells: list[Placed]) -> list[int]:
    """Return the share of each column: what its longest cell asks for, within bounds."""
    found = [NARROW + EDGES] * (1 + max((cell.x + cell.across - 1 for cell in cells), default=0))
    for cell in cells:
        if cell.across == 1:
            found[cell.x] = max(found[cell.x], min(len(plain(cell.runs)), BROAD) + EDGES)
    return found


def size(cells: list[Placed]) -> float:
    """Return how large letters may be, in points, so that the longest word of each column fits."""
    longest: dict[int, int] = {}
    for cell in cells:
        words = plain(cell.runs).split()
        if cell.across == 1 and words:
            found = min(max(len(word) for word in words), BROAD)
            longest[cell.x] = max(longest.get(cell.x, 0), found)
    wanted = sum(length + EDGES for length in longest.values())
    return max(SMALLEST, min(PLAIN, round(PLAIN * LINE / max(wanted, 1), 1)))
