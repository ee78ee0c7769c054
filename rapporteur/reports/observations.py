"""Observations on communications: what they begin with, and what each is about once it is public.

A mandate may publish what it observes on its letters and their replies as an addendum to its report
(A/HRC/23/39/Add.2). What is not public is told by its number alone, and nothing is about it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from rapporteur.communications.models import Communication, Kind
from rapporteur.communications.reporting import entries
from rapporteur.communications.reporting.building import addressed_to
from rapporteur.communications.reporting.entries import Entry
from rapporteur.communications.reporting.windows import Span
from rapporteur.documents.tree import Document, Paragraph, paragraphs, plain
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.texts import COLUMNS, alphabetical
from rapporteur.publication import visibility
from rapporteur.publication.models import PublishedLetter, PublishedObservation, PublishedReport
from rapporteur.reports.writing import About, Text, about
from rapporteur.world.models import Country

WORD = gettext_noop("Observation:")
BRACES = str.maketrans("{}[]#>", "()()  ")  # none of them may speak as a mark of ours


def skeleton(desk: UUID, time: Span, language: str) -> str:
    """Return the text that observations begin with: a heading a State, a paragraph a letter.

    States stand in the order of the alphabet. Seven queries at most, however many letters.
    """
    letters = Communication.objects.filter(desk=desk)
    found = [one for one in entries.among(letters, time, time, today()) if one.sent_on in time]
    public = entries.in_public(found)
    with translation.override(COLUMNS[language]):
        parts = [_about(time, len(found) - len(public))]
        rows = sorted(public, key=lambda one: (alphabetical(addressed_to(one)), one.sent_on))
        for name, those in groupby(rows, key=addressed_to):
            parts.append(f"# {_plain(name)}")
            for one in those:
                on = f" [on: {one.copy.key}]" if one.copy else ""
                parts += [_letter(one), _(WORD) + on]
    return "\n\n".join(parts)


@dataclass(frozen=True)
class On:
    """That a paragraph is about a State or about a public letter; neither where none is found."""

    about: About
    country: Country | None = None
    letter: PublishedLetter | None = None

    @property
    def is_known(self) -> bool:
        return bool(self.country or self.letter)


def marked(text: Text) -> list[On]:
    """Return what paragraphs are about, as far as it is a State or public today. Two queries.

    Raises Refused for a mark that stands in no paragraph.
    """
    found = about(text)
    codes = {one.code for one in found}
    if not codes:
        return []
    countries = Country.objects.in_bulk(codes)
    letters = visibility.letters().defer("words").in_bulk(codes, field_name="key")
    return [On(one, countries.get(one.code), letters.get(one.code)) for one in found]


def known(text: Text) -> list[On]:
    """Return what paragraphs are about. Raises Refused for what is no State and no public letter."""
    found = marked(text)
    for one in found:
        if not one.is_known:
            raise Refused(
                _("Paragraph %(number)s: “%(code)s” is no State and no letter that is public.")
                % {"number": one.about.number, "code": one.about.code}
            )
    return found


def of_public(
    report: PublishedReport, text: Text, document: Document
) -> list[PublishedObservation]:
    """Return the rows that tell of a published report what its paragraphs are about.

    Raises Refused where one is about what is not public, or holds no observation yet.
    """
    words = {one.number: told(one) for one in paragraphs(document.body)}
    with translation.override(COLUMNS[report.language]):
        empty = _(WORD)
    rows = []
    for on in known(text):
        number = on.about.number
        if words[number] == empty:
            raise Refused(
                _("Paragraph %(number)s holds no observation yet: write it, or take it out.")
                % {"number": number}
            )
        rows.append(
            PublishedObservation(
                report=report,
                paragraph=int(number),
                country=on.country,
                letter=on.letter,
                words=words[number],
            )
        )
    return rows


def told(paragraph: Paragraph) -> str:
    """Return a paragraph as plain text, a line for itself and each of its points."""
    points = [f"{one.number} {plain(one.runs)}" for one in paragraph.points]
    return "\n".join([plain(paragraph.runs), *points])


def _about(time: Span, closed: int) -> str:
    of_time = _(
        "Letters sent from %(since)s to %(until)s, and the replies to them, as far as public."
    )
    told = of_time % {"since": _day(time.since), "until": _day(time.until)}
    rest = ngettext(
        "%(number)s letter of this time is not public.",
        "%(number)s letters of this time are not public.",
        closed,
    )
    return f"{told} {rest % {'number': closed}}"


def _letter(one: Entry) -> str:
    """Return what is public of a letter and its replies, in a line; an addressee may be hidden."""
    subject = one.copy.summary.subject if one.copy and one.copy.summary else ""
    kind = str(Kind(one.kind).label)
    told = [f"{one.reference or kind}, {_day(one.sent_on)}: {subject}".rstrip(": ")]
    told += _replies(one.answers)
    return _plain(". ".join(told) + ".")


def _replies(answers: Iterable[entries.Answer]) -> list[str]:
    days = [_day(one.received_on) for one in answers]
    if not days:
        return [_("No reply is on record as of %(day)s") % {"day": _day(today())}]
    return [_("Reply received on %(days)s") % {"days": ", ".join(days)}]


def _plain(text: str) -> str:
    return " ".join(text.translate(BRACES).split())


def _day(on: date) -> str:
    return date_format(on, "DATE_FORMAT")
