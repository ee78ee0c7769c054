"""The readers of PDF and DOCX once more without their cage: what each says of a file by itself.

In the cage nothing can be written, the record of coverage neither. Most of this is the tests of
opening and pages again; the rest is what a reader says that a whole file cannot make it say.
"""

import io
import struct
import zipfile

import pypdfium2
import pytest

from rapporteur.kernel.files import docx as reader
from rapporteur.kernel.files import limits, packages
from rapporteur.kernel.files import pdf as pdfs
from rapporteur.kernel.files.verdicts import Note, Unfit, Verdict
from tests.kernel.files import documents
from tests.kernel.files.test_opening import *  # noqa: F403
from tests.kernel.files.test_pages import (  # noqa: F401
    test_a_docx_has_no_pages_to_draw,
    test_a_page_is_drawn_in_ink_and_paper_alone,
    test_a_page_of_any_size_is_drawn_no_larger_than_a3,
    test_a_page_that_is_not_there_is_refused,
)

pytestmark = pytest.mark.usefixtures("without_cage")
LINK = "/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http://e.invalid)>>>>]"


def verdict_of(act, *given):
    with pytest.raises(Unfit) as unfit:
        act(*given)
    return unfit.value.verdict


def test_a_trap_in_a_pdf_is_refused():
    """In its place: PDFium keeps its last fault, so one process tells only the first for certain."""
    locked = documents.pdf("a", *["a"] * limits.PAGES)
    assert verdict_of(pdfs.opened, locked) == Verdict.TOO_MANY_PAGES


class Leaflet:
    """A PDF as far as the reader asks: so many pages, each of which cannot be read."""

    def __init__(self, pages):
        self.pages = pages

    def __len__(self):
        return self.pages

    def __getitem__(self, _number):
        raise pypdfium2.PdfiumError("a page that is broken")


@pytest.mark.parametrize(
    ("revision", "attached", "pages", "verdict"),
    [(3, 0, 1, "PROTECTED"), (-1, 1, 1, "EMBEDDED"), (-1, 0, 0, "DAMAGED")],
)
def test_what_the_library_says_of_a_pdf_is_believed(
    monkeypatch, revision, attached, pages, verdict
):
    monkeypatch.setattr(pypdfium2, "PdfDocument", lambda _data: Leaflet(pages))
    monkeypatch.setattr(pdfs.raw, "FPDF_GetSecurityHandlerRevision", lambda _found: revision)
    monkeypatch.setattr(pdfs.raw, "FPDFDoc_GetAttachmentCount", lambda _found: attached)
    assert verdict_of(pdfs.opened, b"") == Verdict[verdict]


def test_a_page_that_breaks_while_it_is_read_or_drawn_is_damage(monkeypatch):
    monkeypatch.setattr(pdfs, "opened", lambda _data: Leaflet(1))
    monkeypatch.setattr(pdfs.raw, "FPDFDoc_GetJavaScriptActionCount", lambda _found: 0)
    assert verdict_of(pdfs.read, b"") == Verdict.DAMAGED
    assert verdict_of(pdfs.draw, b"", 0) == Verdict.DAMAGED


def test_a_link_to_an_address_starts_nothing():
    assert Note.SCRIPTS not in pdfs.read(documents.pdf("a", page_more=LINK)).notes


def test_marks_of_word_and_of_others_are_told_apart():
    inner = '<w:p><w:r><w:tab/><w:t>a</w:t><x:y xmlns:x="urn:x">b</x:y></w:r></w:p>'
    assert reader.read(documents.docx(inner=inner)).texts == ["a"]


def test_an_empty_docx_says_that_it_has_no_text():
    assert reader.read(documents.docx()).notes == [Note.NO_TEXT]


def test_a_part_beyond_the_limit_is_swollen(monkeypatch):
    package = packages.Package(documents.docx("a"))
    monkeypatch.setattr(limits, "PART", 10)
    assert verdict_of(package.read, "word/document.xml") == Verdict.SWOLLEN


def test_a_part_that_is_not_there_is_damage():
    assert verdict_of(packages.Package(documents.docx("a")).read, "absent") == Verdict.DAMAGED


def test_what_is_no_zip_is_damage():
    assert verdict_of(packages.Package, b"no zip at all") == Verdict.DAMAGED


def test_a_packing_that_word_does_not_use_is_damage():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_BZIP2) as package:
        package.writestr("word/document.xml", "a")
    assert verdict_of(packages.Package, made.getvalue()) == Verdict.DAMAGED


def at(offset):
    found = zipfile.ZipInfo("a")
    found.header_offset = offset
    return found


@pytest.mark.parametrize(
    ("parts", "data", "directory", "verdict"),
    [
        ([at(0)], b"short", 0, Verdict.DAMAGED),
        (
            [at(0)],
            bytes(packages.HEADER - 4) + struct.pack("<HH", 0, 60_000),
            0,
            Verdict.TWO_IN_ONE,
        ),
        ([], b"", 10**6, Verdict.TWO_IN_ONE),
        ([at(10**6)], b"", 0, Verdict.TWO_IN_ONE),
    ],
)
def test_what_lies_between_the_parts_is_measured(parts, data, directory, verdict):
    assert verdict_of(packages.check_gaps, parts, data, directory) == verdict
