"""How alike two texts are: the share of words that both have, where a rare word weighs more."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from math import log

from rapporteur.documents.differing import tokens


class Likeness:
    """Every text before against every text after. Words are read once, pairs when asked."""

    def __init__(self, before: list[str], after: list[str]) -> None:
        self.before = [_words(text) for text in before]
        self.after = [_words(text) for text in after]
        held = Counter(word for words in (*self.before, *self.after) for word in words)
        every = len(before) + len(after)
        self.weights = {word: log(1 + every / count) for word, count in held.items()}
        self.heavy_before = [self._weight(words) for words in self.before]
        self.heavy_after = [self._weight(words) for words in self.after]

    def of(self, here: int, there: int) -> float:
        """Return from 0 to 1 how alike two texts are; 1 where both have the same words."""
        shared = self._weight(self.before[here] & self.after[there])
        return self._share(here, there, shared)

    def pairs(self, before: list[int], after: list[int]) -> Iterator[tuple[int, int, float]]:
        """Yield each pair of these that shares a word, with its likeness."""
        holders: defaultdict[str, list[int]] = defaultdict(list)
        for there in after:
            for word in self.after[there]:
                holders[word].append(there)
        for here in before:
            shared: defaultdict[int, float] = defaultdict(float)
            for word in self.before[here]:
                for there in holders.get(word, ()):
                    shared[there] += self.weights[word]
            for there, weight in shared.items():
                yield here, there, self._share(here, there, weight)

    def _share(self, here: int, there: int, shared: float) -> float:
        whole = self.heavy_before[here] + self.heavy_after[there]
        return 2 * shared / whole if whole else 1.0

    def _weight(self, words: frozenset[str]) -> float:
        return sum(self.weights[word] for word in words)


def _words(text: str) -> frozenset[str]:
    return frozenset(each.casefold() for each in tokens(text) if each[0].isalnum())
