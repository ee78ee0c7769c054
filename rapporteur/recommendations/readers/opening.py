"""Opens a file with the reader that its content asks for; its name is not asked."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from rapporteur.documents.readers.docx_package import Package
from rapporteur.documents.readers.text_bytes import lines_of
from rapporteur.documents.refusals import Unreadable
from rapporteur.kernel.refusals import Refused
from rapporteur.recommendations.readers import (
    columns,
    lists,
    papers,
    reports,
    tables,
    uhri,
    workbooks,
)
from rapporteur.recommendations.readers.given import Rows
from rapporteur.recommendations.readers.papers import Chosen
from rapporteur.recommendations.readers.states import States

BEGINNING = 4096  # bytes
FRONT = 40  # paragraphs of a Word file
WHOLE = 120_000_000  # bytes of a workbook, a Word file or a report
TITLE = "universal periodic review"
WORKBOOK = b"xl/workbook.xml"
OLD_OFFICE, PDF, ZIP = b"\xd0\xcf\x11\xe0", b"%PDF", b"PK"


@contextmanager
def opened(path: Path, states: States, chosen: Chosen | None = None) -> Iterator[Rows]:
    """Give the rows of a file while it is open. Raises Refused where it cannot be read as any."""
    try:
        with path.open("rb") as file:
            yield rows_of(file, states, chosen)
    except OSError as error:
        raise Refused(f"{path.name}: {error.strerror}") from error


def rows_of(file: IO[bytes], states: States, chosen: Chosen | None = None) -> Rows:
    """Yield the rows of a file that stays open meanwhile, or what is `chosen` of a document.

    Raises Refused, first or on the way.
    """
    beginning = file.read(BEGINNING)
    file.seek(0)
    try:
        if chosen or (is_prose(beginning) and are_observations(beginning)):
            yield from papers.read(all_of(file), states, chosen or Chosen())
        elif beginning.startswith(ZIP):
            data = all_of(file)
            yield from workbooks.read(data, states) if WORKBOOK in data else of_word(data, states)
        elif beginning.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"[", b"{"):
            yield from uhri.read(file, states)
        elif is_report(beginning):
            yield from of_text(all_of(file), states)
        else:
            refuse_others(beginning)
            with io.TextIOWrapper(file, encoding="utf-8-sig", newline="") as text:
                yield from tables.of_csv(text, states)
    except UnicodeDecodeError as error:
        raise Refused(_("This is not UTF-8 text. Save the file as “CSV UTF-8”.")) from error


def all_of(file: IO[bytes]) -> bytes:
    """Return a file that is read in one piece. Raises Refused for one larger than any such is."""
    data = file.read(WHOLE + 1)
    if len(data) > WHOLE:
        raise Refused(_("This file is too large. Save it as CSV."))
    return data


def refuse_others(beginning: bytes) -> None:
    if not beginning.strip():
        raise Refused(_("This file is empty."))
    if beginning.startswith(PDF):
        raise Refused(_("This is a PDF. Take the Word file of the document, or its text."))
    if beginning.startswith(OLD_OFFICE) or b"\0" in beginning:
        raise Refused(_("This is a file of an old kind, or no text at all."))


def is_report(beginning: bytes) -> bool:
    """Tell the text of a report of a Working Group by its first page."""
    words = beginning.decode("latin-1").replace("\r", " ").replace("\n", " ").lower()
    return TITLE in " ".join(words.split()) and "working group" in words


def is_prose(beginning: bytes) -> bool:
    """Tell text from JSON, from a ZIP, and from a table by its first line."""
    first = beginning.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0]
    is_other = beginning.startswith((ZIP, PDF, OLD_OFFICE)) or first[:1] in (b"[", b"{", b"<")
    heads = [first.decode("latin-1").split(sign) for sign in ",;\t"]
    return not is_other and not any(map(columns.kind_of, heads))


def are_observations(beginning: bytes) -> bool:
    """Tell concluding observations of a Committee by their first page."""
    words = " ".join(beginning.decode("latin-1").lower().split())
    return papers.OBSERVATIONS in words and "committee" in words and TITLE not in words


class OfTheUnitedNations(Package):
    """A Word file whose template may lie where its author left it; nobody goes there."""

    may_point_outside = ("hyperlink", "attachedTemplate")


def of_word(data: bytes, states: States) -> Rows:
    try:
        package = OfTheUnitedNations(data)
        if lists.is_list(package):
            return lists.read(package, states)
        lines = list(reports.lines_of_word(package))
        front = " ".join(text for _place, text in lines[:FRONT])
        if are_observations(front.encode()):
            return papers.read(data, states, Chosen())
        return reports.read(lines, states)
    except Unreadable as reason:
        raise Refused(str(reason)) from reason


def of_text(data: bytes, states: States) -> Rows:
    try:
        lines, _of_the_mac = lines_of(data)
    except Unreadable as reason:
        raise Refused(str(reason)) from reason
    return reports.read(enumerate(lines, start=1), states)
