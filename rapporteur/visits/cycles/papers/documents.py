"""A paper of a visit as a document, for the writers of `documents`; a report with its annex."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rapporteur.documents.tree import (
    Annex,
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
from rapporteur.people.mandates.queries import title_on
from rapporteur.visits.cycles.models import Paper, PaperKind
from rapporteur.visits.cycles.papers.sections import SECTIONS, parts_of
from rapporteur.visits.cycles.reports.proposals import Addressee, Comment, Held, Proposal

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def runs(text: str) -> Runs:
    return (Words(text),) if text else ()


class Numbers:
    """Counts paragraphs through a document."""

    def __init__(self) -> None:
        self.last = 0

    def numbered(self, text: str) -> tuple[Paragraph, ...]:
        """Return a text as numbered paragraphs, parted where a line is empty."""
        found = []
        for part in parts_of(text):
            self.last += 1
            found.append(Paragraph(str(self.last), runs(part)))
        return tuple(found)


def document(paper: Paper, held: Held, *, on: date) -> Document:
    """Return a paper in the language of whoever asks: headings ours, words as they were typed."""
    title = title_on(paper.visit.mandate, on)
    told = [str(paper.country or paper.visit), paper.get_kind_display()]
    front = Front(
        symbol=paper.symbol,
        day=paper.published_on or on,
        language=(get_language() or "en")[:2],
        title=runs(": ".join(told)),
        author=str(title) if title else paper.visit.mandate_id,
    )
    numbers, is_report = Numbers(), paper.kind == PaperKind.REPORT
    summary = held.sections.get("summary", "") if is_report else ""
    body: list[Block] = []
    for code, label in SECTIONS[paper.kind].items():
        text = held.sections.get(code, "")
        if (text.strip() or is_report) and code != "summary":
            number = ROMAN[len(body)] if is_report else ""
            body.append(Section(number, runs(str(label)), 1, numbers.numbered(text)))
    if is_report:
        grouped = tuple(by_addressee(held.proposals))
        body.append(Section(ROMAN[len(body)], runs(_("Recommendations")), 1, grouped))
    return Document(
        front,
        summary=tuple(Paragraph("", runs(part)) for part in [summary] if part),
        body=tuple(body),
        annexes=(*table_of(held.proposals), *comments_of(held.comments)),
    )


def by_addressee(proposals: Iterable[Proposal]) -> Iterable[Section]:
    """Yield the recommendations under their first addressee, each with its own number."""
    rows = [(f"R{place}", one) for place, one in enumerate(proposals, 1)]
    for who in Addressee:
        mine = [(number, one) for number, one in rows if one.addressees[0] == who]
        if mine:
            blocks = tuple(Paragraph(number, runs(one.text)) for number, one in mine)
            yield Section("", runs(str(who.label)), 2, blocks)


def table_of(proposals: tuple[Proposal, ...]) -> tuple[Annex, ...]:
    """Return the table of what is proposed, to whom and for which programme (R32.3)."""
    if not proposals:
        return ()
    heads = ("", _("Addressee"), _("What is proposed"), _("Programme"), _("Recommendation"))
    lines = [
        (f"R{place}", one.addressed, one.tagged, one.programme, one.text)
        for place, one in enumerate(proposals, 1)
    ]
    return (Annex("", runs(_("Table of recommendations")), (table((heads, *lines)),)),)


def comments_of(comments: tuple[Comment, ...]) -> tuple[Annex, ...]:
    """Return the comments of the State with what was decided and why (D9)."""
    if not comments:
        return ()
    heads = (_("Paragraph"), _("Comment"), _("Decision"), _("Reason"))
    lines = [(one.paragraph, one.text, one.decided, one.reason) for one in comments]
    return (Annex("", runs(_("Comments of the State")), (table((heads, *lines)),)),)


def table(rows: Iterable[tuple[str, ...]]) -> Table:
    return Table(tuple(tuple(Cell(runs(text)) for text in row) for row in rows))
