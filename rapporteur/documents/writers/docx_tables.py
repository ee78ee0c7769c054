"""Lays the cells of a table out as Word wants them: each row has its own part of a cell above."""

from dataclasses import dataclass

from rapporteur.documents.tree import Runs, Table
from rapporteur.documents.word import WIDEST


@dataclass(frozen=True)
class Laid:
    """A cell of one row, as wide as it is; `merge` joins it with the one above or below."""

    runs: Runs = ()
    across: int = 1
    merge: str = ""  # "restart" where it begins, "continue" below


def laid_out(table: Table) -> list[list[Laid]]:
    """Return the rows; a cell that reaches down stands in each of them, with words in the first."""
    rows: list[list[Laid]] = []
    reaching: dict[int, tuple[int, int]] = {}  # by column: how many rows more, how wide
    for at, row in enumerate(table.rows):
        made: list[Laid] = []
        column = 0
        below: dict[int, tuple[int, int]] = {}
        cells = list(row)
        while cells or any(start >= column for start in reaching):
            if column in reaching:
                more, across = reaching[column]
                made.append(Laid((), across, "continue"))
            elif cells:
                cell = cells.pop(0)
                across = min(max(cell.across, 1), WIDEST)
                more = min(cell.down, len(table.rows) - at)
                made.append(Laid(cell.runs, across, "restart" if more > 1 else ""))
            else:
                more, across = 0, 1  # nothing stands between the last cell and one from above
                made.append(Laid())
            if more > 1:
                below[column] = (more - 1, across)
            column += across
        rows.append(made or [Laid()])
        reaching = below
    return rows
