"""Reads PDF files into the tree, by their text. ADR 0143.

The file is opened in a child process (ADR 0090), never here. Its text is read as that of a published
report is; pages are those of the file.
"""

from django.utils.translation import gettext as _

from rapporteur.documents.readers import text
from rapporteur.documents.refusals import Unreadable
from rapporteur.documents.tree import Doubt, Place, Reading
from rapporteur.kernel.files import opening
from rapporteur.kernel.files.verdicts import Form, Note
from rapporteur.kernel.refusals import Refused

HYPHEN = "\ufffe"  # what PDFium makes of a hyphen at the end of a line, and of that end


def read(data: bytes) -> Reading:
    """Read a PDF; raise Unreadable with the reason where it is none, locked, damaged or pictures."""
    try:
        contents = opening.contents(data)
    except Refused as refused:
        raise Unreadable(str(refused)) from None
    if contents.form != Form.PDF:
        raise Unreadable(_("This is no PDF."))
    if not any(contents.texts):
        raise Unreadable(_("The PDF has no text, only pictures of it."))
    reading = text.read("\n\f".join(contents.texts).replace(HYPHEN, "-\n").encode())
    whys = {
        Note.CUT: _("The text is cut: what is beyond the limit is left out."),
        Note.PICTURES: _("The file holds pictures; they are left out."),
    }
    told = tuple(Doubt(Place(0), "", why) for note, why in whys.items() if note in contents.notes)
    return Reading(reading.document, (*told, *reading.doubts))
