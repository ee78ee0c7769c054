"""What must hold before a case is merged away, taken apart or split. Each answers None, or why not.

Rooms above add what stands in the way there: a letter, which stays on the case it was written on.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rapporteur.cases.workflow import State
from rapporteur.kernel.access.rules import Reason

if TYPE_CHECKING:
    from rapporteur.cases.models import Case

IN_THE_WAY: list[Callable[["Case"], Reason | None]] = []  # filled when the rooms above are ready


def may_be_merged(case: "Case", into: "Case") -> Reason | None:
    """The one that goes must rest: no letter, no offer, nothing that was merged into it before."""
    if case.pk == into.pk:
        return _("A case is not merged into itself.")
    if case.desk_id != into.desk_id:
        return _("Both cases must be of one desk.")
    if into.state in {State.MERGED, State.CLOSED}:
        return _("The other case was closed, or merged itself: choose one that is in work.")
    if case.merged.exists():
        return _("Others were merged into this case: take them apart first.")
    if case.handovers.offered().exists():
        return _("The case is offered to a colleague: settle that first.")
    return next((why for rule in IN_THE_WAY if (why := rule(case))), None)


def have_the_same_readers(case: "Case", into: "Case") -> Reason | None:
    """Nothing moves between cases that are kept from different members (ADR 0111)."""
    if case.circle == into.circle:
        return None
    return _("One of the cases is kept from a member: what they may not see stays apart.")


def may_be_split(case: "Case", submissions: Iterable[UUID]) -> Reason | None:
    """At least one goes and at least one stays, all of this case."""
    if case.state == State.MERGED:
        return _("This case was merged into another: split that one.")
    here = set(case.joined.values_list("submission_id", flat=True))
    wanted = set(submissions)
    if not wanted or not wanted < here:
        return _("Choose what moves: at least one submission, and at least one stays.")
    return None


def leaves_something(into: "Case", going: Iterable[UUID]) -> Reason | None:
    """No case is left with nothing to rest on."""
    if set(into.joined.values_list("submission_id", flat=True)) <= set(going):
        return _("That would leave the other case with nothing: merge it into this one instead.")
    return None
