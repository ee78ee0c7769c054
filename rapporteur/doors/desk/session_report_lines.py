"""What waits of reports to the Council and the Assembly: a second reading, a day that comes near."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rapporteur.doors.desk.lines import Part, Waiting
from rapporteur.kernel.clock import today
from rapporteur.people.accounts.models import Account
from rapporteur.reports import rules
from rapporteur.reports.models import SessionReport

AT_MOST = 10  # lines of a kind; the list has all
NEAR = timedelta(days=14)  # reports take longer than letters


def for_person(person: Account) -> list[Waiting]:
    """Return what waits of reports for this person; three queries."""
    if rules.reads_sealed(person):
        return []
    return [*to_read(person), *due(person)]


def day_of(report: SessionReport) -> str:
    return _("due on %(day)s") % {"day": date_format(report.due_on)} if report.due_on else ""


def to_read(person: Account) -> Iterator[Waiting]:
    for one in SessionReport.objects.to_read(person)[:AT_MOST]:
        yield Waiting(
            what=_("Read %(letter)s as second reader") % {"letter": one},
            note=day_of(one),
            url=one.get_absolute_url(),
            status=_("waits for a second reader"),
            since=one.begun_on,
        )


def due(person: Account) -> Iterator[Waiting]:
    """Name reports whose day comes near or passed, with how far they are."""
    day = today()
    for one in SessionReport.objects.at_work_of(person).due_by(day + NEAR)[:AT_MOST]:
        passed = bool(one.due_on and one.due_on <= day)
        yield Waiting(
            what=str(one),
            note=str(one.get_state_display()),
            url=one.get_absolute_url(),
            status=day_of(one),
            shape="waiting" if passed else "open",
            part=Part.DAYS,
        )
