"""Who works on visits, and what must hold first. Each answers None, or the reason."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from rapporteur.cases.rules import reads_sealed
from rapporteur.kernel.access import roles
from rapporteur.kernel.access.rules import Reason
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.people.desks.rules import may_at
from rapporteur.visits.chains import MAY_FOLLOW, Status
from rapporteur.visits.cycles.terms import Answer, Guarantee
from rapporteur.visits.kinds import Kind

if TYPE_CHECKING:
    from rapporteur.visits.cycles.models import Visit
    from rapporteur.world.models import Country

sees_visits = reads_sealed


def works_at(person: Account, desk: Desk) -> Reason | None:
    if may_at(person, roles.READ_SEALED, desk.pk):
        return None
    return _("Only members of its desk who read what is sealed work on a visit.")


def works_on(person: Account, visit: "Visit") -> Reason | None:
    return works_at(person, visit.desk)


def decides_on(person: Account, visit: "Visit") -> Reason | None:
    if may_at(person, roles.DECIDE, visit.desk_id):
        return None
    return _("Only the mandate-holder decides; what you prepared waits for them.")


def may_follow(kind: str, status: Status) -> Reason | None:
    """Whether an event of this kind may be written down where a visit stands so."""
    if status in MAY_FOLLOW[kind]:
        return None
    return _("“%(event)s” does not follow where this visit stands: %(status)s.") % {
        "event": Kind(kind).label,
        "status": status.label,
    }


def has_symbol(kind: str, symbol: str) -> Reason | None:
    """A report counts as published under its symbol (R31.1)."""
    if kind == Kind.REPORT_PUBLISHED and not symbol:
        return _("Give the symbol of the report: without one it is not published.")
    return None


def has_its_guarantees(kind: str, visit: "Visit", country: "Country") -> Reason | None:
    """Days are agreed only once the State answered yes, or enough, to each guarantee (D6)."""
    if kind != Kind.DATES_AGREED:
        return None
    newest: dict[str, str] = {}
    for row in visit.term_answers.filter(country=country).order_by("at"):
        newest[row.guarantee] = row.answer
    left = [one for one in Guarantee if newest.get(one) not in (Answer.YES, Answer.RESERVED)]
    if left:
        return _("The State has not accepted every guarantee: %(number)s open.") % {
            "number": len(left)
        }
    return None
