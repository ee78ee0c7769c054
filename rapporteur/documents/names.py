"""Names of many words looked for at one place of a text, in six languages.

Case, apostrophes, commas and line breaks may differ; a Russian word may end otherwise, an Arabic
one have a prefix, and Chinese is read by character.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

WORD = re.compile(r"[\u4e00-\u9fff]|[^\W\u4e00-\u9fff]+")
GAP = re.compile(r"[\s\-‐‑’'.,،()«»“”\"《》]{0,4}")
CYRILLIC = re.compile(r"[а-я]{5,}")
PREFIX = re.compile(r"[وفبكل]{1,2}(?=[\u0600-\u06ff]{3})")
FARTHEST = 400  # signs that the longest title may take

Node = dict[str, Any]  # a word: the node after it; "": the code of the name that ends here


class Names:
    """All names as two trees of words, one from their beginning and one from their end."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.forward: Node = {}
        self.backward: Node = {}
        for name, code in names.items():
            words = [_key(word) for word in WORD.findall(name)]
            _grow(self.forward, words, code)
            _grow(self.backward, reversed(words), code)

    def at(self, text: str, start: int) -> tuple[str, int] | None:
        """Return the code of the longest name that begins there, and where it ends."""
        found = WORD.finditer(text, start, start + FARTHEST)
        if walked := _walk(self.forward, text, found, start):
            return walked[0], walked[1].end()
        return None

    def before(self, text: str, end: int) -> tuple[str, int] | None:
        """Return the code of the longest name that ends there, and where it begins."""
        found = list(WORD.finditer(text, max(0, end - FARTHEST), end))
        if walked := _walk(self.backward, text, reversed(found), end):
            return walked[0], walked[1].start()
        return None


def _grow(node: Node, words: Iterable[str], code: str) -> None:
    for word in words:
        node = node.setdefault(word, {})
    node[""] = code


def _walk(
    node: Node, text: str, words: "Iterable[re.Match[str]]", place: int
) -> "tuple[str, re.Match[str]] | None":
    """Follow words from a place, either way; return the last that ends a name, with its code."""
    best = None
    first = True
    for word in words:
        between = (place, word.start()) if word.start() >= place else (word.end(), place)
        if between[0] != between[1] and (first or not GAP.fullmatch(text, *between)):
            break
        found = next((node[one] for one in _readings(word[0]) if one in node), None)
        if found is None:
            break
        node, first = found, False
        place = word.end() if word.start() >= place else word.start()
        if "" in node:
            best = node[""], word
    return best


def _folded(word: str) -> str:
    return word.casefold().replace("ё", "е")


def _key(word: str) -> str:
    """Return a word as the trees hold it: a long Russian one without its ending."""
    word = _folded(word)
    return word[:-2] if CYRILLIC.fullmatch(word) else word


def _readings(word: str) -> Iterator[str]:
    """Yield what a word of a text may be in the trees."""
    word = _folded(word)
    yield word
    if CYRILLIC.fullmatch(word):
        yield from (word[:-ending] for ending in (1, 2, 3, 4) if len(word) - ending >= 3)
    elif prefix := PREFIX.match(word):
        yield word[prefix.end() :]
