"""An open vault between two requests: the private half, sealed under what only a cookie holds.

The sealed half lies in the session and the key to it in the browser: neither of them opens
anything alone. The value is random, so no slow derivation is needed.
"""

import os
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from rapporteur.kernel.vault.canonical import canonical
from rapporteur.kernel.vault.faults import CannotOpen
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.hidden import PrivateHalf
from rapporteur.kernel.vault.models import MemberKey

NONCE_BYTES = 12


def new_value() -> str:
    """Return a fresh value for the cookie: 256 random bits."""
    return secrets.token_urlsafe(32)


def cipher(value: str) -> AESGCM:
    derivation = HKDF(SHA256(), 32, salt=None, info=canonical("carried half"))
    return AESGCM(derivation.derive(value.encode()))


def carry(keyring: Keyring, value: str) -> bytes:
    """Return the private half of a member as it may lie in a session."""
    nonce = os.urandom(NONCE_BYTES)
    bound = canonical("carried half", keyring.key.pk, keyring.key.owner)
    return nonce + cipher(value).encrypt(nonce, keyring.half.reveal(), bound)


def carried(sealed: bytes, value: str, key: MemberKey) -> Keyring:
    """Return the open vault again. Raises CannotOpen for another cookie, key or owner."""
    bound = canonical("carried half", key.pk, key.owner)
    try:
        half = cipher(value).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound)
    except (InvalidTag, ValueError):  # ValueError: cut so short that no nonce is left
        raise CannotOpen("This value does not open this vault.") from None
    return Keyring(key, PrivateHalf(half))
