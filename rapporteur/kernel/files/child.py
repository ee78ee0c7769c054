"""The process that opens a file. It is shut in before it looks at the first byte.

Takes a line of JSON and the file on standard input, answers on standard output: a byte that
says what follows, then text as JSON, a picture, or the verdict. Everything it needs is loaded
beforehand, for afterwards it can open nothing.
"""

import codecs
import json
import os
import sys
from dataclasses import asdict

from rapporteur.kernel.files import cage, docx, pdf
from rapporteur.kernel.files.verdicts import PICTURE, TEXT, UNFIT, Form, Unfit, Verdict

for _encoding in ("ascii", "cp437", "latin-1", "utf-8", "utf-16-le"):
    codecs.lookup(_encoding)  # loaded late else, when nothing can be loaded any more


def answer(asked: dict[str, int | str], data: bytes) -> bytes:
    """Return what was asked of a file. Raises Unfit."""
    if "page" in asked:
        return PICTURE + pdf.draw(data, int(asked["page"]))
    read = pdf.read if asked["form"] == Form.PDF else docx.read
    return TEXT + json.dumps(asdict(read(data))).encode()


def main() -> None:  # pragma: no cover - in the cage, where no record of it can be written
    """Serve one file and end."""
    try:
        cage.shut()
        asked, data = sys.stdin.buffer.readline(), sys.stdin.buffer.read()
        given = answer(json.loads(asked), data)
    except Unfit as unfit:
        given = UNFIT + unfit.verdict.encode()
    except MemoryError:
        given = UNFIT + Verdict.TOO_MUCH.encode()
    except Exception:  # noqa: BLE001  what a file can break is not known; nothing of it is told
        given = UNFIT + Verdict.DAMAGED.encode()
    sys.stdout.buffer.write(given)
    sys.stdout.buffer.flush()
    os._exit(0)  # at once: what a library would tidy up needs calls that are refused
