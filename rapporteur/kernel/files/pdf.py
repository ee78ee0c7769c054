"""The text of a PDF page by page, and one page drawn in ink and paper. Child process only.

PDFium (ADR 0090) is the build without scripts: what a PDF would start is never run, and it is
said that it is there.
"""

import ctypes

import pypdfium2
from pypdfium2 import raw

from rapporteur.kernel.files import limits, png
from rapporteur.kernel.files.contents import Contents
from rapporteur.kernel.files.verdicts import Form, Note, Unfit, Verdict

POINTS = 72  # an inch
NO_SECURITY = -1
STARTS = (raw.PDFACTION_LAUNCH, raw.PDFACTION_REMOTEGOTO, raw.PDFACTION_EMBEDDEDGOTO)


def opened(data: bytes) -> pypdfium2.PdfDocument:
    """Open a PDF that is neither locked nor a case for other files. Raises Unfit."""
    try:
        found = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        locked = getattr(fault, "err_code", None) == raw.FPDF_ERR_PASSWORD
        raise Unfit(Verdict.PROTECTED if locked else Verdict.DAMAGED) from None
    if raw.FPDF_GetSecurityHandlerRevision(found) != NO_SECURITY:
        raise Unfit(Verdict.PROTECTED)
    if raw.FPDFDoc_GetAttachmentCount(found) > 0:
        raise Unfit(Verdict.EMBEDDED)
    if not len(found):
        raise Unfit(Verdict.DAMAGED)
    if len(found) > limits.PAGES:
        raise Unfit(Verdict.TOO_MANY_PAGES)
    return found


def read(data: bytes) -> Contents:
    """Return the text of each page and what the file holds besides. Raises Unfit."""
    document = opened(data)
    contents = Contents(Form.PDF)
    if raw.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        contents.note(Note.SCRIPTS)
    try:
        for number in range(len(document)):
            page = document[number]
            contents.add("" if contents.is_full else page.get_textpage().get_text_range())
            if starts_something(document, page):
                contents.note(Note.SCRIPTS)
            if any(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
                contents.note(Note.PICTURES)
            page.close()
    except pypdfium2.PdfiumError:
        raise Unfit(Verdict.DAMAGED) from None
    if not any(contents.texts):
        contents.note(Note.NO_TEXT)
    return contents


def starts_something(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> bool:
    """Say whether a link of the page would start a program or open another file."""
    at, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, at, link):
        action = raw.FPDFLink_GetAction(link)
        if action and raw.FPDFAction_GetType(action) in STARTS:
            return True
    return False


def draw(data: bytes, number: int) -> bytes:
    """Return page `number`, counted from 0, as a PNG of one bit a dot at 150 dpi. Raises Unfit."""
    drawn = drawn_grey(opened(data), number, limits.DOTS_PER_INCH, limits.SIDE)
    return png.one_bit(bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride)


def drawn_grey(
    document: pypdfium2.PdfDocument, number: int, dots: int, side: int
) -> pypdfium2.PdfBitmap:
    """Draw a page with so many dots an inch and no more on a side, a byte a dot. Raises Unfit."""
    if not 0 <= number < len(document):
        raise Unfit(Verdict.NO_PAGE)
    try:
        page = document[number]
        scale = min(dots / POINTS, side / max(*page.get_size(), 1))
        return page.render(scale=scale, grayscale=True, may_draw_forms=False)
    except pypdfium2.PdfiumError:
        raise Unfit(Verdict.DAMAGED) from None
