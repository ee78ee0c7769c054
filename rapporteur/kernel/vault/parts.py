"""Large things: sealed part by part under one key, which is itself the body of a sealed record.

    record version     key of the parts (32) | what is said of them
    part 0             the manifest, added last: how many parts, how long, the SHA-256 of the whole
    part 1, 2, …       suite (1) | nonce (12) | AES-256-GCM of the padded part

Associated data are the suite and the canonical bytes of kind, record, version and number of the
part. So none opens elsewhere; and what was dropped, doubled or exchanged, or never finished, does
not open as a whole: the manifest tells, and only who holds the key can write one. ADR 0192.

Nonces are random: a part that was lost with a broken line is sealed anew under the same key.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction

from rapporteur.kernel.vault import records
from rapporteur.kernel.vault.canonical import canonical
from rapporteur.kernel.vault.envelopes import KEY_BYTES, NONCE_BYTES
from rapporteur.kernel.vault.faults import CannotOpen
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.hidden import RecordKey
from rapporteur.kernel.vault.models import Part, Version
from rapporteur.kernel.vault.padding import LENGTH_BYTES, pad, unpad
from rapporteur.kernel.vault.suites import DEFAULT, suite_of

PART = (1 << 20) - LENGTH_BYTES  # bytes in the clear: padded it is one MiB, and nothing is wasted
MANIFEST = 0


@dataclass(frozen=True)
class Whole:
    """What a finished thing is: known to whoever opens its key."""

    parts: int
    size: int
    sha256: str


@dataclass(frozen=True)
class Opened:
    """The key of a large thing, opened, and what was said of it when it was begun."""

    version: Version
    key: RecordKey
    about: bytes


def begin(kind: str, about: bytes, readers: Sequence[UUID], *, by: str) -> Opened:
    """Make the key of a large thing and seal it to these recipients. Raises Untrusted."""
    key = RecordKey(os.urandom(KEY_BYTES))
    version = records.keep(kind, key.reveal() + about, readers, by=by)
    return Opened(version, key, about)


def open_key(
    version: Version, recipient: UUID, keyring: Keyring, *, by: str, why: str = ""
) -> Opened:
    """Return the key of a large thing; the journal knows before. Raises NoWayIn, Erased, CannotOpen."""
    body = records.read(version, recipient, keyring, by=by, why=why)
    return Opened(version, RecordKey(body[:KEY_BYTES]), body[KEY_BYTES:])


def bound_to(lead: bytes, version: Version, number: int) -> bytes:
    return lead + canonical("part", *version.place.parts(), number)


def add(opened: Opened, number: int, body: bytes) -> None:
    """Seal one part in its place. Raises IntegrityError where it is there already."""
    lead, nonce = DEFAULT.lead, os.urandom(NONCE_BYTES)
    place = bound_to(lead, opened.version, number)
    sealed = AESGCM(opened.key.reveal()).encrypt(nonce, pad(body), place)
    part = Part(version=opened.version, number=number, envelope=lead + nonce + sealed)
    with transaction.atomic():
        part.save(force_insert=True)


def opened_part(opened: Opened, number: int, envelope: bytes) -> bytes:
    lead = suite_of(envelope).lead
    nonce, sealed = envelope[1 : 1 + NONCE_BYTES], envelope[1 + NONCE_BYTES :]
    try:
        padded = AESGCM(opened.key.reveal()).decrypt(
            nonce, sealed, bound_to(lead, opened.version, number)
        )
    except (InvalidTag, ValueError):  # ValueError: cut so short that no nonce is left
        raise CannotOpen("This part does not open here.") from None
    return unpad(padded)


def count(version: Version) -> int:
    """Return how many parts have arrived; each is whole."""
    return Part.objects.filter(version=version, number__gt=MANIFEST).count()


def stored(opened: Opened, number: int) -> Iterator[bytes]:
    """Yield parts 1 to `number` in the clear, one in memory at a time. Raises CannotOpen.

    Each is asked for by its own number: no cursor is held open while a slow reader takes them.
    """
    for at in range(1, number + 1):
        found = Part.objects.filter(version=opened.version, number=at)
        envelope = found.values_list("envelope", flat=True).first()
        if envelope is None:
            raise CannotOpen(f"Part {at} is missing.")
        yield opened_part(opened, at, bytes(envelope))


def finish(opened: Opened, whole: Whole) -> None:
    """Seal the manifest: from now on it opens as a whole. Raises IntegrityError where there is one."""
    add(opened, MANIFEST, json.dumps(asdict(whole)).encode())


def manifest(opened: Opened) -> Whole:
    """Return what a finished thing is. Raises CannotOpen where it never was finished."""
    found = Part.objects.filter(version=opened.version, number=MANIFEST)
    envelope = found.values_list("envelope", flat=True).first()
    if envelope is None:
        raise CannotOpen("This was never finished.")
    return Whole(**json.loads(opened_part(opened, MANIFEST, bytes(envelope))))


def read(opened: Opened) -> Iterator[bytes]:
    """Yield a finished thing in the clear, one part in memory at a time. Raises CannotOpen.

    The last part comes out only once all of it is what the manifest says: who has all bytes has
    the right ones.
    """
    whole = manifest(opened)
    if count(opened.version) != whole.parts:
        raise CannotOpen("There are more or fewer parts than were sealed.")
    seen, size, waiting = hashlib.sha256(), 0, b""
    for body in stored(opened, whole.parts):
        seen.update(body)
        size += len(body)
        if waiting:
            yield waiting
        waiting = body
    if (size, seen.hexdigest()) != (whole.size, whole.sha256):
        raise CannotOpen("This is not what was sealed.")
    yield waiting
