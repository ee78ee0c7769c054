"""The receipt code: the only key that a source has, and all that a source has to keep.

Twenty-five random digits in five groups. From an entered code one Argon2id pass makes a secret,
and two keyed derivations of that secret make the value by which the thread is found and the seed
of the source's key pair. Neither leads to the other, nor back to the code. The pepper lies in
`secrets/`, outside the database, with a version, so that a stolen table of look-up values cannot
be searched, and so that it can be changed. DESIGN §5, PITFALLS 4.
"""

import hmac
import secrets
import threading
import unicodedata
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from rapporteur.kernel.environment import Misconfigured, secret

DIGITS = 25  # 83 bits: a search of all codes stays out of reach, also with the pepper
GROUP = 5
PEPPER_VERSION = 1
PEPPER = "receipt-pepper"
SALT = b"rapporteur receipt"  # one for all: the look-up value must be found without a name
MEMORY_KIB, PASSES, LANES = 19 * 1024, 2, 1
SEPARATORS = frozenset("-‐‑‒–—.,،、/_ـ")  # what people put between groups


# Two at a time in a process, and six that wait, of the sixteen threads of one: whoever enters codes by
# the thousand must not hold them all, for others want to read. Who comes on top is told so at once.
TURNS, WAITING = threading.BoundedSemaphore(2), threading.BoundedSemaphore(6)
PATIENCE = 2  # seconds for a turn


class Busy(Exception):  # noqa: N818  named for what it says
    """Too many codes are being entered at this moment."""


@dataclass(frozen=True)
class Receipt:
    """What an entered code opens: `lookup` names the thread, `seed` (32 bytes) makes its keys."""

    lookup: bytes
    seed: bytes = field(repr=False)
    pepper_version: int = PEPPER_VERSION


def new_code() -> str:
    """Return 25 random digits, without separators."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def grouped(code: str) -> str:
    """Return a code as it is shown and written down: five groups of five."""
    return " ".join(code[i : i + GROUP] for i in range(0, DIGITS, GROUP))


def last_group(code: str) -> str:
    """Return the digits that a source types again to show that the code was kept."""
    return code[-GROUP:]


def digits_of(text: str) -> str | None:
    """Return the digits of a text in any script, or None where it holds anything but digits.

    Blanks, dashes, marks of direction and other invisible signs between them are passed over.
    """
    found = []
    for sign in text:
        value = unicodedata.digit(sign, None)
        if value is not None and unicodedata.category(sign) in {"Nd", "No"}:
            found.append(str(value))
        elif not (sign in SEPARATORS or sign.isspace() or unicodedata.category(sign) == "Cf"):
            return None
    return "".join(found)


def read(text: str) -> str | None:
    """Return the code that a person entered, or None where it cannot be one."""
    digits = digits_of(text)
    return digits if digits is not None and len(digits) == DIGITS else None


def is_confirmed(code: str, text: str) -> bool:
    """Say whether a text is the last group of a code, in any script's digits."""
    return hmac.compare_digest((digits_of(text) or "").encode(), last_group(code).encode())


def pepper_name(version: int) -> str:
    return PEPPER if version == 1 else f"{PEPPER}-{version}"


def pepper(version: int) -> bytes:
    """Return the pepper of a version. Raises Misconfigured where it is not one of ours."""
    name = pepper_name(version)
    value = secret(name).encode()
    if len(value) < 32:
        raise Misconfigured(f"The secret “{name}” is too short: make it anew.")
    return value


def receipt_of(code: str, *, version: int = PEPPER_VERSION) -> Receipt:
    """Derive what a code opens: one Argon2id pass, some 30 ms and 19 MiB.

    `code` is 25 digits as `read` returns them. Costs the same for a code that nobody holds.
    Raises Busy where no turn comes in time, or another waits for one already.
    """
    stretching = Argon2id(
        salt=SALT,
        length=32,
        iterations=PASSES,
        lanes=LANES,
        memory_cost=MEMORY_KIB,
        secret=pepper(version),
    )
    take_turn()
    try:
        stretched = stretching.derive(code.encode())
    finally:
        TURNS.release()
    return Receipt(
        lookup=derived(stretched, b"look-up"),
        seed=derived(stretched, b"seed"),
        pepper_version=version,
    )


def take_turn() -> None:
    """Take a turn, or the one place to wait for it. Raises Busy."""
    if TURNS.acquire(blocking=False):
        return
    busy = Busy("Too many codes are being entered at this moment.")
    if not WAITING.acquire(blocking=False):
        raise busy
    try:
        if not TURNS.acquire(timeout=PATIENCE):
            raise busy
    finally:
        WAITING.release()


def derived(stretched: bytes, purpose: bytes) -> bytes:
    return HKDFExpand(SHA256(), 32, b"rapporteur receipt " + purpose).derive(stretched)
