"""The parts of a DOCX file, opened with limits of our own. Nothing in it is believed or followed.

How much memory a file can take is bounded before anything of it is unpacked: members are counted in
the bytes as they came, sizes are taken from the directory (and `zipfile` gives out no more than
those), and XML is parsed only if it has few enough tags for the tree that they make.
"""

import io
import posixpath
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _
from lxml import etree

from rapporteur.documents.readers.strict_xml import root_of
from rapporteur.documents.refusals import Unreadable
from rapporteur.documents.word import LINKS, Element

MOST_BYTES = 50_000_000  # of the file as it came
MOST_MEMBERS = 2_000
MOST_UNPACKED = 100_000_000  # bytes, of all members together
MOST_RATIO = 150  # Word's own XML packs 20 to 60 times
SMALL = 1_000_000  # bytes; a member under this may pack as well as it likes
MOST_TAGS = 800_000  # "<" in one part: with the file made of it this stays under 300 MB
MEMBER = b"PK\x01\x02"  # how each entry of a ZIP directory begins
PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
ENCRYPTED = 0x1
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
XML_ENDINGS = (".xml", ".rels")


class Package:
    """The parts of one file by their names; relationships are followed inside it only."""

    may_point_outside: tuple[str, ...] = (
        "hyperlink",
    )  # kinds of relationships; none is ever followed

    def __init__(self, data: bytes) -> None:
        self._zip = _opened(data)
        self.names = {info.filename for info in self._zip.infolist()}
        self._check_names()
        for part in sorted(self.names):
            if part.lower().endswith(XML_ENDINGS):
                _refuse_declarations(self._bytes(part))
            if part.lower().endswith(".rels"):
                self._refuse_outside(part)
        self.main = self.related("", "officeDocument")
        self._check_type()

    def xml(self, part: str) -> Element:
        """Return the root of a part; raise Unreadable where it is not there or no XML."""
        if part not in self.names:
            raise Unreadable(_("The file is damaged: a part of it is missing."))
        return parsed(self._bytes(part))

    def related(self, part: str, kind: str) -> str:
        """Return the name of the first part of a kind ("footnotes") that a part has, or ""."""
        return next(self.all_related(part, kind), "")

    def all_related(self, part: str, kind: str) -> Iterator[str]:
        for link in self._links(part):
            if link.get("Type") == f"{LINKS}/{kind}" and link.get("TargetMode") != "External":
                folder = posixpath.dirname(part)
                target = posixpath.normpath(posixpath.join("/", folder, link.get("Target", "")))
                yield target.lstrip("/")

    def hrefs(self, part: str) -> dict[str, str]:
        """Return the addresses that links of a part lead to, by the ids of its relationships."""
        return {
            link.get("Id", ""): link.get("Target", "")
            for link in self._links(part)
            if link.get("TargetMode") == "External"
        }

    def _links(self, part: str) -> list[Element]:
        folder, base = posixpath.split(part)
        links = posixpath.join(folder, "_rels", f"{base}.rels")
        if links not in self.names:
            return []
        return list(self.xml(links).iter(f"{RELATIONSHIPS}Relationship"))

    def _bytes(self, part: str) -> bytes:
        try:
            return utf8(self._zip.read(part))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise Unreadable(_("The file is damaged: a part of it cannot be unpacked.")) from error

    def _check_names(self) -> None:
        if "[Content_Types].xml" not in self.names:
            raise Unreadable(_("This is a ZIP file, but not a Word file (DOCX)."))
        if any("vbaproject" in part.lower() for part in self.names):
            raise Unreadable(_("The file holds macros. Save it as DOCX without macros."))

    def _refuse_outside(self, part: str) -> None:
        for link in self.xml(part).iter(f"{RELATIONSHIPS}Relationship"):
            kind = link.get("Type", "").rpartition("/")[2]
            if link.get("TargetMode") == "External" and kind not in self.may_point_outside:
                raise Unreadable(
                    _("The file points to something outside itself (%s). Only links may.")
                    % kind[:40]
                )

    def _check_type(self) -> None:
        types = {
            (override.get("PartName") or "").lstrip("/"): override.get("ContentType", "")
            for override in self.xml("[Content_Types].xml").iter(f"{TYPES}Override")
        }
        if any("macroenabled" in kind.lower() for kind in types.values()):
            raise Unreadable(_("The file holds macros. Save it as DOCX without macros."))
        if not self.main or types.get(self.main) != MAIN:
            raise Unreadable(_("This is a ZIP file, but not a Word file (DOCX)."))


def _opened(data: bytes) -> zipfile.ZipFile:
    """Open the ZIP once its members are counted and their sizes are known to be fair."""
    if data.startswith(b"%PDF"):
        raise Unreadable(_("This is a PDF, not a Word file (DOCX)."))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(_("This is a Word file of the old kind, or one with a password."))
    if not data.startswith(b"PK"):
        raise Unreadable(_("This is not a Word file (DOCX)."))
    if len(data) > MOST_BYTES:
        raise Unreadable(_("The file is too large."))
    if data.count(MEMBER) > MOST_MEMBERS:
        raise Unreadable(_("The file has too many parts."))
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable(_("The file is damaged: it is not a whole ZIP file.")) from error
    _check_members(opened.infolist())
    return opened


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        raise Unreadable(_("The file unpacks to more than it may."))
    for member in members:
        if member.file_size > max(SMALL, MOST_RATIO * member.compress_size):
            raise Unreadable(_("A part of the file unpacks to far more than it should."))
        if member.flag_bits & ENCRYPTED:
            raise Unreadable(_("The file is locked with a password."))
        if member.compress_type not in PACKINGS:
            raise Unreadable(_("The file is packed in a way that Word does not use."))
    if max(Counter(member.filename for member in members).values(), default=0) > 1:
        raise Unreadable(_("The file is damaged: it holds two parts of one name."))


def utf8(content: bytes) -> bytes:
    """Return XML as UTF-8, the one coding in which it is then looked at and parsed."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16").encode()
    return content.removeprefix(b"\xef\xbb\xbf")


def _refuse_declarations(content: bytes) -> None:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Unreadable(_("The file declares entities of its own, which no Word file needs."))


def parsed(content: bytes) -> Element:
    """Parse XML of few enough tags, as UTF-8 whatever it says of itself; raise Unreadable."""
    if content.count(b"<") > MOST_TAGS:
        raise Unreadable(_("A part of the file is too long to be read."))
    try:
        return root_of(content, encoding="utf-8")
    except etree.XMLSyntaxError as error:
        raise Unreadable(_("The file is damaged: a part of it is not XML.")) from error
