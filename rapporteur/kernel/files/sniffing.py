"""What a file is by its first and last bytes; name and browser must say the same.

Only looks at bytes and unpacks nothing: that is for the child process.
"""

from rapporteur.kernel.files import limits
from rapporteur.kernel.files.verdicts import Form, Unfit, Verdict

PDF = b"%PDF-"
ZIP = b"PK\x03\x04"
END_OF_ZIP = b"PK\x05\x06"
END_OF_ZIP_BYTES = 22  # without a comment, which no writer of DOCX adds
COMMENT = 65_535  # the longest comment of a ZIP
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # also a DOCX under a password
END_OF_PDF = b"%%EOF"
NEAR = 1024  # bytes in which readers look for the mark of a PDF
ENDS = COMMENT + END_OF_ZIP_BYTES  # bytes at either end that are looked at

DECLARED = {
    Form.PDF: "application/pdf",
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
UNSAID = ("", "application/octet-stream")  # the browser knows no better: nothing disagrees


def form_of(data: bytes) -> Form:
    """Return what a file is by its bytes. Raises Unfit."""
    if len(data) > limits.BYTES:
        raise Unfit(Verdict.TOO_LARGE)
    return pdf(data) if begins_as(data) == Form.PDF else docx(data)


def begins_as(start: bytes) -> Form:
    """Return what a file is by its first bytes alone. Raises Unfit."""
    if not start:
        raise Unfit(Verdict.EMPTY)
    if start.startswith(PDF):
        return Form.PDF
    if start.startswith(ZIP):
        return Form.DOCX
    if start.startswith(OLD_WORD):
        raise Unfit(Verdict.OLD_WORD)
    raise Unfit(Verdict.UNKNOWN)


def named_as(name: str) -> Form:
    """Return what a file says that it is by its name alone. Raises Unfit."""
    for form in Form:
        if name.lower().endswith(f".{form}"):
            return form
    raise Unfit(Verdict.UNKNOWN)


def pdf(data: bytes) -> Form:
    """A PDF from its first byte to its last, and nothing else at the same time."""
    if END_OF_ZIP in data[-ENDS:]:
        raise Unfit(Verdict.TWO_IN_ONE)
    _before, mark, after = data[-NEAR:].rpartition(END_OF_PDF)
    if not mark:
        raise Unfit(Verdict.DAMAGED)
    if after.strip(b"\r\n \t\x00"):
        raise Unfit(Verdict.TWO_IN_ONE)
    return Form.PDF


def docx(data: bytes) -> Form:
    """A ZIP from its first byte to its last; whether it is a DOCX is seen when it is opened."""
    if PDF in data[:NEAR]:
        raise Unfit(Verdict.TWO_IN_ONE)
    if data[-END_OF_ZIP_BYTES:][: len(END_OF_ZIP)] != END_OF_ZIP:
        raise Unfit(Verdict.TWO_IN_ONE if END_OF_ZIP in data else Verdict.DAMAGED)
    return Form.DOCX


def agreed(name: str, declared: str, data: bytes) -> Form:
    """Return the form of a file if its name and the browser say the same. Raises Unfit."""
    form = form_of(data)
    said = declared.partition(";")[0].strip().lower()
    if not name.lower().endswith(f".{form}") or said not in (DECLARED[form], *UNSAID):
        raise Unfit(Verdict.DISAGREES)
    return form
