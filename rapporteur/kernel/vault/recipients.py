"""Recipients are pinned: a public key counts only with the signature of this installation.

The instance's Ed25519 key lies offline; its fingerprint is pinned in the settings of every door.
A signature carries the public half with it, which must have that fingerprint, so nothing else
need be handed round. What is signed names the recipient, whom it stands for, and the epoch: a
row of the database cannot pass one key off as another's.
"""

import hashlib
from base64 import urlsafe_b64decode
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from rapporteur.kernel import environment
from rapporteur.kernel.environment import Misconfigured
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.kernel.vault.canonical import canonical
from rapporteur.kernel.vault.faults import Revoked, Unsigned, WrongEpoch
from rapporteur.kernel.vault.models import Epoch, Kind
from rapporteur.kernel.vault.suites import suite_of

SETTING = "RAPPORTEUR_INSTANCE_KEY_FINGERPRINT"
EXERCISE_KEY = "instance-key"  # of an exercise only: there it lies in the data folder
KEY_BYTES = 32


def fingerprint(public: bytes) -> str:
    """Return the SHA-256 of a public key, 64 hexadecimal digits."""
    return hashlib.sha256(public).hexdigest()


def spoken(public: bytes) -> str:
    """Return the first half of a fingerprint in groups of four, to compare by voice: 128 bits."""
    digits = fingerprint(public)[:32]
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def exercise_key() -> Ed25519PrivateKey:
    """Return the instance key of an exercise. Raises Misconfigured in real work or where it is lost."""
    if not is_exercise():
        raise Misconfigured(
            "In real work the instance key is offline: run `rapporteur vault sign`."
        )
    text = environment.secret(EXERCISE_KEY)
    try:
        raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        return Ed25519PrivateKey.from_private_bytes(raw)
    except ValueError:
        raise Misconfigured(
            f"The secret “{EXERCISE_KEY}” is not a key of 32 bytes in base64url."
        ) from None


def pinned() -> str:
    """Return the fingerprint that this door trusts. Raises Misconfigured where none is set."""
    if given := environment.setting(SETTING):
        return given.strip().lower()
    if is_exercise():
        return fingerprint(exercise_key().public_key().public_bytes_raw())
    raise Misconfigured(f"Set {SETTING} to the fingerprint that `rapporteur init` printed.")


def statement(epoch: Epoch) -> bytes:
    """Return the bytes that are signed: who the recipient is, for whom, which epoch, which key."""
    recipient = epoch.recipient
    return canonical(
        "recipient",
        recipient.pk,
        recipient.kind,
        recipient.subject,
        recipient.name,
        epoch.number,
        epoch.public,
    )


def signature(epoch: Epoch, key: Ed25519PrivateKey) -> bytes:
    """Return what stands in `Epoch.signature`: the public half of the key, then its signature."""
    return key.public_key().public_bytes_raw() + key.sign(statement(epoch))


def is_signed(epoch: Epoch) -> bool:
    """Say whether the pinned key has signed exactly this."""
    public, signed = bytes(epoch.signature)[:KEY_BYTES], bytes(epoch.signature)[KEY_BYTES:]
    if len(public) != KEY_BYTES or fingerprint(public) != pinned():
        return False
    return verifies(public, signed, statement(epoch))


@lru_cache(maxsize=256)
def verifies(public: bytes, signed: bytes, said: bytes) -> bool:
    """Say whether a key has signed these bytes. Kept: the same three have one answer for ever."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signed, said)
    except InvalidSignature:
        return False
    return True


def circles_of(group: UUID) -> str:
    """Return how the subjects of all circles of a group begin: they are signed (ADR 0111)."""
    return f"{Kind.CASE}/{group}/"


def newest(recipient: UUID) -> Epoch:
    """Return the newest epoch of a recipient, signed or not. Raises WrongEpoch where there is none."""
    epochs = Epoch.objects.of(recipient).select_related("recipient").newest_first()
    found = epochs.first()
    if found is None:
        raise WrongEpoch("This recipient has no key.")
    return found


def sealable(recipient: UUID) -> Epoch:
    """Return the newest epoch of a recipient, if things may be sealed to it.

    Raises WrongEpoch, Revoked, Unsigned, UnknownSuite; Misconfigured where no key is pinned.
    """
    epoch = newest(recipient)
    if epoch.revoked_on is not None or epoch.recipient.closed_on is not None:
        raise Revoked("The key of this recipient was withdrawn.")
    if not is_signed(epoch):
        raise Unsigned("The key of this recipient is not signed.")
    suite_of(epoch.public)
    return epoch


def check(epoch: Epoch) -> Epoch:
    """Return `epoch` if it is the newest of its recipient and may be sealed to. Raises as `sealable`."""
    current = sealable(epoch.recipient_id)
    if current.pk != epoch.pk or current.public != epoch.public:
        raise WrongEpoch("This is not the newest key of its recipient.")
    return current
