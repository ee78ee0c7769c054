"""How deep headings and points of a text stand, by the kinds of their numbers and their order."""

import re

from rapporteur.documents.readers.text_contents import Entry

ROMANS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
SMALL_ROMAN = re.compile(r"[ivxl]+")
CHAPTER, PART, SUBPART = 1, 2, 3  # I, A, 1
AHEAD = 2  # numbers that may be missing between two headings


class Levels:
    def __init__(self, entries: list[Entry]) -> None:
        self._entries = {(entry.number, same(entry.heading)) for entry in entries}
        self._chapter = self._part = 0
        self._level = 1
        self._bare = 0  # the level of the last heading that is a guess
        self._points: list[tuple[str, str]] = []  # kind and number, by depth

    def told(self, number: str, heading: str) -> bool:
        """Tell whether the table of contents has a heading."""
        return (number, same(heading)) in self._entries

    def heading(self, number: str, text: str) -> int:
        """Return the level of a heading by its number, or 0 where the number is out of order."""
        letter = ord(number) - ord("A") + 1 if len(number) == 1 else 0
        is_letter = bool(letter) and (letter == self._part + 1 or self.told(number, text))
        chapter = roman(number)
        if chapter == self._chapter and chapter and self.told(number, text):
            return CHAPTER  # a number that comes twice
        if chapter and self._chapter < chapter <= self._chapter + 1 + AHEAD:
            # "I." after "H." is a letter, unless it is the first chapter
            return PART if is_letter and letter > 1 and letter == self._part + 1 else CHAPTER
        return PART if is_letter or (letter == 1 and self._level) else 0

    def is_next(self, number: str) -> bool:
        """Tell whether a number is that of the next chapter; one letter is too little to tell."""
        return len(number) > 1 and roman(number) == self._chapter + 1

    def arabic(self) -> int:
        return SUBPART if self._part else PART

    def bare(self) -> int:
        """Return the level of a heading without number: one below the last that has one."""
        return self._bare or self._level + 1

    def enter(self, level: int, number: str) -> None:
        """Note that a heading begins."""
        if number:
            self._level, self._bare = level, 0
        elif level == CHAPTER:
            self._level, self._bare = CHAPTER, 0
        else:
            self._bare = level
        if level == CHAPTER:
            self._chapter, self._part = roman(number) or self._chapter, 0
        elif level == PART and len(number) == 1:
            self._part = ord(number) - ord("A") + 1
        self.end_points()

    # Points

    def end_points(self) -> None:
        self._points = []

    def kind(self, number: str) -> str:
        """Tell a letter from a Roman number: (i) after (h) is a letter."""
        mark = number.strip("()")
        if not SMALL_ROMAN.fullmatch(mark):
            return "letter"
        last = next((seen for kind, seen in reversed(self._points) if kind == "letter"), "")
        inside = any(kind == "roman" for kind, _seen in self._points)
        return "letter" if _next_letter(last, number) and not inside else "roman"

    def follows(self, kind: str, number: str) -> bool:
        """Tell whether a point is the next one of its kind that is open."""
        for seen, last in self._points:
            if seen == kind:
                if kind == "letter":
                    return _next_letter(last, number)
                return roman(number.strip("()").upper()) == roman(last.strip("()").upper()) + 1
        return False

    def point(self, kind: str, number: str) -> int:
        """Return how deep a point stands: with the last of its kind, or below all that are open."""
        kinds = [seen for seen, _number in self._points]
        depth = kinds.index(kind) if kind in kinds else len(kinds)
        self._points = [*self._points[:depth], (kind, number)]
        return depth + 1


def roman(number: str) -> int:
    """Return the value of a Roman number, or 0 where it is none."""
    values = [ROMANS.get(letter, 0) for letter in number]
    if not values or 0 in values:
        return 0
    following = [*values[1:], 0]
    return sum(-one if one < two else one for one, two in zip(values, following, strict=True))


def same(heading: str) -> str:
    """Return a heading as it is compared: its letters and figures in small."""
    return "".join(character for character in heading.casefold() if character.isalnum())


def _next_letter(last: str, number: str) -> bool:
    one, two = last.strip("()"), number.strip("()")
    return len(one) == len(two) == 1 and ord(two) - ord(one) == 1
