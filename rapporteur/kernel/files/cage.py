"""Shut this process in: from then on it reads, writes, counts and ends, and does nothing else.

Limits of memory, time and files come first, then a filter of system calls (seccomp) that
the kernel keeps and nobody can take off: no socket, no file, no program, no other process. A
machine where the filter cannot be set opens no files at all.
"""

import ctypes
import platform
import resource

from rapporteur.kernel.files import limits
from rapporteur.kernel.files.verdicts import Unfit, Verdict

ALLOW, KILL, REFUSE = 0x7FFF0000, 0x80000000, 0x00050000 | 1  # 1 is EPERM
LOAD, EQUALS, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
NUMBER, MACHINE = 0, 4  # where the kernel puts the number of a call and the kind of machine
OTHER_NUMBERS = 0x40000000  # calls of x86 programs of 32-bit pointers
NO_NEW_RIGHTS, SECCOMP, FILTER = 38, 22, 2  # of prctl
NEW_NET, NEW_USER = 0x40000000, 0x10000000

# By machine: its number, and the calls that are left. In this order: read write close fstat lseek,
# mmap mprotect munmap brk mremap madvise, rt_sigaction rt_sigprocmask rt_sigreturn, getpid gettid
# futex sched_yield clock_gettime getrandom, exit exit_group.
X86 = (0, 1, 3, 5, 8, 9, 10, 11, 12, 25, 28, 13, 14, 15, 39, 186, 202, 24, 228, 318, 60, 231)
ARM = (
    *(63, 64, 57, 80, 62, 222, 226, 215, 214, 216, 233, 134, 135, 139),
    *(172, 178, 98, 124, 113, 278, 93, 94),
)
CALLS: dict[str, tuple[int, tuple[int, ...]]] = {
    "x86_64": (0xC000003E, X86),
    "aarch64": (0xC00000B7, ARM),
}
Line = tuple[int, int, int, int]


class Instruction(ctypes.Structure):
    _fields_ = [
        ("code", ctypes.c_ushort),
        ("yes", ctypes.c_ubyte),
        ("no", ctypes.c_ubyte),
        ("value", ctypes.c_uint32),
    ]


class Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("first", ctypes.POINTER(Instruction))]


def instructions(machine: int, calls: tuple[int, ...]) -> list[Line]:
    """Return the filter: another kind of machine ends the process, an unlisted call is refused."""
    found = [
        (LOAD, 0, 0, MACHINE),
        (EQUALS, 1, 0, machine),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, NUMBER),
        (AT_LEAST, 0, 1, OTHER_NUMBERS),
        (RETURN, 0, 0, KILL),
    ]
    for call in calls:
        found += [(EQUALS, 0, 1, call), (RETURN, 0, 0, ALLOW)]
    return [*found, (RETURN, 0, 0, REFUSE)]


def limit(seconds: int) -> None:  # pragma: no cover - in the child, which can write no record
    """Bound memory, processor time and open files; nothing is dumped and nothing written."""
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 3),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, limits.MEMORY),
    ):
        resource.setrlimit(what, (most, most))


def shut(seconds: int = limits.SECONDS) -> None:  # pragma: no cover - as above, see test_cage
    """Shut this process in for good, with so much processor time. Raises Unfit if it cannot be."""
    if platform.machine() not in CALLS:
        raise Unfit(Verdict.CLOSED)
    system = ctypes.CDLL(None, use_errno=True)
    system.unshare(NEW_USER | NEW_NET)  # where it is permitted; the filter bars sockets anyway
    limit(seconds)
    listed = [Instruction(*line) for line in instructions(*CALLS[platform.machine()])]
    program = Program(len(listed), (Instruction * len(listed))(*listed))
    if system.prctl(NO_NEW_RIGHTS, 1, 0, 0, 0):
        raise Unfit(Verdict.CLOSED)
    if system.prctl(SECCOMP, FILTER, ctypes.byref(program), 0, 0):
        raise Unfit(Verdict.CLOSED)
