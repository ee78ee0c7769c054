"""Notice addresses, fingerprints and encodings in what a source writes, however they are disguised.

"No URLs or hashes of such material in free text" (FIELD §9, SG2). Nothing is looked up, nothing is
judged, no word of the text is kept: a place and a kind come back. Pure functions; the time grows
with the length of the text. What it does and what it misses: ADR 0100.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from django.utils.translation import gettext as _

from rapporteur.intake.disguises.addresses import addresses_in
from rapporteur.intake.disguises.blobs import blobs_in
from rapporteur.intake.disguises.folding import fold
from rapporteur.intake.disguises.kinds import Kind, Noticed

__all__ = ["Kind", "Noticed", "Piece", "kinds_of", "mark", "noticed", "pieces", "without"]

TELLING = (  # which kind names a thing that is several
    *(Kind.ONION, Kind.MAGNET, Kind.SHARE, Kind.DATA, Kind.WEB, Kind.NETWORK),
    *(Kind.HASH, Kind.BLOB),
)
ADDRESS_SIGNS = frozenset(".:/·")
BESIDE = 3  # words of one letter that may stand before or behind: "a", "y", "6"
SPREAD = re.compile(r"(?<!\S)(?:\S[ \t]){5,200}\S(?!\S)")  # l e t t e r s  a p a r t
SITE_ALONE = re.compile(r"(?:https?://)?[\w.-]{3,120}/?", re.IGNORECASE)


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; with a kind where it would be left out."""

    text: str
    kind: Kind | None = None


def noticed(text: str, *, contact: bool = False) -> list[Noticed]:
    """Return what is noticed in a text, in order, none overlapping another.

    Mail addresses and telephone numbers are never noticed. With `contact`, of answers that ask
    how to reach someone, neither is the plain name of a web site.
    """
    looked = fold(text)
    spans = sorted([*found_in(looked.text), *spread_out(looked.text)], key=lambda span: span[:2])
    found = [Noticed(*looked.span(start, end), kind) for start, end, kind in joined(spans)]
    if contact:
        found = [one for one in found if not is_site_alone(text, one)]
    return found


def is_site_alone(text: str, one: Noticed) -> bool:
    return one.kind == Kind.WEB and bool(SITE_ALONE.fullmatch(text[one.start : one.end]))


def found_in(text: str) -> Iterator[tuple[int, int, Kind]]:
    yield from addresses_in(text)
    yield from blobs_in(text)


def spread_out(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Yield runs of single signs with blanks between that say an address when put together."""
    for run in SPREAD.finditer(text):
        signs = run.group()[::2]
        if not ADDRESS_SIGNS & set(signs):
            continue
        for first, last in product(range(BESIDE), range(len(signs), len(signs) - BESIDE, -1)):
            if kind := next((kind for _, _, kind in addresses_in(signs[first:last])), None):
                yield run.start() + 2 * first, run.start() + 2 * last - 1, kind
                break


def joined(spans: list[tuple[int, int, Kind]]) -> Iterator[tuple[int, int, Kind]]:
    """Yield spans in order, those that overlap or touch as one, of the kind that tells most."""
    held: tuple[int, int, Kind] | None = None
    for start, end, kind in spans:
        if held and start <= held[1]:
            held = (held[0], max(held[1], end), min(held[2], kind, key=TELLING.index))
        else:
            if held:
                yield held
            held = (start, end, kind)
    if held:
        yield held


def pieces(text: str, *, contact: bool = False) -> list[Piece]:
    """Return the whole text in stretches, so that a page can show what would be left out."""
    parts: list[Piece] = []
    place = 0
    for one in noticed(text, contact=contact):
        parts.append(Piece(text[place : one.start]))
        parts.append(Piece(text[one.start : one.end], one.kind))
        place = one.end
    parts.append(Piece(text[place:]))
    return [part for part in parts if part.text]


def mark() -> str:
    """Return what stands where something was left out, in the active language."""
    return _("[left out]")


def without(text: str, *, contact: bool = False) -> str:
    """Return the text with our mark in place of whatever is noticed, and all else as it was."""
    sign = mark()
    return "".join(sign if part.kind else part.text for part in pieces(text, contact=contact))


def kinds_of(text: str, *, contact: bool = False) -> list[str]:
    """Return the kinds of what is noticed in a text, each once, in alphabetical order."""
    return sorted({one.kind.value for one in noticed(text, contact=contact)})
