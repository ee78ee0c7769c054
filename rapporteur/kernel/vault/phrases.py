"""Member keys under a vault passphrase: Argon2id, slow by intent, then AES-256-GCM.

What was typed is brought to one form first (NFC, one blank between words), since the same words
come out of different keyboards as different bytes. The cost stands beside each key, so that it
can be raised later: old keys open as they were made and are renewed with the next passphrase.
"""

import os
import unicodedata
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from rapporteur.kernel.vault.canonical import canonical
from rapporteur.kernel.vault.faults import CannotOpen
from rapporteur.kernel.vault.hidden import Hidden, PrivateHalf
from rapporteur.kernel.vault.suites import suite_of

SALT_BYTES = 16
KEY_BYTES = 32
NONCE_BYTES = 12


@dataclass(frozen=True)
class Cost:
    """What one derivation takes: memory in KiB, passes over it, lanes."""

    memory: int
    passes: int
    lanes: int


COST = Cost(memory=65_536, passes=3, lanes=1)  # 64 MiB, some 0.2 s: RFC 9106 §4, DESIGN §5


def one_form(passphrase: str) -> str:
    """Return the one form of what was typed: NFC, blanks trimmed and single, case kept."""
    return unicodedata.normalize("NFC", " ".join(passphrase.split()))


def derive(passphrase: str, salt: bytes, cost: Cost) -> Hidden:
    """Return the 32 bytes that a passphrase gives. Takes `cost`; do it outside a transaction."""
    derivation = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory,
    )
    return Hidden(derivation.derive(one_form(passphrase).encode()))


@dataclass(frozen=True)
class SealedHalf:
    """A private half as it lies at rest, with what its passphrase needs."""

    salt: bytes
    cost: Cost
    sealed: bytes  # suite (1 byte) | nonce (12) | AES-256-GCM


def bound_to(key_id: UUID, owner: UUID, salt: bytes, cost: Cost) -> bytes:
    return canonical("member key", key_id, owner, salt, cost.memory, cost.passes, cost.lanes)


def seal_half(
    half: PrivateHalf, passphrase: str, *, key_id: UUID, owner: UUID, cost: Cost = COST
) -> SealedHalf:
    """Return a member's private half under a passphrase."""
    lead, salt, nonce = half.reveal()[:1], os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    cipher = AESGCM(derive(passphrase, salt, cost).reveal())
    bound = lead + bound_to(key_id, owner, salt, cost)
    return SealedHalf(salt, cost, lead + nonce + cipher.encrypt(nonce, half.reveal()[1:], bound))


def open_half(kept: SealedHalf, passphrase: str, *, key_id: UUID, owner: UUID) -> PrivateHalf:
    """Return the private half. Raises UnknownSuite; CannotOpen for a wrong passphrase."""
    lead = suite_of(kept.sealed).lead
    nonce, sealed = kept.sealed[1 : 1 + NONCE_BYTES], kept.sealed[1 + NONCE_BYTES :]
    cipher = AESGCM(derive(passphrase, kept.salt, kept.cost).reveal())
    bound = lead + bound_to(key_id, owner, kept.salt, kept.cost)
    try:
        return PrivateHalf(lead + cipher.decrypt(nonce, sealed, bound))
    except (InvalidTag, ValueError):  # ValueError: cut so short that no nonce is left
        raise CannotOpen("This passphrase does not open this key.") from None
