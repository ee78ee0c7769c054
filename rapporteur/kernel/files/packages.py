"""The package of a DOCX: which parts it has, before any of them is believed.

A part that unpacks to far more than it is, that could start something, or that fetches from
elsewhere makes the whole file unfit. Runs in the child process only.
"""

import io
import struct
import zipfile
import zlib
from pathlib import PurePosixPath

from rapporteur.kernel.files import limits, markup
from rapporteur.kernel.files.verdicts import Unfit, Verdict

TYPES = "[Content_Types].xml"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
DESCRIPTOR = 24  # bytes that may follow a part: its sizes once more
HEADER = 30  # bytes before the name of a part; its last four are two lengths
NAME_LENGTH = 26
EXTRA = 2_000  # bytes; Word leaves room of about 500 in the first part
HYPERLINK = "/hyperlink"  # an address in the text; nothing ever follows it
STARTS = ("macro", "vba")  # in the type of a part that holds a program
HELD = ("/embeddings/", "/activex/", "/afchunk", "/altchunk")
HELD_TYPES = ("oleobject", "package", "control", "afchunk", "activex", "subdocument", "frame")


class Package:
    """A DOCX whose parts may be read. Raises Unfit."""

    unpacked = limits.UNPACKED  # bytes of all parts together

    def __init__(self, data: bytes) -> None:
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            raise Unfit(Verdict.DAMAGED) from None
        self.parts = self.zip.infolist()
        self.names = [part.filename for part in self.parts]
        check_sizes(self.parts, self.unpacked)
        check_names(self.names)
        check_gaps(self.parts, data, self.zip.start_dir)
        self.check_types()
        for name in self.names:
            if name.endswith(".rels"):
                self.check_relations(name)

    def read(self, name: str) -> bytes:
        """Return a part, unpacked up to the limit. Raises Unfit."""
        try:
            with self.zip.open(name) as part:
                found = part.read(limits.PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError):
            raise Unfit(Verdict.DAMAGED) from None
        if len(found) > limits.PART:
            raise Unfit(Verdict.SWOLLEN)
        return found

    def check_types(self) -> None:
        """The package must say of itself that it is a DOCX without a program in it."""
        said: set[str] = set()

        def start(_name: str, attributes: dict[str, str]) -> None:
            said.add(attributes.get("ContentType", ""))

        if TYPES not in self.names:
            raise Unfit(Verdict.UNKNOWN)
        markup.parse(self.read(TYPES), start=start)
        if any(word in one.lower() for one in said for word in STARTS):
            raise Unfit(Verdict.MACROS)
        if MAIN not in said or "word/document.xml" not in self.names:
            raise Unfit(Verdict.UNKNOWN)  # a table, slides, or another ZIP

    def check_relations(self, name: str) -> None:
        """No part may hold another document or fetch anything from elsewhere."""

        def start(_name: str, attributes: dict[str, str]) -> None:
            kind = attributes.get("Type", "")
            if attributes.get("TargetMode", "").lower() == "external":
                if not kind.endswith(HYPERLINK):
                    raise Unfit(Verdict.OUTSIDE)
            elif kind.rpartition("/")[2].lower() in HELD_TYPES:
                raise Unfit(Verdict.EMBEDDED)

        markup.parse(self.read(name), start=start)


def check_sizes(parts: list[zipfile.ZipInfo], most: int) -> None:
    if len(parts) > limits.ENTRIES or sum(one.file_size for one in parts) > most:
        raise Unfit(Verdict.SWOLLEN)
    for one in parts:
        if one.flag_bits & 0x1:
            raise Unfit(Verdict.PROTECTED)
        if one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unfit(Verdict.DAMAGED)
        packed = max(one.compress_size, 1)
        if one.file_size > limits.RATIO_FROM and one.file_size > packed * limits.RATIO:
            raise Unfit(Verdict.SWOLLEN)


def check_names(names: list[str]) -> None:
    if len({name.lower() for name in names}) != len(names):
        raise Unfit(Verdict.DAMAGED)  # two readers could see two different texts
    for name in names:
        if name.startswith("/") or "\\" in name or ".." in PurePosixPath(name).parts:
            raise Unfit(Verdict.DAMAGED)
        lowered = f"/{name.lower()}"
        if "vba" in PurePosixPath(lowered).name:
            raise Unfit(Verdict.MACROS)
        if any(place in lowered for place in HELD):
            raise Unfit(Verdict.EMBEDDED)


def check_gaps(parts: list[zipfile.ZipInfo], data: bytes, directory: int) -> None:
    """The parts fill the file: between them lies nothing that another reader would find."""
    at = 0
    for one in sorted(parts, key=lambda part: part.header_offset):
        if not 0 <= one.header_offset - at <= DESCRIPTOR:
            raise Unfit(Verdict.TWO_IN_ONE)
        header = data[one.header_offset : one.header_offset + HEADER]
        if len(header) < HEADER:
            raise Unfit(Verdict.DAMAGED)
        name, extra = struct.unpack("<HH", header[NAME_LENGTH:])
        if extra > EXTRA:
            raise Unfit(Verdict.TWO_IN_ONE)
        at = one.header_offset + HEADER + name + extra + one.compress_size
    if not 0 <= directory - at <= DESCRIPTOR:
        raise Unfit(Verdict.TWO_IN_ONE)
