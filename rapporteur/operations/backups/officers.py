"""The key of backups: its public half lies on the machine, its private half in three shares.

It is a key of its own: who may bring the machine back need not read what is sealed to a desk.
"""

import json
import os
from pathlib import Path

from rapporteur.kernel.clock import today
from rapporteur.kernel.environment import home, kept_in
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.faults import CannotOpen, VaultFault, WrongShares
from rapporteur.kernel.vault.hidden import PrivateHalf
from rapporteur.kernel.vault.shares import Share, cut, printed, put_together, typed
from rapporteur.kernel.vault.suites import PublicHalf, new_pair, public_of
from rapporteur.operations import shares
from rapporteur.operations.shares import Ask

NOBODY = (
    "No officers hold shares of the key of backups yet. With three of them at the machine:\n"
    "  bin/rapporteur backup shares"
)
WARNING = "EXERCISE: in real work no share ever lies on the machine.\n"


def key_file() -> Path:
    return home() / "secrets" / "backup-key.json"


def shares_folder() -> Path:
    """Return where an exercise keeps its shares, in sight of whoever started it."""
    return home() / "exercise-backup-shares"


def public_half() -> PublicHalf:
    """Return the public half that backups are sealed to. Raises Refused, Misconfigured."""
    if not key_file().is_file():
        raise Refused(NOBODY)
    try:
        return PublicHalf(bytes.fromhex(kept_in(key_file())["public_half"]))
    except (KeyError, ValueError, TypeError):
        raise Refused(f"{key_file()} does not hold what it should. {NOBODY}") from None


def write_new(path: Path, text: str) -> None:
    """Write a file whole or not at all, for our eyes only."""
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    fresh.replace(path)


def new_shares() -> tuple[PublicHalf, tuple[Share, Share, Share]]:
    private, public = new_pair()
    return public, cut(private)


def keep_public(public: PublicHalf) -> None:
    kept = {"public_half": public.hex(), "made_on": str(today())}
    write_new(key_file(), json.dumps(kept, indent=2) + "\n")


def show_shares(ask: Ask) -> None:
    """Make the key anew and show each share alone to its officer; then keep the public half.

    Until the last was seen the old key stands.
    """
    public, made = new_shares()
    shares.show("Backups", made, ask)
    keep_public(public)


def ensure_exercise() -> None:
    """Give an exercise a key of backups with its three shares in files, once."""
    if key_file().is_file():
        return
    public, made = new_shares()
    shares_folder().mkdir(mode=0o700, exist_ok=True)
    for share in made:
        write_new(shares_folder() / f"share-{share.number}.txt", f"{WARNING}{printed(share)}\n")
    keep_public(public)


def share_in(path: Path) -> Share:
    """Return the share in a file; lines that begin with no number are passed over. Raises Refused."""
    try:
        lines = path.read_text(errors="replace").splitlines()
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from error
    kept = [line for line in lines if line.strip()[:1].isdecimal()]
    try:
        return typed("\n".join(kept))
    except WrongShares as reason:
        raise Refused(f"{path}: {reason}") from None


def rebuilt(one: Share, two: Share, wanted: str) -> PrivateHalf:
    """Return the private half from two shares; `wanted` is the public half in hex. Raises Refused."""
    try:
        private = PrivateHalf(put_together(one, two).reveal())
        if public_of(private).hex() != wanted:
            raise CannotOpen
    except WrongShares as reason:
        raise Refused(str(reason)) from None
    except VaultFault:
        raise Refused("These shares are of another key than this backup was sealed to.") from None
    return private
