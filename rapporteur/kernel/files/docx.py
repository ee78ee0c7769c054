"""The text of a DOCX, paragraph by paragraph. Pictures are never looked at. Child process only."""

import re

from rapporteur.kernel.files import markup
from rapporteur.kernel.files.contents import Contents
from rapporteur.kernel.files.packages import Package
from rapporteur.kernel.files.verdicts import Form, Note

WORDS = ("http://schemas.openxmlformats.org/wordprocessingml/2006/main ",)
STRICT = ("http://purl.oclc.org/ooxml/wordprocessingml/main ",)
SPACES = WORDS + STRICT
# In the order in which they are read: what stands above, the text, what stands below.
PLACES = (
    re.compile(r"word/header\d*\.xml"),
    re.compile(r"word/document\.xml"),
    re.compile(r"word/(footnotes|endnotes|footer\d*)\.xml"),
)
MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
PICTURES = ("drawing", "pict", "object")


class Paragraphs:
    """Takes the text out of one part."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.written: list[str] = []
        self.in_text = False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        space, _gap, word = name.rpartition(" ")
        if f"{space} " not in SPACES:
            return
        if word == "t":
            self.in_text = True
        elif word in MARKS:
            self.written.append(MARKS[word])
        elif word in PICTURES:
            self.contents.note(Note.PICTURES)
        elif word == "delText":
            self.contents.note(Note.DELETED)

    def text(self, written: str) -> None:
        if self.in_text:
            self.written.append(written)

    def end(self, name: str) -> None:
        space, _gap, word = name.rpartition(" ")
        if f"{space} " not in SPACES:
            return
        if word == "t":
            self.in_text = False
        elif word == "p":
            self.close()

    def close(self) -> None:
        found, self.written = "".join(self.written), []
        if found.strip() and not self.contents.is_full:
            self.contents.add(found)


def read(data: bytes) -> Contents:
    """Return the text of a DOCX and what it holds besides. Raises Unfit."""
    package = Package(data)
    contents = Contents(Form.DOCX)
    if any(name.startswith("word/media/") for name in package.names):
        contents.note(Note.PICTURES)
    if "word/comments.xml" in package.names:
        contents.note(Note.COMMENTS)
    for place in PLACES:
        for name in sorted(filter(place.fullmatch, package.names)):
            paragraphs = Paragraphs(contents)
            markup.parse(
                package.read(name),
                start=paragraphs.start,
                end=paragraphs.end,
                text=paragraphs.text,
            )
    if not contents.texts:
        contents.note(Note.NO_TEXT)
    return contents
