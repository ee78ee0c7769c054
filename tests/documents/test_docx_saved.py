"""What LibreOffice makes of our Word files when it saves them, written by hand (test_office.py)."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date

import pytest

from rapporteur.documents.readers.docx import read
from rapporteur.documents.tree import Call, Document, Front, Note, Paragraph, Words
from rapporteur.documents.writers.docx import write

CODE = re.compile(rb"<w:tag [^>]*/>")
STYLE = (
    b'<w:style w:type="character" w:styleId="FootnoteCharacters">'
    b'<w:name w:val="Footnote Characters"/></w:style></w:styles>'
)


def altered(data: bytes, **parts: Callable[[bytes], bytes]) -> bytes:
    """Return a file in which parts of Word are others."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for one in old.namelist():
            name = one.removeprefix("word/").removesuffix(".xml")
            new.writestr(one, parts.get(name, bytes)(old.read(one)))
    return made.getvalue()


def uncoded(content: bytes) -> bytes:
    return CODE.sub(b"", content)


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_a_masthead_without_its_codes_is_read_from_its_words(language: str) -> None:
    front = Front(language=language, original="fr", day=date(2008, 7, 31), symbol="A/HRC/9/21")
    assert read(altered(write(Document(front)), document=uncoded)).document.front == front


@pytest.mark.parametrize("words", [b"Juli 31, 2008", b"June 31, 2008", b"31 2008 2008 99"])
def test_a_day_that_is_not_understood_is_told(words: bytes) -> None:
    data = write(Document(Front(language="en", day=date(2008, 7, 31))))
    found = read(altered(data, document=lambda old: uncoded(old).replace(b"July 31, 2008", words)))
    assert found.document.front.day is None
    assert [doubt.words for doubt in found.doubts] == [words.decode()]
    assert "masthead" in found.doubts[0].why


def test_the_mark_that_a_note_repeats_is_no_text() -> None:
    document = Document(
        Front(language="en"),
        body=(Paragraph("", (Words("Called"), Call("*"))),),
        notes=(Note("*", ((Words("Said."),),)),),
    )
    found = read(
        altered(
            write(document),
            footnotes=lambda old: old.replace(b'"FootnoteReference"', b'"FootnoteCharacters"'),
            styles=lambda old: old.replace(b"</w:styles>", STYLE),
        )
    )
    assert found.document.notes[0].paragraphs == ((Words("Said."),),)
