"""Start the child that opens a file, and hear its answer for so long and no longer.

The file goes to it through memory that has no name in any folder; it gets no environment, no
other open file and no folder of ours. Whatever goes wrong in it is one verdict here.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from rapporteur.kernel import environment
from rapporteur.kernel.files import limits
from rapporteur.kernel.files.verdicts import Unfit, Verdict

START = "import sys; sys.path.insert(0, sys.argv[1]); from {module} import main; main()"
CHILD = "rapporteur.kernel.files.child"
SCAN_CHILD = "rapporteur.kernel.files.scan_child"
AT_ONCE = threading.BoundedSemaphore(limits.AT_ONCE)
SCANS_AT_ONCE = threading.BoundedSemaphore(limits.SCANS_AT_ONCE)


def ask(head: bytes, data: bytes, *, module: str = CHILD) -> bytes:
    """Return the whole answer of a child to a line and a file. Raises Unfit."""
    with turn(AT_ONCE, limits.WALL_SECONDS, Verdict.TOO_MUCH):
        return answer_of(head, data, module, limits.WALL_SECONDS)


def ask_of_scan(head: bytes, data: bytes) -> bytes:
    """Return the answer of the child that reads scans, which may take longer. Raises Unfit."""
    with turn(SCANS_AT_ONCE, limits.SCAN_WAIT, Verdict.BUSY):
        return answer_of(head, data, SCAN_CHILD, limits.SCAN_WALL_SECONDS)


@contextmanager
def turn(of: threading.BoundedSemaphore, seconds: float, verdict: Verdict) -> Iterator[None]:
    """Wait for a turn as long as that, and give it back. Raises Unfit with the verdict if none came."""
    if not of.acquire(timeout=seconds):
        raise Unfit(verdict)
    try:
        yield
    finally:
        of.release()


def answer_of(head: bytes, data: bytes, module: str, seconds: float) -> bytes:
    with os.fdopen(os.memfd_create("file", os.MFD_CLOEXEC), "w+b", buffering=0) as given:
        given.write(head + b"\n")
        given.write(data)
        given.seek(0)
        child = subprocess.Popen(
            [sys.executable, "-I", "-c", START.format(module=module), str(environment.ROOT)],
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a library's words could quote the file
            env={},
            cwd="/",
            start_new_session=True,
        )
    timer = threading.Timer(seconds, child.kill)
    timer.start()
    try:
        with child:
            heard = child.stdout.read(limits.ANSWER + 1) if child.stdout else b""
            child.kill()
    finally:
        timer.cancel()
    if not heard or len(heard) > limits.ANSWER:
        raise Unfit(Verdict.TOO_MUCH)
    return heard
