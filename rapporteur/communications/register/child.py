"""The process that opens a workbook, shut in as the one for documents (kernel.files.child)."""

import codecs
import json
import os
import sys
import zlib

from rapporteur.communications.register import workbooks
from rapporteur.kernel.files import cage
from rapporteur.kernel.files.verdicts import TEXT, UNFIT, Unfit, Verdict

for _encoding in ("ascii", "cp437", "latin-1", "utf-8", "utf-16-le"):
    codecs.lookup(_encoding)  # loaded late else, when nothing can be loaded any more


def main() -> None:  # pragma: no cover - in the cage, where no record of it can be written
    """Serve one file and end."""
    try:
        cage.shut()
        sys.stdin.buffer.readline()  # nothing is asked: there is one thing to do
        told = json.dumps(workbooks.read(sys.stdin.buffer.read())).encode()
        given = TEXT + zlib.compress(told, 1)  # a register repeats itself
    except Unfit as unfit:
        given = UNFIT + unfit.verdict.encode()
    except MemoryError:
        given = UNFIT + Verdict.TOO_MUCH.encode()
    except Exception:  # noqa: BLE001  what a file can break is not known; nothing of it is told
        given = UNFIT + Verdict.DAMAGED.encode()
    sys.stdout.buffer.write(given)
    sys.stdout.buffer.flush()
    os._exit(0)
