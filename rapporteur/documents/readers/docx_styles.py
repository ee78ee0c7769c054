"""What the styles of a Word file say of its paragraphs and words."""

import re

from rapporteur.documents.word import DEEPEST, Element, W, has, value, whole

HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
# Headings of the United Nations' own templates: "_ H _Ch_G", "_ H_1_G", "_ H_2/3_G".
HEADING_UN = re.compile(r"_+ ?H ?_+ ?(Ch|\d)")
NOTE_CALLS = {"footnote reference", "endnote reference"}
NOTE_CALLS |= {"footnote characters", "endnote characters"}  # as LibreOffice names them in a note
CAPTIONS = {"caption"}


class Styles:
    """Styles by their ids; each is looked up along those on which it is based."""

    def __init__(self, root: Element | None) -> None:
        found = [] if root is None else root.findall(f"{W}style")
        self._styles = {style.get(f"{W}styleId", ""): style for style in found}
        self._defaults = {
            style.get(f"{W}type", ""): style.get(f"{W}styleId", "")
            for style in found
            if style.get(f"{W}default") in {"1", "true"}
        }

    def of(self, paragraph: Element) -> str:
        """Return the id of a paragraph's style."""
        return value(paragraph, "pPr/pStyle") or self._defaults.get("paragraph", "")

    def chain(self, style: str) -> list[Element]:
        """Return a style and those it is based on; a circle is gone round once."""
        found: dict[str, Element] = {}
        while style in self._styles and style not in found and len(found) < 20:
            found[style] = self._styles[style]
            style = value(found[style], "basedOn")
        return list(found.values())

    def names(self, style: str) -> list[str]:
        return [value(element, "name") for element in self.chain(style)]

    def level(self, paragraph: Element) -> int:
        """Return the level of a heading from 1 on; 0 where the paragraph is none."""
        own = value(paragraph, "pPr/outlineLvl")
        if own:
            return _level(own)
        for element in self.chain(self.of(paragraph)):
            named = HEADING.fullmatch(value(element, "name"))
            if named:
                return int(named[1])
            outline = value(element, "pPr/outlineLvl")
            if outline:
                return _level(outline)
            ours = HEADING_UN.match(value(element, "name"))
            if ours:
                return 1 if ours[1] == "Ch" else int(ours[1]) + 1
        return 0

    def numbering(self, paragraph: Element) -> tuple[str, str]:
        """Return the list and the level in it ("" where not told) that number a paragraph."""
        number, level = _list_of(paragraph)
        for element in self.chain(self.of(paragraph)):
            if number:
                break
            number, above = _list_of(element)
            level = level or above
        return number, level

    def calls_a_note(self, run: Element) -> bool:
        style = value(run, "rPr/rStyle")
        return any(known.lower() in NOTE_CALLS for known in self.names(style))

    def is_caption(self, paragraph: Element) -> bool:
        return any(known.lower() in CAPTIONS for known in self.names(self.of(paragraph)))

    def has(self, run: Element, switch: str) -> bool:
        """Tell whether words are bold ("b"), italic ("i") or hidden ("vanish")."""
        if run.find(f"{W}rPr/{W}{switch}") is not None:
            return has(run, f"rPr/{switch}")
        return any(
            has(element, f"rPr/{switch}") for element in self.chain(value(run, "rPr/rStyle"))
        )


def _level(outline: str) -> int:
    found = whole(outline, DEEPEST) + 1
    return found if found <= DEEPEST else 0  # 9 is the level of text


def _list_of(element: Element) -> tuple[str, str]:
    return value(element, "pPr/numPr/numId"), value(element, "pPr/numPr/ilvl")
