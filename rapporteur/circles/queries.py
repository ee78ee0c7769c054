"""Who is denied a case, since when and by whom. Ids and days; nothing is opened."""

from dataclasses import dataclass
from datetime import date

from rapporteur.cases.models import Case
from rapporteur.kernel.vault.models import Barred
from rapporteur.people.accounts.models import Account


@dataclass(frozen=True)
class Denied:
    """A member from whom a case is kept."""

    whom: Account
    by: Account
    on: date


def denied(case: Case) -> list[Denied]:
    """Return from whom a case is kept, by name. Two queries, none for a case without a circle."""
    if case.circle is None:
        return []
    rows = list(Barred.objects.standing().filter(recipient=case.circle))
    ids = {one.owner for one in rows} | {one.by for one in rows}
    people = {one.pk: one for one in Account.objects.filter(pk__in=ids)}
    found = [Denied(people[one.owner], people[one.by], one.on) for one in rows]
    return sorted(found, key=lambda one: str(one.whom))
