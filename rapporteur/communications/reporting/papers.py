"""A report of communications as a document of the United Nations, for the writers of `documents`.

It says what the page and the paper say, in the public form alone: numbered paragraphs on what it
covers, lists A and B and the figures as tables, abbreviations and mandates as annexes (ADR 0156).
"""

from collections.abc import Iterable
from datetime import date

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rapporteur.communications.reporting.building import AGENDA, Report, Row
from rapporteur.communications.reporting.metrics import Figure
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


def paper(report: Report) -> Document:
    """Return the report as a document in its language."""
    with translation.override(report.language):
        number = _("Session %(number)s") % {"number": report.number} if report.number else ""
        front = Front(
            organ=_("Human Rights Council"),
            day=report.on,
            language=report.language,
            session=", ".join(one for one in (number, report.name) if one),
            agenda_item=", ".join(str(one) for one in AGENDA),
            title=words(_("Report of communications")),
        )
        figures = tuple(_figure(one) for one in report.figures)
        body = (
            _section(_("I. What this report covers"), numbered(covered(report))),
            _section(_("II. List A: letters sent, with their replies"), _list(report.list_a)),
            _section(_("III. List B: late replies to older letters"), _list(report.list_b)),
            _section(_("IV. Figures"), figures),
        )
        under = _("Annex II. Mandates, under the titles of the days of their letters")
        annexes = (
            _annex(_("Annex I. Abbreviations"), (_pairs(report.abbreviations),)),
            _annex(under, mandates(report)),
        )
        return Document(front, (), body, annexes)


def words(text: str) -> Runs:
    return (Words(text),) if text else ()


def day(on: date) -> str:
    return date_format(on, "DATE_FORMAT")


def covered(report: Report) -> list[str]:
    """Return what the report says of itself: its time, what is not in it, what it does not mean."""
    letters, replies, rule = report.windows.letters, report.windows.replies, report.windows.rule
    said = [_("As of %(day)s.") % {"day": day(report.on)}]
    if not report.is_over:
        open_still = _(
            "The time for replies lasts until %(day)s: this is not the whole report yet."
        )
        said.append(open_still % {"day": day(replies.until)})
    of_letters = _("Letters sent from %(since)s to %(until)s, with the replies to them;")
    of_replies = _("replies received from %(since)s to %(until)s to older letters.")
    closed = ngettext(
        "%(number)s letter of this time is not public.",
        "%(number)s letters of this time are not public.",
        report.closed,
    )
    told = [
        " ".join(said),
        of_letters % {"since": day(letters.since), "until": day(letters.until)}
        + " "
        + of_replies % {"since": day(replies.since), "until": day(replies.until)},
        _(
            "Letters and replies stand here as they were made public. Letters that are not public"
            " are counted, and nothing more is told of them."
        )
        + " "
        + closed % {"number": report.closed},
        _(
            "A letter passes on what was reported and prejudges nothing. Letters do not measure how"
            " much abuse there is."
        ),
        f"{_('Source of the rule:')} {rule.source}. {rule.note}".strip(),
    ]
    if report.exercise:
        told.insert(0, _("Exercise. Everything here is made up and concerns Exerland."))
    return told


def numbered(texts: Iterable[str]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(str(n), words(text)) for n, text in enumerate(texts, 1))


def mandates(report: Report) -> tuple[Block, ...]:
    if not report.mandates:
        return (Paragraph("", words(_("No mandate signed a letter of these lists."))),)
    return (_pairs((one.label, one.title or _("title not on record")) for one in report.mandates),)


def cut(heading: str) -> tuple[str, str]:
    """Return the number of a heading and its words: "IV. Figures" is "IV" and "Figures"."""
    number, stop, told = heading.partition(". ")
    return (number, told) if stop else ("", heading)


def _section(heading: str, blocks: tuple[Block, ...]) -> Section:
    number, told = cut(heading)
    return Section(number, words(told), 1, blocks)


def _annex(heading: str, blocks: tuple[Block, ...]) -> Annex:
    number, told = cut(heading)
    return Annex(number.rpartition(" ")[2], words(told), blocks)


def _list(rows: tuple[Row, ...]) -> tuple[Block, ...]:
    if not rows:
        return (Paragraph("", words(_("None that is public."))),)
    heads = (
        *(_("Sent"), _("Letter"), _("Addressee")),
        *(_("Mandates"), _("What was reported"), _("Replies")),
    )
    return (Table((_cells(heads), *(_line(row) for row in rows))),)


def _line(row: Row) -> tuple[Cell, ...]:
    letter = [row.reference or row.kind, _("joint") if row.is_joint else ""]
    copy = _("official page") if row.address else _("public copy %(key)s") % {"key": row.key}
    named = "\n".join(one for one in letter if one) + "\n"
    more = ngettext(
        "%(number)s more point in the letter",
        "%(number)s more points in the letter",
        row.summary.more,
    )
    told = [row.summary.subject, *row.summary.facts]
    if row.summary.more:
        told.append(more % {"number": row.summary.more})
    return (
        Cell(words(day(row.sent_on))),
        Cell((Words(named), Words(copy, href=row.address))),
        *_cells((row.addressee, "; ".join(row.signed_as), "\n".join(told))),
        Cell(_replies(row)),
    )


def _replies(row: Row) -> Runs:
    if row.none_as_of is not None:
        none = _("No reply received as of %(day)s.")
        return words(none % {"day": day(row.none_as_of)})
    found: list[Words] = []
    for reply in row.replies:
        language = f" ({reply.language})" if reply.language else ""
        found.append(Words(("\n" if found else "") + day(reply.received_on) + language))
        if reply.address:
            found += [Words(" "), Words(_("official page"), href=reply.address)]
    return tuple(found)


def _figure(figure: Figure) -> Section:
    lines = [(line.label, line.shown) for line in figure.lines]
    counted = _pairs(lines) if lines else Paragraph("", words(_("Nothing to count yet.")))
    said = Paragraph("", words(figure.definition))
    return Section("", words(figure.label), 2, (said, counted))


def _pairs(pairs: Iterable[tuple[str, str]]) -> Table:
    return Table(tuple(_cells(pair) for pair in pairs), headers=0)


def _cells(texts: Iterable[str]) -> tuple[Cell, ...]:
    return tuple(Cell(words(text)) for text in texts)
