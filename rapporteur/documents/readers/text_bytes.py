"""Turns the bytes of a text into lines, and refuses what is no text. The limits are in ADR 0143."""

import re

from django.utils.translation import gettext as _

from rapporteur.documents.refusals import Unreadable

MOST = 5 * 1024 * 1024  # the longest report is less than one
MOST_LINES = 100_000
MOST_PAGES = 5_000
LONGEST = 100_000  # characters in a line; the longest paragraph of a report has some 5,000
OTHERS = {
    b"PK\x03\x04": "ZIP",
    b"{\\rtf": "RTF",
    b"\xd0\xcf\x11\xe0": "DOC",
    b"\x1f\x8b": "gzip",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
}
BREAK = re.compile(r"\r\n|\r|\n|\x0b|\x85|\u2028|\u2029")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
TWICE = re.compile("â€[\u0099\u009c\u009d\u201c\u2122\u0153\u0080]|Ã[©¨¡³±¶¼]")


def lines_of(data: bytes) -> tuple[list[str], bool]:
    """Return the lines, and whether the text is of the Mac; raise Unreadable with the reason.

    A form feed stays in its line.
    """
    _refuse_others(data)
    text, of_the_mac = _decoded(data)
    if CONTROL.search(text):
        raise Unreadable(_("This is not text: it holds bytes that no text has."))
    if TWICE.search(text):
        raise Unreadable(_("The text was saved in a wrong encoding. Save it as UTF-8."))
    lines = BREAK.split(text)
    if text.count("\f") > MOST_PAGES:
        raise Unreadable(_("The text has more than %d pages.") % MOST_PAGES)
    if len(lines) > MOST_LINES:
        raise Unreadable(_("The text has more than %d lines.") % MOST_LINES)
    if any(len(line) > LONGEST for line in lines):
        raise Unreadable(_("A line has more than %d characters.") % LONGEST)
    if not text.strip():
        raise Unreadable(_("There is no text in it."))
    return lines, of_the_mac


def _refuse_others(data: bytes) -> None:
    if len(data) > MOST:
        raise Unreadable(_("The text is larger than %d MB.") % (MOST // 1024 // 1024))
    if b"%PDF-" in data[:1024]:
        raise Unreadable(_("This is a PDF, not its text."))
    for start, kind in OTHERS.items():
        if data.startswith(start):
            raise Unreadable(_("This is a file of the kind %s, not a text.") % kind)


def _decoded(data: bytes) -> tuple[str, bool]:
    """Decode UTF-8, UTF-16 with its mark, or the encoding of old Macs, told by its line ends."""
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16"), False
        return data.decode("utf-8-sig"), False
    except UnicodeDecodeError as error:
        if data.count(b"\r") > 2 * data.count(b"\n"):
            return data.decode("mac_roman"), True
        raise Unreadable(_("The text is not in UTF-8. Save it as UTF-8.")) from error
