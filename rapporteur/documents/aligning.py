"""One document in two languages side by side, by number; what a language lacks is told.

Words are not compared. A numbered paragraph or note meets the one of its number; a heading the
heading of its level before the same paragraph, since each script numbers headings in its own way;
anything else what stands at its place after the same paragraph.
"""

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from itertools import groupby

from rapporteur.documents.comparing import in_order, reading_order
from rapporteur.documents.passages import Kind
from rapporteur.documents.tree import Document
from rapporteur.documents.units import Unit, folded, units

NUMBERED = {Kind.PARAGRAPH, Kind.NOTE}


@dataclass(frozen=True)
class Beside:
    """A unit of one language and of the other; None where a language lacks it."""

    here: Unit | None
    there: Unit | None

    @property
    def points_differ(self) -> bool:
        """Tell whether both have the paragraph, one with more points than the other."""
        return bool(self.here and self.there and self.here.points != self.there.points)


@dataclass(frozen=True)
class Alignment:
    rows: tuple[Beside, ...]

    @property
    def only_here(self) -> list[Unit]:
        return [row.here for row in self.rows if row.here and not row.there]

    @property
    def only_there(self) -> list[Unit]:
        return [row.there for row in self.rows if row.there and not row.here]


def align(here: Document, there: Document) -> Alignment:
    """Set two languages side by side in the order of the second."""
    ours, theirs = units(here), units(there)
    places = {key: n for n, key in enumerate(_keys(theirs))}
    pairs = {n: places[key] for n, key in enumerate(_keys(ours)) if key in places}
    rows = (
        Beside(
            None if one is None else ours[one],
            None if other is None else theirs[other],
        )
        for one, other in reading_order(
            len(ours), len(theirs), pairs, in_order(sorted(pairs.items()))
        )
    )
    return Alignment(tuple(rows))


def _keys(found: list[Unit]) -> list[Hashable]:
    """Return by what each unit is found in the other language; no two are the same."""
    keys: list[Hashable] = []
    seen: Counter[Hashable] = Counter()
    for place, part in groupby(found, key=lambda unit: (unit.part, unit.annex)):
        for anchor in _anchors(list(part)):
            key = (place, anchor)
            seen[key] += 1
            keys.append((key, seen[key]))
    return keys


def _anchors(part: list[Unit]) -> list[Hashable]:
    """Return the number by which each unit of a part is found, its own or that of a neighbour."""
    following: list[str] = []
    number = ""
    for unit in reversed(part):
        following.append(number)
        number = _number(unit) or number
    anchors: list[Hashable] = []
    number = ""
    for unit, next_number in zip(part, reversed(following), strict=True):
        own = _number(unit)
        number = own or number
        if unit.kind is Kind.HEADING:
            anchors.append((unit.kind, unit.level, next_number))
        else:
            anchors.append((unit.kind, bool(own), number))
    return anchors


def _number(unit: Unit) -> str:
    return folded(unit.number) if unit.kind in NUMBERED else ""
