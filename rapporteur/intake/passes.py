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
# Seconds it ends, began and asked for its turn; version, look-up, seed, digits.
BODY = struct.Struct(">QQQB32s32s5s")
TICKET = "intake-ticket"
TICKET_BODY = struct.Struct(">Q?25s")  # second it ends; whether the code is new; the code
TICKET_LASTS = 10 * 60  # seconds


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
    asked: int = 0  # second at which sending was asked for and had to wait; 0 where it was not


@dataclass(frozen=True)
class Ticket:
    """What the same cookie holds while a code waits for its turn; used once, for a pass."""

    code: str = field(repr=False)
    is_new: bool


def write(held: Pass) -> str:
    """Return the cookie's value, good for the idle time from now."""
    receipt = held.receipt
    ends = min(int(now().timestamp()) + IDLE, held.since + LONGEST)
    body = BODY.pack(
        ends,
        held.since,
        held.asked,
        receipt.pepper_version,
        receipt.lookup,
        receipt.seed,
        held.ending.encode(),
    )
    return sealed(body, NAME)


def sealed(body: bytes, name: str) -> str:
    nonce = os.urandom(NONCE_BYTES)
    text = ChaCha20Poly1305(door_key()).encrypt(nonce, body, name.encode())
    return base64.urlsafe_b64encode(nonce + text).rstrip(b"=").decode()


def opened(value: str | None, name: str) -> bytes | None:
    """Return the body of a cookie's value; None where it is missing, forged or of another kind."""
    if not value or len(value) > 200 or not value.isascii():
        return None
    try:
        raw = base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))
        cipher = ChaCha20Poly1305(door_key())
        return cipher.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], name.encode())
    except (InvalidTag, ValueError):
        return None


def write_ticket(ticket: Ticket) -> str:
    """Return the cookie's value for a code that waits for its turn."""
    ends = int(now().timestamp()) + TICKET_LASTS
    return sealed(TICKET_BODY.pack(ends, ticket.is_new, ticket.code.encode()), TICKET)


def read_ticket(value: str | None) -> Ticket | None:
    """Return the ticket in a cookie's value; None where it is none, or over."""
    body = opened(value, TICKET)
    if body is None:
        return None
    ends, is_new, code = TICKET_BODY.unpack(body)
    return Ticket(code.decode(), is_new) if ends >= now().timestamp() else None


def read(value: str | None) -> Pass | None:
    """Return what a cookie's value holds; None where it is missing, forged or over."""
    body = opened(value, NAME)
    if body is None:
        return None
    ends, since, asked, version, lookup, seed, ending = BODY.unpack(body)
    if ends < now().timestamp():
        return None
    receipt = Receipt(lookup=lookup, seed=seed, pepper_version=version)
    return Pass(receipt, ending.decode(), since, asked)
