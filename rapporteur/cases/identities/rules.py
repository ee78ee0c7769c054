"""Who may ask, answer and open: each holds one half of the key to a name, and they are two people."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from rapporteur.cases.rules import reads_submission
from rapporteur.intake.models import Identity
from rapporteur.kernel.access import roles
from rapporteur.kernel.access.rules import Reason
from rapporteur.kernel.clock import now
from rapporteur.kernel.vault.apart import half_of
from rapporteur.kernel.vault.faults import NoWayIn
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.halves import owners
from rapporteur.people.desks.rules import may_at

if TYPE_CHECKING:
    from rapporteur.cases.models import Asking

ANSWERED_WITHIN = timedelta(days=14)  # then one asks anew, with a reason that is true that day
OPEN_FOR = timedelta(hours=24)


def part_held(person: Account, identity: Identity) -> int:
    """Return which half of a name's key a person holds: 1 or 2, 0 for none. Six queries."""
    for part in (1, 2):
        try:
            group = half_of(identity.sealed, part).epoch.recipient_id
        except NoWayIn:
            return 0
        if person.pk in owners(group):
            return part
    return 0


def reads_at_the_desk(person: Account, asking: "Asking") -> Reason | None:
    if not may_at(person, roles.READ_SEALED, asking.desk_id):
        return _("This was asked at another desk.")
    return reads_submission(person, asking.identity.submission)


def asked_it(person: Account, asking: "Asking") -> Reason | None:
    if person.pk == asking.asked_by_id:
        return None
    return _("Only who asked opens it.")


def is_a_second_person(person: Account, asking: "Asking") -> Reason | None:
    if person.pk == asking.asked_by_id:
        return _("You asked for this yourself: a second person must answer.")
    if part_held(person, asking.identity) != 3 - asking.part:
        return _("Only a member who holds the other half of the key answers this.")
    return None


def is_asked_lately(_person: Account, asking: "Asking") -> Reason | None:
    if now() < asking.asked_at + ANSWERED_WITHIN:
        return None
    return _("This was asked more than 14 days ago. Ask anew.")


def is_released(_person: Account, asking: "Asking") -> Reason | None:
    if asking.until and now() < asking.until and asking.released:
        return None
    return _("What was released has expired. Ask anew.")
