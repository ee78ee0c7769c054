"""Bodies: one version of one record, sealed once under a fresh key that is never used again.

    suite (1 byte) | nonce (12) | AES-256-GCM of the padded body

Associated data are the suite and the canonical bytes of kind, record and version: an envelope
opens in its own place only. Parts of a large thing (`parts`) are sealed alike under one key, each
bound to its number too: nonces are random, since a part that was lost is sealed anew.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from rapporteur.kernel.vault.canonical import Place, canonical
from rapporteur.kernel.vault.faults import CannotOpen
from rapporteur.kernel.vault.hidden import RecordKey
from rapporteur.kernel.vault.padding import pad, unpad
from rapporteur.kernel.vault.suites import DEFAULT, Suite, suite_of

KEY_BYTES = 32
NONCE_BYTES = 12  # random though each key is used once: a fault elsewhere must not break it


def bound_to(suite: Suite, place: Place) -> bytes:
    return suite.lead + canonical("body", *place.parts())


def seal(body: bytes, place: Place, *, suite: Suite = DEFAULT) -> tuple[RecordKey, bytes]:
    """Return the fresh key of this version and its envelope."""
    key = RecordKey(os.urandom(KEY_BYTES))
    nonce = os.urandom(NONCE_BYTES)
    cipher = AESGCM(key.reveal())
    return key, suite.lead + nonce + cipher.encrypt(nonce, pad(body), bound_to(suite, place))


def open_body(envelope: bytes, key: RecordKey, place: Place) -> bytes:
    """Return the body. Raises UnknownSuite; CannotOpen in any other place or with another key."""
    suite = suite_of(envelope)
    nonce, sealed = envelope[1 : 1 + NONCE_BYTES], envelope[1 + NONCE_BYTES :]
    try:
        padded = AESGCM(key.reveal()).decrypt(nonce, sealed, bound_to(suite, place))
    except (InvalidTag, ValueError):  # ValueError: cut so short that no nonce is left
        raise CannotOpen("This key does not open it here.") from None
    return unpad(padded)


def bound_to_part(suite: Suite, place: Place, number: int) -> bytes:
    return suite.lead + canonical("part", *place.parts(), number)


def seal_part(body: bytes, key: RecordKey, place: Place, number: int) -> bytes:
    """Return the envelope of one part of what has this place."""
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(key.reveal()).encrypt(nonce, pad(body), bound_to_part(DEFAULT, place, number))
    return DEFAULT.lead + nonce + sealed


def open_part(envelope: bytes, key: RecordKey, place: Place, number: int) -> bytes:
    """Return the bytes of a part. Raises UnknownSuite; CannotOpen anywhere else."""
    suite = suite_of(envelope)
    nonce, sealed = envelope[1 : 1 + NONCE_BYTES], envelope[1 + NONCE_BYTES :]
    try:
        padded = AESGCM(key.reveal()).decrypt(nonce, sealed, bound_to_part(suite, place, number))
    except (InvalidTag, ValueError):  # ValueError: cut so short that no nonce is left
        raise CannotOpen("This part does not open here.") from None
    return unpad(padded)
