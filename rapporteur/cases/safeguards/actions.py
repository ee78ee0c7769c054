"""Ticking a safeguarding check, with the day on which it was done."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.models import SafeguardTick
from rapporteur.cases.safeguards.items import CHECKS
from rapporteur.kernel.access import roles
from rapporteur.kernel.clock import now, today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.people.desks.rules import may_at


@transaction.atomic
def tick(desk: Desk, code: str, done_on: date, *, by: Account) -> SafeguardTick:
    """Say that a check was done on a day, in one's own name. Raises Refused."""
    if not may_at(by, roles.LET_MEMBERS_IN, desk.pk):
        raise Refused(_("Only a coordinator of this desk ticks a check."))
    if code not in CHECKS:
        raise Refused(_("There is no such check."))
    if done_on > today():
        raise Refused(_("The day has not come yet."))
    ticked = SafeguardTick(desk=desk, check_code=code, done_on=done_on, by=by, at=now())
    ticked.save(force_insert=True)
    detail = {"check": code, "done_on": done_on.isoformat()}
    journal.record("tick safeguard", ticked, by=str(by.pk), detail=detail)
    return ticked
