"""A published letter as a document and as files: what stands in them, and what cannot."""

import zipfile
from io import BytesIO

import pytest
from django.utils import translation
from lxml import etree
from pypdfium2 import PdfDocument

from rapporteur.documents.readers import akn, docx
from rapporteur.documents.tree import paragraphs, plain, sections
from rapporteur.documents.writers import pdf
from rapporteur.doors.documents import FORMS, handed_out
from rapporteur.publication import letter_documents
from rapporteur.publication.letter_documents import by_paragraphs, published
from tests.documents.made import akoma_ntoso
from tests.factories.publication import WORDS, make_example, make_published

pytestmark = pytest.mark.django_db


def text_of(data):
    """Return all words of a PDF, as whoever searches in it finds them."""
    return "".join(page.get_textpage().get_text_bounded() for page in PdfDocument(data))


def texts(document):
    return [plain(one.runs) for one in paragraphs(document.body)]


def test_a_letter_is_written_whole_with_its_law_and_its_replies():
    letter = make_example()

    document = published(letter)

    told = texts(document)
    assert told[0].startswith("Exercise: this letter is made up.")
    assert "Special Rapporteur of the exercise" in told
    assert [plain(one.heading) for one in sections(document.body)] == [
        "Opening", "Facts, as reported", "Questions",
    ]  # fmt: skip
    assert [one.number for one in paragraphs(document.body) if one.number] == ["1"]
    law, *replies = document.annexes
    assert [plain(one.heading) for one in sections(law.blocks)] == [
        "Law that binds", "Standards that do not bind by themselves",
    ]  # fmt: skip
    assert len(replies) == letter.replies.count() == 2
    assert document.front.day == letter.sent_on


def test_a_letter_that_cites_nothing_and_has_no_reply_has_no_annex_and_says_as_of_when():
    document = published(make_published())

    assert document.annexes == ()
    assert any("No reply received as of" in told for told in texts(document))


def test_what_is_ours_is_in_the_language_of_the_letter_whoever_asks():
    letter = make_published(language="fr")
    with translation.override("ar"):
        document = published(letter)
        assert translation.get_language() == "ar"

    assert "retiré" in " ".join(texts(document)).casefold()
    assert document.front.language == "fr"


def test_an_official_address_stands_in_the_file():
    letter = make_published(official_address="https://example.org/letter", why_no_address="")
    assert any("https://example.org/letter" in told for told in texts(published(letter)))


def test_a_text_is_parted_where_a_line_was_left_empty():
    pieces = [{"text": "One.\n\nTwo of "}, {"removed": "child"}, {"text": ".\nStill two.\n \n"}]
    assert [plain(one.runs) for one in by_paragraphs(pieces)] == [
        "One.", "Two of [removed to protect a child].\nStill two.",
    ]  # fmt: skip


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_each_form_is_the_same_for_the_same_letter(form):
    letter = make_example()
    assert form.write(published(letter)) == form.write(published(letter))


def test_both_forms_are_read_back_as_they_were_written():
    document = published(make_example())

    for reader, form in ((akn, FORMS["xml"]), (docx, FORMS["docx"])):
        back = reader.read(form.write(document)).document
        assert texts(back) == texts(document)
        assert [plain(one.title) for one in back.annexes] == [
            plain(one.title) for one in document.annexes
        ]


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_nothing_of_a_letter_is_taken_for_markup(form):
    bad = "</p><script>alert(1)</script> & ]]> \x0b {subject} [child 1]"
    words = {**WORDS, "subject": [{"text": bad}], "addressee": bad}

    data = form.write(published(make_published(words=words)))

    if form.ending == "pdf":
        assert "script>alert(1)" in text_of(data)
        return
    parts = [data]
    if form.ending == "docx":
        with zipfile.ZipFile(BytesIO(data)) as file:
            parts = [file.read(name) for name in file.namelist() if name.endswith(".xml")]
    for part in parts:
        assert not etree.fromstring(part).xpath("//*[local-name()='script']")


@pytest.mark.requirement("K1")
def test_a_letter_in_xml_is_valid_by_the_schema_of_akoma_ntoso():
    for letter in (make_example(), make_published(language="es")):
        schema = akoma_ntoso()
        written = etree.fromstring(FORMS["xml"].write(published(letter)))
        assert schema.validate(written), schema.error_log


def test_a_line_of_the_law_without_a_subject_stands_alone():
    line = {"citation": "X 1, rule 2", "title": "Rules of the exercise"}
    assert plain(letter_documents.cited(line).runs) == "X 1, rule 2 (Rules of the exercise)"


def test_a_pdf_says_what_the_letter_says_and_what_it_is():
    letter = make_example()
    data = FORMS["pdf"].write(published(letter))
    words = " ".join(text_of(data).split())
    assert "Exercise: this letter is made up." in words
    assert "A family was promised work for [removed to protect a child]" in words
    assert PdfDocument(data).get_metadata_value("Title").startswith("Allegation letter")


def test_a_file_that_cannot_be_made_is_answered_with_the_reason(monkeypatch):
    monkeypatch.setattr(pdf, "MOST_BYTES", 10)
    answer = handed_out(published(make_example()), FORMS["pdf"], "letter")
    assert answer.status_code == 422
    assert "Content-Disposition" not in answer
    assert answer.content
