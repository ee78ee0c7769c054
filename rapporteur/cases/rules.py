"""Who may do what with what was received and with cases. Each answers None (yes) or the reason.

What is sealed is read with keys, whatever stands here; these rules say who is shown a page at all
and who may act. Only the desk whose case it is.
"""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from rapporteur.intake.models import Submission
from rapporteur.intake.threads import SUBMISSION
from rapporteur.kernel.access import roles
from rapporteur.kernel.access.rules import Reason, needs
from rapporteur.kernel.vault.actions import is_barred
from rapporteur.kernel.vault.models import Barred
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.rules import current, may_at, roles_of

if TYPE_CHECKING:
    from rapporteur.cases.models import Case

reads_sealed = needs(roles.READ_SEALED, roles_of)
decides = needs(roles.DECIDE, roles_of)
DENIED = _("You are denied this case for a conflict of interest.")


def desks_read(person: Account) -> dict[UUID, UUID | None]:
    """Return the desks whose sealed things this person reads, each with its recipient.

    One query a request.
    """
    held: dict[UUID, UUID | None] | None = getattr(person, "desks_read", None)
    if held is None:
        rows = current(person).values_list("desk_id", "desk__recipient", "roles")
        held = {
            desk: recipient
            for desk, recipient, codes in rows
            if roles.READ_SEALED in roles.capabilities(codes)
        }
        person.desks_read = held  # type: ignore[attr-defined]  # kept for the rest of this request
    return held


def recipients_read(person: Account) -> list[UUID]:
    """Return the recipients in the vault of those desks."""
    return [recipient for recipient in desks_read(person).values() if recipient is not None]


def works_on(person: Account, case: "Case") -> Reason | None:
    """Members of the desk of the case whose role reads what is sealed to it; nobody once erased."""
    if not may_at(person, roles.READ_SEALED, case.desk_id):
        return _("Only members of its desk who read what is sealed work on a case.")
    if reason := is_not_denied(person, case):
        return reason
    if case.state == "erased":  # the states stand in workflow, which imports these rules
        return _("This case was erased: nothing is added to it.")
    return None


def is_not_denied(person: Account, case: "Case") -> Reason | None:
    """Nobody from whom the circle of the case is kept. No query for a case without a circle."""
    if case.circle is not None and is_barred(case.circle, person.pk):
        return DENIED
    return None


def reads_submission(person: Account, submission: Submission) -> Reason | None:
    """Members of the desk it was sent to, but for those who are denied a case it belongs to."""
    if submission.desk not in recipients_read(person):
        return _("This was sent to another desk.")
    kept = Barred.objects.standing().of(person.pk).values("recipient")
    if submission.joined.filter(case__circle__in=kept).exists():
        return DENIED
    return None


def circle_of(submission: Submission) -> UUID | None:
    """Return the circle of a case that a submission belongs to; None where no case has one."""
    found: QuerySet[Any, UUID | None] = submission.joined.values_list("case__circle", flat=True)
    return found.filter(case__circle__isnull=False).order_by("pk").first()


def is_a_submission(submission: Submission) -> Reason | None:
    """What was sent to become a matter; experience that was shared never does (R20.3)."""
    if submission.sealed.record.kind == SUBMISSION:
        return None
    return _("Shared experience is never a case: whoever wrote it was told so.")


def decides_on(person: Account, case: "Case") -> Reason | None:
    if not may_at(person, roles.DECIDE, case.desk_id):
        return _("Only the mandate-holder decides; what you prepared waits for them.")
    return is_not_denied(person, case)
