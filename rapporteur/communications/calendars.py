"""The days of an officer for a calendar: codes and days, nothing that is sealed.

A calendar lies on other machines, so what stands here must tell a stranger nothing: our own random
codes, never a State, a kind, an official reference or a name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from rapporteur.cases.models import Case
from rapporteur.communications import listing, rules
from rapporteur.communications.models import ReportWindow
from rapporteur.communications.reporting import building
from rapporteur.communications.reporting.windows import MONTHS, Session, windows_of
from rapporteur.people.accounts.models import Account

BACK, AHEAD = timedelta(days=30), timedelta(days=400)
AT_MOST = 500  # days of a kind


@dataclass(frozen=True)
class Day:
    """One entry: a name that stays the same when the day moves, the day, what it is."""

    name: str
    on: date
    what: str


def days_of(person: Account, today: date) -> list[Day]:
    """Return the days of what a person may see today, the earliest first. A query for each kind, however many days."""
    found = [*windows(today)]
    if rules.reads_sealed(person) is None:
        found += [*letters(person, today), *rungs(person, today), *cases(person, today)]
    return sorted(found, key=lambda one: (one.on, one.name))


def letters(person: Account, today: date) -> Iterator[Day]:
    """Return until when replies are asked for, and from when letters may be public."""
    asked = listing.without_reply(person, today + AHEAD).filter(reply_due__gte=today - BACK)
    for letter in asked[:AT_MOST]:
        if letter.reply_due:
            what = _("%(code)s: reply asked for by this day") % {"code": letter.code}
            yield Day(f"{letter.code}-reply", letter.reply_due, what)
    public = listing.public_soon(person, today + AHEAD).filter(public_from__gte=today - BACK)
    for letter in public[:AT_MOST]:
        if letter.public_from:
            what = _("%(code)s: may become public from this day") % {"code": letter.code}
            yield Day(f"{letter.code}-public", letter.public_from, what)


def rungs(person: Account, today: date) -> Iterator[Day]:
    """Return when a step of following a letter up was decided; which one, the calendar does not say."""
    for step in listing.rungs(person, today - BACK)[:AT_MOST]:
        what = _("%(code)s: a next step was decided") % {"code": step.communication.code}
        yield Day(f"{step.communication.code}-step-{step.rung}", step.decided_on, what)


def cases(person: Account, today: date) -> Iterator[Day]:
    """Return by when cases should be decided."""
    found = Case.objects.visible_to(person).due_by(today + AHEAD).due_first()
    for case in found.select_related("current")[:AT_MOST]:
        day = case.due.on if case.due else None
        if day and day >= today - BACK:
            what = _("%(code)s: decide by this day") % {"code": case.reference}
            yield Day(f"{case.reference}-due", day, what)


def windows(today: date) -> Iterator[Day]:
    """Return the last days that the coming reports of communications cover."""
    known = [one.rule for one in ReportWindow.objects.all()]
    for session in (
        Session(year, month) for year in range(today.year, today.year + 3) for month in MONTHS
    ):
        covered = windows_of(session, known)
        if covered and today - BACK <= covered.letters.until <= today + AHEAD:
            name = {"session": building.name_of(session)}
            code = f"{session.year}-{session.month:02d}"
            letters = _("%(session)s: last day of letters in the report") % name
            yield Day(f"{code}-letters", covered.letters.until, letters)
            replies = _("%(session)s: last day of replies in the report") % name
            yield Day(f"{code}-replies", covered.replies.until, replies)
