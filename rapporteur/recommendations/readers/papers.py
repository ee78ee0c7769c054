"""Recommendations in a document of a treaty body or of a mandate, read from its tree.

Of concluding observations each numbered paragraph in which the Committee recommends is one, with its
letters. Of any other report a person chooses the paragraphs: no word tells surely which of them
recommend (ADR 0170).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from rapporteur.communications.register.findings import Finding
from rapporteur.documents import forms, tree
from rapporteur.documents.readers.docx_package import Package
from rapporteur.documents.refusals import Unreadable
from rapporteur.kernel.refusals import Refused
from rapporteur.recommendations.readers.given import Kind, Rows
from rapporteur.recommendations.readers.reports import lines_of_word
from rapporteur.recommendations.readers.states import States
from rapporteur.recommendations.readers.tables import Maker

OBSERVATIONS = "concluding observations"
RECOMMENDS = re.compile(
    r"\bCommittee\b.*\b(?:recommends?|urges?|calls? upon|encourages?|requests?|invites?|reiterates"
    r"(?: its)?(?: previous| earlier)? recommendations?)\b",
    re.IGNORECASE | re.DOTALL,
)
SYMBOL = re.compile(r"\b(?:A|E|CAT|CCPR|CED|CEDAW|CERD|CMW|CRC|CRPD)/[A-Z][\w./-]*\d")
RANGE = re.compile(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?")
CODE = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True)
class Chosen:
    """What a person says of a document; what stays empty is read from it."""

    paragraphs: str = ""  # 76-90, 95
    mechanism: str = ""
    body: str = ""
    symbol: str = ""
    state: str = ""  # code


def numbers_of(written: str) -> list[str]:
    """Return the numbers of "76-90, 95". Raises Refused for what names no paragraphs."""
    found: dict[str, None] = {}
    for part in filter(None, (one.strip() for one in re.split(r"[,;\s]*[,;]\s*", written))):
        ends = RANGE.fullmatch(part)
        if not ends or int(ends[2] or ends[1]) < int(ends[1]):
            raise Refused(_("Write paragraphs as 76-90, 95."))
        numbers = range(int(ends[1]), int(ends[2] or ends[1]) + 1)
        found.update(dict.fromkeys(map(str, numbers)))
    return list(found)


def read(data: bytes, states: States, chosen: Chosen) -> Rows:
    """Yield the recommendations of a document of any form that has a reader. Raises Refused."""
    wanted = numbers_of(chosen.paragraphs)
    try:
        document = forms.read(data).document
        paragraphs = numbered(document)
        if not paragraphs and data.startswith(b"PK"):
            # Word without the styles of the United Nations: its numbers are typed, as in a text.
            lines = [text for _place, text in lines_of_word(Package(data))]
            document = forms.read("\n\n".join(lines).encode()).document
            paragraphs = numbered(document)
    except Unreadable as reason:
        raise Refused(str(reason)) from reason
    about = about_of(document, states, chosen)
    if not wanted:
        wanted = [number for number, one in paragraphs.items() if RECOMMENDS.search(text_of(one))]
    if not wanted:
        raise Refused(_("No paragraph in which a Committee recommends was found: choose some."))
    maker = Maker(Kind.PAPER, states)
    for number in wanted:
        paragraph = paragraphs.get(number)
        if paragraph is None:
            yield Finding(1, "paragraph", _("there is no paragraph %s in this document") % number)
            continue
        line = paragraph.place.line if paragraph.place else 1
        yield maker.made(line, {**about, "text": text_of(paragraph), "paragraph": number})


def numbered(document: tree.Document) -> dict[str, tree.Paragraph]:
    return {one.number: one for one in tree.paragraphs(document.body) if one.number}


def about_of(document: tree.Document, states: States, chosen: Chosen) -> dict[str, str]:
    """Return what is said of all paragraphs. Raises Refused without a symbol.

    Concluding observations are addressed to one State: without it they are refused too.
    """
    front, beginning = document.front, beginning_of(document)
    told = SYMBOL.search(beginning)
    symbol = chosen.symbol or front.symbol or (told[0] if told else "")
    if not symbol:
        raise Refused(_("This document tells no symbol: type it."))
    title = tree.plain(front.title) or beginning
    is_of_a_committee = OBSERVATIONS in title.casefold() or "/CO/" in symbol
    state = chosen.state or state_of(symbol, title, states)
    if is_of_a_committee and not state:
        raise Refused(_("These concluding observations tell no State: choose it."))
    return {
        "symbol": symbol,
        "body": chosen.body or (symbol.partition("/")[0] if is_of_a_committee else ""),
        "mechanism": chosen.mechanism or ("treaty_body" if is_of_a_committee else "other"),
        "states": state,
        "dated": front.day.isoformat() if front.day else "",
        "language": front.language,
    }


def beginning_of(document: tree.Document) -> str:
    """Return the lines before the first number: a Word file may style its front as plain text."""
    lines = []
    for block in tree.walk(document.body):
        if isinstance(block, tree.Paragraph):
            if block.number:
                break
            lines.append(tree.plain(block.runs))
        elif isinstance(block, tree.Section):
            lines.append(tree.plain(block.heading))
    return "\n".join(lines)


def state_of(symbol: str, title: str, states: States) -> str:
    """Return the State that a symbol names (CRC/C/OPSC/XEX/CO/1), or else the end of the title."""
    if "/CO/" in symbol:
        for part in symbol.split("/"):
            if CODE.fullmatch(part) and states.find(part) == part:
                return part
    line = next((one for one in title.splitlines() if OBSERVATIONS in one.casefold()), title)
    return states.find(re.split(r"[:–]|\breports? of\b", line)[-1].strip(" *."))


def text_of(paragraph: tree.Paragraph) -> str:
    """Return the words of a paragraph with its letters."""
    parts = [tree.plain(paragraph.runs), *points_of(paragraph.points), tree.plain(paragraph.after)]
    return " ".join(part for part in parts if part.strip())


def points_of(points: tuple[tree.Point, ...]) -> Iterator[str]:
    for point in points:
        yield f"{point.number} {tree.plain(point.runs)}".strip()
        yield from points_of(point.points)
