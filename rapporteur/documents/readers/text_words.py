"""Joins lines of a text into sentences, and turns sentences into runs with the calls of notes."""

import re
from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _

from rapporteur.documents.tree import Call, Doubt, Place, Run, Runs, Words

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
SUPER = "[⁰¹²³⁴-⁹]"
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
PREFIX = re.compile(
    "anti|co|counter|cross|ex|inter|long|mid|multi|non|post|pre|pro|re|self|semi|short|socio|sub"
    "|trans|vice|well"
)
BROKEN = re.compile(r"([^\W\d_]+)-$")
TIGHT = re.compile(r"\S[-–—/\u2010]$")  # nothing comes between this and the next line
TAIL = 60  # characters; no word is longer
BEGUN = re.compile(r"[^\W\d_]+")
# A figure set small in print comes as a plain one: "when available1." or "(Turkey)1"
FIGURE = (
    r"(?:(?<=[A-Za-z)\]”’\"'])|(?<=[A-Za-z)\]”’\"'][.,;:]))(?P<figure>\d{1,3})"
    r"(?![\w/%]|[.,]\d)"
)
TOKEN = re.compile(
    r"(?<![\w*])\*\*(?=[^\s*])(?P<bold>[^*]+)(?<=\S)\*\*(?P<after>\*{1,3}(?=[\s.,;:)]|$))?"
    r"|(?<![\w*])\*(?=[^\s*])(?P<italic>[^*]*[^\s*])\*(?![\w*])"
    r"|<(?P<tag>i|b|em|strong)>(?P<inner>[^<]*)</(?P=tag)>"
    rf"|(?P<super>{SUPER}+)"
    r"|(?:(?<=\S)[^\S\n]|(?<![\s*]))(?P<star>\*{1,3})(?=[\s.,;:)]|$)"
    rf"|{FIGURE}"
)
CALLED = re.compile(FIGURE)


class Joiner:
    """Joins what the end of a line has broken, by the evidence of the rest of the document."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.doubts: list[Doubt] = []
        self._count: Counter[str] = Counter()
        for line in lines:
            self._count.update(WORD.findall(BROKEN.sub("", line).lower()))

    def join(self, first: str, second: str, place: Place) -> str:
        if not first:
            return second
        if first.endswith("\u00ad"):
            return first[:-1] + second
        tail = first[-TAIL:]
        broken, begun = BROKEN.search(tail), BEGUN.match(second)
        if broken and begun:
            kept = self._kept(broken[1], begun[0], place)
            return (first if kept else first[:-1]) + second
        tight = TIGHT.search(tail)
        return f"{first}{second}" if tight else f"{first} {second}"

    def _kept(self, first: str, second: str, place: Place) -> bool:
        """Tell whether a hyphen at the end of a line is one of the word; tell where guessed."""
        if second[0].isupper():
            return True
        one, two = first.lower(), second.lower()
        compound, whole = self._count[f"{one}-{two}"], self._count[one + two]
        if bool(compound) != bool(whole):
            return bool(compound)
        known = self._count[one] or self._count[two] > 1  # the second stands after the break itself
        kept = bool(compound or known or PREFIX.fullmatch(one) or first[0].isupper())
        why = (
            _("A hyphen at the end of a line is kept by a guess.")
            if kept
            else _("A word broken at the end of a line is joined by a guess.")
        )
        self.doubts.append(Doubt(place, f"{first}-{second}", why))
        return kept


class Inline:
    """Turns text into runs. It knows which notes there are, and which were called, in order."""

    def __init__(self, markers: Iterable[str], plain: Iterable[str]) -> None:
        self.doubts: list[Doubt] = []
        self.called: list[str] = []
        self._markers = set(markers)
        self._plain = set(plain)  # markers that stand in the text as plain figures
        self._last = 0

    def runs(self, text: str, place: Place) -> Runs:
        return _merged(self._runs(text, place, bold=False, italic=False))

    def _runs(self, text: str, place: Place, *, bold: bool, italic: bool) -> list[Run]:
        found: list[Run] = []
        end = 0
        for token in TOKEN.finditer(text):
            made = self._token(token, place, bold=bold, italic=italic)
            if made is None:
                continue
            found.append(Words(text[end : token.start()], bold, italic))
            found.extend(made)
            end = token.end()
        found.append(Words(text[end:], bold, italic))
        return found

    def _token(
        self, token: re.Match[str], place: Place, *, bold: bool, italic: bool
    ) -> list[Run] | None:
        if token["bold"]:
            found = self._runs(token["bold"], place, bold=True, italic=italic)
            return [*found, *self._after(token["after"], place, bold=bold, italic=italic)]
        if token["italic"]:
            return self._runs(token["italic"], place, bold=bold, italic=True)
        if token["tag"]:
            strong = token["tag"] in {"b", "strong"}
            inner = token["inner"]
            return self._runs(inner, place, bold=bold or strong, italic=italic or not strong)
        if token["figure"]:
            return self._figure(token["figure"], token.string, place)
        return self._call((token["super"] or token["star"]).translate(SUPERSCRIPTS), place)

    def _after(self, stars: str | None, place: Place, *, bold: bool, italic: bool) -> list[Run]:
        if not stars:
            return []
        return self._call(stars, place) or [Words(stars, bold, italic)]

    def _call(self, marker: str, place: Place) -> list[Run] | None:
        if marker not in self._markers:
            why = _("This looks like the call of a note that is not there; it is kept as text.")
            self.doubts.append(Doubt(place, marker, why))
            return None
        self.called.append(marker)
        return [Call(marker)]

    def _figure(self, marker: str, text: str, place: Place) -> list[Run] | None:
        if marker not in self._plain or int(marker) <= self._last:
            return None
        self._last = int(marker)
        self.called.append(marker)
        why = _("A figure after a word is taken for the call of a note.")
        at = max(text.find(marker) - 30, 0)
        self.doubts.append(Doubt(place, f"{text[at : at + 40]} [{marker}]", why))
        return [Call(marker)]


def _merged(runs: list[Run]) -> Runs:
    """Drop empty runs and join neighbours of one style."""
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        if isinstance(run, Words) and not run.text:
            continue
        if isinstance(run, Words) and isinstance(last, Words) and _style(run) == _style(last):
            found[-1] = Words(last.text + run.text, run.bold, run.italic)
        else:
            found.append(run)
    return tuple(found)


def _style(run: Words) -> tuple[bool, bool]:
    return run.bold, run.italic
