"""The process that reads the text of a scan: pages are drawn and read in the cage.

The line says which pages and which language: it is read, and the language loaded, before the
process is shut in. The file comes after it.
"""

import json

from rapporteur.kernel.files import limits, pdf, serving
from rapporteur.kernel.files.tesseract import Tesseract
from rapporteur.kernel.files.verdicts import TEXT


class Reading:  # pragma: no cover - in the cage, where no record of it can be written
    """One reading: the engine, which is loaded outside the cage, and what it reads inside."""

    engine: Tesseract
    version: str

    def load(self, line: bytes) -> None:
        """Load the engine with the language that the line names. Raises Unfit."""
        asked = json.loads(line)
        self.engine = Tesseract(asked["data"], asked["language"])
        self.version = self.engine.version

    def answer(self, line: bytes, data: bytes) -> bytes:
        """Return what is read of the pages asked for. Raises Unfit."""
        asked = json.loads(line)
        document = pdf.opened(data)
        texts, sure = [], []
        for number in range(asked["first"] - 1, min(asked["last"], len(document))):
            drawn = pdf.drawn_grey(document, number, limits.SCAN_DOTS_PER_INCH, limits.SCAN_SIDE)
            dots = bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride
            texts.append(self.engine.read(*dots, limits.SCAN_DOTS_PER_INCH))
            sure.append(self.engine.confidence)
        told = {"version": self.version, "texts": texts, "sure": sure}
        return TEXT + json.dumps(told).encode()


def main() -> None:  # pragma: no cover - as above
    one = Reading()
    serving.serve(one.answer, seconds=limits.SCAN_SECONDS, prepare=one.load)
