"""A follow-up report as a document, for the writers of `documents`: what its page says, on paper."""

from collections.abc import Sequence
from datetime import date

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rapporteur.documents.tree import (
    Block,
    Cell,
    Document,
    Front,
    Paragraph,
    Runs,
    Section,
    Table,
    Words,
)
from rapporteur.follow_up.reporting import Body, Entry, Graded, Line


def paper(body: Body, introduction: str = "") -> Document:
    """Return a report as a document in its language."""
    with translation.override(body.language):
        front = Front(
            day=date.fromisoformat(body.on),
            language=iso_of(body.language),
            title=words(_("Follow-up of recommendations: %(state)s") % {"state": body.name}),
        )
        told = [introduction, *covered(body)] if introduction else covered(body)
        numbered = tuple(Paragraph(str(n), words(text)) for n, text in enumerate(told, 1))
        entries = tuple(section_of(one) for one in body.entries)
        return Document(
            front,
            (),
            (
                Section("I", words(_("What this report covers")), 1, numbered),
                Section("II", words(_("Recommendations")), 1, entries),
                Section("III", words(_("Figures")), 1, figures(body)),
            ),
        )


def iso_of(language: str) -> str:
    return language.partition("-")[0]


def words(text: str, *, bold: bool = False) -> Runs:
    return (Words(text, bold=bold),) if text else ()


def covered(body: Body) -> list[str]:
    """Return what the report says of itself: of which day, what counts, what it does not mean."""
    day = date_format(date.fromisoformat(body.on), "DATE_FORMAT")
    told = [
        _("As of %(day)s.") % {"day": day},
        _(
            "For each recommendation it sets side by side what the Government, the United Nations"
            " and the national human rights institution, and organizations and children told, as"
            " far as it was reviewed and counts; then the mandate’s view; then grades that others"
            " gave. Nobody’s grade replaces another’s."
        ),
        _(
            "Where nothing is told, nothing was received that counts: it does not mean that nothing"
            " was done. Whoever gave evidence chose how to stand here."
        ),
    ]
    if body.exercise:
        told.insert(0, _("Exercise. Everything here is made up and concerns Exerland."))
    return told


def heads() -> tuple[str, str, str]:
    return (
        _("Government"),
        _("United Nations, national human rights institution"),
        _("Organizations, children, others"),
    )


def section_of(entry: Entry) -> Section:
    head = tuple(Cell(words(one)) for one in heads())
    voices = tuple(Cell(told(entry.columns[name])) for name in ("government", "un", "ngo"))
    blocks: list[Block] = [
        Paragraph("", words(entry.text, bold=True)),
        Paragraph("", words(entry.mechanism)),
        Table((head, voices)),
        Section("", words(_("The mandate’s view")), 3, grades(entry.mandate, own=True)),
    ]
    if entry.others:
        blocks.append(Section("", words(_("Grades that others gave")), 3, grades(entry.others)))
    if entry.commitments:
        said = tuple(Paragraph("", words(one)) for one in entry.commitments)
        blocks.append(Section("", words(_("Commitments of the State")), 3, said))
    return Section("", words(entry.reference), 2, tuple(blocks))


def told(lines: list[Line]) -> Runs:
    if not lines:
        return words(_("Nothing received that counts."))
    return words("\n".join(told_in_words(one) for one in lines))


def told_in_words(line: Line) -> str:
    more = "; ".join(one for one in (line.who, line.strength, line.dated) if one)
    limits = f" {_('It does not show:')} {line.limits}" if line.limits else ""
    return f"{line.summary}{limits} ({more})"


def grades(found: list[Graded], *, own: bool = False) -> tuple[Block, ...]:
    if not found:
        return (Paragraph("", words(_("Not assessed by the mandate."))),)
    return tuple(Paragraph("", words(in_words(one, own=own))) for one in found)


def in_words(one: Graded, *, own: bool) -> str:
    head = one.grade if own else f"{one.who}: {one.grade}"
    more = "; ".join(part for part in (one.scale, one.dated, one.source) if part)
    return f"{head} ({more}). {one.view}".strip()


def figures(body: Body) -> tuple[Block, ...]:
    head = (_("Figure"), _("Number"), _("How it is counted"))
    rows = [(one.label, str(one.value), one.counted) for one in body.figures]
    tables = [table([head, *rows])]
    if len(body.matrix) > 1:
        tables.append(table(body.matrix))
    return tuple(tables)


def table(rows: Sequence[Sequence[str]]) -> Table:
    return Table(tuple(tuple(Cell(words(text)) for text in row) for row in rows))
