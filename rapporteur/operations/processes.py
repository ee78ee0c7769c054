"""Processes of this machine, as /proc shows them: whose they are, where they work, what they hold.

What we start carries the data folder in its environment (`MARK`), so that a later start finds
what an earlier one left behind, and never takes a stranger for it because of a reused number.
"""

import os
import signal
import time
from collections.abc import Iterable
from pathlib import Path

PROC = Path("/proc")
MARK = "RAPPORTEUR_SUPERVISED_FROM"


def numbers() -> list[int]:
    return [int(entry.name) for entry in PROC.iterdir() if entry.name.isdecimal()]


def working_in(folder: Path) -> set[int]:
    """Return the processes whose working folder is `folder`; a server's is its data folder."""
    wanted = os.path.realpath(folder)
    found = set()
    for pid in numbers():
        try:
            if str((PROC / str(pid) / "cwd").readlink()) == wanted:
                found.add(pid)
        except OSError:  # gone, or another user's
            continue
    return found


def marked(home: Path, **also: str) -> set[int]:
    """Return the processes that a launcher of this data folder started, and their children.

    With `also`, only those whose environment holds these values too.
    """
    wanted = {os.fsencode(f"{key}={value}") for key, value in {MARK: str(home), **also}.items()}
    found = set()
    for pid in numbers():
        try:
            if wanted <= set((PROC / str(pid) / "environ").read_bytes().split(b"\0")):
                found.add(pid)
        except OSError:
            continue
    return found - {os.getpid()}


def is_alive(pid: int) -> bool:
    """Say whether a process runs; one that ended and waits to be collected does not."""
    try:
        return (PROC / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()[0] not in {"Z", "X"}
    except (OSError, IndexError):
        return False


def stop(pids: Iterable[int], *, within: float = 8.0) -> None:
    """Ask processes to end, and make those end that have not after `within` seconds."""
    waiting = set(pids)
    for number in (signal.SIGTERM, signal.SIGKILL):
        for pid in waiting:
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                continue
        until = time.monotonic() + within
        while waiting and time.monotonic() < until:
            waiting = {pid for pid in waiting if is_alive(pid)}
            time.sleep(0.02)


def memory(pids: Iterable[int]) -> int:
    """Return the resident memory of processes in bytes; what several share is divided by them."""
    total = 0
    for pid in pids:
        try:
            text = (PROC / str(pid) / "smaps_rollup").read_text()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
    return total * 1024
