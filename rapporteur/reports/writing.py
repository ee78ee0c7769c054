"""What a desk types of a report, and the document that is made of it. Pure; knows no subject.

Plain text with a few marks, which the page explains:

    # A heading          ## one below it          ### one below that
    > A paragraph that recommends
    (a) A point of the paragraph above it
    [note: the words of a footnote, where it is called]
    {letters.sent 2025} or {letters.sent 2025-06-01/2026-05-31}    a figure, filled in when shown
    [on: XEX] or [on: KEY]    what the paragraph is about: a State or a public letter; not shown

Paragraphs end at a blank line and are numbered through; headings are numbered by their level.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from rapporteur.documents.numbering import letter_of, roman
from rapporteur.documents.tree import (
    Block,
    Call,
    Document,
    Front,
    Note,
    Paragraph,
    Point,
    Run,
    Runs,
    Section,
    Words,
    paragraphs,
    plain,
)
from rapporteur.kernel.refusals import Refused

BRACES = re.compile(r"\{([^{}]*)\}")
FIGURE = re.compile(r"([a-z]+\.[a-z_]+) (\d{4}|\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d)")
HEADING = re.compile(r"(#{1,3}) +(\S.*)")
RECOMMENDS = re.compile(r"> +(?=\S)")
POINT = re.compile(r"(\([a-z]{1,2}\)) +(\S.*)")
ON = re.compile(r"[ \t]*\[on:([^\[\]]*)\]")
PIECE = re.compile(r"\[note: ([^\[\]]+)\]|\{([^{}]*)\}")
LATE = "*"  # the mark of the note that says why a report is late
LONGEST = 400_000  # characters of a text: some six times the longest report


@dataclass(frozen=True, order=True)
class Tied:
    """A figure in a text: what is counted (`letters.sent`), from and up to which day."""

    code: str
    since: date
    until: date

    @classmethod
    def of(cls, kept: Sequence[str]) -> "Tied":
        """Read what `kept` returned."""
        code, since, until = kept
        return cls(code, date.fromisoformat(since), date.fromisoformat(until))

    def kept(self) -> list[str]:
        """Return code, first and last day as plain data."""
        return [self.code, str(self.since), str(self.until)]

    @property
    def mark(self) -> str:
        """Return the figure as one types it."""
        whole = (self.since, self.until) == (
            date(self.since.year, 1, 1),
            date(self.since.year, 12, 31),
        )
        return f"{{{self.code} {self.since.year if whole else f'{self.since}/{self.until}'}}}"


@dataclass(frozen=True)
class Text:
    """All that is typed of a report; sealed as one."""

    title: str = ""
    agenda_item: str = ""
    summary: str = ""
    body: str = ""
    late: str = ""  # why it is submitted late; empty: it is not

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Text":
        return cls(**{name: str(kept.get(name, "")) for name in cls.__dataclass_fields__})

    def figures(self) -> tuple[Tied, ...]:
        """Return each figure of the text once, in order. Raises Refused for what is none."""
        found = [tied(one[1]) for one in BRACES.finditer(f"{self.summary}\n{self.body}")]
        return tuple(sorted(set(found)))


def tied(mark: str) -> Tied:
    """Read what stands between braces. Raises Refused."""
    match = FIGURE.fullmatch(mark.strip())
    if match is None:
        raise Refused(
            _("“{%(mark)s}” is no figure: write {letters.sent 2025}, or two days with / between.")
            % {"mark": mark}
        )
    code, time = match.groups()
    since, until = time.split("/") if "/" in time else (f"{time}-01-01", f"{time}-12-31")
    try:
        found = Tied(code, date.fromisoformat(since), date.fromisoformat(until))
    except ValueError:
        raise Refused(_("“{%(mark)s}” names a day that there is not.") % {"mark": mark}) from None
    if found.until < found.since:
        raise Refused(_("“{%(mark)s}” ends before it begins.") % {"mark": mark})
    return found


@dataclass(frozen=True)
class About:
    """That the paragraph of a number is about something: the code of a State, the key of a letter."""

    number: str
    code: str


@dataclass
class _Numbers:
    """How far the numbers of headings, paragraphs and notes have come, and what was marked."""

    headings: list[int] = field(default_factory=lambda: [0, 0, 0])
    paragraph: int = 0
    notes: list[Note] = field(default_factory=list)
    about: list[About] = field(default_factory=list)

    def heading(self, level: int) -> str:
        self.headings[level - 1] += 1
        self.headings[level:] = [0] * (3 - level)
        number = self.headings[level - 1]
        return (roman(number).upper(), letter_of(number).upper(), str(number))[level - 1]


Shown = Callable[[Tied], str]


def document(text: Text, front: Front, shown: Shown) -> Document:
    """Return the report as a document; `shown` answers what stands in the place of a figure.

    Raises Refused for braces that hold no figure.
    """
    numbers = _Numbers()
    title: Runs = (Words(text.title),) if text.title else ()
    if text.late.strip():
        title = (*title, Call(LATE))
        numbers.notes.append(Note(LATE, ((Words(text.late.strip()),),)))
    summary = tuple(
        Paragraph("", _runs(one, shown, numbers)) for one in _pieces(text.summary) if one
    )
    body = _nested(list(_blocks(text.body, shown, numbers)))
    return Document(
        replace(front, title=title, agenda_item=text.agenda_item),
        summary,
        body,
        notes=tuple(numbers.notes),
    )


def about(text: Text) -> tuple[About, ...]:
    """Return what paragraphs are about, as marked, each once, in their order. Raises Refused.

    A mark that stands in no paragraph of the body is refused: it would be shown as it is typed.
    """
    if ON.search(f"{text.title} {text.agenda_item} {text.summary} {text.late}"):
        raise Refused(_("What a paragraph is about is said in the text, not before it."))
    numbers = _Numbers()
    list(_blocks(text.body, lambda _tied: "", numbers))
    return tuple(dict.fromkeys(numbers.about))


def recommendations(found: Document) -> int:
    """Return how many paragraphs recommend: those that stand in bold, as the UN sets them."""
    return sum(
        bool(one.runs) and all(run.bold for run in one.runs if isinstance(run, Words))
        for one in paragraphs(found.body)
        if plain(one.runs).strip()
    )


def sentences(text: Text, figure: Tied) -> list[str]:
    """Return the sentences, as typed, in which a figure stands."""
    whole = " ".join(f"{text.summary} {text.body}".split())
    return [one for one in re.split(r"(?<=[.!?。؟]) +", whole) if figure in _held(one)]


def _held(sentence: str) -> set[Tied]:
    return {tied(one[1]) for one in BRACES.finditer(sentence)}


def _pieces(text: str) -> list[str]:
    return [one.strip("\n") for one in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n"))]


def _blocks(text: str, shown: Shown, numbers: _Numbers) -> Iterator[Block]:
    for piece in _pieces(text):
        if not piece.strip():
            continue
        marked = [code.strip() for code in ON.findall(piece)]
        first, _stop, rest = ON.sub("", piece).strip("\n").partition("\n")
        match = HEADING.fullmatch(first.strip())
        if match:
            level = len(match[1])
            heading = _runs(match[2], shown, numbers)
            yield Section(numbers.heading(level), heading, level)
        told = rest if match else f"{first}\n{rest}"
        if told.strip():
            yield _paragraph(told, shown, numbers)
            numbers.about += [About(str(numbers.paragraph), code) for code in marked]
        elif marked:
            raise Refused(_("“[on: %(code)s]” stands in no paragraph.") % {"code": marked[0]})


def _paragraph(piece: str, shown: Shown, numbers: _Numbers) -> Paragraph:
    """Return a numbered paragraph with its points; lines that follow each other are one line."""
    bold = bool(RECOMMENDS.match(piece.lstrip()))
    words: list[str] = []
    points: list[tuple[str, str]] = []
    for line in RECOMMENDS.sub("", piece.lstrip(), count=1).splitlines():
        if match := POINT.fullmatch(line.strip()):
            points.append((match[1], match[2]))
        elif points:
            points[-1] = (points[-1][0], f"{points[-1][1]} {line.strip()}")
        else:
            words.append(line.strip())
    numbers.paragraph += 1
    number = str(numbers.paragraph)
    runs = _runs(" ".join(words), shown, numbers, bold=bold)
    made = tuple(Point(mark, _runs(told, shown, numbers, bold=bold)) for mark, told in points)
    return Paragraph(number, runs, made)


def _runs(text: str, shown: Shown, numbers: _Numbers, *, bold: bool = False) -> Runs:
    found: list[Run] = []
    at = 0
    for match in PIECE.finditer(text):
        if before := text[at : match.start()]:
            found.append(Words(before, bold=bold))
        if match[1]:
            marker = str(sum(note.marker != LATE for note in numbers.notes) + 1)
            numbers.notes.append(Note(marker, ((Words(match[1].strip()),),)))
            found.append(Call(marker))
        else:
            found.append(Words(shown(tied(match[2])), bold=bold))
        at = match.end()
    if rest := text[at:]:
        found.append(Words(rest, bold=bold))
    return _joined(found)


def _joined(runs: Sequence[Run]) -> Runs:
    """Return runs with neighbours of one style made one, as a reader of the file would find them."""
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        if isinstance(run, Words) and isinstance(last, Words) and run.bold == last.bold:
            found[-1] = replace(last, text=last.text + run.text)
        else:
            found.append(run)
    return tuple(found)


def _nested(flat: Sequence[Block]) -> tuple[Block, ...]:
    """Put what follows a heading under it, deeper headings included."""
    found: list[Block] = []
    at = 0
    while at < len(flat):
        block = flat[at]
        at += 1
        if not isinstance(block, Section):
            found.append(block)
            continue
        end = at
        while end < len(flat) and not _ends(flat[end], block.level):
            end += 1
        found.append(replace(block, blocks=_nested(flat[at:end])))
        at = end
    return tuple(found)


def _ends(block: Block, level: int) -> bool:
    return isinstance(block, Section) and block.level <= level
