"""The suites: which ciphers and keys, chosen by the byte that leads every envelope, wrap and key.

    1   HPKE (RFC 9180) with X25519, HKDF-SHA256, ChaCha20-Poly1305; bodies AES-256-GCM
    2   the same with ML-KEM-768 beside X25519, for keys that must outlast a quantum computer

Suite 1 is the default, suite 2 is registered and measured: ADR 0032. A new suite gets a new
byte; a byte is never given a second meaning. All of it is the library `cryptography`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NewType

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import (
    MLKEM768PrivateKey,
    MLKEM768PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from rapporteur.kernel.vault.faults import CannotOpen, UnknownSuite, UnusableKey
from rapporteur.kernel.vault.hidden import PrivateHalf

PublicHalf = NewType("PublicHalf", bytes)  # the byte of the suite, then the bytes of the key
X25519_BYTES = 32
MLKEM_SEED_BYTES = 64


@dataclass(frozen=True)
class Suite:
    """One choice of ciphers. The functions turn raw bytes into keys of the library and back."""

    number: int
    name: str
    hpke: hpke.Suite
    generate: Callable[[], bytes]
    private: Callable[[bytes], Any]
    public: Callable[[bytes], Any]
    public_bytes: Callable[[Any], bytes]

    @property
    def lead(self) -> bytes:
        return bytes([self.number])


def sealing(kem: hpke.KEM) -> hpke.Suite:
    return hpke.Suite(kem, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)


def hybrid_generate() -> bytes:
    return (
        MLKEM768PrivateKey.generate().private_bytes_raw()
        + X25519PrivateKey.generate().private_bytes_raw()
    )


def hybrid_private(raw: bytes) -> hpke.MLKEM768X25519PrivateKey:
    return hpke.MLKEM768X25519PrivateKey(
        MLKEM768PrivateKey.from_seed_bytes(raw[:MLKEM_SEED_BYTES]),
        X25519PrivateKey.from_private_bytes(raw[MLKEM_SEED_BYTES:]),
    )


def hybrid_public(raw: bytes) -> hpke.MLKEM768X25519PublicKey:
    return hpke.MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(raw[:-X25519_BYTES]),
        X25519PublicKey.from_public_bytes(raw[-X25519_BYTES:]),
    )


def hybrid_public_of(raw: bytes) -> bytes:
    """Return the public bytes of the two private keys in `raw`."""
    mlkem = MLKEM768PrivateKey.from_seed_bytes(raw[:MLKEM_SEED_BYTES])
    x25519 = X25519PrivateKey.from_private_bytes(raw[MLKEM_SEED_BYTES:])
    return mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()


CLASSIC = Suite(
    1,
    "HPKE X25519, HKDF-SHA256, ChaCha20-Poly1305; body AES-256-GCM",
    sealing(hpke.KEM.X25519),
    lambda: X25519PrivateKey.generate().private_bytes_raw(),
    X25519PrivateKey.from_private_bytes,
    X25519PublicKey.from_public_bytes,
    lambda raw: X25519PrivateKey.from_private_bytes(raw).public_key().public_bytes_raw(),
)
HYBRID = Suite(
    2,
    "HPKE ML-KEM-768 with X25519, HKDF-SHA256, ChaCha20-Poly1305; body AES-256-GCM",
    sealing(hpke.KEM.MLKEM768_X25519),
    hybrid_generate,
    hybrid_private,
    hybrid_public,
    hybrid_public_of,
)
SUITES = {suite.number: suite for suite in (CLASSIC, HYBRID)}
DEFAULT = CLASSIC


def suite_of(sealed: bytes) -> Suite:
    """Return the suite that the first byte names. Raises UnknownSuite."""
    suite = SUITES.get(sealed[0]) if sealed else None
    if suite is None:
        raise UnknownSuite("This was sealed with a suite that this version does not know.")
    return suite


def new_pair(suite: Suite = DEFAULT) -> tuple[PrivateHalf, PublicHalf]:
    """Return a fresh key pair."""
    private = PrivateHalf(suite.lead + suite.generate())
    return private, public_of(private)


def public_of(private: PrivateHalf) -> PublicHalf:
    """Return the public half that belongs to a private one. Raises UnknownSuite, UnusableKey."""
    suite = suite_of(private.reveal())
    try:
        return PublicHalf(suite.lead + suite.public_bytes(private.reveal()[1:]))
    except ValueError as error:
        raise UnusableKey("These bytes are no private half of their suite.") from error


def seal_to(public: PublicHalf, secret: bytes, *, info: bytes) -> bytes:
    """Return `secret` sealed to a public half: the byte of the suite, then HPKE's output.

    `info` says what it is for and to whom; it opens under the same `info` only. Raises
    UnknownSuite, UnusableKey.
    """
    suite = suite_of(public)
    try:
        return suite.lead + suite.hpke.encrypt(secret, suite.public(public[1:]), suite.lead + info)
    except ValueError as error:
        raise UnusableKey("These bytes are no public half of their suite.") from error


def open_with(private: PrivateHalf, sealed: bytes, *, info: bytes) -> bytes:
    """Return what `seal_to` put in. Raises UnknownSuite, UnusableKey, CannotOpen."""
    suite = suite_of(sealed)
    if suite_of(private.reveal()) is not suite:
        raise CannotOpen("This was sealed with another suite than the key is of.")
    try:
        key = suite.private(private.reveal()[1:])
    except ValueError as error:
        raise UnusableKey("These bytes are no private half of their suite.") from error
    try:
        return suite.hpke.decrypt(sealed[1:], key, suite.lead + info)
    except InvalidTag:
        raise CannotOpen("This key does not open it here.") from None
