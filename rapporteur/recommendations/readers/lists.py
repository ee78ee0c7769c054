"""OHCHR's thematic lists and matrices: one table of Word, a line for each recommendation.

The head of the page names State, cycle and session; the heading of a column says what stands in it.
A recommendation stands once under each of its themes; each line is a row, so that none is lost.
"""

import re

from django.utils.translation import gettext as _

from rapporteur.communications.register.findings import Finding
from rapporteur.documents.readers.docx_package import Package
from rapporteur.documents.word import Element, W
from rapporteur.recommendations.readers.given import Given, Kind, Rows, one_line
from rapporteur.recommendations.readers.states import States
from rapporteur.recommendations.readers.tables import Maker

HEADINGS = {
    "recommendation": "text",
    "recommending state/s": "recommending",
    "position": "position",
    "full list of themes": "themes",
    "full list of rights/affected persons": "themes",
}
GROUP = re.compile(r"(?:Theme|Right or area)\s*:", re.IGNORECASE)
SOURCE = re.compile(r"Source of position\s*:\s*(.*)", re.IGNORECASE)
SYMBOL = re.compile(r"A/[A-Z0-9/.]+\d")
TITLE = re.compile(r"UPR of (.+?)\s*(?:-|–|\()", re.IGNORECASE)
CYCLES = {"first": "1", "second": "2", "third": "3", "fourth": "4"}
CYCLE = re.compile(r"(\d|first|second|third|fourth)\s*(?:st|nd|rd|th)?\s+cycle", re.IGNORECASE)
SESSION = re.compile(r"(\d{1,2})\s*(?:st|nd|rd|th)\s+session", re.IGNORECASE)
PARTS = {"affected persons": "affected", "sdgs": "sdgs"}


def is_list(package: Package) -> bool:
    """Tell whether the first table of a file has the headings of a list."""
    table = package.xml(package.main).find(f".//{W}tbl")
    return table is not None and bool(headings_of(table))


def headings_of(table: Element) -> list[str]:
    """Return our names of the columns; nothing where the table is none of these."""
    first = table.find(f"{W}tr")
    cells = [] if first is None else cells_of(first)
    names = [HEADINGS.get(one_line(cell).casefold(), "") for cell in cells]
    return names if {"text", "position", "themes"} <= set(names) else []


def cells_of(row: Element) -> list[str]:
    """Return the texts of the cells of a row, paragraphs and breaks as lines."""
    return ["\n".join(map(line_of, cell.iter(f"{W}p"))) for cell in row.findall(f"{W}tc")]


def line_of(paragraph: Element) -> str:
    parts = paragraph.iter(f"{W}t", f"{W}br", f"{W}tab")
    return "".join((part.text or "") if part.tag == f"{W}t" else "\n" for part in parts)


def read(package: Package, states: States) -> Rows:
    """Yield the recommendations of the list; the line of one is its place in the table."""
    head = " ".join(
        one_line("".join(line_of(p) for p in package.xml(part).iter(f"{W}p")))
        for part in package.all_related(package.main, "header")
    )
    about = about_of(head)
    maker = Maker(Kind.THEMATIC, states)
    for table in package.xml(package.main).iter(f"{W}tbl"):
        names = headings_of(table)
        for number, row in enumerate(table.findall(f"{W}tr") if names else [], start=1):
            cells = cells_of(row)
            if number == 1 or GROUP.match(cells[0].strip()) or not any(map(str.strip, cells)):
                continue
            yield row_of(maker, number, dict(zip(names, cells, strict=False)), about)


def about_of(head: str) -> dict[str, str]:
    """Return State, cycle and session that the head of the pages names."""
    state, cycle, session = TITLE.search(head), CYCLE.search(head), SESSION.search(head)
    return {
        "states": state[1] if state else "",
        "cycle": CYCLES.get(cycle[1].lower(), cycle[1]) if cycle else "",
        "session": session[1] if session else "",
    }


def row_of(
    maker: Maker, number: int, cells: dict[str, str], about: dict[str, str]
) -> Given | Finding:
    if not about["states"]:
        return Finding(number, "state", _("the head of the pages names no State"))
    text, source = cells["text"], SOURCE.search(cells["text"])
    symbol = SYMBOL.search(source[1]) if source else None
    fields = {
        **about,
        "text": text[: source.start()] if source else text,
        "symbol": symbol[0] if symbol else "",
        "position": cells["position"],
        "recommending": cells.get("recommending", ""),
        "body": "UPR",
        **parted(cells["themes"]),
    }
    return maker.made(number, fields)


def parted(cell: str) -> dict[str, str]:
    """Part themes, goals and affected persons, which stand in one cell under small headings."""
    found: dict[str, list[str]] = {"themes": [], "affected": [], "sdgs": []}
    into = "themes"
    for line in cell.splitlines():
        word = one_line(line)
        heading = word.rstrip(": ").casefold()
        if heading in PARTS:
            into = PARTS[heading]
        elif word:
            found[into].append(word)
    return {name: "\n".join(lines) + "\n" for name, lines in found.items() if lines}
