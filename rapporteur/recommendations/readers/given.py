"""What a reader yields: rows that are given, and what is to be said of them. No row decides."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from rapporteur.communications.register.findings import Finding

TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
SPACE = re.compile(r"\s+")
# Control characters, and the marks that turn the order of letters around.
HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
NUMBER = re.compile(r"^\s*(\d{1,3}\s?\.\s?\d{1,3}|\d{1,3}(?=\.))\.?\s+(?=\S)")
ADDED = re.compile(r"(?:/Add\.\d+|/Corr\.\d+|/Rev\.\d+)+$")


class Kind(StrEnum):
    """Which form a file has; the source of its rows."""

    UHRI = "uhri"
    UPR_INFO = "upr_info"
    THEMATIC = "thematic"  # OHCHR's lists and matrices
    REPORT = "report"  # of a Working Group
    PAPER = "paper"  # a document of a treaty body or a mandate
    OWN = "own"  # a CSV of one's own


@dataclass
class Given:
    """One row as its source gives it. Lists keep the source's words and order."""

    line: int
    text: str
    kind: Kind
    key: str = ""  # the source's own id; empty: it has none
    language: str = ""
    states: list[str] = field(default_factory=list)  # codes of those it is addressed to
    recommending: list[str] = field(default_factory=list)  # codes
    recommending_written: list[str] = field(default_factory=list)  # names that are not known
    mechanism: str = "other"
    body: str = ""
    symbol: str = ""
    paragraph: str = ""
    position: str = ""  # in the source's word
    dated: str = ""
    session: int | None = None
    cycle: int | None = None
    themes: list[str] = field(default_factory=list)
    affected: list[str] = field(default_factory=list)
    sdgs: list[str] = field(default_factory=list)
    category: int | None = None  # of the action, 1 to 5
    doubts: list[Finding] = field(default_factory=list)


Rows = Iterator[Given | Finding]


def one_line(text: str) -> str:
    """Return a text on one line, without what cannot be seen; what looks like HTML stays text."""
    return SPACE.sub(" ", HIDDEN.sub("", text)).strip()


def numbered(text: str) -> tuple[str, str]:
    """Part the number that a text begins with from the rest: ("115.1", "Take further steps")."""
    found = NUMBER.match(text)
    if not found:
        return "", text
    return found[1].replace(" ", ""), text[found.end() :]


def base_symbol(text: str) -> str:
    """Return the symbol of a document without what says addendum: A/HRC/28/15/Add.1 is of /15."""
    return ADDED.sub("", one_line(text).rstrip("."))
