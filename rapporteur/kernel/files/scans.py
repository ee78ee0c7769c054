"""The text of a scan, read by a machine from the drawn pages in a cage (ADR 0190).

What comes back is a guess of a machine. Nothing of it is kept here.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from rapporteur.kernel.files import limits, sniffing
from rapporteur.kernel.files.contents import Contents
from rapporteur.kernel.files.opening import checked
from rapporteur.kernel.files.processes import ask_of_scan
from rapporteur.kernel.files.reasons import NOT_READ, REASONS
from rapporteur.kernel.files.verdicts import TEXT, Form, Unfit, Verdict
from rapporteur.kernel.refusals import Refused

DATA = Path("/usr/share/tesseract-ocr/5/tessdata")  # where Debian's packages put the languages
CODES = {
    "en": "eng",
    "fr": "fra",
    "es": "spa",
    "ar": "ara",
    "zh-hans": "chi_sim",
    "ru": "rus",
}
ENGINE = "Tesseract"


@dataclass(frozen=True)
class Read:
    """What the machine read: a text for each page, and how sure it says to be, of 100."""

    texts: tuple[str, ...]
    engine: str  # its name and version
    confidence: int  # of the page that it is least sure of


def readable() -> list[str]:
    """Return the languages in which a scan can be read on this machine; none where it cannot."""
    return [code for code, name in CODES.items() if (DATA / f"{name}.traineddata").is_file()]


def read(data: bytes, language: str, *, first: int, last: int) -> Read:
    """Return the text of pages `first` to `last` of a PDF, counted from 1. Raises Refused.

    One child process, for up to 40 seconds; no more than five pages.
    """
    try:
        if sniffing.form_of(data) != Form.PDF:
            raise Unfit(Verdict.NO_PAGE)
        if language not in readable():
            raise Unfit(Verdict.NO_ENGINE)
        if not 1 <= first <= last < first + limits.SCAN_PAGES:
            raise Unfit(Verdict.NO_PAGE)
        asked = {"data": str(DATA), "language": CODES[language], "first": first, "last": last}
        return told(checked(ask_of_scan(json.dumps(asked).encode(), data), TEXT))
    except Unfit as unfit:
        too_much = unfit.verdict == Verdict.TOO_MUCH
        raise Refused(NOT_READ if too_much else REASONS[unfit.verdict]) from None


def told(heard: bytes) -> Read:
    """Return an answer, cleaned: the child is not believed either. Raises Unfit."""
    contents = Contents(Form.PDF)
    try:
        found = json.loads(heard)
        for text in found["texts"]:
            contents.add(str(text))
        sure = [int(one) for one in found["sure"]]
        version = str(found["version"])[:20]
    except (ValueError, KeyError, TypeError):
        raise Unfit(Verdict.DAMAGED) from None
    if not contents.texts or len(sure) != len(contents.texts):
        raise Unfit(Verdict.NO_PAGE)
    confidence = max(0, min(100, *sure, 100))
    return Read(tuple(contents.texts), f"{ENGINE} {version}", confidence)
