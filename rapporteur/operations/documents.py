"""The command `rapporteur documents convert`: a document in one form is written in another.

It asks no database and knows no case. What was read is told, and what was not understood, so that a
person can look there; the file that is written is whole or not there at all.
"""

import json
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapporteur.documents import forms, tree
from rapporteur.documents.refusals import Unreadable
from rapporteur.kernel.refusals import Refused

NAMED = {
    ".docx": "docx",
    ".pdf": "pdf",
    ".xml": "akn",
    ".akn": "akn",
}  # endings that say what it is
NAMES = {"akn": "XML", "docx": "a Word file", "pdf": "a PDF", "text": "plain text"}
TOLD = 50  # doubts that are printed; --json has all
PLACES = {
    "akn": "element",
    "docx": "paragraph",
    "pdf": "line",
    "text": "line",
}  # what a reader counts
LONGEST = 100  # signs of a heading or of a place that was not understood


@dataclass(frozen=True)
class Words:
    """What was asked for on the command line."""

    file: Path
    form: str
    out: Path
    force: bool = False
    as_json: bool = False


def convert(words: Words) -> int:
    """Read the file, write it in the other form and tell what was read. Raises Refused."""
    with _told_of(words.out):
        _check_target(words)
    data = _content(words.file)
    try:
        kind = forms.kind_of(data)
        _check_name(words.file, kind)
        reading = forms.read(data)
    except Unreadable as reason:
        raise Refused(f"{words.file} is not read: {reason}") from reason
    made = _made(reading.document, words.form)
    _put(made.content, words.out)
    found = {
        "file": str(words.file),
        "kind": kind,
        **_contents(reading.document),
        "not_understood": [_doubt(each) for each in reading.doubts],
        "written": {"form": words.form, "file": str(words.out), "bytes": len(made.content)},
        "not_shown": list(made.not_shown),
    }
    print(json.dumps(found, indent=2) if words.as_json else _printable(_in_words(found)))
    return 0


# Files


def _check_target(words: Words) -> None:
    out = words.out
    if out.is_dir():
        raise Refused(f"{out} is a folder: name the file that is to be written.")
    if not out.parent.is_dir():
        raise Refused(f"There is no folder {out.parent}.")
    if out.exists() and words.file.exists() and out.samefile(words.file):
        raise Refused("The file that is read cannot be the one that is written.")
    if os.path.lexists(out) and not words.force:
        raise Refused(f"{out} is there already: nothing was written. --force writes over it.")


def _check_name(path: Path, kind: str) -> None:
    """Raise Unreadable where a file is another than its name says: someone was told wrong."""
    named = NAMED.get(path.suffix.lower())
    if named and named != kind:
        raise Unreadable(
            f"It is named as if it were {NAMES[named]}, and is {NAMES[kind]}. Look where it comes"
            " from, and give it its right name."
        )


def _content(path: Path) -> bytes:
    """Return what is in a file, and no more than a reader takes."""
    with _told_of(path), path.open("rb") as file:
        return file.read(forms.MOST_BYTES + 1)


def _put(content: bytes, out: Path) -> None:
    """Write a file beside its place and put it there once it is whole."""
    part = out.with_name(f".{out.name[:100]}.{secrets.token_hex(4)}.part")
    with _told_of(out):
        try:
            with part.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(out)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


@contextmanager
def _told_of(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Refused(f"{path} cannot be used: {error.strerror}.") from error


@dataclass(frozen=True)
class _Made:
    content: bytes
    not_shown: tuple[str, ...] = ()


def _made(document: tree.Document, form: str) -> _Made:
    if form != "pdf":
        return _Made(forms.write(document, form))
    from rapporteur.documents.writers import pdf  # typst and its fonts are for PDF alone

    made = pdf.make(document)
    return _Made(made.pdf, made.unknown)


# What was read


def _contents(document: tree.Document) -> dict[str, Any]:
    """Return what stands in a document, for programs and for people."""
    front = document.front
    blocks = [*document.summary, *document.body]
    for annex in document.annexes:
        blocks += annex.blocks
    every = tuple(blocks)
    return {
        "title": tree.plain(front.title),
        "symbol": front.symbol,
        "organ": front.organ,
        "day": front.day.isoformat() if front.day else None,
        "language": front.language,
        "sections": [
            {"number": each.number, "heading": tree.plain(each.heading), "level": each.level}
            for each in tree.sections(every)
        ],
        "paragraphs": [each.number for each in tree.paragraphs(every)],
        "notes": [each.marker for each in document.notes],
        "tables": [
            {
                "caption": tree.plain(each.caption),
                "rows": len(each.rows),
                "columns": max((sum(cell.across for cell in row) for row in each.rows), default=0),
            }
            for each in tree.tables(every)
        ],
        "annexes": [
            {"number": each.number, "title": tree.plain(each.title)} for each in document.annexes
        ],
    }


def _doubt(doubt: tree.Doubt) -> dict[str, Any]:
    place = doubt.place
    return {"line": place.line, "page": place.page, "words": doubt.words, "why": str(doubt.why)}


def _in_words(found: dict[str, Any]) -> str:
    numbered = [number for number in found["paragraphs"] if number]
    written = found["written"]
    lines = [
        f"read as         {found['kind']}",
        f"title           {_short(found['title']) or 'not found'}",
        f"symbol          {found['symbol'] or 'not found'}",
        f"language        {found['language'] or 'not found'}",
        f"sections        {len(found['sections'])}",
        *(_section(each) for each in found["sections"]),
        f"paragraphs      {len(found['paragraphs'])}, numbered {len(numbered)}: {_row(numbered)}",
        f"footnotes       {len(found['notes'])}: {_row(found['notes'])}",
        f"tables          {len(found['tables'])}",
        f"annexes         {len(found['annexes'])}",
        f"not understood  {len(found['not_understood'])}",
        *_doubts(found["not_understood"], PLACES[found["kind"]]),
        f"written         {written['file']}, {written['bytes']} bytes",
    ]
    if found["not_shown"]:
        signs = " ".join(f"U+{ord(sign):04X}" for sign in found["not_shown"])
        lines.append(f"not shown       no font has {signs}; U+FFFD stands for them")
    return "\n".join(lines)


def _section(section: dict[str, Any]) -> str:
    words = (section["number"], _short(section["heading"]))
    depth = max(1, min(int(section["level"]), 9))
    return "  " * depth + " ".join(each for each in words if each)


def _doubts(doubts: list[dict[str, Any]], named: str) -> list[str]:
    found = []
    for doubt in doubts[:TOLD]:
        page = f"page {doubt['page']}, " if doubt["page"] else ""
        words = f" “{_short(doubt['words'])}”" if doubt["words"] else ""
        found.append(f"  {page}{named} {doubt['line']}:{words} {doubt['why']}")
    if len(doubts) > TOLD:
        found.append(f"  and {len(doubts) - TOLD} more: --json tells all of them")
    return found


def _row(numbers: list[str]) -> str:
    """Return numbers as a person reads them: "1–67, 1–4, (a)"; runs of whole numbers are joined."""
    runs: list[list[str]] = []
    for number in numbers:
        before = runs[-1][-1] if runs else ""
        if _whole(before) and _whole(number) and int(number) == int(before) + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs) or "none"


def _whole(number: str) -> bool:
    return number.isascii() and number.isdigit() and len(number) < 10


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _printable(text: str) -> str:
    """Return text that a terminal shows and does not obey."""
    shown = "".join(sign if sign.isprintable() or sign == "\n" else "\ufffd" for sign in text)
    coding = sys.stdout.encoding or "utf-8"
    return shown.encode(coding, "replace").decode(coding)
