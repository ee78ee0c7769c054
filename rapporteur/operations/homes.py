"""The data folder: made for our eyes only, and held by one launcher at a time."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


class CannotStart(Exception):  # noqa: N818
    """The start was given up; the text is for the operator."""


class AlreadyRunning(Exception):  # noqa: N818
    """Another launcher holds this data folder."""


HALF_RESTORED = "restoring"  # the mark, in `run`, of a restore that has not come to its end


def make_home(home: Path) -> None:
    """Make the data folder, for our eyes only. Raises CannotStart where that fails."""
    if (home / "run" / HALF_RESTORED).exists():
        raise CannotStart(f"A restore into {home} was cut short, or is under way. Restore again.")
    make_folders(home)


def make_folders(home: Path) -> None:
    """Make the data folder and its parts. Raises CannotStart where that fails."""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        home.chmod(0o700)
        for name in ("run", "logs", "mail", "secrets"):
            (home / name).mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise CannotStart(f"The data folder {home} cannot be used: {error.strerror}.") from error


@contextmanager
def held(home: Path) -> Iterator[TextIO]:
    """Hold the data folder; the lock goes with the process, however it ends."""
    with (home / "run" / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise AlreadyRunning from error
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield lock
        lock.truncate(0)


def is_held(home: Path) -> bool:
    """Say whether a launcher runs for this data folder."""
    path = home / "run" / "lock"
    if not path.exists():
        return False
    with path.open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return True
    return False
