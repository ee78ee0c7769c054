"""Questions about desks and missions."""

from rapporteur.kernel.clock import today
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import MissionMembership


def mission_of(person: Account) -> MissionMembership | None:
    """Return for which State this account speaks today, with the State; None if for none."""
    memberships = MissionMembership.objects.select_related("country")
    membership = memberships.filter(account=person).first()
    return membership if membership and membership.holds_on(today()) else None
