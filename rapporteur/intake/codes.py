"""A new code for a thread, where somebody else may know the old one (ADR 0123).

Everything that was sealed to the source is sealed anew to the key of the new code, and the row of
the thread moves, in one transaction: from then on the old code is one that opens nothing.

The desk seals to no key but the one that the source itself has named. So the source tells it the
new key in a message, with a mark that takes the `proof` of what was sent before: desk and source
alone know it, and a row that somebody else puts there is not believed.
"""

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from django.db import connection, transaction

from rapporteur.intake import threads
from rapporteur.intake.models import Message
from rapporteur.intake.receipts import Receipt
from rapporteur.intake.threads import Misplaced, NoThread
from rapporteur.kernel.vault.canonical import canonical
from rapporteur.kernel.vault.suites import PublicHalf, public_of
from rapporteur.kernel.vault.wraps import unwrap, wrap

TRIES = 3  # a word that comes in between is taken along the next time


@dataclass(frozen=True)
class Known:
    """What the desk knows of a source by what it sealed: its key, and the proof of the next."""

    source: PublicHalf
    proof: str

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Self:
        return cls(PublicHalf(bytes.fromhex(body["source"])), body["proof"])


def mark_of(old: str, thread: UUID, desk: UUID, new: Known) -> str:
    """Return what only desk and source can say of a new key."""
    said = canonical("new code", thread, desk, new.source, new.proof)
    return hmac.new(bytes.fromhex(old), said, "sha256").hexdigest()


def followed(
    thread: UUID, desk: UUID, known: Known, moves: Iterable[Mapping[str, Any]]
) -> PublicHalf:
    """Return the newest key of a source, by what it said of each change. Raises Misplaced."""
    for body in moves:
        new = Known.of(body)
        if not hmac.compare_digest(mark_of(known.proof, thread, desk, new), body["mark"]):
            raise Misplaced("A message names a new key, and is not of the source.")
        known = new
    return known.source


def change(old: Receipt, new: Receipt) -> None:
    """Move the thread of a code to a new one. Raises NoThread, Closed; then nothing is changed."""
    for _try in range(TRIES):
        with transaction.atomic():
            contents = threads.read(old)
            if contents.sent_on:
                threads.require_open(contents.desk)
            if move(old, new, contents.thread):
                if contents.sent_on:
                    tell(new, contents)
                return
    raise NoThread("This thread could not be moved.")


def move(old: Receipt, new: Receipt, thread: UUID) -> bool:
    """Seal each key of a thread to the new code; False where a row was added meanwhile."""
    keys = {
        place: sealed_anew(old, new, thread, place, wrapped)
        for what, _id, _desk, _day, _from, place, _envelope, wrapped in threads.rows(old)
        if what != "thread"
    }
    half = public_of(threads.private_half(new))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT intake_thread_moves(%s, %s, %s, %s::smallint, %s::text[], %s::bytea[])",
            [old.lookup, new.lookup, half, new.pepper_version, list(keys), list(keys.values())],
        )
        return bool(cursor.fetchone() == (True,))


def sealed_anew(old: Receipt, new: Receipt, thread: UUID, text: str, wrapped: bytes) -> bytes:
    place = threads.place_of(text)
    key = unwrap(bytes(wrapped), threads.private_half(old), place, recipient=thread, epoch=1)
    return wrap(key, place, threads.reader_of(thread, public_of(threads.private_half(new))))


def tell(new: Receipt, contents: threads.Contents) -> None:
    """Name the new key to the desk."""
    known = Known(public_of(threads.private_half(new)), threads.new_proof())
    mark = mark_of(contents.proof, contents.thread, contents.desk, known)
    more = {"source": known.source.hex(), "proof": known.proof, "mark": mark}
    threads.add_message(new, contents, "", Message.Kind.WORD, **more)
