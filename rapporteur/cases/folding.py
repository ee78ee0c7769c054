"""Fold a text for comparing and searching: what people write in different ways is written in one.

Case, accents, the Russian ё (not й), Arabic vowel signs, tatweel and forms of alef, ya, kaf and ta
marbuta, full-width forms, and the digits of every script. Each sign is folded by itself, so a place
in the folded text leads back to one in the text. `publication.folding` serves an index and keeps
no places. Simplified and traditional Chinese stay apart (ADR 0113).
"""

import re
import unicodedata
from collections.abc import Iterator

UNSEEN = ("Mn", "Me", "Cf")  # marks on letters, and marks that show nothing
OWN = "йЙ"  # a letter of its own, though Unicode takes it apart
TATWEEL = "\u0640"
ALIKE = {
    **dict(zip("øđłıðىیةکٱ", "odlidييهكا", strict=True)),
    **dict(zip("æœþ", ("ae", "oe", "th"), strict=True)),
}
MOST_SIGNS = 20_000  # remembered: the scripts of a desk, and no more memory for whoever sends all
MOST_WORDS = 100_000  # of one search
NO_WORD = re.compile(r"[\W_]+")


def fold_sign(sign: str) -> str:
    """Return what one sign is folded to; nothing for what only marks or shows nothing."""
    if sign in OWN:
        return "й"
    found = []
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold())
    for one in plain:
        if unicodedata.category(one) in UNSEEN or one == TATWEEL:
            continue
        digit = unicodedata.decimal(one, None)
        found.append(ALIKE.get(one, one) if digit is None else str(digit))
    return "".join(found)


class Table(dict[int, str]):
    """What each sign is folded to, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = fold_sign(chr(code))
        if len(self) < MOST_SIGNS:
            self[code] = folded
        return folded


TABLE = Table()


def composed(text: str) -> str:
    """Return the text with letters and their marks in one sign: what `place_of` counts in."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return a text folded. Spaces and line ends stay."""
    return text.lower() if text.isascii() else composed(text).translate(TABLE)


class Folded(dict[str, str]):
    """Texts folded one after another: a word that came before is not folded again.

    It lives as long as one search and is thrown away with it.
    """

    def __missing__(self, word: str) -> str:
        folded = fold(word)
        if len(self) < MOST_WORDS:
            self[word] = folded
        return folded

    def text(self, text: str) -> str:
        """Return what `fold` returns."""
        if text.isascii():
            return text.lower()
        return " ".join(map(self.__getitem__, text.split(" ")))


def place_of(text: str, offset: int) -> int:
    """Return the place in a composed text of the sign at an offset of its folded form."""
    low, high = 0, len(text)
    while low + 1 < high:
        middle = (low + high) // 2
        if len(text[:middle].translate(TABLE)) <= offset:
            low = middle
        else:
            high = middle
    return low


def words_of(text: str) -> Iterator[str]:
    """Yield the folded words of a text, without signs that part them."""
    yield from NO_WORD.sub(" ", fold(text)).split()
