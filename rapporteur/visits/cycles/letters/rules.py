"""Who may do what with a letter over a visit, and what must hold first."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.access.rules import Reason
from rapporteur.kernel.dates import latest, written_out
from rapporteur.people.accounts.models import Account
from rapporteur.visits import chains
from rapporteur.visits.cycles import rules
from rapporteur.visits.kinds import Kind

if TYPE_CHECKING:
    from rapporteur.visits.cycles.models import VisitLetter
    from rapporteur.visits.cycles.queries import Chain

TOO_SOON = timedelta(days=30)  # after a letter no other goes out, whatever the pace


def works_on(person: Account, letter: "VisitLetter") -> Reason | None:
    return rules.works_on(person, letter.visit)


def decides_on(person: Account, letter: "VisitLetter") -> Reason | None:
    return rules.decides_on(person, letter.visit)


def is_not_drafter(person: Account, letter: "VisitLetter") -> Reason | None:
    """Two people stand for a letter (SG12)."""
    if letter.drafted_by_id == person.pk:
        return _("A letter is signed by someone other than its drafter.")
    return None


def has_snapshot(_person: Account, letter: "VisitLetter") -> Reason | None:
    """A request is sent only on indicators that were saved before (R32.1)."""
    if letter.kind != Kind.REQUESTED:
        return None
    if letter.newest_snapshot is not None:
        return None
    return _("Save the indicators of this State first: a request rests on them.")


def is_not_too_soon(chain: "Chain", on: date) -> Reason | None:
    """None is asked twice: after a letter some time passes (R14.1)."""
    last = chains.last(chain.told, Kind.REQUESTED, Kind.REMINDER)
    if last and last.day and latest(last.day) + TOO_SOON > on:
        return _("A letter went out on %(day)s: it is too soon for another.") % {
            "day": written_out(last.day)
        }
    return None
