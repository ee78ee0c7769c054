"""The matrix of sectors and pillars of what is followed (R25.2): where nothing is asked, shows."""

from collections import Counter
from dataclasses import dataclass

from rapporteur.recommendations.models import Pillar, Sector
from rapporteur.recommendations.queries import in_scope


@dataclass(frozen=True)
class Row:
    """One sector: how many recommendations of each pillar, and how many in all."""

    sector: Sector
    cells: tuple[tuple[Pillar, int], ...]
    total: int


@dataclass(frozen=True)
class Matrix:
    """Counts of recommendations. One with several tags stands in several cells, in totals once."""

    rows: tuple[Row, ...]
    totals: tuple[tuple[Pillar, int], ...]
    total: int
    untagged: int  # in no cell: the database holds that there is none


def matrix(country: str = "") -> Matrix:
    """Return the matrix of all States or of one; one query."""
    found = in_scope(country).order_by().values_list("standing__pillars", "standing__sectors")
    cells: Counter[tuple[str, str]] = Counter()
    pillars: Counter[str] = Counter()
    sectors: Counter[str] = Counter()
    total = untagged = 0
    for mine, theirs in found.iterator():
        total += 1
        untagged += not (mine and theirs)
        pillars.update(mine)
        sectors.update(theirs)
        cells.update((sector, pillar) for sector in theirs for pillar in mine)
    rows = tuple(
        Row(sector, tuple((pillar, cells[sector, pillar]) for pillar in Pillar), sectors[sector])
        for sector in Sector
    )
    return Matrix(rows, tuple((one, pillars[one]) for one in Pillar), total, untagged)
