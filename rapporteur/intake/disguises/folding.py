"""Fold a text for looking: one script of digits, one width, no invisible marks; places are kept."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Dots of other scripts that browsers take for one, and marks that stand in for one.
DOTS = {"。": ".", "｡": ".", "․": ".", "﹒": ".", "۔": "."}
MIDDLE_DOTS = dict.fromkeys("•∙⋅‧・●◦", "·")
# Marks that are letters or signs to Unicode and still show nothing.
BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
LOOK_ALIKES = str.maketrans(
    "асеһіјӏорԛѕԝхуАВСЕНІЈКМОРЅТХУΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαινυρ",
    "acehijlopqswxyABCEHIJKMOPSTXYABEZHIKMNOPTYXoaivup",
)
LETTERS = re.compile(r"[A-Za-z\u0370-\u03ff\u0400-\u052f]{2,}+")


@dataclass(frozen=True)
class Folded:
    """A folded text, and for each sign of it the place of the sign that it came from."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the folded text lies in what was typed."""
        return self.places[start], self.places[end - 1] + 1


@lru_cache(maxsize=20_000)
def folded(sign: str) -> str:
    """Return what one sign stands for; nothing where it cannot be seen."""
    if sign in BLANK or "\ufe00" <= sign <= "\ufe0f" or unicodedata.category(sign) == "Cf":
        return ""
    found = []
    for one in unicodedata.normalize("NFKC", sign):
        digit = unicodedata.digit(one, None)
        plain = one if digit is None else str(digit)
        found.append(DOTS.get(plain) or MIDDLE_DOTS.get(plain) or plain)
    return "".join(found)


def unmixed(run: re.Match[str]) -> str:
    """Return a word whose Cyrillic or Greek letters pose as Latin ones, in Latin ones."""
    word = run.group()
    mixed = any(one.isascii() for one in word) and not word.isascii()
    return word.translate(LOOK_ALIKES) if mixed else word


def fold(text: str) -> Folded:
    """Fold a text. Reads each sign once."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        plain = sign if " " <= sign < "\x7f" or sign in "\n\t" else folded(sign)
        signs.append(plain)
        places.extend([place] * len(plain))
    return Folded(LETTERS.sub(unmixed, "".join(signs)), tuple(places))
