"""The conclusions of a report of a Working Group: groups, their positions, and what each numbers.

"104." opens a group with the State's position. Its recommendations are numbered "104.1", or "1.", or
"(a)"; each is named by group and number: 104.1, 104(a). A number out of order is no number but part of
a sentence; one that was left out may follow later, on another's line, or with a slip of the pen, and
what is still missing in the end is told. Lines that go on belong to the recommendation before.
"""

import re
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from rapporteur.recommendations.readers.given import one_line

HEADING = re.compile(r"\s*(?:II|III)\s*\.\s*Conclusions?\b(?!.*\.{4})", re.IGNORECASE)
END = re.compile(
    r"\s*(?:All conclusions and/or recommendations|Annex(?:e)?\s*(?:[IVX]*)\s*$|"
    r"III\s*\.\s*Voluntary)",
    re.IGNORECASE,
)
WITHIN = re.compile(r"\s*(\d{1,3})\s?\.\s?(\d{1,3})\s?\.?(?:\s+|$)(.*)")
PLAIN = re.compile(r"\s*(\d{1,3})\s?\.\s*(.*)")
BARE = re.compile(r"\s*(\d{1,3})\s+([A-Z].*)")  # "73 Take", where the point was forgotten
LETTER = re.compile(r"\s*\(([a-z]|([a-z])\2)\)\s*(.*)")
FURNITURE = re.compile(r"\s*(?:\d{1,3}|GE\.\d.*|A/HRC/[\w./]+|\*\w*\*?)\s*")
PLACES = re.compile(r"[\d\s]*\(")
WITHIN_FORM, PLAIN_FORM, LETTER_FORM = "6.1", "1.", "(a)"
FAR = {WITHIN_FORM: 20, PLAIN_FORM: 3, LETTER_FORM: 3}  # so far may a number be from the last
OPENING = re.compile(r"\s*\d+\s?\.\s*(?:The|All|Further|Following)\b.*\brecommendations\b")
OTHER_THINGS = re.compile(
    r"following (?:voluntary )?(?:comments|commitments|pledges)", re.IGNORECASE
)
NAMED_ELSEWHERE = re.compile(
    r"recommendations?\b.*\bparagraphs?\b|following recommendations?\b", re.IGNORECASE
)
OF_THOSE_BEFORE = re.compile(
    r"\b(?:these|above) recommendations|recommendations (?:listed )?above|^All recommendations",
    re.IGNORECASE,
)
PENDING = re.compile(
    r"will be examined|will examine|in due (?:time|course)|provide responses?|"
    r"responses? of .{3,90} will be included",
    re.IGNORECASE,
)
NOT_SUPPORTED = re.compile(
    r"(?:not|n’t|un)\s*(?:able to\s+)?(?:enjoy|support|accept)|did not|do not|does not|"
    r"\bnoted\b|takes? note|rejected",
    re.IGNORECASE,
)
SUPPORTED = re.compile(r"support|accept|\bagree[ds]\b", re.IGNORECASE)
IN_A_CELL = {"supported", "noted", "accepted", "rejected", "supported/noted", "pending"}


@dataclass(frozen=True)
class Numbered:
    """One recommendation as the document numbers it."""

    line: int
    paragraph: str
    text: str
    position: str


def position_of(sentence: str) -> str:
    """Return the position that the opening sentence of a group tells; empty where it tells none."""
    if PENDING.search(sentence):
        return "Pending"
    if NOT_SUPPORTED.search(sentence):
        return "Noted"
    return "Supported" if SUPPORTED.search(sentence) else ""


class Conclusions:
    """Walks through the lines after the heading of the conclusions."""

    def __init__(self, lines: list[tuple[int, str]]) -> None:
        starts = [n for n, (_line, text) in enumerate(lines) if HEADING.match(text)]
        self.lines = lines[starts[-1] + 1 :] if starts else []
        self.found: list[Numbered] = []
        self.doubts: list[tuple[int, str]] = []
        self.skipped: dict[tuple[int, int], int] = {}  # numbers left out, with the line after
        self.sentences: dict[int, str] = {}  # of the groups that are closed
        self.group = self.last = 0
        self.form = ""  # how the group numbers; empty: not known yet
        self.began = 0  # the line where the group opens
        self.first = 0  # the place among those found where the group begins
        self.sentence: list[str] = []  # that opens the group
        self.open: tuple[int, int, int, list[str]] | None = None  # line, group, number, text

    def walk(self) -> None:
        for line, text in self.lines:
            if END.match(text) and (self.found or self.open):
                break
            if not FURNITURE.fullmatch(text) or PLAIN.fullmatch(text):
                self._take(line, text)
        self._close()
        self._end_group()
        for (group, number), line in self.skipped.items():
            told = _("%(number)s is missing in the document")
            self.doubts.append((line, told % {"number": f"{group}.{number}"}))

    def _take(self, line: int, text: str) -> None:
        within, plain = WITHIN.fullmatch(text), PLAIN.fullmatch(text)
        if within:
            if self._is_within(int(within[1]), within[2], within[3], line):
                return
        elif plain and self._opens(int(plain[1]), text):
            self._open_group(line, int(plain[1]), [plain[2]])
            return
        elif self._is_other(line, text):
            return
        (self.open[3] if self.open else self.sentence).append(text)

    def _is_within(self, group: int, written: str, text: str, line: int) -> bool:
        """Take "6.1" where it goes on, was left out before, or is the next but for a slip."""
        number, following = int(written), self.last + 1
        if (group, number) in self.skipped:
            del self.skipped[group, number]
            self._close()
            self.open = (line, group, number, [text])
            return True
        if self.form not in ("", WITHIN_FORM):
            return False
        if self.group in (0, group - 1) and number <= FAR[WITHIN_FORM] and number != following:
            # "7.1" where "7." has no line of its own: the sentence stands before all the same.
            self._open_group(line, group, [])
        slip = group != self.group and number == following > 1
        slip = slip or (group == self.group and str(following).endswith(written))
        if slip and (group, number) != (self.group, following):
            told = _("numbered %(number)s in the document, and taken for %(meant)s")
            named = {"number": f"{group}.{written}", "meant": f"{self.group}.{following}"}
            self.doubts.append((line, told % named))
            group, number = self.group, following
        if group != self.group or not self._follows(WITHIN_FORM, number, line):
            return False
        self._item(line, WITHIN_FORM, number, text)
        return True

    def _is_other(self, line: int, text: str) -> bool:
        """Take "1." or "(a)" where a group numbers so."""
        for form, pattern in ((PLAIN_FORM, PLAIN), (PLAIN_FORM, BARE), (LETTER_FORM, LETTER)):
            found = pattern.fullmatch(text)
            if not found or (pattern is BARE and self.form != form):
                continue
            number = number_of(found[1]) if form == LETTER_FORM else int(found[1])
            if pattern is BARE and number != self.last + 1:
                continue
            if self._begins(form, number, found[found.re.groups]) or (
                self.form == form and self._follows(form, number, line)
            ):
                self._item(line, form, number, found[found.re.groups])
                return True
        return False

    def _begins(self, form: str, number: int, text: str) -> bool:
        """Tell whether the first number of a group stands here; "(a) 60 (b)" is a list of places."""
        if self.form or not self.group or number != 1:
            return False
        of_words = not PLACES.match(text)
        return form == PLAIN_FORM or (of_words and "recommendation" in " ".join(self.sentence))

    def _follows(self, form: str, number: int, line: int) -> bool:
        """Tell whether a number goes on; those left out are kept in mind."""
        if not self.last < number <= self.last + FAR[form]:
            return False
        for left_out in range(self.last + 1, number):
            self.skipped[self.group, left_out] = line
        return True

    def _opens(self, number: int, text: str) -> bool:
        """Tell whether a number is of a group; it may be the next one within, by its sentence."""
        if not self.group:
            return True
        if number != self.group + 1:
            return False
        is_next = self.form == PLAIN_FORM and number == self.last + 1
        return not is_next or bool(OPENING.match(text))

    def _open_group(self, line: int, number: int, sentence: list[str]) -> None:
        self._close()
        self._end_group()
        if sentence or self.last:
            self.sentence = sentence
        self.group, self.last, self.form = number, 0, ""
        self.began, self.first = line, len(self.found)

    def _item(self, line: int, form: str, number: int, text: str) -> None:
        self._close()
        self.last, self.form = number, form
        self.open = (line, self.group, number, [text])

    def _close(self) -> None:
        """Keep the recommendation that is open; and the next one where it stands on its line."""
        if not self.open:
            return
        line, group, number, parts = self.open
        self.open = None
        text, said = parted(parts)
        after = inline(text, group, number + 1) if self.form == WITHIN_FORM else None
        if after:
            text, rest = text[: after.start()].strip(), text[after.end() :]
        if text:
            sentence = self.sentences.get(group) or " ".join(self.sentence)
            named = f"({letter_of(number)})" if self.form == LETTER_FORM else f".{number}"
            told = said or position_of(sentence)
            self.found.append(Numbered(line, f"{group}{named}", text, told))
        if after:
            self.skipped.pop((group, number + 1), None)
            if group == self.group:
                self.last = max(self.last, number + 1)
            self.open = (line, group, number + 1, [rest])
            self._close()

    def _end_group(self) -> None:
        """Take off what is no recommendation; let a sentence of its own speak of those before."""
        sentence = one_line(" ".join(self.sentence))
        self.sentences[self.group] = sentence
        told = ""
        if self.last and OTHER_THINGS.search(sentence):
            del self.found[self.first :]
            told = _("paragraph %(number)s holds comments or commitments: they are not read")
        elif not self.last and OF_THOSE_BEFORE.search(sentence):
            self._of_those_before(position_of(sentence))
        elif not self.last and self.group and NAMED_ELSEWHERE.search(sentence):
            told = _(
                "paragraph %(number)s names recommendations without a number of their own: they are"
                " not read"
            )
        if told:
            self.doubts.append((self.began, told % {"number": self.group}))

    def _of_those_before(self, position: str) -> None:
        """Give the group before a position that only the sentence after it tells."""
        before = f"{self.group - 1}"
        if position == "Noted":
            return  # such sentences speak of some and not of all
        for place, one in enumerate(self.found):
            if not one.position and re.match(rf"{before}[.(]", one.paragraph):
                self.found[place] = replace(one, position=position)


def inline(text: str, group: int, number: int) -> re.Match[str] | None:
    """Find the next number within a text, after the signs that end a recommendation."""
    return re.search(rf"(?<=[;.)])\s*{group}\s?\.\s?{number}\b\s?\.?\s*(?=[A-Z])", text)


def number_of(letters: str) -> int:
    """Return the place of a letter: a 1, z 26, aa 27."""
    return ord(letters[0]) - ord("a") + 1 + 26 * (len(letters) - 1)


def letter_of(number: int) -> str:
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (times + 1)


def parted(lines: list[str]) -> tuple[str, str]:
    """Part the text of a recommendation from the position that a cell beside it tells."""
    kept, said = [], ""
    for line in lines:
        cells = [one_line(cell) for cell in line.split("\t")]
        if len(cells) > 1 and cells[-1].casefold() in IN_A_CELL:
            said = cells.pop()
        kept += cells
    return one_line(" ".join(kept)), said
