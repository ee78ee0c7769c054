"""The forms in which documents come and go. The form of a file is told by what is in it.

A reader or writer is loaded when it is asked for: a program that reads Word loads no typst.
"""

from importlib import import_module

from django.utils.translation import gettext as _

from rapporteur.documents.refusals import Unreadable
from rapporteur.documents.tree import Document, Reading

ROOM = "rapporteur.documents"
READERS = {  # each has read(bytes) -> Reading
    "akn": f"{ROOM}.readers.akn",
    "docx": f"{ROOM}.readers.docx",
    "pdf": f"{ROOM}.readers.pdf",
    "text": f"{ROOM}.readers.text",
}
WRITERS = {  # each has write(Document) -> bytes or str
    "akn": f"{ROOM}.writers.akn",
    "docx": f"{ROOM}.writers.docx",
    "html": f"{ROOM}.writers.html",
    "pdf": f"{ROOM}.writers.pdf",
}
MOST_BYTES = 50_000_000  # of any file; readers have lower limits of their own
MOST_XML = 8_000_000  # bytes of Akoma Ntoso: the longest report is less than two
MOST_TAGS = 250_000  # "<" in it: some 200 MB with the tree that is made of them

MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
BEGINNING = 1024  # bytes; a PDF may begin with some others
PAGES = ("<!doctype html", "<html")


def kind_of(data: bytes) -> str:
    """Return the kind of a file: "docx", "akn", "pdf" or "text". Raises Unreadable for none of them."""
    if len(data) > MOST_BYTES:
        raise Unreadable(_("The file is too large."))
    if not data.strip():
        raise Unreadable(_("The file is empty."))
    if b"%PDF-" in data[:BEGINNING]:
        return "pdf"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(_("This is a Word file of the old kind. Save it as DOCX."))
    if data.startswith(b"{\\rtf"):
        raise Unreadable(_("This is an RTF file. Save it as DOCX."))
    if data.startswith(b"PK"):
        return "docx"
    beginning = _beginning(data).lower()
    if beginning.startswith(PAGES):
        raise Unreadable(_("This is a web page. Save its text, or take the Word file."))
    return "akn" if beginning.startswith("<") else "text"


def read(data: bytes) -> Reading:
    """Read a file of any form that has a reader. Raises Unreadable with the reason."""
    kind = kind_of(data)
    if kind not in READERS:
        raise Unreadable(_("A file of this kind (%s) is not read.") % kind)
    if kind == "akn":
        _check_xml(data)
    found: Reading = import_module(READERS[kind]).read(data)
    return found


def write(document: Document, form: str) -> bytes:
    """Return a document in one of the forms of WRITERS."""
    made: bytes | str = import_module(WRITERS[form]).write(document)
    return made.encode() if isinstance(made, str) else made


def _beginning(data: bytes) -> str:
    """Return the first words of a file, whichever of the usual codings it is in."""
    head = data[:BEGINNING]
    for mark, coding in MARKS:
        if head.startswith(mark):
            return head.removeprefix(mark).decode(coding, "replace").lstrip()
    return head.decode("utf-8", "replace").lstrip()


def _check_xml(data: bytes) -> None:
    if len(data) > MOST_XML or data.count(b"<") > MOST_TAGS:
        raise Unreadable(_("The file is too long to be read."))
