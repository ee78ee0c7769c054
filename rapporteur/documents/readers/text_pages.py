"""Lines of a text with their places, without what stands at the head or foot of its pages."""

import re
import statistics
from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from rapporteur.documents.tree import Doubt, Place

SYMBOL = r"(?:A|E|S|ST|CRC|CEDAW|CCPR|CAT|CERD|CMW|CRPD|CED|HRI)(?:/ ?[A-Z0-9][A-Za-z0-9.()]*)+(?:[-–]S(?:/[0-9]+)+)?"
SYMBOLS = re.compile(rf"(?<![\w/]){SYMBOL}")
ALONE = re.compile(SYMBOL)
HEAD = re.compile(
    rf"(?:page\s+(?P<before>\d+)\s+)?(?P<symbol>{SYMBOL})?\s*(?:page\s+(?P<page>\d+))?",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\d{1,3}")
JOB = re.compile(
    r"(?:\d{1,3}\s+)?(?:GE\.\s?\d\d-\d{4,6}|\d\d-\d{5})\*?(?: ?\([EFSRAC]\))?[\s\d/]*|\*\d{6,8}\*"
)
FEED = re.compile(r"(?<=.)(?=\f)")  # a page that ends inside a line
RULE = re.compile(r"[-–—_=.*\s]{3,}")  # a line drawn between parts
WRAPPED = 130  # characters; a text whose lines are longer keeps a paragraph in one line


@dataclass(frozen=True)
class Line:
    """A line that says something; `gap` tells that it does not follow the last one at once."""

    text: str
    place: Place
    indent: int = 0
    gap: bool = False
    cover: bool = True  # no page has ended yet


@dataclass
class Pages:
    """The lines of a text, and what was left out: each running head is told once."""

    lines: list[Line] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def wrapped(self) -> bool:
        """Tell whether lines are broken where the page ends, not where a paragraph does."""
        lengths = sorted(len(line.text) for line in self.lines if len(line.text) > 30)
        return len(lengths) > 1 and statistics.quantiles(lengths, n=20)[-1] <= WRAPPED


def pages(lines: list[str]) -> Pages:
    return _Pages(lines).read()


class _Pages:
    def __init__(self, lines: list[str]) -> None:
        parts = [(at, part) for at, line in enumerate(lines, 1) for part in FEED.split(line)]
        self.numbers = [number for number, _part in parts]
        self.lines = [part for _number, part in parts]
        self.found = Pages()
        self.told: set[str] = set()
        self.fed = any("\f" in line for line in lines)
        self.page = int(self.fed)
        self.gap = self.beside_head = False
        self.cover = True
        self.symbols: set[str] = set()  # of the document, as its running heads write it
        self.seen: set[str] = set()

    def read(self) -> Pages:
        self.lines = self._without_wrapper()
        self.symbols = self._own_symbols()
        for at, line in enumerate(self.lines):
            if "\f" in line:
                self.page += 1
                self.gap = self.beside_head = True
                self.cover = self.cover and not self.found.lines
            text = " ".join(line.replace("\f", " ").split(" ")).strip()
            if not text:
                self.gap = True
            elif not self._left_out(at, text):
                self._line(at, text, len(line.expandtabs()) - len(line.expandtabs().lstrip()))
        return self.found

    def _line(self, at: int, text: str, indent: int) -> None:
        self.seen.update(found.replace(" ", "") for found in SYMBOLS.findall(text))
        text = re.sub(" {2,}", " ", text)
        place = Place(self.numbers[at], self.page)
        self.found.lines.append(Line(text, place, indent, self.gap, self.cover))
        self.gap = self.beside_head = False

    def _without_wrapper(self) -> list[str]:
        """Leave out what somebody set before the document in Markdown, down to its last rule."""
        start = next((at for at, line in enumerate(self.lines) if line.strip()), 0)
        if not self.lines[start].startswith("# "):
            return self.lines
        end = start
        while end < len(self.lines) and re.match(r"\s*$|#|\*\*|---", self.lines[end]):
            end += 1
        words = "\n".join(line for line in self.lines[start:end] if line.strip())
        why = _("This was set before the document by somebody else; it is left out.")
        self.found.doubts.append(Doubt(Place(self.numbers[start]), words, why))
        return [""] * end + self.lines[end:]

    def _left_out(self, at: int, text: str) -> bool:
        place = Place(self.numbers[at], self.page)
        if JOB.fullmatch(text) or RULE.fullmatch(text):
            if re.fullmatch(r"\*{1,3}", text):
                return False
            self._tell(place, text, _("This is no part of the text; it is left out."))
        elif self._is_head(text) or self._is_number(at, text):
            why = _("This stands at the head or foot of pages; it is left out.")
            self._tell(place, text, why)
            self.cover = False
        else:
            return False
        self.gap = True
        return True

    def _tell(self, place: Place, text: str, why: str) -> None:
        shape = re.sub(r"\d+", "0", re.sub(r"\s", "", text))
        if shape not in self.told:
            self.told.add(shape)
            self.found.doubts.append(Doubt(place, text, why))

    def _is_head(self, text: str) -> bool:
        found = HEAD.fullmatch(text)
        if not found:
            return False
        page = found["before"] or found["page"]
        symbol = (found["symbol"] or "").replace(" ", "")
        known = symbol in self.seen or not self.cover
        if not page and not (symbol in self.symbols and known):
            return False
        if page and not self.fed:
            self.page = int(page)
        self.beside_head = True
        return True

    def _own_symbols(self) -> set[str]:
        """Return the first symbol of the text, and those that stand alone in several lines."""
        first = next((found for line in self.lines if (found := SYMBOLS.search(line))), None)
        alone = Counter(
            line.strip().replace(" ", "") for line in self.lines if ALONE.fullmatch(line.strip())
        )
        own = {symbol for symbol, times in alone.items() if times > 1}
        return own | {first[0].replace(" ", "")} if first else own

    def _is_number(self, at: int, text: str) -> bool:
        """Tell the number of a page: alone, beside a head or the end, or the next in order."""
        if not NUMBER.fullmatch(text):
            return False
        rest = [line for line in self.lines[at + 1 : at + 12] if line.strip()]
        ends = not rest or "\f" in "".join(self.lines[at + 1 : at + 3])
        before_head = bool(rest) and bool(
            (found := HEAD.fullmatch(rest[0].strip())) and found["symbol"]
        )
        in_order = self.gap and self.page > 0 and int(text) in {self.page, self.page + 1}
        if not (self.beside_head or ends or before_head or in_order):
            return False
        if not self.fed:
            self.page = int(text) if self.beside_head else int(text) + 1
        return True
