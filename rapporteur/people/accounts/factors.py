"""Secrets of the second factor at rest: sealed under a key of the door, bound to the door.

The key is the secret `second-factor-<door>`, outside the database; a row that one door wrote
opens nowhere else. ADR 0020.
"""

import base64
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from rapporteur.kernel import environment

VERSION = "1"
NONCE_BYTES = 12


def door_key(door: str) -> bytes:
    """Return the 32-byte key of a door. Raises Misconfigured where its secret is missing."""
    secret = environment.secret(f"second-factor-{door}").encode()
    derivation = HKDF(SHA256(), 32, salt=None, info=b"rapporteur second factor " + door.encode())
    return derivation.derive(secret)


def seal(text: str, *, door: str) -> str:
    """Return `text` sealed for the door, as short ASCII text."""
    nonce = os.urandom(NONCE_BYTES)
    sealed = nonce + AESGCM(door_key(door)).encrypt(nonce, text.encode(), door.encode())
    return f"{VERSION}.{base64.urlsafe_b64encode(sealed).decode()}"


def unseal(sealed: str, *, door: str) -> str:
    """Return the text. Raises ValueError where it was not sealed by this door's key."""
    version, _dot, rest = sealed.partition(".")
    if version != VERSION:
        raise ValueError("This secret of a second factor has an unknown form.")
    raw = base64.urlsafe_b64decode(rest)
    try:
        plain = AESGCM(door_key(door)).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], door.encode())
    except InvalidTag as error:
        raise ValueError("This secret of a second factor was not sealed by this door.") from error
    return plain.decode()
