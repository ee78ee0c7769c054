"""Plain HTML: headings in order, paragraphs with ids, notes with links back, no style or script."""

import re
from collections import defaultdict, deque

from django.utils.html import escape

from rapporteur.documents.akoma import stopped
from rapporteur.documents.tree import (
    Annex,
    Block,
    Call,
    Cell,
    Document,
    Note,
    Paragraph,
    Point,
    Runs,
    Section,
    Table,
    Words,
    plain,
)

FROM_RIGHT_TO_LEFT = {"ar", "fa", "he", "ur"}
DEEPEST = 6  # HTML has no deeper heading
SAFE = re.compile("(https?://|mailto:|#)", re.IGNORECASE)


def write(document: Document) -> str:
    """Return a whole page. A link that leads elsewhere than to the web or mail is only words."""
    writer = _Writer(document)
    front = document.front
    direction = "rtl" if front.language in FROM_RIGHT_TO_LEFT else "ltr"
    language = f' lang="{escape(front.language)}"' if front.language else ""
    main = writer.main()
    return (
        f'<!DOCTYPE html>\n<html{language} dir="{direction}">\n'
        '<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(plain(front.title) or front.symbol)}</title>\n</head>\n"
        f"<body>\n<main>\n{main}</main>\n</body>\n</html>\n"
    )


def inner(document: Document, first: int = 1) -> str:
    """Return what stands in the page of a document, for another page; `first` is its title's level."""
    return _Writer(document, first).main()


class _Writer:
    def __init__(self, document: Document, first: int = 1) -> None:
        self.document = document
        self.first = first
        self.ids: set[str] = set()
        self.written: list[tuple[str, Note, list[str]]] = []  # id, note, ids of its calls
        self.uncalled: defaultdict[str, deque[int]] = defaultdict(deque)
        self.called: dict[str, int] = {}
        for place, note in enumerate(document.notes):
            self.written.append((self.id(f"note-{_slug(note.marker)}"), note, []))
            self.uncalled[note.marker].append(place)

    def id(self, wanted: str) -> str:
        """Return the id wanted, or with a count where something has it already."""
        found, count = wanted, 1
        while found in self.ids:
            count += 1
            found = f"{wanted}-{count}"
        self.ids.add(found)
        return found

    def main(self) -> str:
        parts = [self.masthead()]
        if self.document.summary:
            inner = self.blocks(self.document.summary, self.first + 1)
            parts.append(f'<section id="{self.id("summary")}">\n{inner}</section>\n')
        parts.append(self.blocks(self.document.body, self.first + 1))
        parts += [f"<p>{_text(each)}</p>\n" for each in self.document.signatures]
        parts += [self.annex(each) for each in self.document.annexes]
        parts.append(self.notes())
        return "".join(parts)

    def masthead(self) -> str:
        front = self.document.front
        day = front.day.isoformat() if front.day else ""
        lines = (front.organ, front.symbol, front.distribution, front.session)
        agenda = " ".join(each for each in (front.agenda_item, front.heading) if each)
        found = [f"<p>{_text(line)}</p>\n" for line in (*lines, agenda) if line]
        if day:
            found.append(f'<p><time datetime="{day}">{day}</time></p>\n')
        if front.title:
            found.append(self.heading("", front.title, self.first))
        if front.author:
            found.append(f"<p>{_text(front.author)}</p>\n")
        return f"<header>\n{''.join(found)}</header>\n"

    def blocks(self, blocks: tuple[Block, ...], depth: int) -> str:
        """Return blocks; their headings begin at `depth`, so that no level is left out."""
        return "".join(self.block(block, depth) for block in blocks)

    def block(self, block: Block, depth: int) -> str:
        if isinstance(block, Paragraph):
            return self.paragraph(block)
        if isinstance(block, Table):
            return self.table(block)
        return self.section(block, depth)

    def section(self, section: Section, depth: int) -> str:
        heading = self.heading(section.number, section.heading, depth)
        inner = self.blocks(section.blocks, depth + 1 if heading else depth)
        return f"<section>\n{heading}{inner}</section>\n"

    def heading(self, number: str, runs: Runs, depth: int) -> str:
        if not number and not runs:
            return ""
        name = f"h{min(depth, DEEPEST)}"
        return f"<{name}>{_number(number)}{self.runs(runs)}</{name}>\n"

    def paragraph(self, paragraph: Paragraph) -> str:
        mark = ""
        if slug := _slug(paragraph.number):
            mark = f' id="{self.id(f"para-{slug}")}"'
        words = _number(paragraph.number) + self.runs(paragraph.runs)
        first = f"<p>{words}</p>\n" if words else ""
        after = self.points(paragraph.points)
        if paragraph.after:
            after += f"<p>{self.runs(paragraph.after)}</p>\n"
        if after:
            return f"<div{mark}>\n{first}{after}</div>\n"
        return f"<p{mark}>{words}</p>\n"

    def points(self, points: tuple[Point, ...]) -> str:
        """Return a list. Its numbers are the document's own and stand in the words."""
        if not points:
            return ""
        items = (
            f"<li>{_number(point.number)}{self.runs(point.runs)}{self.points(point.points)}</li>\n"
            for point in points
        )
        return f"<ul>\n{''.join(items)}</ul>\n"

    def table(self, table: Table) -> str:
        caption = f"<caption>{self.runs(table.caption)}</caption>\n" if table.caption else ""
        rows = [self.row(row, heads=n < table.headers) for n, row in enumerate(table.rows)]
        head, body = "".join(rows[: table.headers]), "".join(rows[table.headers :])
        head = f"<thead>\n{head}</thead>\n" if head else ""
        body = f"<tbody>\n{body}</tbody>\n" if body else ""
        return f"<table>\n{caption}{head}{body}</table>\n"

    def row(self, row: tuple[Cell, ...], *, heads: bool) -> str:
        found = []
        for cell in row:
            across = f' colspan="{cell.across}"' if cell.across != 1 else ""
            down = f' rowspan="{cell.down}"' if cell.down != 1 else ""
            scope = ' scope="colgroup"' if across else ' scope="col"'
            name, scope = ("th", scope) if heads else ("td", "")
            found.append(f"<{name}{scope}{across}{down}>{self.runs(cell.runs)}</{name}>")
        return f"<tr>{''.join(found)}</tr>\n"

    def annex(self, annex: Annex) -> str:
        depth = self.first + 1
        heading = self.heading(annex.number, annex.title, depth)
        inner = self.blocks(annex.blocks, depth + 1 if heading else depth)
        return f'<section id="{self.id("annex")}">\n{heading}{inner}</section>\n'

    def notes(self) -> str:
        """Return all notes, in the order of the tree, each with a link to every place that calls it."""
        if not self.written:
            return ""
        # Words first: a note may call another, whose link back has to be known.
        words = [
            [self.runs(runs) for runs in note.paragraphs] for _id, note, _calls in self.written
        ]
        found = []
        for (mark, note, calls), paragraphs in zip(self.written, words, strict=True):
            back = "".join(
                f' <a href="#{call}" aria-label="{escape(note.marker)} ↩">↩</a>' for call in calls
            )
            inner = "".join(f"<p>{each}</p>\n" for each in paragraphs)
            marker = f"<p><sup>{escape(note.marker)}</sup>{back}</p>\n"
            found.append(f'<div id="{mark}" role="note">\n{marker}{inner}</div>\n')
        return f"<footer>\n{''.join(found)}</footer>\n"

    def runs(self, runs: Runs) -> str:
        return "".join(
            self.call(run.marker) if isinstance(run, Call) else _words(run) for run in runs
        )

    def call(self, marker: str) -> str:
        """Return the call of a note: of the next that has this marker, else of the last one."""
        if self.uncalled[marker]:
            self.called[marker] = self.uncalled[marker].popleft()
        if marker not in self.called:
            return f"<sup>{escape(marker)}</sup>"
        mark, _note, calls = self.written[self.called[marker]]
        calls.append(self.id(f"call-{_slug(marker)}"))
        return f'<sup><a id="{calls[-1]}" href="#{mark}">{escape(marker)}</a></sup>'


def _words(words: Words) -> str:
    found = _text(words.text)
    if words.italic:
        found = f"<em>{found}</em>"
    if words.bold:
        found = f"<strong>{found}</strong>"
    if SAFE.match(words.href):
        found = f'<a href="{escape(words.href)}">{found}</a>'
    return found


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _number(number: str) -> str:
    return f"{escape(stopped(number))} " if number else ""


def _slug(number: str) -> str:
    return "".join(each for each in number.replace("*", "x") if each.isalnum())
