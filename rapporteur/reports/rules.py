"""Who may do what with a report, and what must hold. Each answers None, or the reason why not."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.access import roles
from rapporteur.kernel.access.rules import Reason, needs
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.rules import may_at, roles_of

if TYPE_CHECKING:
    from rapporteur.people.desks.models import Desk
    from rapporteur.reports.models import SessionReport

reads_sealed = needs(roles.READ_SEALED, roles_of)


def begins(person: Account, desk: "Desk") -> Reason | None:
    if may_at(person, roles.READ_SEALED, desk.pk):
        return None
    return _("Only members of a desk who read what is sealed write its reports.")


def works_on(person: Account, report: "SessionReport") -> Reason | None:
    return begins(person, report.desk)


def decides(person: Account, report: "SessionReport") -> Reason | None:
    if may_at(person, roles.DECIDE, report.desk_id):
        return None
    return _("Only the mandate-holder publishes a report of the mandate.")


def wrote_none_of_it(person: Account, report: "SessionReport") -> Reason | None:
    if str(person.pk) in report.writers:
        return _("A report is approved by someone who wrote none of it.")
    return None


def has_a_text(_person: Account, report: "SessionReport") -> Reason | None:
    if report.words:
        return None
    return _("Write the title and the text first.")


def keeps_the_limit(_person: Account, report: "SessionReport") -> Reason | None:
    """The limit of the United Nations counts notes and headings; leave to pass it is on record."""
    if report.may_be_submitted is False:
        return _(
            "The report is longer than the United Nations allow. Shorten it, or record the waiver."
        )
    return None


def figures_stand(_person: Account, report: "SessionReport") -> Reason | None:
    """Each figure was agreed to as it is today: what it counts may have changed since (K12)."""
    if report.open_figures():
        return _("A figure in the text is not agreed to, or what it counts has changed since.")
    return None


def recommends_or_says_so(_person: Account, report: "SessionReport") -> Reason | None:
    """A report may hold no recommendations (A/HRC/9/21, paragraph 52), on purpose (R52.1)."""
    if report.recommendations or report.none_confirmed_by_id:
        return None
    return _("The report recommends nothing. Confirm that this is meant.")


def has_symbol(_person: Account, report: "SessionReport") -> Reason | None:
    if report.symbol:
        return None
    return _("The symbol of the report is missing.")
