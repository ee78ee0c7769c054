"""Wraps: the key of one version, sealed to one recipient in one epoch, for that version only.

`info` names kind, record, version, recipient and epoch, so no wrap can be moved to another
record, or be passed off as another reader's.
"""

import os
from dataclasses import dataclass
from uuid import UUID

from rapporteur.kernel.vault.canonical import Place, canonical
from rapporteur.kernel.vault.faults import CannotOpen
from rapporteur.kernel.vault.hidden import PrivateHalf, RecordKey
from rapporteur.kernel.vault.suites import PublicHalf, open_with, seal_to


@dataclass(frozen=True)
class Reader:
    """A recipient in one epoch, with the public half of that epoch."""

    recipient: UUID
    epoch: int
    public: PublicHalf


def bound_to(place: Place, recipient: UUID, epoch: int, part: int = 0) -> bytes:
    return canonical("wrap", *place.parts(), recipient, epoch, part)


def wrap(key: RecordKey, place: Place, reader: Reader, part: int = 0) -> bytes:
    """Return a key, or a half of one, sealed to a reader. Raises UnknownSuite, UnusableKey."""
    info = bound_to(place, reader.recipient, reader.epoch, part)
    return seal_to(reader.public, key.reveal(), info=info)


def unwrap(
    wrapped: bytes,
    private: PrivateHalf,
    place: Place,
    *,
    recipient: UUID,
    epoch: int,
    part: int = 0,
) -> RecordKey:
    """Return the key of a version, or with `part` a half of it. Raises UnknownSuite, CannotOpen."""
    return RecordKey(open_with(private, wrapped, info=bound_to(place, recipient, epoch, part)))


def wrap_apart(key: RecordKey, place: Place, first: Reader, second: Reader) -> tuple[bytes, bytes]:
    """Return the key in two halves, each sealed to one reader: opening takes both of them.

    For the identity of a source. Either half alone is random and says nothing of the key.
    """
    if first.recipient == second.recipient:
        raise ValueError("Two halves for one reader are no halves.")
    mask = os.urandom(len(key.reveal()))
    halves = (mask, combined(mask, key.reveal()))
    one, two = (
        wrap(RecordKey(half), place, reader, part)
        for part, (half, reader) in enumerate(zip(halves, (first, second), strict=True), start=1)
    )
    return one, two


def joined(one: RecordKey, two: RecordKey) -> RecordKey:
    """Return the key that two halves make. Raises CannotOpen where one of them is cut."""
    if len(one.reveal()) != len(two.reveal()):
        raise CannotOpen("These halves do not belong together.")
    return RecordKey(combined(one.reveal(), two.reveal()))


def combined(one: bytes, two: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, two, strict=True))
