"""What waits of joint letters: windows that close, told before they do."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rapporteur.cases import rules
from rapporteur.communications.models import Invitation
from rapporteur.doors.desk.lines import Part, Waiting
from rapporteur.kernel.clock import now
from rapporteur.people.accounts.models import Account

AT_MOST = 10
SOON = timedelta(days=1)


def for_person(person: Account) -> Iterator[Waiting]:
    """Yield the windows that are open to a person's desks, the first to close first; one query."""
    if rules.reads_sealed(person):
        return
    moment = now()
    found = Invitation.objects.visible_to(person).open_at(moment).order_by("closes_at", "pk")
    for one in found.select_related("communication__addressee_state")[:AT_MOST]:
        closes = one.closes_at
        if closes is None or one.asked_at is None:
            continue
        yield Waiting(
            what=_("Join %(letter)s, or decline") % {"letter": one.communication},
            note=f"{one.communication.get_kind_display()}, {one.communication.addressed_to}",
            url=one.get_absolute_url(),
            status=_("closes on %(when)s UTC") % {"when": date_format(closes, "DATETIME_FORMAT")},
            since=one.asked_at.date(),
            part=Part.URGENT if closes - moment < SOON else Part.TO_DO,
        )
