"""Automatic numbers as Word would show them, reckoned from its lists (ECMA-376, part 1, 17.9)."""

import re
from dataclasses import dataclass, field

from rapporteur.documents.numbering import letter_of, roman
from rapporteur.documents.readers.docx_styles import Styles
from rapporteur.documents.word import DEEPEST, Element, W, has, value, whole

BULLET = "bullet"
PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class Label:
    """What stands before a paragraph: its number as shown, or a bullet."""

    text: str
    kind: str  # Word's name of the format: "decimal", "lowerLetter", "bullet"
    depth: int  # as a point, from 1: a list that numbers paragraphs has its points one level down
    understood: bool = True

    @property
    def bullet(self) -> bool:
        return self.kind == BULLET


@dataclass
class _Level:
    """One level of a list."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    restart: int = -1  # the level after which it begins anew; -1 for any above
    plain: bool = False  # shows the levels above it in decimal


@dataclass
class _List:
    abstract: str
    levels: dict[int, _Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)  # where this list begins a level anew


class Numbers:
    """Counts through the document: ask once for each paragraph, in reading order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract = _by_id(root, "abstractNum", "abstractNumId")
        self._nums = _by_id(root, "num", "numId")
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, paragraph: Element) -> Label | None:
        """Count one paragraph and return its label; None where it has none."""
        number, told = self._styles.numbering(paragraph)
        if number in {"", "0"}:  # 0 takes away the number that a style gives
            return None
        if number not in self._lists:
            self._lists[number] = self._list(number)
        found = self._lists[number]
        if found is None:
            return None
        depth = whole(told, self._depth_of_style(found, paragraph))
        if depth not in found.levels:
            return None
        self._count(number, found, depth)
        return self._shown(found, depth)

    def _list(self, number: str) -> _List | None:
        num = self._nums.get(number)
        abstract = value(num, "abstractNumId")
        levels = self._levels(abstract)
        if num is None or levels is None:
            return None
        made = _List(abstract, {}, {})
        made.levels.update({_ilvl(level): _level(level) for level in levels.findall(f"{W}lvl")})
        for override in num.findall(f"{W}lvlOverride"):
            depth = _ilvl(override)
            for level in override.findall(f"{W}lvl"):
                made.levels[depth] = _level(level)
            start = value(override, "startOverride")
            if start:
                made.starts[depth] = whole(start, 1)
        return made

    def _levels(self, abstract: str) -> Element | None:
        """Return the levels of a list; some stand in another, which a style names."""
        found = self._abstract.get(abstract)
        named = value(found, "numStyleLink")
        if found is None or not named:
            return found
        for style in self._styles.chain(named):
            linked = self._nums.get(value(style, "pPr/numPr/numId"))
            return self._abstract.get(value(linked, "abstractNumId"))
        return None

    def _depth_of_style(self, found: _List, paragraph: Element) -> int:
        """Return the level that a list keeps for the paragraph's style; the first for others."""
        style = self._styles.of(paragraph)
        root = self._levels(found.abstract)
        for level in [] if root is None else root.findall(f"{W}lvl"):
            if value(level, "pStyle") == style:
                return _ilvl(level)
        return 0

    def _count(self, number: str, found: _List, depth: int) -> None:
        counts = self._counts.setdefault(found.abstract, {})
        if depth in found.starts and (number, depth) not in self._begun:
            counts[depth] = found.starts[depth]
        elif depth in counts:
            counts[depth] += 1
        else:
            counts[depth] = found.levels[depth].start
        self._begun.add((number, depth))
        for above in range(depth):
            if above in found.levels:
                counts.setdefault(above, found.levels[above].start)
        for below in [deeper for deeper in counts if deeper > depth]:
            restart = found.levels[below].restart if below in found.levels else -1
            if restart == -1 or (restart and depth < restart):
                del counts[below]

    def _shown(self, found: _List, depth: int) -> Label:
        level, top = found.levels[depth], found.levels.get(0)
        counts = self._counts[found.abstract]
        numbers = top is not None and top.kind == "decimal" and "(" not in top.text
        deep = max(depth, 1) if numbers else depth + 1
        if level.kind == BULLET:
            return Label("", BULLET, deep)
        understood = True

        def number(place: re.Match[str]) -> str:
            nonlocal understood
            at = int(place[1]) - 1
            if at not in counts or at not in found.levels:
                return ""
            shown = written(counts[at], "decimal" if level.plain else found.levels[at].kind)
            understood = understood and shown is not None
            return shown or ""

        text = PLACE.sub(number, level.text[:100]).strip()
        return Label(text.removesuffix("."), level.kind, deep, understood)


def _by_id(root: Element | None, kind: str, identity: str) -> dict[str, Element]:
    found = [] if root is None else root.findall(f"{W}{kind}")
    return {element.get(f"{W}{identity}", ""): element for element in found}


def _ilvl(element: Element) -> int:
    return whole(element.get(f"{W}ilvl", ""), 0, most=DEEPEST - 1)


def _level(element: Element) -> _Level:
    return _Level(
        start=whole(value(element, "start"), 0),
        kind=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText"),
        restart=whole(value(element, "lvlRestart"), -1, most=DEEPEST),
        plain=has(element, "isLgl"),
    )


def written(number: int, kind: str) -> str | None:
    """Return a number in one of Word's formats; None for a format that we do not know."""
    if kind == "none":
        return ""
    if kind == "decimal":
        return str(number)
    if kind == "decimalZero":
        return f"{number:02}"
    if kind in {"lowerLetter", "upperLetter"}:
        shown = letter_of(number)
    elif kind in {"lowerRoman", "upperRoman"}:
        shown = roman(number)
    else:
        return None
    return shown.upper() if kind.startswith("upper") else shown
