"""Words, styles and notes of Akoma Ntoso."""

import re
from dataclasses import replace

from django.utils.translation import gettext as _
from lxml import etree

from rapporteur.documents.akoma import NONE
from rapporteur.documents.tree import Call, Doubt, Note, Place, Runs, Words

Element = etree._Element  # noqa: SLF001  lxml gives the type no other name
BREAK = "\v"  # stands for <eol/> until the breaks of the XML itself are gone; not legal in XML
PLAIN = {"span", "inline", "docTitle", "p", "signature"}


class Inline:
    """Reads words; gathers notes in the order of their calls, and doubts."""

    def __init__(self, root: Element) -> None:
        self.notes: list[Note | None] = []
        self.doubts: list[Doubt] = []
        self.reached: set[Element] = set()  # whose own words are in the tree or told
        self.numbers = {element: number for number, element in enumerate(root.iter(), 1)}

    def doubt(self, element: Element, why: str, words: str = "") -> None:
        self.reached.update([element] if words else element.iter())
        said = words or "".join(_texts(element)) or f"<{name_of(element)}>"
        self.doubts.append(Doubt(Place(self.numbers[element]), said.strip(), why))

    def tell_of_the_rest(self, root: Element) -> None:
        """Tell of all words that nothing has asked for, so that none is lost unseen."""
        for element in root.iter():
            if element not in self.reached and (words := stray(element)):
                self.doubt(element, _("These words are not read."), words)

    def flow(self, element: Element) -> Runs:
        """Return the words of what holds paragraphs; between two of them the line breaks."""
        if name_of(element) in {"p", "block"}:
            return self.runs(element)
        found: Runs = doubtful(stray(element))
        if found:
            self.doubt(
                element, _("Words stand directly in a part of the structure."), stray(element)
            )
        for child in element:
            if name_of(child) != "p":
                self.doubt(child, _("This part is not understood; its words are kept."))
            runs = self.runs(child)
            found = _merged([*found, Words("\n"), *runs]) if found else runs
        return found

    def runs(self, element: Element) -> Runs:
        return _trimmed(_merged(self.inside(element, Words(""))))

    def inside(self, element: Element, style: Words) -> list[Words | Call]:
        self.reached.add(element)
        found: list[Words | Call] = [_styled(element.text, style)]
        for child in element:
            found += self.child(child, style)
            found.append(_styled(child.tail, style))
        return found

    def child(self, child: Element, style: Words) -> list[Words | Call]:
        name = name_of(child)
        if name == "eol":
            return [replace(style, text=BREAK)]
        if name == "authorialNote":
            return [self.note(child)]
        if name == "noteRef":
            return [Call(child.get("marker", ""))]
        if name in {"b", "i"}:
            bold, italic = style.bold or name == "b", style.italic or name == "i"
            return self.inside(child, replace(style, bold=bold, italic=italic))
        if name in {"a", "ref"}:
            return self.inside(child, replace(style, href=child.get("href", "")))
        if name not in PLAIN and not (name == "sup" and child.get("class") == "footnote"):
            self.doubt(child, _("This part is not understood; its words are kept."))
        return self.inside(child, style)

    def note(self, element: Element) -> Call:
        """Read a note; one that it calls itself stands after it."""
        marker = element.get("marker", "")
        place = len(self.notes)
        self.notes.append(None)
        blocks = [each for each in element if each.get("name") != NONE]
        self.notes[place] = Note(marker, tuple(self.runs(each) for each in blocks))
        if stray(element):
            self.doubt(element, _("Words beside the paragraphs of a note."), stray(element))
        return Call(marker)


def name_of(element: Element) -> str:
    return etree.QName(element).localname


def stray(element: Element) -> str:
    """Return the text that stands directly in an element which should hold only others."""
    return "".join([element.text or "", *(child.tail or "" for child in element)]).strip()


def doubtful(text: str) -> Runs:
    return (Words(" ".join(text.split())),) if text else ()


def _texts(element: Element) -> list[str]:
    return [str(text) for text in element.itertext()]


def _styled(text: str | None, style: Words) -> Words:
    """Return text in a style; a line that the XML breaks is not one that the document breaks."""
    return replace(style, text=re.sub(r"[ \t\r]*\n[ \t\r\n]*", "\n", text or ""))


def _merged(runs: list[Words | Call]) -> Runs:
    found: list[Words | Call] = []
    for run in runs:
        last = found[-1] if found else None
        if isinstance(run, Words) and not run.text:
            continue
        if (
            isinstance(run, Words)
            and isinstance(last, Words)
            and replace(last, text=run.text) == run
        ):
            found[-1] = replace(last, text=last.text + run.text)
        else:
            found.append(run)
    return tuple(found)


def _trimmed(runs: Runs) -> Runs:
    """Take the line breaks of the XML away: none at the ends, a space between words."""
    found = list(runs)
    if found and isinstance(first := found[0], Words):
        found[0] = replace(first, text=first.text.lstrip("\n"))
    if found and isinstance(last := found[-1], Words):
        found[-1] = replace(last, text=last.text.rstrip("\n"))
    return tuple(
        replace(run, text=run.text.replace("\n", " ").replace(BREAK, "\n"))
        if isinstance(run, Words)
        else run
        for run in found
        if isinstance(run, Call) or run.text
    )
