"""Words as the United Nations counts them, and the limit that a report must keep (ADR 0137).

“Reports originating in the Secretariat must not exceed 8,500 words in length (10,700 words for
documents not originating in the Secretariat), including any footnotes, headings or hidden text. A
waiver must be requested for reports that exceed the limit.” (United Nations Editorial Manual,
Instructions for the preparation of official documents; FIELD §7.2.)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from rapporteur.documents.passages import Kind, Part, passages
from rapporteur.documents.tree import Block, Document, Front, Runs, Section, plain

LANGUAGES_OF_WORDS = {"ar", "en", "es", "fr", "ru"}  # the limit is said in words; Chinese has none
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
INVISIBLE = re.compile(r"[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


class Origin(StrEnum):
    """Who wrote the report; the limit depends on it."""

    MANDATE = "mandate"  # does not originate in the Secretariat
    SECRETARIAT = "secretariat"


LIMITS = {Origin.MANDATE: 10_700, Origin.SECRETARIAT: 8_500}


@dataclass(frozen=True)
class Waiver:
    """Leave to pass the limit: who granted it and when, and up to how many words where said."""

    granted_by: str
    granted_on: date
    words: int | None = None

    def __post_init__(self) -> None:
        if not self.granted_by.strip():
            raise ValueError("A waiver names who granted it.")

    def covers(self, total: int) -> bool:
        return self.words is None or total <= self.words


@dataclass(frozen=True)
class SectionCount:
    """The words of a part, or of a section of the first level, with its own heading."""

    part: Part
    number: str
    heading: str
    words: int


@dataclass(frozen=True)
class Count:
    """What was counted. `notes` and `headings` are part of `total`, shown because they count.

    `total` counts a Chinese character as one word, as word processors do; the limit is said in
    words, so for Chinese, and where the language is not told, `over` is None: unknown.
    """

    sections: tuple[SectionCount, ...]
    total: int
    notes: int
    headings: int
    limit: int
    over: bool | None
    waiver: Waiver | None = None

    @property
    def may_be_submitted(self) -> bool | None:
        """Tell whether the limit is kept or waived; None where nobody can tell."""
        if self.over and self.waiver:
            return self.waiver.covers(self.total)
        return None if self.over is None else not self.over


def words_in(text: str) -> int:
    """Count what stands between white space; each Chinese character is a word by itself."""
    return sum(_words_in(each) for each in INVISIBLE.sub("", text).split())


def _words_in(text: str) -> int:
    signs = len(HAN.findall(text))
    if not signs:
        return 1
    return signs + sum(any(sign.isalnum() for sign in rest) for rest in HAN.split(text))


def count(document: Document, origin: Origin, waiver: Waiver | None = None) -> Count:
    """Count a document by its sections, and tell whether it passes the limit of its origin.

    Counted: title, agenda item and author, summary, body, annexes, signatures, tables and notes,
    each with its headings. Not counted: symbol and other lines of the masthead, which the
    Secretariat sets, and the numbers of paragraphs, points, headings and notes, which Word sets.
    """
    lines = [_line(*piece) for piece in _pieces(document)]
    sections = tuple(line for line, _headings in lines if line.words)
    total = sum(line.words for line in sections)
    limit = LIMITS[origin]
    return Count(
        sections=sections,
        total=total,
        notes=sum(line.words for line in sections if line.part is Part.NOTES),
        headings=sum(headings for _line, headings in lines),
        limit=limit,
        over=total > limit if document.front.language in LANGUAGES_OF_WORDS else None,
        waiver=waiver,
    )


def _line(part: Part, number: str, heading: Runs, piece: Document) -> tuple[SectionCount, int]:
    """Return the count of one piece, and how many of its words stand in headings."""
    found = [(spot.kind, words_in(plain(runs))) for spot, runs in passages(piece)]
    headings = sum(words for kind, words in found if kind is Kind.HEADING)
    total = sum(words for _kind, words in found)
    return SectionCount(part, number, plain(heading), total), headings


def _pieces(document: Document) -> Iterator[tuple[Part, str, Runs, Document]]:
    """Cut a document where its contents table would: by parts, sections and annexes."""
    front, none = document.front, Front()
    yield Part.FRONT, "", front.title, Document(front)
    yield Part.SUMMARY, "", (), Document(none, summary=document.summary)
    for opened, blocks in groupby(document.body, key=_section_of):
        number, heading = (opened.number, opened.heading) if opened else ("", ())
        yield Part.BODY, number, heading, Document(none, body=tuple(blocks))
    yield Part.SIGNATURES, "", (), Document(none, signatures=document.signatures)
    for annex in document.annexes:
        yield Part.ANNEX, annex.number, annex.title, Document(none, annexes=(annex,))
    yield Part.NOTES, "", (), Document(none, notes=document.notes)


def _section_of(block: Block) -> Section | None:
    return block if isinstance(block, Section) else None
