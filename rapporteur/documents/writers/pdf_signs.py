"""Which signs a PDF can show. Typst tells what its fonts lack only when it fails on it."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

INSTEAD = "\ufffd"
NO_TEXT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SOFT_HYPHEN = "\u00ad"  # no word is broken here, and with one in it no search finds the word
UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
# What our fonts surely have: Latin, Greek, Cyrillic, Arabic, Chinese and their punctuation.
SURE = re.compile(
    "[\t\n\r\u0020-\u007e\u00a0-\u017f\u0391-\u03ce\u0410-\u0451\u060c\u061b\u061f\u0621-\u064a"
    "\u064b-\u0652\u0660-\u0669\u2013\u2014\u2018-\u201e\u2022\u2026\u3001-\u3011\u4e00-\u9fa5"
    "\uff01-\uff5e\ufffd]"
)
LACKING = re.compile(
    r'(?:the text `|contains the disallowed codepoint `)"((?:\\.|[^"\\])+)"', re.DOTALL
)
ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))", re.DOTALL)
ENDS = {"n": "\n", "r": "\r", "t": "\t"}


def cleaned(told: Any) -> Any:
    """Return data in which no text holds what is no text, such as control characters."""
    return _each(told, lambda text: NO_TEXT.sub(INSTEAD, text.replace(SOFT_HYPHEN, "")))


def without(told: Any, signs: Iterable[str]) -> Any:
    """Return data with U+FFFD for each of these signs, or with nothing where it shows nothing."""
    table = {ord(sign): _instead(sign) for sign in signs}
    return _each(told, lambda text: text.translate(table))


def unsure(told: Any) -> set[str]:
    """Return the signs in data of which it is not known that our fonts have them."""
    found: set[str] = set()

    def note(text: str) -> str:
        found.update(SURE.sub("", text))
        return text

    _each(told, note)
    return found


def says(text: str) -> bool:
    """Tell whether there is anything to see in a text."""
    return bool(UNSEEN.sub("", NO_TEXT.sub(INSTEAD, text)).strip())


def lacking(diagnostic: str) -> set[str]:
    """Return the signs that typst says it cannot show; of letters with marks, the marks first."""
    found: set[str] = set()
    for quoted in LACKING.findall(diagnostic):
        cluster = ESCAPED.sub(_unescaped, quoted)
        signs = set(cluster) - {" "}
        marks = {sign for sign in signs if unicodedata.category(sign)[0] in "MC"}
        found |= marks or signs
    return found


def shown(signs: Iterable[str]) -> tuple[str, ...]:
    """Return those of the signs that a reader misses."""
    return tuple(sorted(sign for sign in signs if _instead(sign) == INSTEAD))


def _instead(sign: str) -> str:
    if sign.isspace():
        return " "
    return "" if UNSEEN.match(sign) else INSTEAD


def _unescaped(found: re.Match[str]) -> str:
    code, sign = found.groups()
    return chr(int(code, 16)) if code else ENDS.get(sign, sign)


def _each(told: Any, change: Callable[[str], str]) -> Any:
    """Return data with each of its texts changed."""
    if isinstance(told, str):
        return change(told)
    if isinstance(told, list):
        return [_each(each, change) for each in told]
    if isinstance(told, dict):
        return {key: _each(each, change) for key, each in told.items()}
    return told
