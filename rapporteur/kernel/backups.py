"""The files of backups: what their head says, where they lie, and when they end.

`operations.backups` makes and restores them; the worker looks here whether one should be gone.
"""

import fcntl
import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

from rapporteur.kernel import environment
from rapporteur.kernel.environment import Misconfigured, home
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.faults import CannotOpen
from rapporteur.kernel.vault.streams import head_of

log = logging.getLogger(__name__)
SUFFIX, UNFINISHED = ".rapporteur-backup", ".part"
DEFAULT_DAYS = 30
LONGEST_DAYS = 400


@dataclass(frozen=True)
class Head:
    """What a backup says of itself in the clear: days, mode, and which key it is sealed to."""

    made: str
    ends: str  # on this day it is destroyed, and from then on it is not opened
    mode: str
    key: str  # the public half, in hex
    version: str

    def raw(self) -> bytes:
        return json.dumps(asdict(self), sort_keys=True).encode()

    @property
    def last_day(self) -> date:
        return date.fromisoformat(self.ends)


def days_kept() -> int:
    """Return for how many days a backup is kept. Raises Misconfigured."""
    given = environment.setting("RAPPORTEUR_BACKUP_DAYS", str(DEFAULT_DAYS))
    if not re.fullmatch(r"\d{1,3}", given) or not 1 <= int(given) <= LONGEST_DAYS:
        raise Misconfigured(f"RAPPORTEUR_BACKUP_DAYS is “{given}”: give days, 1 to {LONGEST_DAYS}.")
    return int(given)


def end_of(made: date) -> date:
    return made + timedelta(days=days_kept())


def folder() -> Path:
    """Return where backups are written: a setting, else in the data folder."""
    return Path(environment.setting("RAPPORTEUR_BACKUPS") or home() / "backups").absolute()


def read_head(path: Path) -> Head:
    """Return the head of a backup. It is not checked before two shares open it. Raises Refused."""
    try:
        with path.open("rb") as file:
            head = Head(**json.loads(head_of(file)))
        head.last_day  # noqa: B018  a day, or it is none of ours
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from error
    except (CannotOpen, ValueError, TypeError):
        raise Refused(f"{path} is no backup of ours, or its beginning was changed.") from None
    return head


def standing() -> list[tuple[Path, Head]]:
    """Return the backups in the folder with what their heads say, the oldest first."""
    found = []
    for path in sorted(folder().glob(f"*{SUFFIX}")):
        try:
            found.append((path, read_head(path)))
        except Refused:
            continue  # no backup of ours: it is left alone
    return found


def ended(on: date) -> list[Path]:
    """Return the backups in the folder whose last day has come."""
    return [path for path, head in standing() if head.last_day <= on]


@contextmanager
def alone() -> Iterator[None]:
    """Hold the folder of backups, so that one is made at a time. Raises Refused."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder() / ".lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Refused("A backup is being made already.") from None
        yield


def clear_unfinished() -> None:
    """Delete what a backup left that was killed. Only who holds the folder may."""
    for path in folder().glob(f"*{UNFINISHED}"):
        path.unlink(missing_ok=True)


def tell_ended(on: date) -> int:
    """Warn of backups that should be gone; return how many. `rapporteur backup` destroys them."""
    count = len(ended(on))
    if count:
        log.warning("%d backups have ended and lie here still: run `rapporteur backup`.", count)
    return count
