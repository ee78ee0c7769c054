"""Who takes in recommendations. Each answers None (yes) or the reason."""

from rapporteur.kernel.access.rules import Reason
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.rules import corrects_reference
from rapporteur.recommendations.deciding.rules import decides_scope


def takes_in(person: Account) -> Reason | None:
    """Who decides scope, and who keeps facts right: a load adds what both work with."""
    if decides_scope(person) is None:
        return None
    return corrects_reference(person)
