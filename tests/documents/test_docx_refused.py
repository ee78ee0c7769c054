"""Word files that are refused, each with its reason, before they can take memory."""

import io
import tracemalloc
import zipfile

import pytest

from rapporteur.documents.readers import docx_package
from rapporteur.documents.readers.docx import read
from rapporteur.documents.refusals import Unreadable
from rapporteur.documents.tree import Document, Front, Paragraph, Words
from rapporteur.documents.word import WORD
from rapporteur.documents.writers.docx import write

PLAIN = write(Document(Front(), body=(Paragraph("1", (Words("Said."),)),)))
MAIN = "word/document.xml"
LINKS = "word/_rels/document.xml.rels"


def changed(part: str, content: bytes, *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a plain file in which one part is another, or is added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            if info.filename != part:
                new.writestr(info.filename, old.read(info))
        new.writestr(part, content, packing)
    return target.getvalue()


def of(part: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as file:
        return file.read(part)


def body(inner: str) -> bytes:
    return f'<w:document xmlns:w="{WORD}"><w:body>{inner}</w:body></w:document>'.encode()


def link(kind: str, target: str) -> bytes:
    said = (
        '<Relationship Id="rX" TargetMode="External" Type="http://schemas.openxmlformats.org/'
        f'officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'
    )
    return of(LINKS).replace(b"</Relationships>", said.encode())


def nested(depth: int) -> str:
    inner = "".join(["<w:tbl><w:tr><w:tc>"] * depth) + "<w:p/>"
    return inner + "".join(["</w:tc></w:tr></w:tbl>"] * depth)


DTD = b'<!DOCTYPE w [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>' + body("<w:p/>")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not a Word file"),
        (b"%PDF-1.7\n%...", "a PDF"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old kind"),
        (b"PK\x03\x04 and no more", "not a whole ZIP"),
        (PLAIN[:-300], "not a whole ZIP"),
        (changed("[Content_Types].xml", b"<Types/>"), "not a Word file"),
        (changed("_rels/.rels", b"<Relationships/>"), "not a Word file"),
        (changed("word/vbaProject.bin", b"\0"), "macros"),
        (changed("word/VBAProject.BIN", b"\0"), "macros"),
        (
            changed(
                "[Content_Types].xml",
                of("[Content_Types].xml").replace(
                    b"vnd.openxmlformats-officedocument.wordprocessingml.document.main",
                    b"vnd.ms-word.document.macroEnabled.main",
                ),
            ),
            "macros",
        ),
        (changed(LINKS, link("image", "https://example.org/a.png")), r"outside itself \(image\)"),
        (changed(LINKS, link("attachedTemplate", "file:///a.dotm")), "attachedTemplate"),
        (changed(MAIN, DTD), "entities"),
        (changed(MAIN, DTD.decode().encode("utf-16")), "entities"),
        (changed("customXml/item9.xml", DTD), "entities"),
        (changed(MAIN, b"<w:document"), "not XML"),
        (changed(MAIN, b"<a>" * 300 + b"</a>" * 300), "not XML"),
        (changed(MAIN, body("<w:p/>" * 1_000_001)), "too long|far more"),
        (changed(MAIN, body(nested(3))), "inside a table inside a table"),
        (changed("word/x.xml", bytes(2_000_000)), "far more"),
        (changed("word/x.bin", b"\0", packing=zipfile.ZIP_LZMA), "packed in a way"),
        (changed(MAIN, b'<d xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'), "strict"),
    ],
)
def test_what_is_refused_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read(data)


def test_one_name_twice_is_refused() -> None:
    target = io.BytesIO(PLAIN)
    with zipfile.ZipFile(target, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr(MAIN, body("<w:p/>"))
    with pytest.raises(Unreadable, match="two parts"):
        read(target.getvalue())


def test_a_locked_part_is_refused() -> None:
    place = PLAIN.index(docx_package.MEMBER) + 8
    with pytest.raises(Unreadable, match="password"):
        read(PLAIN[:place] + b"\x01" + PLAIN[place + 1 :])


def test_a_part_that_does_not_unpack_is_refused() -> None:
    place = PLAIN.index(b"word/document.xml") + 60
    with pytest.raises(Unreadable, match="damaged"):
        read(PLAIN[:place] + b"\xff\xff\xff\xff" + PLAIN[place + 4 :])


def test_too_many_parts_are_refused_before_the_directory_is_read() -> None:
    data = b"PK" + docx_package.MEMBER * 3_000
    with pytest.raises(Unreadable, match="too many parts"):
        read(data)


def test_too_many_footnotes_are_refused() -> None:
    notes = "".join(f'<w:footnote w:id="{n}"><w:p/></w:footnote>' for n in range(5_010))
    data = changed(
        "word/footnotes.xml", f'<w:footnotes xmlns:w="{WORD}">{notes}</w:footnotes>'.encode()
    )
    with pytest.raises(Unreadable, match="footnotes"):
        read(data)


def test_a_bomb_takes_no_memory() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for number in range(11):
            file.writestr(f"{number}.xml", bytes(10_000_000))
    data = target.getvalue()
    tracemalloc.start()
    try:
        with pytest.raises(Unreadable, match="more than it may"):
            read(data)
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()


def test_a_size_that_lies_gives_out_no_more_than_it_says() -> None:
    data = changed("word/x.xml", bytes(9_000_000))
    place = data.rindex(b"word/x.xml") - 46 + 24  # its size in the directory
    lied = data[:place] + (10).to_bytes(4, "little") + data[place + 4 :]
    with pytest.raises(Unreadable, match="damaged"):
        read(lied)
