"""Takes the footnotes out of the lines of a text, wherever on a page they stand."""

import re
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from rapporteur.documents.readers.text_front import MONTHS, is_masthead
from rapporteur.documents.readers.text_pages import Line
from rapporteur.documents.readers.text_words import CALLED, SUPER, SUPERSCRIPTS, Joiner
from rapporteur.documents.refusals import Unreadable
from rapporteur.documents.tree import Doubt, Place

CONTENTS = re.compile(r"(?:table of )?contents", re.IGNORECASE)
SMALL = re.compile(rf"({SUPER}+)\s*(\S.*)")
STARRED = re.compile(r"(\*{1,3})(?:\s+(\S.*)|([A-Z“][^*]*))?")
DOTTED = re.compile(r"\.\s+([A-Z].*)")  # an asterisk that was read as a dot
MONTH = f"(?!(?:{'|'.join(month.title() for month in MONTHS)})\\b)"
FIGURED = re.compile(rf"(\d{{1,3}})(\s+){MONTH}([\"“‘(A-Z].*|https?:.*)")
FIGURE_ALONE = re.compile(r"\d{1,3}")
SECOND = re.compile(r"(?<=[.!?)]) (\*{1,3}) (?=[A-Z])")  # a note that begins inside a line
MARKUP = re.compile(r"(?<![\w*])(\*{1,2})(?=[^\s*])[^*]+(?<=\S)\1")
STAR_CALL = re.compile(r"(?:(?<=\S)[^\S\n]|(?<![\s*]))(\*{1,3})(?=[\s.,;:)]|$)")
ENDED = re.compile(rf"[.:;!?…][)\]”’\"'»*]*(?:\d{{1,3}}|{SUPER}+)?\*?$|[)”>]$")
HEADING = re.compile(r"(?:end|foot)?notes?", re.IGNORECASE)
MOST = 5_000
LONGEST = 20_000  # characters of a note
SKIPPED = 3  # markers that may be missing between two notes


def ended(text: str) -> bool:
    """Tell whether a sentence has ended."""
    return bool(ENDED.search(text[-40:]))


@dataclass
class Taken:
    """A note as it stood in the text."""

    marker: str
    text: str
    place: Place


@dataclass
class Notes:
    """The notes, the lines that are left, and what was guessed."""

    lines: list[Line] = field(default_factory=list)
    notes: list[Taken] = field(default_factory=list)
    plain: set[str] = field(default_factory=set)
    doubts: list[Doubt] = field(default_factory=list)


def take(lines: list[Line], joiner: Joiner, *, wrapped: bool) -> Notes:
    return _Taker(lines, joiner, wrapped=wrapped).take()


class _Taker:
    def __init__(self, lines: list[Line], joiner: Joiner, *, wrapped: bool) -> None:
        self.lines = lines
        self.joiner = joiner
        self.wrapped = wrapped
        self.figures = {found[1] for line in lines for found in CALLED.finditer(line.text)}
        text = MARKUP.sub("x", "\n".join(line.text for line in lines))
        self.stars = {found[1] for found in STAR_CALL.finditer(text)}
        self.last = 0
        self.fronted = True  # the table of contents has not begun
        self.found = Notes()

    def take(self) -> Notes:
        at, after = 0, False
        while at < len(self.lines):
            line = self.lines[at]
            self.fronted = self.fronted and not CONTENTS.fullmatch(line.text)
            begun = self._begun(at, line)
            if begun is None:
                self.found.lines.append(replace(line, gap=line.gap or after))
                at, after = at + 1, False
                continue
            marker, text = begun
            at, text = self._whole(at + 1, text)
            for words in SECOND.split(text):
                if re.fullmatch(r"\*+", words):
                    marker = words
                else:
                    self.found.notes.append(Taken(marker, words, line.place))
            if len(self.found.notes) > MOST:
                raise Unreadable(_("The text has more than %d footnotes.") % MOST)
            after = True
        return self.found

    def _begun(self, at: int, line: Line) -> tuple[str, str] | None:
        """Return the marker and the words of a note that begins in a line, or None."""
        if small := SMALL.fullmatch(line.text):
            return small[1].translate(SUPERSCRIPTS), small[2]
        starred = STARRED.fullmatch(line.text)
        if starred and starred[1] in self.stars:
            return starred[1], starred[2] or starred[3] or ""
        dotted = DOTTED.fullmatch(line.text)
        if dotted and self.fronted and "*" in self.stars:
            why = _("A dot is taken for the asterisk of a note.")
            self.found.doubts.append(Doubt(line.place, line.text[:60], why))
            return "*", dotted[1]
        return self._figured(at, line)

    def _figured(self, at: int, line: Line) -> tuple[str, str] | None:
        """A plain figure begins a note where it is next in order and something calls it.

        A tab after it tells a note as well, since a paragraph has a stop before the tab.
        """
        found = FIGURED.fullmatch(line.text)
        alone = not self.wrapped and FIGURE_ALONE.fullmatch(line.text)
        if not found and not (alone and self._goes_on(at)):
            return None
        marker = found[1] if found else line.text
        tab = bool(found) and "\t" in line.text[:5]
        near = self.last < int(marker) <= self.last + 1 + SKIPPED
        if not near and not (tab and int(marker) > self.last):
            return None
        if marker not in self.figures and not tab:
            return None
        self.last = int(marker)
        self.found.plain.add(marker)
        return marker, found[3] if found else ""

    def _goes_on(self, at: int) -> bool:
        following = self.lines[at + 1 : at + 2]
        return bool(following) and not following[0].gap and following[0].text[0].isupper()

    def _whole(self, at: int, text: str) -> tuple[int, str]:
        """Return the words of a note to their end, and the line after it."""
        while at < len(self.lines):
            line = self.lines[at]
            more = not line.gap and (self.wrapped or not ended(text))
            told = line.cover and ended(text) and is_masthead(line.text)
            ends = not more or told or len(text) > LONGEST
            if text and (ends or self._begun_elsewhere(line)):
                break
            text = self.joiner.join(text, line.text, line.place)
            at += 1
        return at, text

    @staticmethod
    def _begun_elsewhere(line: Line) -> bool:
        """Tell whether another note, or a numbered paragraph, begins in a line."""
        kinds = (SMALL, STARRED, FIGURED)
        return any(kind.fullmatch(line.text) for kind in kinds) or bool(
            re.match(r"\d+(\.\d+)*\.", line.text)
        )
