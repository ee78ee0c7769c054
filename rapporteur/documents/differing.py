"""What became of a text, word by word: pieces that were kept, removed and added.

The pieces that were not added are the text before, those that were not removed the text after,
sign by sign.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

# A Chinese character, a word, a stretch of space, or one other sign: together they are the text.
TOKEN = re.compile(
    r"[\u3400-\u4dbf\u4e00-\u9fff]|(?:(?![\u3400-\u4dbf\u4e00-\u9fff])\w)+|\s+|[^\w\s]"
)
LINE = re.compile(r"[^\n]*\n|[^\n]+")
LONG = 2_000  # tokens; beyond it the words that recur most are no anchors, else time is quadratic


class Fate(StrEnum):
    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    fate: Fate
    text: str


def tokens(text: str) -> list[str]:
    return TOKEN.findall(text)


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Return how one text became the other; of each change what was removed comes first.

    Lines are matched first, then the words of those that changed.
    """
    if before == after:
        return (Piece(Fate.KEPT, before),) if before else ()
    found: list[Piece] = []
    for old, new in _stretches(LINE.findall(before), LINE.findall(after)):
        if old == new:
            found.append(Piece(Fate.KEPT, "".join(old)))
        else:
            found += _words("".join(old), "".join(new))
    return tuple(_joined(found))


def text_before(found: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in found if piece.fate is not Fate.ADDED)


def text_after(found: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in found if piece.fate is not Fate.REMOVED)


def _stretches(before: list[str], after: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    long = max(len(before), len(after)) > LONG
    match = SequenceMatcher(None if long else str.isspace, before, after, autojunk=long)
    for _tag, i, j, k, m in match.get_opcodes():
        yield before[i:j], after[k:m]


def _words(before: str, after: str) -> Iterator[Piece]:
    for old, new in _stretches(tokens(before), tokens(after)):
        if old == new:
            yield Piece(Fate.KEPT, "".join(old))
        else:
            yield Piece(Fate.REMOVED, "".join(old))
            yield Piece(Fate.ADDED, "".join(new))


def _joined(found: list[Piece]) -> Iterator[Piece]:
    """Join neighbours of one fate; a space alone between two changes changes with them."""
    kept = removed = added = ""
    for piece, following in zip_longest(found, found[1:]):
        changed = removed or added
        bridge = changed and piece.text == " " and following and following.fate is not Fate.KEPT
        if piece.fate is Fate.REMOVED:
            removed += piece.text
        elif piece.fate is Fate.ADDED:
            added += piece.text
        elif bridge:
            removed, added = removed + piece.text, added + piece.text
        else:
            if changed:
                yield from _told(kept, removed, added)
                kept = removed = added = ""
            kept += piece.text
    yield from _told(kept, removed, added)


def _told(kept: str, removed: str, added: str) -> Iterator[Piece]:
    told = ((Fate.KEPT, kept), (Fate.REMOVED, removed), (Fate.ADDED, added))
    return (Piece(fate, text) for fate, text in told if text)
