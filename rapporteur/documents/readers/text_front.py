"""Reads the front of a document in English: its masthead, title, and the table of contents."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from rapporteur.documents.readers.text_pages import SYMBOL, SYMBOLS, Line
from rapporteur.documents.readers.text_words import Inline
from rapporteur.documents.tree import Doubt, Front, Place, plain

LANGUAGES = {
    "arabic": "ar",
    "chinese": "zh",
    "english": "en",
    "french": "fr",
    "russian": "ru",
    "spanish": "es",
}
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
LONGEST = 1_000  # characters of a title in which an author is looked for
NAMES = "|".join(LANGUAGES)
ORGANS = (
    r"human rights council|commission on human rights|general assembly|security council"
    r"|economic and social council|committee on the [a-z ]+?"
)
# What a masthead says, in any order and at times in one line.
SAID = re.compile(
    r"(?P<masthead>united\s+nations(?:\s+a(?=\s|$))?|(?:a|united|nations)$)"
    rf"|distr\.?:?\s*(?P<distribution>general(?! assembly)|limited|restricted)?"
    r"|(?P<kind>general|limited|restricted)(?=\s|$)(?! assembly)"
    rf"|(?P<symbol>{SYMBOL})\*{{0,2}}"
    r"|(?P<day>\d{1,2} [a-z]+ \d{4})(?![–-])"
    rf"|original:\s*(?P<original>(?:{NAMES})?(?:/(?:{NAMES}))*)"
    rf"|(?P<language>{NAMES})(?: only)?(?=\s|$)"
    rf"|(?P<organ>{ORGANS})(?=\s|$)"
    r"|(?P<session>[a-z]+(?:-[a-z]+)?(?: special)? session)(?! of\b)"
    r"|agenda items?(?: (?P<agenda_item>\d+(?: \([a-z]\))?(?:(?:,| and) \d+)*))?"
    r"|(?P<dates>\d{1,2}(?: [a-z]+)?\s?[–-]\s?\d{1,2} [a-z]+ \d{4})",
    re.IGNORECASE,
)
TITLE = re.compile(
    r"\W*(?:annual |final |preliminary )?(?:report|note|summary|compilation|addendum)\b",
    re.IGNORECASE,
)
AUTHOR = re.compile(
    r"(?i:rapporteur|expert|representative)\b.*, ([A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){1,5})\W*$",
    re.DOTALL,
)


def front(lines: list[Line], inline: Inline) -> tuple[Front, list[Doubt]]:
    """Return the front; what is no part of it, or not understood, is told as a doubt."""
    reader = _Front(lines, inline)
    return reader.read(), reader.doubts


def is_masthead(text: str) -> bool:
    """Tell whether a line says nothing but what a masthead says."""
    while text and (said := SAID.match(text)) and said[0]:
        text = text[said.end() :].strip()
    return not text


class _Front:
    def __init__(self, lines: list[Line], inline: Inline) -> None:
        self.lines = lines
        self.inline = inline
        self.front = Front()
        self.doubts: list[Doubt] = []

    def read(self) -> Front:
        at = 0
        while at < len(self.lines) and self._masthead(self.lines[at]):
            at += 1
        at = self._heading(at)
        self._title(self.lines[at:])
        if self.lines[at:] and not self.front.language and not TITLE.match(self.lines[at].text):
            why = _("This is not understood as a front in English; it is taken for the title.")
            self._doubt(self.lines[at].place, plain(self.front.title), why)
        return self.front

    def _doubt(self, place: Place, words: str, why: str) -> None:
        self.doubts.append(Doubt(place, words, why))

    def _masthead(self, line: Line) -> bool:
        """Take all that a line says of the masthead; tell whether it says only that."""
        rest = line.text
        while rest and (said := SAID.match(rest)) and said[0]:
            self._say(said, line.place)
            rest = rest[said.end() :].strip()
        if rest == line.text:
            return False
        if rest:
            symbol = SYMBOLS.search(rest)
            if symbol and not self.front.symbol:
                self.front = replace(self.front, symbol=symbol[0].replace(" ", ""))
            self._doubt(line.place, rest, _("This is not understood in the masthead."))
        return True

    def _say(self, said: re.Match[str], place: Place) -> None:
        key = said.lastgroup or ""
        value: Any = said[key] if key else ""
        if said[0].lower().startswith("distr"):
            self.front = replace(self.front, language="en")
        if key in {"language", "original"}:
            value = LANGUAGES.get((value or "").lower().partition("/")[0], "")
            self.front = replace(self.front, language=self.front.language or "en")
            if "/" in said[0]:
                self._doubt(place, said[0], _("Of several languages the first is kept."))
        elif key == "day":
            value = _day(value)
        elif key == "kind":
            key = "distribution"
        elif key == "symbol":
            value = value.replace(" ", "")
        if key in {"masthead", "dates"} or (key == "day" and value is None):
            self._doubt(place, said[0], _("This part of the masthead has no place of its own."))
        elif key and value:
            self._keep(key, value, place)

    def _keep(self, key: str, value: object, place: Place) -> None:
        before = getattr(self.front, key)
        if before and key != "language" and before != value:
            # of two organs the one that is not the General Assembly says more
            kept = key != "organ" or str(value).lower() == "general assembly"
            told = str(value) if kept else str(before)
            self._doubt(place, told, _("This part of the masthead has no place of its own."))
            if kept:
                return
        told_so: dict[str, Any] = {key: value}
        self.front = replace(self.front, **told_so)

    def _heading(self, at: int) -> int:
        """Take the title of the agenda item: what stands before the title of the document."""
        titled = any(TITLE.match(line.text) for line in self.lines[at:])
        words: list[str] = []
        while at < len(self.lines) and not TITLE.match(self.lines[at].text):
            if not self.front.agenda_item and not titled:
                break
            if words and self.lines[at].gap and not titled:
                break
            if not self._masthead(self.lines[at]):
                words.append(self.lines[at].text)
            at += 1
        self.front = replace(self.front, heading=" ".join(words))
        return at

    def _title(self, lines: list[Line]) -> None:
        text, last = "", ""
        for line in lines:
            if is_masthead(line.text):  # a PDF may give the masthead after the title
                self._masthead(line)
                continue
            if last:
                goes_on = line.text[0].islower() or last.rstrip("*").endswith((",", " and", " of"))
                wrapped = not line.gap and (len(last) > 40 or not TITLE.match(text))
                text += " " if goes_on or (wrapped and "*" not in last[-2:]) else "\n"
            text += line.text
            last = line.text
        if not text:
            return
        title = self.inline.runs(text, lines[0].place)
        author = AUTHOR.search(plain(title)[:LONGEST])
        self.front = replace(self.front, title=title, author=author[1].strip() if author else "")


def _day(text: str) -> date | None:
    day, month, year = text.split()
    try:
        return date(int(year), MONTHS.index(month.lower()) + 1, int(day))
    except ValueError:
        return None
