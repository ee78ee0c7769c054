"""The process that opens a PDF or a DOCX file: its text as JSON, or one page as a picture."""

import json
from dataclasses import asdict

from rapporteur.kernel.files import docx, pdf, serving
from rapporteur.kernel.files.verdicts import PICTURE, TEXT, Form


def answer(line: bytes, data: bytes) -> bytes:
    """Return what the line, in JSON, asks of a file. Raises Unfit."""
    asked: dict[str, int | str] = json.loads(line)
    if "page" in asked:
        return PICTURE + pdf.draw(data, int(asked["page"]))
    read = pdf.read if asked["form"] == Form.PDF else docx.read
    return TEXT + json.dumps(asdict(read(data))).encode()


def main() -> None:  # pragma: no cover - in the cage, where no record of it can be written
    serving.serve(answer)
