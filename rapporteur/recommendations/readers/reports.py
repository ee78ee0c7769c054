"""Reports of Working Groups: numbered recommendations under the sentence that tells the position.

From the conclusions on, "104." opens a group with the State's position, and "104.1" one of its
recommendations. A number out of order is no number but part of a sentence. Lines that go on, and a
page that breaks in, belong to the recommendation before; the number has its text on its line or on
the next. Text and Word come here as the same lines.
"""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from rapporteur.communications.register.findings import Finding, Weight
from rapporteur.documents.readers.docx_numbers import Numbers
from rapporteur.documents.readers.docx_package import Package
from rapporteur.documents.readers.docx_styles import Styles
from rapporteur.documents.word import W
from rapporteur.kernel.refusals import Refused
from rapporteur.recommendations.readers.given import Kind, Rows, one_line
from rapporteur.recommendations.readers.lists import line_of
from rapporteur.recommendations.readers.states import States
from rapporteur.recommendations.readers.tables import Maker

CONCLUSIONS = re.compile(r"\s*(?:II|III)\s*\.\s*Conclusions?\b(?!.*\.{4})", re.IGNORECASE)
END = re.compile(r"\s*(?:All conclusions and/or recommendations|Annex(?:e)?\s*(?:[IVX]*)\s*$)")
WITHIN = re.compile(r"\s*(\d{1,3})\s?\.\s?(\d{1,3})\s?\.?(?:\s+|$)(.*)")
GROUP = re.compile(r"\s*(\d{1,3})\.\s*(.*)")
FURNITURE = re.compile(r"\s*(?:\d{1,3}|GE\.\d.*|A/HRC/[\w./]+|\*\w*\*?)\s*")
TITLED = re.compile(r"Working Group\s+on\s+the\s+Universal\s*Periodic\s+Review", re.IGNORECASE)
TROIKA = re.compile(r"facilitate the review of (?:the )?([^:.]+?)\s*[:.]")
SYMBOL = re.compile(r"A/HRC/\d+/\d+(?!/)")
SESSION = re.compile(r"A/HRC/WG\.6/(\d{1,2})/")
NEAR = 40  # lines after the title among which the State stands
NOT_SUPPORTED = re.compile(
    r"(?:not|n’t|un)\s*(?:able to\s+)?(?:enjoy|support|accept)|did not|do not|does not|"
    r"\bnoted\b|takes? note|rejected",
    re.IGNORECASE,
)
PENDING = re.compile(r"will be examined|in due (?:time|course)|provide responses?", re.IGNORECASE)
SUPPORTED = re.compile(r"support|accept", re.IGNORECASE)
Lines = Iterable[tuple[int, str]]


def position_of(sentence: str) -> str:
    """Return the position that the opening sentence of a group tells; empty where it tells none."""
    if PENDING.search(sentence):
        return "Pending"
    if NOT_SUPPORTED.search(sentence):
        return "Noted"
    return "Supported" if SUPPORTED.search(sentence) else ""


def read(lines: Lines, states: States) -> Rows:
    """Yield the recommendations of a report in its order. Raises Refused where it is none."""
    told = list(lines)
    about = about_of([text for _number, text in told], states)
    body = Conclusions(told)
    body.walk()
    if not body.found:
        raise Refused(_("No numbered recommendations were found under the conclusions."))
    maker = Maker(Kind.REPORT, states)
    for line, paragraph, text, position in body.found:
        fields = {**about, "text": text, "paragraph": paragraph, "position": position}
        yield maker.made(line, fields)
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


class Conclusions:
    """Walks through the lines after the heading of the conclusions."""

    def __init__(self, lines: list[tuple[int, str]]) -> None:
        starts = [n for n, (_line, text) in enumerate(lines) if CONCLUSIONS.match(text)]
        self.lines = lines[starts[-1] + 1 :] if starts else []
        self.found: list[tuple[int, str, str, str]] = []  # line, paragraph, text, position
        self.doubts: list[tuple[int, str]] = []
        self.group = self.last = 0
        self.sentence: list[str] = []  # that opens the group
        self.open: tuple[int, str, list[str]] | None = None

    def walk(self) -> None:
        for line, text in self.lines:
            if END.match(text) and self.found:
                break
            if not FURNITURE.fullmatch(text) or GROUP.fullmatch(text):
                self._take(line, text)
        self._close()

    def _take(self, line: int, text: str) -> None:
        within, group = WITHIN.fullmatch(text), GROUP.fullmatch(text)
        if within and self._is_next(int(within[1]), int(within[2]), line):
            self._close()
            self.group, self.last = int(within[1]), int(within[2])
            self.open = (line, f"{self.group}.{self.last}", [within[3]])
        elif group and not within and self._opens(int(group[1])):
            self._close()
            self.group, self.last, self.sentence = int(group[1]), 0, [group[2]]
        elif self.open:
            self.open[2].append(text)
        else:
            self.sentence.append(text)

    def _opens(self, number: int) -> bool:
        return not self.group or number == self.group + 1

    def _is_next(self, group: int, number: int, line: int) -> bool:
        """Tell whether a number goes on; where some were left out, this is told."""
        if self.group and group not in (self.group, self.group + 1):
            return False
        last = self.last if group == self.group else 0
        if not last < number <= last + 3:
            return False
        if number != last + 1:
            told = _("before %(number)s some numbers are missing in the document")
            self.doubts.append((line, told % {"number": f"{group}.{number}"}))
        return True

    def _close(self) -> None:
        if self.open and self.last:
            line, paragraph, parts = self.open
            text = one_line(" ".join(parts))
            if text:
                self.found.append((line, paragraph, text, position_of(" ".join(self.sentence))))
        self.open = None


def lines_of_word(package: Package) -> Lines:
    """Yield the paragraphs of a Word file, each after its number, typed or given by Word."""
    parts = {kind: package.related(package.main, kind) for kind in ("styles", "numbering")}
    styles = Styles(package.xml(parts["styles"]) if parts["styles"] else None)
    numbers = Numbers(package.xml(parts["numbering"]) if parts["numbering"] else None, styles)
    for place, paragraph in enumerate(package.xml(package.main).iter(f"{W}p"), start=1):
        label = numbers.label(paragraph)
        words = line_of(paragraph)
        yield place, f"{label.text} {words}" if label and label.text else words
