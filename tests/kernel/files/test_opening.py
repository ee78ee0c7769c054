"""What is taken and what is refused: harmless files, and one trap for each reason."""

import io
import zipfile

import pytest

from rapporteur.kernel.files import limits, opening
from rapporteur.kernel.files.reasons import NOTES, REASONS
from rapporteur.kernel.files.verdicts import Form, Note, Verdict
from rapporteur.kernel.refusals import Refused
from tests.kernel.files.documents import (
    DOCX_TYPE,
    PDF_TYPE,
    PNG,
    W,
    body,
    docx,
    paragraph,
    pdf,
    relation,
    scan,
    stream,
)

pytestmark = pytest.mark.requirement("SG1")
NAMES = {PDF_TYPE: "reply.pdf", DOCX_TYPE: "reply.docx"}


def taken(data, declared=PDF_TYPE, name=""):
    return opening.take_in(name or NAMES.get(declared, "reply.pdf"), declared, data)


def refused(data, declared=PDF_TYPE, name=""):
    with pytest.raises(Refused) as refusal:
        taken(data, declared, name)
    return next(verdict for verdict, reason in REASONS.items() if reason is refusal.value.args[0])


def test_every_verdict_and_every_note_has_its_sentence():
    assert (set(REASONS), set(NOTES)) == (set(Verdict), set(Note))


# What is taken


def test_the_text_of_a_pdf_is_shown_page_by_page():
    found = taken(pdf("First page", "Second page"))

    assert (found.form, found.texts) == (Form.PDF, ["First page", "Second page"])
    assert found.notes == []


def test_the_text_of_a_docx_is_shown_paragraph_by_paragraph():
    found = taken(docx("رد الحكومة", "Réponse", "a &lt;b&gt; c"), DOCX_TYPE)

    assert (found.form, found.texts) == (Form.DOCX, ["رد الحكومة", "Réponse", "a <b> c"])


def test_what_stands_above_and_below_is_shown_too():
    parts = {
        f"word/{name}.xml": body(paragraph(name))
        for name in ("footer1", "footnotes", "header1", "comments")
    }
    found = taken(docx("text", parts=parts), DOCX_TYPE)

    assert found.texts == ["header1", "text", "footer1", "footnotes"]
    assert found.notes == [Note.COMMENTS]


def test_pictures_of_a_docx_are_dropped_and_it_is_said():
    inner = f'<w:p xmlns:w="{W}"><w:r><w:drawing/></w:r></w:p>'
    found = taken(docx("text", inner=inner, parts={"word/media/image1.png": PNG}), DOCX_TYPE)

    assert (found.texts, found.notes) == (["text"], [Note.PICTURES])


def test_deleted_words_are_left_out_and_it_is_said():
    inner = "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
    found = taken(docx("kept", inner=inner), DOCX_TYPE)

    assert (found.texts, found.notes) == (["kept"], [Note.DELETED])


def test_an_address_in_a_docx_is_text_and_no_more():
    link = relation("hyperlink", "mailto:mission@exercise.invalid", "External")

    assert taken(docx("write to us", relations=link), DOCX_TYPE).texts == ["write to us"]


def test_a_script_in_a_pdf_is_never_run_and_it_is_said():
    script = "<</S/JavaScript/JS(app.alert(1))>>"
    catalog = f"/OpenAction{script}/Names<</JavaScript<</Names[(a){script}]>>>>"
    found = taken(pdf("text", catalog=catalog))

    assert (found.texts, found.notes) == (["text"], [Note.SCRIPTS])


def test_a_link_that_would_start_a_program_is_never_followed_and_it_is_said():
    link = "/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 99 99]/A<</S/Launch/F(calc.exe)>>>>]"
    found = taken(pdf("text", page_more=link))

    assert (found.texts, found.notes) == (["text"], [Note.SCRIPTS])


def test_a_scan_has_no_text_and_it_is_said():
    found = taken(scan())

    assert found.texts == [""]
    assert found.notes == [Note.PICTURES, Note.NO_TEXT]


def test_text_without_end_is_cut_and_it_is_said():
    long = "word " * (limits.CHARACTERS // 5 + 10)
    found = taken(docx(long, "more", store=True), DOCX_TYPE)

    assert sum(map(len, found.texts)) <= limits.CHARACTERS
    assert Note.CUT in found.notes


def test_marks_that_turn_the_direction_of_writing_are_left_out():
    assert taken(docx("a\u202eb\u2066c"), DOCX_TYPE).texts == ["abc"]


@pytest.mark.parametrize("declared", ["", "application/octet-stream", "application/PDF; a=b"])
def test_a_browser_that_knows_no_better_does_not_disagree(declared):
    assert taken(pdf("text"), declared, "A REPLY.PDF").texts == ["text"]


def test_what_was_taken_is_shown_again_without_its_name():
    assert opening.contents(pdf("text")).texts == ["text"]
    with pytest.raises(Refused, match="neither"):
        opening.contents(PNG)


# What is refused


def test_a_picture_that_is_called_pdf_is_refused():
    assert refused(PNG) == Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("data", "declared", "name", "verdict"),
    [
        (b"", PDF_TYPE, "a.pdf", Verdict.EMPTY),
        (b"%PDF-1.7" + bytes(limits.BYTES), PDF_TYPE, "a.pdf", Verdict.TOO_LARGE),
        (b"<html>", PDF_TYPE, "a.pdf", Verdict.UNKNOWN),
        (b"\x7fELF", PDF_TYPE, "a.pdf", Verdict.UNKNOWN),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), DOCX_TYPE, "a.docx", Verdict.OLD_WORD),
        (pdf("a"), DOCX_TYPE, "a.docx", Verdict.DISAGREES),
        (pdf("a"), DOCX_TYPE, "a.pdf", Verdict.DISAGREES),
        (pdf("a"), "image/png", "a.pdf", Verdict.DISAGREES),
        (pdf("a"), PDF_TYPE, "a.pdf.exe", Verdict.DISAGREES),
        (pdf("a"), PDF_TYPE, "", Verdict.DISAGREES),
        (docx("a"), PDF_TYPE, "a.pdf", Verdict.DISAGREES),
        (b"junk" + pdf("a"), PDF_TYPE, "a.pdf", Verdict.UNKNOWN),
        (pdf("a")[:-200], PDF_TYPE, "a.pdf", Verdict.DAMAGED),
        (b"%PDF-1.7\n%%EOF\n", PDF_TYPE, "a.pdf", Verdict.DAMAGED),
        (pdf("a") + b"MZ" * 50, PDF_TYPE, "a.pdf", Verdict.TWO_IN_ONE),
        (pdf("a") + docx("b"), PDF_TYPE, "a.pdf", Verdict.TWO_IN_ONE),
        (docx("a")[:-30], DOCX_TYPE, "a.docx", Verdict.DAMAGED),
        (docx("a") + b"more", DOCX_TYPE, "a.docx", Verdict.TWO_IN_ONE),
        (docx("a") + pdf("b"), DOCX_TYPE, "a.docx", Verdict.TWO_IN_ONE),
    ],
)
def test_what_is_not_what_it_says_is_refused(data, declared, name, verdict):
    with pytest.raises(Refused) as refusal:
        opening.take_in(name, declared, data)

    assert refusal.value.args[0] is REASONS[verdict]


def part(name, text="x", **more):
    return docx("a", parts={name: text}, **more)


BOMB = b"0" * 20_000_000
ENTITIES = f'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>{body(paragraph("&b;"))}'
OUTSIDE = f'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>{body(paragraph("&a;"))}'
VBA = '<Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.vbaProject"/>'


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        (part("word/media/bomb.bin", BOMB), Verdict.SWOLLEN),
        (docx(parts={f"word/{n}": "" for n in range(limits.ENTRIES)}), Verdict.SWOLLEN),
        (part("word/document.xml", body("<w:p>" * 300 + "</w:p>" * 300)), Verdict.TOO_DEEP),
        (part("word/document.xml", ENTITIES), Verdict.DAMAGED),
        (part("word/document.xml", OUTSIDE), Verdict.DAMAGED),
        (part("word/document.xml", "<broken"), Verdict.DAMAGED),
        (part("word/vbaProject.bin"), Verdict.MACROS),
        (docx("a", types=VBA), Verdict.MACROS),
        (part("word/embeddings/oleObject1.bin"), Verdict.EMBEDDED),
        (part("word/activeX/activeX1.xml"), Verdict.EMBEDDED),
        (docx("a", relations=relation("oleObject", "x.bin")), Verdict.EMBEDDED),
        (docx("a", relations=relation("aFChunk", "x.html")), Verdict.EMBEDDED),
        (
            docx("a", relations=relation("attachedTemplate", "http://e.invalid/t", "External")),
            Verdict.OUTSIDE,
        ),
        (
            docx("a", relations=relation("image", "http://e.invalid/i.png", "External")),
            Verdict.OUTSIDE,
        ),
        (part("../escape.xml"), Verdict.DAMAGED),
        (part("WORD/document.xml"), Verdict.DAMAGED),
        (part("[Content_Types].xml", "<Types/>"), Verdict.UNKNOWN),
    ],
)
def test_a_trap_in_a_docx_is_refused(data, verdict):
    assert refused(data, DOCX_TYPE) == verdict


def test_a_zip_that_is_no_docx_is_refused():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("picture.png", PNG)

    assert refused(made.getvalue(), DOCX_TYPE) == Verdict.UNKNOWN


def test_something_between_the_parts_of_a_docx_is_refused():
    whole = docx("a", store=True)
    at = whole.index(b"PK\x03\x04", 10)
    directory = whole.rindex(b"PK\x05\x06")
    moved = bytearray(whole[:at] + PNG + whole[at:])
    offset = directory + len(PNG) + 16
    start = int.from_bytes(moved[offset : offset + 4], "little") + len(PNG)
    moved[offset : offset + 4] = start.to_bytes(4, "little")

    assert refused(bytes(moved), DOCX_TYPE) in (Verdict.TWO_IN_ONE, Verdict.DAMAGED)


def test_a_docx_under_a_password_is_refused():
    data = bytearray(docx("a"))
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1

    assert refused(bytes(data), DOCX_TYPE) == Verdict.PROTECTED


LOCK = "<</Filter/Standard/V 1/R 2/O<{0}>/U<{0}>/P -4>>".format("00" * 32)


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        (
            pdf("a", objects=[LOCK], trailer="/Encrypt 6 0 R/ID[<00><00>]"),
            Verdict.PROTECTED,
        ),
        (
            pdf(
                "a",
                catalog="/Names<</EmbeddedFiles<</Names[(x)<</Type/Filespec/F(x)/EF<</F 6 0 R>>>>]"
                ">>>>",
                objects=[stream("inside", "/Type/EmbeddedFile")],
            ),
            Verdict.EMBEDDED,
        ),
        (pdf(*["a"] * (limits.PAGES + 1)), Verdict.TOO_MANY_PAGES),
        (pdf(), Verdict.DAMAGED),
    ],
)
def test_a_trap_in_a_pdf_is_refused(data, verdict):
    assert refused(data) == verdict
