"""The words of Word's paragraphs: styles, links, calls of notes, and what is not understood."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapporteur.documents.readers.docx_numbers import written
from rapporteur.documents.readers.docx_styles import Styles
from rapporteur.documents.tree import Call, Doubt, Place, Run, Runs, Words
from rapporteur.documents.word import LINKS, Element, W, name

SHOWN = 200  # signs of a passage that a doubt shows
MARK = Call("")  # where a note repeats its own mark
SAFE = ("http://", "https://", "mailto:", "#")
NOTEREF = re.compile(r"\s*NOTEREF\s")
HYPERLINK = re.compile(r'\s*HYPERLINK\s+"([^"]*)"')
SYMBOLS = {0x2A: "*", 0xB7: "•", 0xD7: "×", 0x2D: "-"}  # by their places in Word's font Symbol
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
INSIDE = {"smartTag", "sdt", "sdtContent", "customXml", "dir", "bdo"}
SILENT = {
    "pPr rPr sdtPr sdtEndPr smartTagPr customXmlPr proofErr bookmarkStart bookmarkEnd permStart",
    "permEnd lastRenderedPageBreak commentRangeStart commentRangeEnd moveFromRangeStart",
    "moveFromRangeEnd moveToRangeStart moveToRangeEnd separator continuationSeparator",
    "fldData annotationRef pgNum ptab",
}
UNSEEN = {word for words in SILENT for word in words.split()}
UNREAD = {
    "drawing": gettext_lazy("A picture or drawing is left out."),
    "pict": gettext_lazy("A picture or drawing is left out."),
    "AlternateContent": gettext_lazy("A picture or drawing is left out."),
    "object": gettext_lazy("An embedded object is left out."),
    "oMath": gettext_lazy("A formula is left out."),
    "oMathPara": gettext_lazy("A formula is left out."),
    "commentReference": gettext_lazy("A comment stands here; it is left out."),
    "del": gettext_lazy(
        "This was deleted in a tracked change that nobody accepted; it is left out."
    ),
    "moveFrom": gettext_lazy(
        "This was moved away in a tracked change that nobody accepted; it is left out."
    ),
}
CHANGED = {
    "ins": gettext_lazy("This was added in a tracked change that nobody accepted; it is kept."),
    "moveTo": gettext_lazy(
        "This was moved here in a tracked change that nobody accepted; it is kept."
    ),
}


@dataclass
class Field:
    """A field of Word: what it asks for, and whether its result has begun."""

    asks: str = ""
    result: bool = False

    @property
    def href(self) -> str:
        link = HYPERLINK.match(self.asks)
        return link[1] if link else ""

    @property
    def known(self) -> bool:
        return bool(self.href or NOTEREF.match(self.asks))


class Inline:
    """Reads paragraphs one after the other: fields and automatic marks of notes run through."""

    def __init__(self, styles: Styles, hrefs: dict[str, str], formats: dict[str, str]) -> None:
        self.styles = styles
        self.hrefs = hrefs
        self.formats = formats  # of automatic marks, by "footnote" and "endnote"
        self.doubts: list[Doubt] = []
        self.called: list[tuple[str, str, str, Place]] = []  # kind, id, marker
        self._auto = {"footnote": 0, "endnote": 0}
        self._fields: list[Field] = []
        self._own_mark: tuple[str, str] | None = None
        self._runs: list[Run] = []
        self._place = Place(0)

    def read(self, paragraph: Element, place: Place) -> Runs:
        """Return the runs of one paragraph; what was not understood of it goes to the doubts."""
        self._runs, self._place = [], place
        self._walk(paragraph, "")
        if self._own_mark:
            self._call(*self._own_mark, "")
            self.doubt("", _("A note has a mark of its own, which is not there."))
            self._own_mark = None
        return joined(self._runs)

    def doubt(self, words: str, why: str) -> None:
        self.doubts.append(Doubt(self._place, words[:SHOWN], why))

    def _walk(self, element: Element, href: str) -> None:
        for child in element:
            kind = name(child)
            if kind == "r":
                self._run(child, href)
            elif kind == "hyperlink":
                self._walk(child, self._address(child))
            elif kind == "fldSimple":
                self._simple(child, href)
            elif kind in INSIDE or kind in CHANGED:
                if kind in CHANGED:
                    self.doubt(text_of(child), str(CHANGED[kind]))
                self._walk(child, href)
            else:
                self._unread(child)

    def _address(self, link: Element) -> str:
        anchor = link.get(f"{W}anchor", "")
        href = self.hrefs.get(link.get(f"{{{LINKS}}}id", ""), f"#{anchor}" if anchor else "")
        return self._safe(href, text_of(link))

    def _safe(self, href: str, words: str) -> str:
        if href and not href.lower().startswith(SAFE):
            self.doubt(words, _("A link leads elsewhere than to the web; its words are kept."))
            return ""
        return href

    def _simple(self, element: Element, href: str) -> None:
        opened = Field(element.get(f"{W}instr", ""), result=True)
        self._told(opened, text_of(element))
        self._fields.append(opened)
        self._walk(element, href)
        self._fields.pop()

    def _told(self, opened: Field, words: str) -> None:
        if not opened.known:
            why = _("A field of Word (%s) stands here; what it last showed is kept.")
            self.doubt(words, why % opened.asks.strip()[:40])

    def _run(self, run: Element, href: str) -> None:
        if self.styles.has(run, "vanish"):
            if text_of(run):
                self.doubt(text_of(run), _("Hidden text is left out."))
            return
        text = ""
        for child in run:
            kind = name(child)
            if kind == "t":
                text += child.text or ""
            elif kind in SIGNS:
                text += SIGNS[kind]
            elif kind == "sym":
                text += self._symbol(child)
            else:
                self._words(text, run, href)
                text = ""
                self._act(child)
        self._words(text, run, href)

    def _act(self, child: Element) -> None:
        kind = name(child)
        acts: dict[str, Callable[[Element], None]] = {
            "footnoteReference": self._reference,
            "endnoteReference": self._reference,
            "footnoteRef": lambda _child: self._runs.append(MARK),
            "endnoteRef": lambda _child: self._runs.append(MARK),
            "fldChar": self._field,
            "instrText": self._instruction,
        }
        acts.get(kind, self._unread)(child)

    def _words(self, text: str, run: Element, href: str) -> None:
        if not text or any(not opened.result for opened in self._fields):
            return
        if self._own_mark and text.strip():
            self._call(*self._own_mark, text.strip())
            self._own_mark = None
            return
        if self.styles.calls_a_note(run) or self._calls_again():
            self._runs.append(Call(text.strip()) if text.strip() else Words(text))
            return
        for opened in self._fields:
            href = href or self._safe(opened.href, text)
        bold, italic = self.styles.has(run, "b"), self.styles.has(run, "i")
        self._runs.append(Words(text, bold=bold, italic=italic, href=href))

    def _calls_again(self) -> bool:
        return any(NOTEREF.match(opened.asks) for opened in self._fields)

    def _reference(self, element: Element) -> None:
        kind, identity = name(element).removesuffix("Reference"), element.get(f"{W}id", "")
        if element.get(f"{W}customMarkFollows", "0") in {"1", "true", "on"}:
            self._own_mark = (kind, identity)
            return
        self._auto[kind] += 1
        marker = written(self._auto[kind], self.formats[kind])
        if marker is None:
            marker = str(self._auto[kind])
            self.doubt(marker, _("Notes are numbered in a way that is not understood."))
        self._call(kind, identity, marker)

    def _call(self, kind: str, identity: str, marker: str) -> None:
        self.called.append((kind, identity, marker, self._place))
        self._runs.append(Call(marker))

    def _field(self, element: Element) -> None:
        step = element.get(f"{W}fldCharType", "")
        if step == "begin":
            self._fields.append(Field())
        elif self._fields and step == "separate":
            self._told(self._fields[-1], "")
            self._fields[-1].result = True
        elif self._fields and step == "end":
            closed = self._fields.pop()
            if not closed.result:
                self._told(closed, "")

    def _instruction(self, element: Element) -> None:
        if self._fields and len(self._fields[-1].asks) < 4_000:
            self._fields[-1].asks += element.text or ""

    def _symbol(self, element: Element) -> str:
        code = element.get(f"{W}char", "")[-4:]
        try:
            place = int(code, 16) & 0xFF
        except ValueError:
            place = 0
        if place not in SYMBOLS:
            self.doubt(code, _("A sign of a special font is left out."))
        return SYMBOLS.get(place, "")

    def _unread(self, element: Element) -> None:
        kind = name(element)
        if kind in UNSEEN or not kind:
            return
        boxes = list(element.iter(f"{W}txbxContent"))
        if boxes:
            self.doubt(text_of(boxes[0]), _("A text box is left out."))
        else:
            known = UNREAD.get(kind)
            why = str(known) if known else _("This is not understood (%s) and is left out.") % kind
            self.doubt(text_of(element), why)


def text_of(element: Element) -> str:
    """Return the first words of an element as they stand, for a doubt to show."""
    found = ""
    for text in element.iter(f"{W}t", f"{W}delText"):
        found += text.text or ""
        if len(found) > SHOWN:
            break
    return found[:SHOWN]


def joined(runs: list[Run]) -> Runs:
    """Return runs in which neighbours of one style are one."""
    made: list[Run] = []
    texts: list[str] = []
    for run in runs:
        last = made[-1] if made else None
        if isinstance(run, Words) and isinstance(last, Words) and same(run, last):
            texts.append(run.text)
            continue
        _close(made, texts)
        made.append(run)
        texts = [run.text] if isinstance(run, Words) else []
    _close(made, texts)
    return tuple(made)


def _close(made: list[Run], texts: list[str]) -> None:
    if made and isinstance(made[-1], Words):
        made[-1] = replace(made[-1], text="".join(texts))


def same(one: Words, other: Words) -> bool:
    return (one.bold, one.italic, one.href) == (other.bold, other.italic, other.href)


def cut(runs: Runs, length: int) -> Runs:
    """Return runs without so many of their first signs."""
    left: list[Run] = []
    for run in runs:
        if not isinstance(run, Words) or not length:
            left.append(run)
            continue
        rest = run.text[length:]
        length -= len(run.text) - len(rest)
        if rest:
            left.append(replace(run, text=rest))
    return tuple(left)


def leading(runs: Runs) -> str:
    """Return the text before the first call of a note."""
    found = ""
    for run in runs:
        if not isinstance(run, Words):
            break
        found += run.text
    return found
