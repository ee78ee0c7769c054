"""Who denies whom a case, and who lifts it. Each answers None (yes) or the reason why not."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from rapporteur.cases.rules import is_not_denied, works_on
from rapporteur.kernel.access import roles
from rapporteur.kernel.access.rules import Reason
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.rules import may_at

if TYPE_CHECKING:
    from rapporteur.cases.models import Case


def denies(person: Account, case: "Case", whom: Account) -> Reason | None:
    """A coordinator who reads the case; everyone for themselves."""
    if reason := works_on(person, case):
        return reason
    if person.pk == whom.pk or may_at(person, roles.REMOVE_MEMBERS, case.desk_id):
        return None
    return _("Only a coordinator keeps a case from somebody else. You can step back yourself.")


def can_be_denied(case: "Case", whom: Account) -> Reason | None:
    """A member who reads the case now; denied on the case that others were merged into."""
    if case.merged_into_id:
        return _("This case was merged into another: do it there.")
    if is_not_denied(whom, case):
        return _("This person is denied the case already.")
    return works_on(whom, case)


def lifts(person: Account, case: "Case", whom: Account) -> Reason | None:
    """A coordinator who reads the case, and never for themselves."""
    if reason := works_on(person, case):
        return reason
    if person.pk == whom.pk or not may_at(person, roles.REMOVE_MEMBERS, case.desk_id):
        return _("Only a coordinator who reads the case lets somebody back, and not themselves.")
    if is_not_denied(whom, case) is None:
        return _("This person is not denied the case.")
    return None
