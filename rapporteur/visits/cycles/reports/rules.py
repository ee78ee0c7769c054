"""Who moves a report on a visit, and what must hold first."""

from typing import TYPE_CHECKING

from rapporteur.kernel.access.rules import Reason
from rapporteur.people.accounts.models import Account
from rapporteur.visits.cycles import rules

if TYPE_CHECKING:
    from rapporteur.visits.cycles.models import Paper


def works_on(person: Account, paper: "Paper") -> Reason | None:
    return rules.works_on(person, paper.visit)


def decides_on(person: Account, paper: "Paper") -> Reason | None:
    return rules.decides_on(person, paper.visit)
