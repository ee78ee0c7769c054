"""The register as a list: which lines are wanted, and the desks whose registers a person keeps."""

from dataclasses import dataclass

from django.db.models import QuerySet

from rapporteur.cases.rules import desks_read
from rapporteur.communications.models import EarlierLetter
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk

A_PAGE = 50
UNKNOWN = "unknown"  # the register does not say; the column is empty then


@dataclass(frozen=True)
class Wanted:
    """What to show of the register; empty leaves it open."""

    country: str = ""
    year: int | None = None
    kind: str = ""
    answered: str = ""  # yes, none, or unknown


def listed(person: Account, wanted: Wanted) -> QuerySet[EarlierLetter]:
    """Return the lines of the registers of a person's desks, the newest first, undated ones last."""
    found = EarlierLetter.objects.visible_to(person).newest_first()
    for name in ("country", "year", "kind", "answered"):
        if value := getattr(wanted, name):
            kept = "" if value == UNKNOWN else value
            found = found.filter(**{name: kept})
    return found.select_related("country")


def desks(person: Account) -> QuerySet[Desk]:
    return Desk.objects.filter(pk__in=desks_read(person))
