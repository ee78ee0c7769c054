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

from django.db import transaction

from rapporteur.kernel.vault import records
from rapporteur.kernel.vault.envelopes import KEY_BYTES, open_part, seal_part
from rapporteur.kernel.vault.faults import CannotOpen
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.hidden import RecordKey
from rapporteur.kernel.vault.models import Part, Version
from rapporteur.kernel.vault.padding import LENGTH_BYTES

PART = (1 << 20) - LENGTH_BYTES  # bytes in the clear: padded it is one MiB, and nothing is wasted
MANIFEST = 0


@dataclass(frozen=True)
class Whole:
    """What a finished thing is: known to whoever opens its key."""

    parts: int
    size: int
    sha256: str


@dataclass(frozen=True, repr=False)
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


def add(opened: Opened, number: int, body: bytes) -> None:
    """Seal one part in its place. Raises IntegrityError where it is there already."""
    envelope = seal_part(body, opened.key, opened.version.place, number)
    with transaction.atomic():
        Part(version=opened.version, number=number, envelope=envelope).save(force_insert=True)


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
        yield open_part(bytes(envelope), opened.key, opened.version.place, at)


def finish(opened: Opened, whole: Whole) -> None:
    """Seal the manifest: from now on it opens as a whole. Raises IntegrityError where there is one."""
    add(opened, MANIFEST, json.dumps(asdict(whole)).encode())


def manifest(opened: Opened) -> Whole:
    """Return what a finished thing is. Raises CannotOpen where it never was finished."""
    found = Part.objects.filter(version=opened.version, number=MANIFEST)
    envelope = found.values_list("envelope", flat=True).first()
    if envelope is None:
        raise CannotOpen("This was never finished.")
    said = open_part(bytes(envelope), opened.key, opened.version.place, MANIFEST)
    return Whole(**json.loads(said))


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
