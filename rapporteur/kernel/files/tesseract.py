"""Tesseract, Debian's package, called as a library: a drawn page goes in, its text comes out.

Child process only (ADR 0190). The data of a language are loaded before the process is shut in,
for afterwards it can open nothing. What decodes pictures in the library is never called: it gets
dots that PDFium drew.
"""

import ctypes
import os

from rapporteur.kernel.files.verdicts import Unfit, Verdict

LIBRARY = "libtesseract.so.5"
ONE_THREAD = "OMP_THREAD_LIMIT"  # threads cannot be started in the cage


class Tesseract:  # pragma: no cover - in the child alone, which can write no record of it
    """One language, loaded and ready."""

    def __init__(self, data: str, language: str) -> None:
        """Load a language from a folder of data. Raises Unfit where it is not there."""
        os.environ[ONE_THREAD] = "1"
        try:
            self.library = ctypes.CDLL(LIBRARY)
        except OSError:
            raise Unfit(Verdict.NO_ENGINE) from None
        pointer = ctypes.c_void_p
        self.library.TessBaseAPICreate.restype = pointer
        self.library.TessBaseAPIGetUTF8Text.restype = pointer
        self.library.TessVersion.restype = ctypes.c_char_p
        self.handle = pointer(self.library.TessBaseAPICreate())
        if self.library.TessBaseAPIInit3(self.handle, data.encode(), language.encode()):
            raise Unfit(Verdict.NO_ENGINE)

    @property
    def version(self) -> str:
        return str(self.library.TessVersion().decode())

    def read(self, dots: bytes, width: int, height: int, stride: int, per_inch: int) -> str:
        """Return the text of a page of one byte a dot. Raises Unfit."""
        self.library.TessBaseAPISetImage(self.handle, dots, width, height, 1, stride)
        self.library.TessBaseAPISetSourceResolution(self.handle, per_inch)
        if self.library.TessBaseAPIRecognize(self.handle, None):
            raise Unfit(Verdict.DAMAGED)
        text = self.library.TessBaseAPIGetUTF8Text(self.handle)
        return ctypes.string_at(text).decode(errors="replace") if text else ""

    @property
    def confidence(self) -> int:
        """How sure it says to be of the page read last, from 0 to 100."""
        return max(0, min(100, int(self.library.TessBaseAPIMeanTextConf(self.handle))))
