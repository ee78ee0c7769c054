"""Finds where the parts of a text begin: its front, its table of contents, its body, its annexes."""

import re
from dataclasses import dataclass

from rapporteur.documents.readers.text_notes import CONTENTS
from rapporteur.documents.readers.text_pages import Line

SUMMARY = re.compile(r"\W*(?:executive )?summary\W*", re.IGNORECASE)
ANNEX = re.compile(r"(?:annex(?:es)?|appendix)(?:\s+([IVXLC]+|\d+))?\.?", re.IGNORECASE)
FIRST = re.compile(r"1 ?\.(?!\d)\s*(.*)")
TAIL = re.compile(r"(?:\.{3}|…).*|.*\s\d{1,3}(?:\s+annex\b.*)?", re.IGNORECASE)
ENTRY = re.compile(
    r"(?:([IVXLC]+|[A-Z]|\d+)\.\s+)?(\S.*?)[\s.…]*(\d+(?:\s*[–-]\s*\d+)?)\s+(\d{1,3})(?:\s+annex.*)?",
    re.IGNORECASE,
)
ROMAN = re.compile(r"([IVXLC]{1,7})\.\s*(\D.*)?")
LETTER = re.compile(r"([A-Z])\.\s+(\D.*)?")
INTRODUCTION = re.compile(r"introduction|background|preface|foreword", re.IGNORECASE)


LONG = 300  # characters; a line of a table of contents is shorter
MOST = 1_000  # lines of a table of contents


@dataclass(frozen=True)
class Entry:
    """A heading as the table of contents writes it, and the last of its paragraphs."""

    number: str
    heading: str
    last: int


@dataclass(frozen=True)
class Parts:
    front: list[Line]
    summary: list[Line]
    contents: list[Line]
    body: list[Line]
    annexes: list[list[Line]]
    entries: list[Entry]


def parts(lines: list[Line]) -> Parts:
    contents = next((at for at, line in enumerate(lines) if CONTENTS.fullmatch(line.text)), None)
    body = _body(lines, contents)
    begun = body if contents is None else contents
    summary = next(
        (at for at, line in enumerate(lines[:begun]) if SUMMARY.fullmatch(line.text)), begun
    )
    annexed = [
        at
        for at in range(body + 1, len(lines))
        if ANNEX.fullmatch(lines[at].text) and (lines[at].gap or _ended(lines[at - 1].text))
    ]
    ends = [*annexed, len(lines)]
    entries = [made for line in lines[begun:body][:MOST] if (made := _entry(line.text))]
    return Parts(
        front=lines[:summary],
        summary=lines[summary + 1 : begun],
        contents=lines[begun:body],
        body=lines[body : ends[0]],
        annexes=[lines[start:end] for start, end in zip(annexed, ends[1:], strict=True)],
        entries=entries,
    )


def _ended(text: str) -> bool:
    return text.rstrip()[-1:] in set(".;:!?”)*")


def _body(lines: list[Line], contents: int | None) -> int:
    """Return where the body begins: at the headings before the paragraph 1."""
    start = 0 if contents is None else contents + 1
    at = next(
        (at for at in range(start, len(lines)) if _is_first(lines[at].text)),
        None,
    )
    if at is None:
        at = next((at for at in range(start, len(lines)) if not lines[at].cover), len(lines))
        return at if contents is None else _past_entries(lines, start)
    if contents is None:
        inside = next((other for other in range(at) if _begins(lines[other])), at)
        while at > inside or (at > 0 and _is_heading(lines[at - 1].text)):
            at -= 1
        return at
    while at > start and not TAIL.fullmatch(lines[at - 1].text):
        if ANNEX.fullmatch(lines[at - 1].text):
            break
        at -= 1
    return at


def _begins(line: Line) -> bool:
    """Tell whether the body has begun where there is no table of contents."""
    return not line.cover or bool(INTRODUCTION.fullmatch(line.text))


def _is_first(text: str) -> bool:
    found = FIRST.fullmatch(text)
    return bool(found) and _entry(text) is None and "...." not in text


def _past_entries(lines: list[Line], at: int) -> int:
    while at < len(lines) and (TAIL.fullmatch(lines[at].text) or len(lines[at].text) < 40):
        at += 1
    return at


def _is_heading(text: str) -> bool:
    if INTRODUCTION.fullmatch(text):
        return True
    found = ROMAN.fullmatch(text) or LETTER.fullmatch(text)
    return bool(found) and not _ended(text)


def _entry(text: str) -> Entry | None:
    found = ENTRY.fullmatch(re.sub(r"</?[a-z]+>", "", text)) if len(text) < LONG else None
    if found is None:
        return None
    return Entry(found[1] or "", found[2].strip(), int(re.findall(r"\d+", found[3])[-1]))
