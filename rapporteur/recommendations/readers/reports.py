"""Reports of Working Groups: what their front says of them, and their numbered recommendations.

Text and Word come here as the same lines; of a table each row is a line, its cells parted by tabs.
"""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from rapporteur.communications.register.findings import Finding, Weight
from rapporteur.documents.readers.docx_numbers import Numbers
from rapporteur.documents.readers.docx_package import Package
from rapporteur.documents.readers.docx_styles import Styles
from rapporteur.documents.word import Element, W
from rapporteur.kernel.refusals import Refused
from rapporteur.recommendations.readers.conclusions import Conclusions
from rapporteur.recommendations.readers.given import Given, Kind, Rows, one_line
from rapporteur.recommendations.readers.lists import line_of
from rapporteur.recommendations.readers.states import States
from rapporteur.recommendations.readers.tables import Maker, doubt

TITLED = re.compile(r"Working Group\s+on\s+the\s+Universal\s*Periodic\s+Review", re.IGNORECASE)
TROIKA = re.compile(r"facilitate the review of (?:the )?([^:.]+?)\s*[:.]")
SYMBOL = re.compile(r"A/HRC/\d+/\d+(?!/)")
SESSION = re.compile(r"A/HRC/WG\.6/(\d{1,2})/")
NEAR = 40  # lines after the title among which the State stands
Lines = Iterable[tuple[int, str]]


def read(lines: Lines, states: States) -> Rows:
    """Yield the recommendations of a report in its order. Raises Refused where it is none."""
    told = list(lines)
    about = about_of([text for _number, text in told], states)
    body = Conclusions(told)
    body.walk()
    if not body.found:
        raise Refused(_("No numbered recommendations were found under the conclusions."))
    maker = Maker(Kind.REPORT, states)
    for one in body.found:
        fields = {"text": one.text, "paragraph": one.paragraph, "position": one.position}
        made = maker.made(one.line, {**about, **fields})
        if isinstance(made, Given) and not made.recommending:
            doubt(made, "recommending", _("no State that recommends is told here"))
        yield made
    for line, why in body.doubts:
        yield Finding(line, "", why, Weight.DOUBT)


def about_of(lines: list[str], states: States) -> dict[str, str]:
    """Return State, symbol and session that the front of the report tells. Raises Refused."""
    start = next((n for n, text in enumerate(lines) if TITLED.search(text)), None)
    if start is None:
        raise Refused(_("This is no report of a Working Group: its title is missing."))
    names = (states.find(text.strip(" *")) for text in lines[start + 1 : start + NEAR])
    front = "\n".join(lines)
    reviewed = TROIKA.search(" ".join(lines[start : start + 300]))
    found = [code for code in names if code] + [states.find(reviewed[1]) if reviewed else ""]
    state = found[0]
    if not state:
        raise Refused(_("The report names no State after its title."))
    symbol, session = SYMBOL.search(front[:3000]), SESSION.search(front)
    return {
        "states": state,
        "symbol": symbol[0] if symbol else "",
        "session": session[1] if session else "",
        "body": "UPR",
    }


def lines_of_word(package: Package) -> Lines:
    """Yield the paragraphs of a Word file, each after its number, typed or given by Word.

    A row of a table is one line, its cells parted by tabs; the place counts paragraphs and rows.
    """
    parts = {kind: package.related(package.main, kind) for kind in ("styles", "numbering")}
    styles = Styles(package.xml(parts["styles"]) if parts["styles"] else None)
    numbers = Numbers(package.xml(parts["numbering"]) if parts["numbering"] else None, styles)

    def words_of(paragraph: Element) -> str:
        label, words = numbers.label(paragraph), line_of(paragraph)
        return f"{label.text} {words}" if label and label.text else words

    body = package.xml(package.main)
    held = {one for table in body.iter(f"{W}tbl") for one in table.iter(f"{W}p")}
    places = (one for one in body.iter(f"{W}p", f"{W}tr") if one not in held)
    for place, one in enumerate(places, start=1):
        if one.tag == f"{W}p":
            yield place, words_of(one)
            continue
        cells = (" ".join(map(words_of, cell.iter(f"{W}p"))) for cell in one.findall(f"{W}tc"))
        yield place, "\t".join(one_line(cell) for cell in cells)
