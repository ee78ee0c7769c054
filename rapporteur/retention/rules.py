"""Who may keep, ask, agree; and what stands against erasing. Each answers None (yes) or the reason."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from rapporteur.cases.rules import is_not_denied, works_on
from rapporteur.kernel.access import roles
from rapporteur.kernel.access.rules import Reason
from rapporteur.kernel.clock import today
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.rules import may_at

if TYPE_CHECKING:
    from rapporteur.cases.models import Case
    from rapporteur.retention.models import Hold, Purge


def coordinates(person: Account, case: "Case") -> Reason | None:
    """Coordinators of the desk of the case."""
    if may_at(person, roles.REMOVE_MEMBERS, case.desk_id):
        return is_not_denied(person, case)
    return _("Only a coordinator of its desk puts a hold on a case.")


def lifts(person: Account, hold: "Hold") -> Reason | None:
    """A coordinator or the mandate-holder, and never the person who put it there."""
    if person.pk == hold.by_id:
        return _("Another person lifts a hold than the one who put it there.")
    case = hold.case
    if may_at(person, roles.REMOVE_MEMBERS, case.desk_id) or may_at(
        person, roles.DECIDE, case.desk_id
    ):
        return is_not_denied(person, case)
    return _("Only a coordinator or the mandate-holder lifts a hold.")


def is_free(case: "Case") -> Reason | None:
    """No hold stands on the case."""
    if case.holds.standing().exists():
        return _("A legal hold stands on this case: nothing of it is erased.")
    return None


def agrees(person: Account, purge: "Purge") -> Reason | None:
    """Another member than the one who asked, once the day has come that the sources were told."""
    if reason := works_on(person, purge.case):
        return reason
    if person.pk == purge.asked_by_id:
        return _("You asked for it: another person agrees.")
    if not purge.has_come(today()):
        return _("The sources were told a later day: nothing is erased before it.")
    return is_free(purge.case)
