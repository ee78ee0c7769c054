"""Pictures of print as a scanner makes them: the words are in dots alone. All of it an exercise."""

import functools
import tempfile
from pathlib import Path

import pytest
import typst

import rapporteur
from rapporteur.kernel.files import scans

FONTS = Path(rapporteur.__file__).parent / "documents" / "fonts"
WORDS = {
    "en": "Exercise. Delivered by hand to the Permanent Mission of Exerland at 10:40.",
    "fr": "Exercice. Remis en main propre à la Mission permanente. Reçu par le greffe.",
    "ar": "تمرين. سلمت الرسالة باليد إلى البعثة الدائمة في جنيف.",
}
PAGE = '#set page(width:148mm,height:105mm,margin:{margin}mm)\n#set text(size:14pt,lang:"{lang}",'
needs_engine = pytest.mark.skipif(
    not {"en", "fr", "ar"} <= set(scans.readable()),
    reason="Tesseract is not installed (as root, make test installs it).",
)


@functools.cache
def scanned(language: str, pages: int = 1) -> bytes:
    """Return a PDF whose pages are pictures of a line of print."""
    page = PAGE.format(margin=15, lang=language) + 'font:("Libertinus Serif","Amiri"))\n'
    print_ = (page + WORDS[language]).encode()
    dots = typst.compile(print_, format="png", ppi=200, font_paths=[FONTS])
    sheets = "#pagebreak()\n".join(['#image("dots.png", width: 148mm)\n'] * pages)
    paper = PAGE.format(margin=0, lang=language) + ")\n" + sheets
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "dots.png").write_bytes(dots)
        (Path(folder) / "main.typ").write_text(paper)
        return bytes(typst.compile(Path(folder) / "main.typ", format="pdf"))
