"""Group what asks the same of one State: near pairs first, then groups whose members mostly agree.

Pure. Work is bounded by the recommendations to one State: pairs are found with one product of a
matrix in blocks, and only those that share words or names are compared in full.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np

from rapporteur.recommendations.alike.asks import RARE, Ask, stems
from rapporteur.recommendations.alike.likeness import THRESHOLD, chance

NAMED = 1.5  # weight of a treaty or an object beside stems
NEAR = 0.3  # cosine from which a pair is compared in full
BLOCK = 512  # rows of the matrix at once
AGREE = 0.5  # of the pairs between two groups that ask the same, for both to be one
Pair = tuple[int, int]


def near(asks: Sequence[Ask]) -> Iterator[Pair]:
    """Yield places of pairs that share enough to be compared in full, the smaller place first."""
    places: dict[str, int] = {}
    cells: list[tuple[int, int, float]] = []
    common = stems()
    for row, ask in enumerate(asks):
        said = [(f"={name}", NAMED) for name in ask.names]
        said += [(stem, common.get(stem, RARE)) for stem in ask.stems]
        cells += ((row, places.setdefault(word, len(places)), weight) for word, weight in said)
    if not cells:
        return
    table = np.zeros((len(asks), len(places)), dtype=np.float32)
    rows, columns, weights = zip(*cells, strict=True)
    table[list(rows), list(columns)] = weights
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    table /= np.where(lengths == 0, 1, lengths)
    for begin in range(0, len(asks), BLOCK):
        product = table[begin : begin + BLOCK] @ table.T
        for row, column in np.argwhere(product >= NEAR):
            if begin + row < column:
                yield int(begin + row), int(column)


def grouped(
    asks: Sequence[Ask], joined: Collection[Pair] = (), parted: Collection[Pair] = ()
) -> list[list[int]]:
    """Return groups of places, each with its smallest place first; a place alone is a group.

    `joined` and `parted` are what people ruled, the smaller place first: those are one group or
    none, whatever the texts are like.
    """
    ruled = {*joined, *parted}
    found = {pair: like for pair in near(asks) if (like := likeness(asks, pair)) >= THRESHOLD}
    order = sorted((pair for pair in found if pair not in ruled), key=lambda p: (-found[p], p))
    made = Groups(len(asks), [*joined, *order], parted)
    for pair in joined:
        made.join(pair, always=True)
    for pair in order:
        made.join(pair)
    return made.members()


def likeness(asks: Sequence[Ask], pair: Pair) -> float:
    return chance(asks[pair[0]], asks[pair[1]])


class Groups:
    """Groups that grow, with the pairs that ask the same and the pairs that never are together."""

    def __init__(self, count: int, alike: Collection[Pair], parted: Collection[Pair]) -> None:
        self.of = list(range(count))
        self.held = {place: [place] for place in range(count)}
        self.alike = neighbours(alike)
        self.parted = neighbours(parted)

    def join(self, pair: Pair, *, always: bool = False) -> None:
        """Make one group of two, where most of their pairs agree and no person parted any."""
        one, other = self.of[pair[0]], self.of[pair[1]]
        if one == other or not (always or self.agree(one, other)):
            return
        keep, gone = sorted((one, other))
        for place in self.held[gone]:
            self.of[place] = keep
        self.held[keep] += self.held.pop(gone)

    def agree(self, one: int, other: int) -> bool:
        few, many = sorted((self.held[one], self.held[other]), key=len)
        inside = set(many)
        if any(self.parted.get(place, set()) & inside for place in few):
            return False
        count = sum(len(self.alike.get(place, set()) & inside) for place in few)
        return count >= AGREE * len(few) * len(many)

    def members(self) -> list[list[int]]:
        return [sorted(self.held[place]) for place in sorted(self.held)]


def neighbours(pairs: Collection[Pair]) -> Mapping[int, set[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
        found[other].add(one)
    return found
