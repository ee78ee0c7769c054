"""Who sees and handles reprisals, and what must hold first. Each answers None, or the reason."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rapporteur.cases.facts import Known
from rapporteur.kernel.access import roles
from rapporteur.kernel.access.rules import Reason, needs
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.rules import desks_with, may_at, roles_of

if TYPE_CHECKING:
    from rapporteur.cases.models import ReprisalIncident

handles_reprisals = needs(roles.HANDLE_REPRISALS, roles_of)


def desks_handled(person: Account) -> list[UUID]:
    """Return the desks whose reprisals this person sees. No query for who has no such role."""
    if handles_reprisals(person):
        return []
    return desks_with(person, roles.HANDLE_REPRISALS)


def handles_here(person: Account, incident: "ReprisalIncident") -> Reason | None:
    if may_at(person, roles.HANDLE_REPRISALS, incident.desk_id):
        return None
    return _("Only the coordinator and the mandate-holder of its desk handle reprisals.")


def is_agreed_to(_person: Account, incident: "ReprisalIncident") -> Reason | None:
    """Whoever suffered it said yes to its being reported. What is not known is no yes."""
    if incident.consent == Known.YES:
        return None
    return _("It is reported only with the yes of who suffered it.")
