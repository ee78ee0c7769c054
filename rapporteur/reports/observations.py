"""Observations on communications: what they begin with, from letters and replies that are public.

A mandate may publish what it observes on its letters and their replies as an addendum to its report
(A/HRC/23/39/Add.2). What is not public is told by its number alone.
"""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from uuid import UUID

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rapporteur.communications.models import Communication, Kind
from rapporteur.communications.reporting import entries
from rapporteur.communications.reporting.building import addressed_to
from rapporteur.communications.reporting.entries import Entry
from rapporteur.communications.reporting.windows import Span
from rapporteur.kernel.clock import today
from rapporteur.kernel.texts import COLUMNS, alphabetical

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
                parts += [_letter(one), _("Observation:")]
    return "\n\n".join(parts)


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
