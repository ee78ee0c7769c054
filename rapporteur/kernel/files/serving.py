"""What every process that opens a file does: be shut in, take one file, answer, and end.

Standard input brings a line, which is ours, and the file. Standard output gets a byte that says what
follows, then text, a picture, or the verdict. Whatever a reader needs is imported by its module
before it calls `serve`: afterwards nothing can be loaded.
"""

import codecs
import os
import sys
from collections.abc import Callable

from rapporteur.kernel.files import cage, limits
from rapporteur.kernel.files.verdicts import UNFIT, Unfit, Verdict

for _encoding in ("ascii", "cp437", "latin-1", "utf-8", "utf-16-le"):
    codecs.lookup(_encoding)  # loaded late else, when nothing can be loaded any more


def serve(  # pragma: no cover - in the cage, where no record of it can be written
    answer: Callable[[bytes, bytes], bytes],
    *,
    seconds: int = limits.SECONDS,
    prepare: Callable[[bytes], object] | None = None,
) -> None:
    """Serve one file with the answer to its line and its bytes, and end this process.

    The process is shut in before it takes the line, for so many seconds of processor time. Where
    `prepare` is given it gets the line first, and loads what the line names; of the file nothing is
    taken until the process is shut in.
    """

    def work() -> bytes:
        if prepare is None:
            cage.shut(seconds)
            line = first_line()
        else:
            line = first_line()
            prepare(line)
            cage.shut(seconds)
        return answer(line, sys.stdin.buffer.read())

    sys.stdout.buffer.write(given_by(work))
    sys.stdout.buffer.flush()
    os._exit(0)  # at once: what a library would tidy up needs calls that are refused


def given_by(work: Callable[[], bytes]) -> bytes:
    """Return what the work gives, or the verdict where it gives nothing; nothing else is ever told."""
    try:
        return work()
    except Unfit as unfit:
        return UNFIT + unfit.verdict.encode()
    except MemoryError:
        return UNFIT + Verdict.TOO_MUCH.encode()
    except Exception:  # noqa: BLE001  what a file can break is not known; nothing of it is told
        return UNFIT + Verdict.DAMAGED.encode()


def first_line() -> bytes:  # pragma: no cover - in the cage, as `serve`
    """Return the first line, byte by byte: of the file behind it nothing is taken yet."""
    found = b""
    while (one := os.read(0, 1)) not in (b"", b"\n"):
        found += one
    return found
