"""The command `rapporteur vault`: which recipients there are, and signing those that wait.

Run by the operator with the medium on which the instance key lies. Nothing is signed before
kind, name and fingerprint were shown and agreed to.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from getpass import getpass
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import actions, recipients
from rapporteur.kernel.vault.models import Epoch
from rapporteur.operations import recovering

BY = "command:vault"


def newest() -> list[Epoch]:
    """Return the newest epoch of each recipient, in the order of their names."""
    epochs = Epoch.objects.select_related("recipient").order_by("recipient_id", "-number")
    found = list(epochs.distinct("recipient_id"))
    return sorted(found, key=lambda epoch: (epoch.recipient.kind, epoch.recipient.name))


def in_words(epoch: Epoch) -> str:
    """Return what whoever signs must compare, on one line."""
    recipient = epoch.recipient
    told = f"{recipient.kind}: {recipient.name} ({recipient.subject}), epoch {epoch.number}"
    return f"{told}, fingerprint {recipients.spoken(epoch.public)}"


def state_of(epoch: Epoch) -> str:
    if epoch.revoked_on is not None:
        return f"revoked on {epoch.revoked_on}"
    return "signed" if recipients.is_signed(epoch) else "waits to be signed"


def show() -> int:
    """Print every recipient with its state."""
    found = newest()
    for epoch in found:
        print(f"{in_words(epoch)}: {state_of(epoch)}\n  id {epoch.recipient_id}")
    if not found:
        print("There are no recipients yet.")
    return 0


def read_key(path: Path) -> Ed25519PrivateKey:
    """Return the instance key of a file. Raises Refused where it is none."""
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), None)
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, TypeError):  # TypeError: the file asks for a password
        raise Refused(f"{path} is not the file that `rapporteur init` wrote.") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise Refused(f"{path} is not the file that `rapporteur init` wrote.")
    if recipients.fingerprint(key.public_key().public_bytes_raw()) != recipients.pinned():
        raise Refused("This is not the instance key whose fingerprint is pinned here.")
    return key


def sign(key_file: str | None, ask: Callable[[str], str] | None, *, agreed: bool) -> int:
    """Sign what waits, once it was shown and agreed to. Raises Refused."""
    waiting = [one for one in newest() if state_of(one) == "waits to be signed"]
    if not waiting:
        print("Nothing waits to be signed.")
        return 0
    for epoch in waiting:
        print(in_words(epoch))
    if not key_file:
        raise Refused("Say where the instance key lies: --key-file.")
    key = read_key(Path(key_file))
    if not agreed:
        if ask is None:
            raise Refused("Compare the fingerprints with the desk, then say --yes.")
        if ask("Do the fingerprints fit what the desk reads out? yes or no: ").strip() != "yes":
            raise Refused("Nothing was signed.")
    for epoch in waiting:
        actions.sign(epoch, key, by=BY)
    print(f"Signed: {len(waiting)}. Take the key away again.")
    return 0


def revoke(recipient: str | None, why: str | None) -> int:
    """Withdraw the newest key of a recipient. Raises Refused."""
    try:
        wanted = UUID(recipient or "")
    except ValueError:
        raise Refused("Say which: --recipient with the id that `vault recipients` shows.") from None
    found = [epoch for epoch in newest() if epoch.recipient_id == wanted]
    if not found:
        raise Refused("There is no such recipient.")
    actions.revoke(found[0], by=BY, why=why or "")
    print(f"Withdrawn: {found[0].recipient}. Nothing is sealed to it until a new key is signed.")
    return 0


@dataclass(frozen=True)
class Words:
    """What was said on the command line; None means not said."""

    key_file: str | None = None
    recipient: str | None = None
    member: str | None = None
    why: str | None = None
    agreed: bool = False


def command(what: str, given: Words) -> int:
    """Do one of the acts of `rapporteur vault`. Raises Refused."""
    at_terminal = sys.stdin is not None and sys.stdin.isatty()
    if what == "recipients":
        return show()
    if what == "revoke":
        return revoke(given.recipient, given.why)
    if what == "sign":
        return sign(given.key_file, input if at_terminal else None, agreed=given.agreed)
    if not at_terminal:
        raise Refused("This is done at a terminal, with the people there.")
    if what == "shares":
        return recovering.make_shares(given.recipient, given.member, input, getpass)
    return recovering.recover(given.recipient, given.member, given.why, getpass)
