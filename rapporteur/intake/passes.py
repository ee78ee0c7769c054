"""The pass: what a browser holds between two pages of a thread, and all that it holds.

A cookie with the thread's look-up value, the seed of its keys and the last digits of the code (so
that each page shows whose thread it is), sealed under a key of the door and bound to a time. Whoever copies it can open that one thread until it ends; a stolen database
cannot, and neither can a cookie without the door's secret. It is given when a code is entered,
renewed by each page, and gone with *leave*, with the browser, or after the idle time.
"""

import base64
import os
import struct
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from rapporteur.intake.receipts import Receipt
from rapporteur.kernel.clock import now

NAME = "intake-thread"
IDLE = 45 * 60  # seconds
LONGEST = 6 * 3600  # seconds from the entry of the code, however busy
NONCE_BYTES = 12
BODY = struct.Struct(">QQB32s32s5s")  # seconds it ends and began; version, look-up, seed, digits


def door_key() -> bytes:
    """Return the key that seals passes: of this door alone, from its own secret."""
    material = settings.SECRET_KEY.encode()
    return HKDF(SHA256(), 32, salt=None, info=b"rapporteur intake pass").derive(material)


@dataclass(frozen=True)
class Pass:
    """What a cookie opens: the receipt, and the last group of the code to show."""

    receipt: Receipt
    ending: str
    since: int = field(default_factory=lambda: int(now().timestamp()))  # second of its entry


def write(held: Pass) -> str:
    """Return the cookie's value, good for the idle time from now."""
    receipt = held.receipt
    ends = min(int(now().timestamp()) + IDLE, held.since + LONGEST)
    nonce = os.urandom(NONCE_BYTES)
    body = BODY.pack(
        ends,
        held.since,
        receipt.pepper_version,
        receipt.lookup,
        receipt.seed,
        held.ending.encode(),
    )
    sealed = ChaCha20Poly1305(door_key()).encrypt(nonce, body, NAME.encode())
    return base64.urlsafe_b64encode(nonce + sealed).rstrip(b"=").decode()


def read(value: str | None) -> Pass | None:
    """Return what a cookie's value holds; None where it is missing, forged or over."""
    if not value or len(value) > 200 or not value.isascii():
        return None
    try:
        raw = base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))
        body = ChaCha20Poly1305(door_key()).decrypt(
            raw[:NONCE_BYTES], raw[NONCE_BYTES:], NAME.encode()
        )
        ends, since, version, lookup, seed, ending = BODY.unpack(body)
    except (InvalidTag, ValueError, struct.error):
        return None
    if ends < now().timestamp():
        return None
    receipt = Receipt(lookup=lookup, seed=seed, pepper_version=version)
    return Pass(receipt, ending.decode(), since)
