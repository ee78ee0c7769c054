"""What the tests of texts share: trees without places, and what a reading has lost."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

from rapporteur.documents.readers.text_front import LANGUAGES, MONTHS
from rapporteur.documents.tree import (
    Annex,
    Block,
    Call,
    Document,
    Place,
    Reading,
    Section,
    Words,
    paragraphs,
    plain,
    sections,
)

LABELS = {"distr", "original", "agenda", "item", "annex", "page", "hrc", "executive", "summary"}


def unplaced(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks without places, which writers do not keep."""
    return tuple(
        replace(block, blocks=unplaced(block.blocks), place=None)
        if isinstance(block, Section)
        else replace(block, place=None)
        for block in blocks
    )


def bare(document: Document) -> Document:
    return replace(
        document,
        summary=unplaced(document.summary),
        body=unplaced(document.body),
        annexes=tuple(
            Annex(annex.number, annex.title, unplaced(annex.blocks)) for annex in document.annexes
        ),
        notes=tuple(replace(note, place=None) for note in document.notes),
    )


def texts(part: object) -> Iterator[str]:
    """Yield every text in a tree; neighbouring runs are one text."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple) and part and all(isinstance(one, Words | Call) for one in part):
        yield "".join(one.text if isinstance(one, Words) else " " for one in part)
    elif isinstance(part, tuple):
        for one in part:
            yield from texts(one)
    elif is_dataclass(part) and not isinstance(part, Place):
        for each in fields(part):
            yield from texts(getattr(part, each.name))


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[a-z\u00e0-\u024f]{2,}", text.lower()))


def lost(text: str, reading: Reading) -> set[str]:
    """Return the words of a text that are neither in the tree nor in a doubt."""
    kept = words(" ".join(texts(reading.document)) + " " + " ".join(texts(reading.doubts)))
    left = words(re.sub("</?i>", "", text)) - kept
    return set(left) - LABELS - set(MONTHS) - set(LANGUAGES)


def shape(blocks: tuple[Block, ...]) -> list[tuple[int, str, str]]:
    return [(each.level, each.number, plain(each.heading)) for each in sections(blocks)]


def numbers(document: Document) -> list[str]:
    return [each.number for each in paragraphs(document.body) if each.number]


def whys(reading: Reading) -> list[str]:
    return [doubt.why for doubt in reading.doubts]
