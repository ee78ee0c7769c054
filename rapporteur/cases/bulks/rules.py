"""What must hold before many rows are changed at once. Each answers None (yes) or the reason.

One row that cannot be changed stops all of them: nobody wonders which were.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rapporteur.cases.clocks.rules import waits_for_decision
from rapporteur.cases.rules import works_on
from rapporteur.cases.workflow import State
from rapporteur.kernel.access.rules import Reason
from rapporteur.people.accounts.models import Account

if TYPE_CHECKING:
    from rapporteur.cases.models import Bulk, Case
    from rapporteur.intake.models import Submission

AT_MOST = 500
AT_REST = frozenset({State.CLOSED, State.MERGED, State.ERASED})


def are_rows(wanted: Collection[UUID], found: Collection[object]) -> Reason | None:
    if not 0 < len(wanted) <= AT_MOST:
        return _("Choose at least one row, and at most 500.")
    if len(found) < len(wanted):
        return _("Some of these are not there any more: choose again.")
    return None


def may_be_given(case: "Case") -> Reason | None:
    return _("A case that was closed is given to nobody.") if case.state in AT_REST else None


def has_a_clock(case: "Case") -> Reason | None:
    return waits_for_decision(case)


def may_be_held(submission: "Submission") -> Reason | None:
    return _("What cannot wait is never held back.") if submission.urgent else None


def may_be_theirs(owner: Account, cases: Collection["Case"]) -> Reason | None:
    """Ask once a desk, however many cases."""
    by_desk = {case.desk_id: case for case in cases}
    return next((why for case in by_desk.values() if (why := works_on(owner, case))), None)


def may_be_undone(bulk: "Bulk", by: Account) -> Reason | None:
    if bulk.by_id != by.pk:
        return _("Only whoever did this undoes it.")
    if bulk.undone_at:
        return _("This was undone already.")
    return None if bulk.can_be_undone else _("It can be undone for 15 minutes, and they are over.")
