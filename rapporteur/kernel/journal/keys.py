"""The key that signs checkpoints of the journal: Ed25519, kept outside the database.

Only the worker needs the private half (`secrets/journal-key`). The public half is written beside
the file of checkpoints when the key is made; elsewhere it is given as RAPPORTEUR_JOURNAL_PUBLIC_KEY.
"""

import os
from base64 import urlsafe_b64decode

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from rapporteur.kernel import environment
from rapporteur.kernel.environment import Misconfigured
from rapporteur.kernel.journal.models import Checkpoint

NAME = "journal-key"


def signing_key() -> Ed25519PrivateKey:
    """Return the private half; made once, and never again once a checkpoint has been signed.

    Raises Misconfigured where it is lost or unusable: a new key would make every checkpoint
    so far look forged.
    """
    made_before = Checkpoint.objects.exists()
    text = environment.secret(NAME) if made_before else environment.ensure_secret(NAME)
    try:
        key = Ed25519PrivateKey.from_private_bytes(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except ValueError:
        raise Misconfigured(f"The secret “{NAME}” is not a key of 32 bytes in base64url.") from None
    show(key.public_key())
    return key


def show(key: Ed25519PublicKey) -> None:
    """Write the public half where whoever verifies finds it, unless it stands there already."""
    path = environment.home() / "journal" / "public-key"
    if not path.is_file():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(key.public_bytes_raw().hex() + "\n")


def public_key() -> Ed25519PublicKey:
    """Return the public half. Raises Misconfigured where none is known or it is unusable."""
    path = environment.home() / "journal" / "public-key"
    text = os.environ.get("RAPPORTEUR_JOURNAL_PUBLIC_KEY") or (
        path.read_text().strip() if path.is_file() else ""
    )
    if not text:
        raise Misconfigured(
            "The public key of the journal is not known here:"
            f" set RAPPORTEUR_JOURNAL_PUBLIC_KEY, or bring {path}."
        )
    try:
        return Ed25519PublicKey.from_public_bytes(bytes.fromhex(text))
    except ValueError:
        raise Misconfigured("The public key of the journal is 64 hexadecimal digits.") from None


def is_signed(key: Ed25519PublicKey, signature: bytes, payload: bytes) -> bool:
    try:
        key.verify(signature, payload)
    except InvalidSignature:
        return False
    return True
