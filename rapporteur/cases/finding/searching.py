"""Look for words in what lies sealed: the reader's process opens and scans, newest first.

Every word must stand in a text, in any order, also as a part of a longer one. The words go nowhere:
not into an address, a session, a log, a statement or the journal. It ends when a page is full or
its time is over; where it stopped is said, and the next page goes on from there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from uuid import UUID

from rapporteur.cases.finding.cursors import Cursor
from rapporteur.cases.finding.pieces import Piece, pieces, text_of
from rapporteur.cases.folding import Folded, composed, fold_sign, place_of, words_of
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import SealedRecord
from rapporteur.kernel.vault.scanning import Scan
from rapporteur.people.accounts.models import Account

SECONDS = 3.0  # of one page
A_PAGE = 20  # lines shown
MOST_WORDS = 8
SHORTEST = 2  # signs of a word; one Chinese sign is a word too
AROUND = 80  # signs shown before and after
CUT = "…"  # stands where a line goes on


@dataclass(frozen=True)
class Line:
    """Where the words were found, with the line around the first of them."""

    piece: Piece
    before: str
    hit: str
    after: str


@dataclass(frozen=True)
class Found:
    """The lines of one page; the newest `reached` of `of` texts were searched until here."""

    lines: list[Line]
    reached: int
    of: int
    goes_on: Cursor | None


def words_asked(text: str) -> tuple[str, ...]:
    """Return the folded words to look for, each once; those too short to mean anything go."""
    words = dict.fromkeys(words_of(text))
    return tuple(one for one in words if len(one) >= SHORTEST or not one.isascii())


def search(
    words: Sequence[str],
    keyring: Keyring,
    *,
    by: Account,
    after: Cursor | None = None,
    seconds: float = SECONDS,
) -> Found:
    """Search what a person may read, from `after` on; `words` are folded.

    That it was searched, how much was opened, and each record of which a line is returned, is in
    the journal before this returns.
    """
    ends = perf_counter() + seconds
    pool = pieces(by)
    start = sum(1 for one in pool if after and one.cursor.key >= after.key)
    left, scan, folding = pool[start:], Scan(keyring), Folded()
    lines: list[Line] = []
    reached = start
    bodies = scan.bodies([one.version for one in left])
    for piece, (_version, body) in zip(left, bodies, strict=True):
        reached += 1
        line = line_in(piece, body, words, folding) if body is not None else None
        if line:
            lines.append(line)
        if len(lines) == A_PAGE or perf_counter() > ends:
            break
    journalled(scan, lines, by=by)
    goes_on = pool[reached - 1].cursor if reached < len(pool) else None
    return Found(lines, reached, len(pool), goes_on)


def journalled(scan: Scan, lines: Sequence[Line], *, by: Account) -> None:
    """Write down the search, and each record of which a line is about to be shown; no word."""
    detail: journal.Detail = {
        "opened": scan.opened,
        "passed": scan.passed_over,
        "shown": len(lines),
    }
    journal.record_read("search", SealedRecord, by=str(by.pk), detail=detail)
    for line in lines:
        shown = record_of(line.piece.record)
        found: journal.Detail = {"in": line.piece.what.value}
        journal.record_read("find", shown, by=str(by.pk), detail=found)


def record_of(record: UUID) -> tuple[str, str]:
    return SealedRecord._meta.db_table, str(record)


def line_in(piece: Piece, body: bytes, words: Sequence[str], folding: Folded) -> Line | None:
    """Return the line of a body in which the first word stands, if all of them stand in it."""
    text = text_of(piece, body)
    if text is None:
        return None
    folded = folding.text(text)
    if not all(word in folded for word in words):
        return None
    text = composed(text)
    offset = folded.index(words[0])
    start, last = place_of(text, offset), place_of(text, offset + len(words[0]) - 1)
    end = last + 1
    while text[end : end + 1] and not fold_sign(text[end]):
        end += 1  # a vowel sign belongs to the letter before it
    before = text[text.rfind("\n", 0, start) + 1 : start]
    after = text[end:].partition("\n")[0]
    return Line(piece, last_of(before), text[start:end], first_of(after))


def first_of(words: str) -> str:
    """Return the beginning of what follows, cut between words where there are any."""
    if len(words) <= AROUND:
        return words
    cut = words[: AROUND - 1]
    whole = cut.rpartition(" ")[0]
    return (whole if whole.strip() else cut) + CUT


def last_of(words: str) -> str:
    """Return the end of what goes before, cut in the same way."""
    if len(words) <= AROUND:
        return words
    cut = words[1 - AROUND :]
    whole = cut.partition(" ")[2]
    return CUT + (whole if whole.strip() else cut)
