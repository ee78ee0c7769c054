"""Who offers, accepts, declines and takes back a case. Each answers None, or the reason."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from rapporteur.cases import rules as of_cases
from rapporteur.kernel.access.rules import Reason
from rapporteur.people.accounts.models import Account

if TYPE_CHECKING:
    from rapporteur.cases.models import HandOver


def works_here(person: Account, handover: "HandOver") -> Reason | None:
    return of_cases.works_on(person, handover.case)


def is_who_is_asked(person: Account, handover: "HandOver") -> Reason | None:
    if handover.to_id == person.pk:
        return None
    return _("Only the colleague who was asked accepts or declines.")


def is_who_asked(person: Account, handover: "HandOver") -> Reason | None:
    """Whoever offered it; where they left the desk, whoever has the case now."""
    if person.pk in {handover.by_id, handover.case.owner_id}:
        return None
    return _("Only who offered the case, or who has it, takes the offer back.")
