"""What waits of visits: requests to remind of, and people who were met and shall be asked how they are."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rapporteur.cases.reprisals.rules import desks_handled
from rapporteur.cases.rules import desks_read
from rapporteur.doors.desk.lines import Part, Waiting
from rapporteur.kernel.clock import today
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.visits.cycles.queries import after_checks_due, open_requests
from rapporteur.visits.cycles.rules import sees_visits

NEAR = timedelta(days=7)


def for_person(person: Account) -> list[Waiting]:
    """Return what waits of visits for this person, who reads what is sealed."""
    if sees_visits(person):
        return []
    return [*to_remind(person), *to_ask_after(person)]


def to_remind(person: Account) -> Iterator[Waiting]:
    """Say for each desk how many requests are due for a reminder; the record may lack an answer."""
    day = today()
    for desk in Desk.objects.filter(pk__in=desks_read(person)).order_by("pk"):
        near = [one for one in open_requests(desk) if one.next_on and one.next_on <= day + NEAR]
        if not near:
            continue
        note = ngettext(
            "%(count)s request has no answer on record.",
            "%(count)s requests have no answer on record.",
            len(near),
        )
        overdue = any(one.overdue for one in near)
        yield Waiting(
            what=_("Remind States of requests for visits"),
            note=note % {"count": len(near)},
            url=f"{reverse('visits_remind')}?desk={desk.pk}",
            status=_("due") if overdue else _("due soon"),
            shape="waiting" if overdue else "open",
            part=Part.DAYS,
        )


def to_ask_after(person: Account) -> Iterator[Waiting]:
    """Name visits after which someone is to be asked how they are (D12); no name stands here."""
    for visit, people, due in after_checks_due(desks_handled(person), today() + NEAR):
        note = ngettext("%(count)s person", "%(count)s people", people)
        yield Waiting(
            what=_("Ask how those who were met are since the visit"),
            note=f"{visit}: {note % {'count': people}}",
            url=reverse("visits_after", args=[visit.pk]),
            status=_("due") if due <= today() else _("due soon"),
            since=due,
        )
