"""Tells which numbers at the start of lines number the paragraphs of a document.

Lists inside a paragraph count from 1 as well, years and articles begin lines, and stops are lost;
what decides is that the paragraphs of a document are numbered in order.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from rapporteur.documents.readers.text_pages import Line
from rapporteur.documents.tree import Doubt

STOPPED = re.compile(r"(\d{1,3}) ?\.(?!\d)\s*(.*)")
UNSTOPPED = re.compile(r"(\d{1,3}),?\s+([A-Z“\"].*)")
SEVERAL = re.compile(r"((?:\d{1,3}\., ?)+\d{1,3})\.\s*(.*)")  # "94., 95."
HEADING = re.compile(r"[A-Z][^.;:]{2,120}")
LOST = 3  # numbers in a row that may have lost their stops
GAP = 9  # numbers that may be missing in a row


@dataclass(frozen=True)
class Number:
    """What a line begins with: a paragraph (`main`), or a part of a list in one."""

    main: bool
    number: str
    rest: str


@dataclass
class _Candidate:
    at: int
    first: int
    last: int
    number: str
    rest: str


class Chain:
    """The numbers of one part of a document, by the place of the line."""

    def __init__(self, lines: list[Line]) -> None:
        self.found: dict[int, Number] = {}
        self.doubts: list[Doubt] = []
        self.last = 0
        self._lines = lines
        self._nested: int | None = None
        self._all = [made for at, line in enumerate(lines) if (made := _candidate(at, line.text))]
        self._by_number: defaultdict[int, list[int]] = defaultdict(list)
        for candidate in self._all:
            self._by_number[candidate.first].append(candidate.at)
        stopped = {candidate.at: candidate for candidate in self._all}
        for at, line in enumerate(lines):
            if at in stopped:
                self._stopped(stopped[at])
            else:
                self._unstopped(at, line)

    def _later(self, number: int, at: int) -> bool:
        return any(other > at for other in self._by_number.get(number, [])[-1:])

    def _next(self, number: int, at: int) -> int:
        """Return where a number comes next, or a place past the end."""
        found = self._by_number.get(number, [])
        after = bisect_right(found, at)
        return found[after] if after < len(found) else len(self._lines)

    def _stopped(self, candidate: _Candidate) -> None:
        number, expected = candidate.first, self.last + 1
        listed = self._nested is not None and number == self._nested + 1
        if number == expected and not (listed and self._later(number, candidate.at)):
            self._main(candidate)
        elif not listed and self._heads(candidate):
            return  # the body makes a heading of it
        elif listed or (number == 1 and self.last):
            self._nested = candidate.last
            self._put(candidate, main=False)
        elif self._nested and self._nested < number <= self._nested + GAP:
            self._doubt(candidate, _("A number is missing in the list before this."))
            self._nested = candidate.last
            self._put(candidate, main=False)
        elif self._is_gap(candidate):
            missing = f"{expected}–{number - 1}" if number - 1 > expected else str(expected)
            self._doubt(candidate, _("No paragraph is numbered %s.") % missing)
            self._main(candidate)
        elif number == self.last and candidate.rest[:1].isupper() and self._nested is None:
            self._doubt(candidate, _("This number comes a second time."))
            self._main(candidate)
        else:
            self._doubt(candidate, _("This number is out of order; it is kept as text."))

    def _unstopped(self, at: int, line: Line) -> None:
        """Take a number whose stop is lost, where it is the one looked for and is found nowhere."""
        found = UNSTOPPED.fullmatch(line.text)
        if not found or int(found[1]) != self.last + 1:
            return
        number = int(found[1])
        following = min(self._next(number + more, at) for more in range(1, LOST + 1))
        if self.last and following < self._next(number, at):
            candidate = _Candidate(at, number, number, found[1], found[2])
            self._doubt(candidate, _("A number without a stop is taken for that of a paragraph."))
            self._main(candidate)

    def _main(self, candidate: _Candidate) -> None:
        self.last, self._nested = candidate.last, None
        self._put(candidate, main=True)

    def _put(self, candidate: _Candidate, *, main: bool) -> None:
        self.found[candidate.at] = Number(main, candidate.number, candidate.rest)

    def _doubt(self, candidate: _Candidate, why: str) -> None:
        line = self._lines[candidate.at]
        self.doubts.append(Doubt(line.place, line.text[:60], why))

    def _heads(self, candidate: _Candidate) -> bool:
        """Tell whether a number is that of a heading: the next paragraph follows it at once."""
        if not (self.last > 1 and HEADING.fullmatch(candidate.rest)):
            return False
        after = self._next(self.last + 1, candidate.at)
        return after == candidate.at + 1

    def _is_gap(self, candidate: _Candidate) -> bool:
        """Tell whether numbers are missing: the row goes on before the one looked for comes."""
        number, expected = candidate.first, self.last + 1
        if not (self.last and expected < number <= expected + GAP):
            return False
        if candidate.rest and not candidate.rest[0].isupper():
            return False
        looked_for = self._next(expected, candidate.at)
        end = len(self._lines)
        return looked_for == end or self._next(number + 1, candidate.at) < looked_for


def _candidate(at: int, text: str) -> _Candidate | None:
    if several := SEVERAL.fullmatch(text):
        numbers = [int(part) for part in re.findall(r"\d+", several[1])]
        return _Candidate(at, numbers[0], numbers[-1], several[1], several[2])
    if found := STOPPED.fullmatch(text):
        return _Candidate(at, int(found[1]), int(found[1]), found[1], found[2])
    return None
