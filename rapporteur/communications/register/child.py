"""The process that opens a workbook, shut in as the one for documents (kernel.files.child)."""

import json
import zlib

from rapporteur.communications.register import workbooks
from rapporteur.kernel.files import serving
from rapporteur.kernel.files.verdicts import TEXT


def answer(_line: bytes, data: bytes) -> bytes:
    """Return the cells of a workbook, packed. Raises Unfit. Nothing is asked: there is one thing to do."""
    told = json.dumps(workbooks.read(data)).encode()
    return TEXT + zlib.compress(told, 1)  # a register repeats itself


def main() -> None:  # pragma: no cover - in the cage, where no record of it can be written
    serving.serve(answer)
