"""Two versions of a document compared by paragraph and by word (ADR 0138).

A paragraph that only moved, or got another number, is told as such and never as one removed and
one inserted.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from rapporteur.documents.differing import Fate, Piece, pieces
from rapporteur.documents.likeness import Likeness
from rapporteur.documents.passages import Kind
from rapporteur.documents.tree import Document
from rapporteur.documents.units import Unit, units

ALIKE = 0.5  # share of words, the rare ones weighing more, from which one text is another's version
ALIKE_AT_ITS_NUMBER = 0.25  # enough where part, kind and number are the same
FEW = {Kind.TITLE, Kind.TABLE}  # without numbers, and yet one is seldom taken for another


@dataclass(frozen=True)
class Change:
    """What became of one unit. Without `before` it was inserted, without `after` removed.

    `moved`: it stands elsewhere among the units that both versions have.
    """

    before: Unit | None
    after: Unit | None
    moved: bool = False
    pieces: tuple[Piece, ...] = ()

    @property
    def inserted(self) -> bool:
        return self.before is None

    @property
    def removed(self) -> bool:
        return self.after is None

    @property
    def reworded(self) -> bool:
        return any(piece.fate is not Fate.KEPT for piece in self.pieces)

    @property
    def renumbered(self) -> bool:
        pair = self.before, self.after
        return bool(pair[0] and pair[1] and pair[0].number != pair[1].number)

    @property
    def same(self) -> bool:
        both = bool(self.before and self.after)
        return both and not (self.moved or self.renumbered or self.reworded)


@dataclass(frozen=True)
class Comparison:
    """All units of both versions in the order of the later one; what was removed in its place."""

    changes: tuple[Change, ...]

    @property
    def differing(self) -> list[Change]:
        return [change for change in self.changes if not change.same]


def compare(before: Document, after: Document) -> Comparison:
    """Compare two versions of a document in one language."""
    old, new = units(before), units(after)
    pairs = _matched(old, new)
    steady = in_order(sorted(pairs.items()))
    changes = []
    for here, there in reading_order(len(old), len(new), pairs, steady):
        one = None if here is None else old[here]
        other = None if there is None else new[there]
        words = pieces(one.text if one else "", other.text if other else "")
        away = here not in steady or (one and one.part) != (other and other.part)
        changes.append(Change(one, other, bool(one and other) and away, words))
    return Comparison(tuple(changes))


def _matched(old: list[Unit], new: list[Unit]) -> dict[int, int]:
    """Return which old unit is which new one, by their places: the surest pairs first."""
    pairs: dict[int, int] = {}
    _pair_equal(pairs, old, new, lambda one: (one.cited, one.text))
    _pair_equal(pairs, old, new, lambda one: (one.part, one.kind, one.text))
    _pair_equal(pairs, old, new, lambda one: (one.kind, one.text))
    likeness = Likeness([one.text for one in old], [one.text for one in new])
    _pair_numbered(pairs, old, new, likeness, ALIKE)
    _pair_alike(pairs, old, new, likeness)
    _pair_numbered(pairs, old, new, likeness, ALIKE_AT_ITS_NUMBER)
    return pairs


def _left(pairs: dict[int, int], old: list[Unit], new: list[Unit]) -> tuple[list[int], list[int]]:
    taken = set(pairs.values())
    return (
        [n for n in range(len(old)) if n not in pairs],
        [n for n in range(len(new)) if n not in taken],
    )


def _pair_equal(
    pairs: dict[int, int], old: list[Unit], new: list[Unit], key: Callable[[Unit], object]
) -> None:
    """Pair units of one key in their order: the first with the first."""
    before, after = _left(pairs, old, new)
    waiting: defaultdict[object, list[int]] = defaultdict(list)
    for there in reversed(after):
        waiting[key(new[there])].append(there)
    for here in before:
        if found := waiting[key(old[here])]:
            pairs[here] = found.pop()


def _pair_numbered(
    pairs: dict[int, int], old: list[Unit], new: list[Unit], likeness: Likeness, least: float
) -> None:
    """Pair units that are cited alike and whose texts are alike enough."""
    before, after = _left(pairs, old, new)
    waiting: defaultdict[object, list[int]] = defaultdict(list)
    for there in after:
        waiting[new[there].cited].append(there)
    for here in before:
        known = old[here].number or old[here].kind in FEW
        for there in waiting[old[here].cited] if known else ():
            if likeness.of(here, there) >= least:
                pairs[here] = there
                waiting[old[here].cited].remove(there)
                break


def _pair_alike(
    pairs: dict[int, int], old: list[Unit], new: list[Unit], likeness: Likeness
) -> None:
    """Pair the rest by likeness of words, the likest first and the nearest among equals."""
    before, after = _left(pairs, old, new)
    found = [
        (-share, abs(here - there), here, there)
        for here, there, share in likeness.pairs(before, after)
        if share >= ALIKE and old[here].kind is new[there].kind
    ]
    taken: set[int] = set()
    for _share, _distance, here, there in sorted(found):
        if here not in pairs and there not in taken:
            pairs[here] = there
            taken.add(there)


def in_order(pairs: list[tuple[int, int]]) -> set[int]:
    """Return the old places of the longest run of pairs that kept its order; the rest moved."""
    ends: list[int] = []  # the least new place that ends a run of each length
    last: list[int] = []  # its index in pairs
    previous: list[int | None] = []
    for n, (_here, there) in enumerate(pairs):
        at = bisect_left(ends, there)
        previous.append(last[at - 1] if at else None)
        ends[at : at + 1], last[at : at + 1] = [there], [n]
    kept, n_or_none = set(), last[-1] if last else None
    while n_or_none is not None:
        kept.add(pairs[n_or_none][0])
        n_or_none = previous[n_or_none]
    return kept


def reading_order(
    old: int, new: int, pairs: dict[int, int], steady: set[int]
) -> Iterator[tuple[int | None, int | None]]:
    """Yield places before and after, in the new order; what was removed where it stood."""

    def removed(start: int) -> Iterator[tuple[int, None]]:
        for here in takewhile(lambda n: n not in steady, range(start, old)):
            if here not in pairs:
                yield here, None

    partner = {there: here for here, there in pairs.items()}
    yield from removed(0)
    for there in range(new):
        source = partner.get(there)
        yield source, there
        if source in steady:
            yield from removed(source + 1)
