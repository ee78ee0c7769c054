"""Fold a text for looking: one script of digits, one width, no invisible marks; places are kept."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
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
    places: Sequence[int]

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
    """Fold a text. Looks at each kind of sign once, and at each sign only where some go away."""
    others = {sign: folded(sign) for sign in set(text) if not is_plain(sign)}
    places: Sequence[int] = range(len(text))
    if all(len(plain) == 1 for plain in others.values()):
        text = text.translate({ord(sign): plain for sign, plain in others.items()})
    else:
        text, places = sign_by_sign(text, others)
    return Folded(text if text.isascii() else LETTERS.sub(unmixed, text), places)


def is_plain(sign: str) -> bool:
    return " " <= sign < "\x7f" or sign in "\n\t"


def sign_by_sign(text: str, others: Mapping[str, str]) -> tuple[str, list[int]]:
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        plain = others.get(sign, sign)
        signs.append(plain)
        places.extend([place] * len(plain))
    return "".join(signs), places
