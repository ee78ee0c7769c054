"""The process that reads the text of a scan: pages are drawn and read in the cage of `child`.

The first line of standard input is ours and says which pages and which language: it is read, and
the language loaded, before the process is shut in. The file comes after it.
"""

import codecs
import json
import os
import sys
from typing import Any

from rapporteur.kernel.files import cage, limits, pdf
from rapporteur.kernel.files.tesseract import Tesseract
from rapporteur.kernel.files.verdicts import TEXT, UNFIT, Unfit, Verdict

for _encoding in ("ascii", "latin-1", "utf-8", "utf-16-le"):
    codecs.lookup(_encoding)  # loaded late else, when nothing can be loaded any more


def main() -> None:  # pragma: no cover - in the cage, where no record of it can be written
    """Serve one file and end."""
    try:
        given = TEXT + json.dumps(served()).encode()
    except Unfit as unfit:
        given = UNFIT + unfit.verdict.encode()
    except MemoryError:
        given = UNFIT + Verdict.TOO_MUCH.encode()
    except Exception:  # noqa: BLE001  what a file can break is not known; nothing of it is told
        given = UNFIT + Verdict.DAMAGED.encode()
    sys.stdout.buffer.write(given)
    sys.stdout.buffer.flush()
    os._exit(0)  # at once: what a library would tidy up needs calls that are refused


def served() -> dict[str, Any]:  # pragma: no cover - as above
    """Return what is read of the pages asked for. Raises Unfit."""
    asked = json.loads(first_line())
    engine = Tesseract(asked["data"], asked["language"])
    version = engine.version
    cage.shut(limits.SCAN_SECONDS)
    document = pdf.opened(sys.stdin.buffer.read())
    texts, sure = [], []
    for number in range(asked["first"] - 1, min(asked["last"], len(document))):
        drawn = pdf.drawn_grey(document, number, limits.SCAN_DOTS_PER_INCH, limits.SCAN_SIDE)
        dots = bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride
        texts.append(engine.read(*dots, limits.SCAN_DOTS_PER_INCH))
        sure.append(engine.confidence)
    return {"version": version, "texts": texts, "sure": sure}


def first_line() -> bytes:  # pragma: no cover - as above
    """Return the first line, byte by byte: of the file behind it nothing is taken yet."""
    found = b""
    while (one := os.read(0, 1)) not in (b"", b"\n"):
        found += one
    return found
