"""What is due to be erased, and what stands against it. Ids, days and codes; nothing is opened.

The desk asks this itself when it shows *Today*: the worker would need rights on cases for it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from rapporteur.cases.models import Asking, Case, Joined, Likeness, Note, SafetyPlan, Shift
from rapporteur.cases.workflow import State
from rapporteur.communications.models import Communication
from rapporteur.intake.models import Identity
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.vault.erasure import NOTHING
from rapporteur.people.accounts.models import Account
from rapporteur.retention.models import Hold, Kept, Purge, RetentionClass
from rapporteur.sharing.models import Sharing

ERASED_BY_TWO = (Kept.IDENTITY, Kept.UNSENT)


@dataclass(frozen=True)
class Due:
    """A class of a case whose time is over, since a day."""

    case: Case
    kept_class: Kept
    since: date


def closed_without_letter() -> QuerySet[Case]:
    """Return closed cases on which no letter rests."""
    letters = Communication.objects.filter(case=OuterRef("pk"))
    return Case.objects.filter(~Exists(letters), state=State.CLOSED)


def with_closing_day(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Return cases each with the moment at which it was last closed, as `closed_at`."""
    closed = Max("notes__at", filter=Q(notes__kind=Note.Kind.CLOSING))
    return cases.annotate(closed_at=closed)


def named_sources() -> QuerySet[Joined]:
    """Return what joins a case to a submission whose source is still named."""
    named = Identity.objects.exclude(sealed__envelope=NOTHING)
    return Joined.objects.filter(submission__in=named.values("submission"))


def due_of(cases: QuerySet[Case], on: date) -> Iterator[Due]:
    """Yield what is due of these cases, whether held or not. Three queries, one without a case."""
    if not (found := list(with_closing_day(cases))):
        return
    classes = {
        one.code: one for one in RetentionClass.objects.filter(code__in=ERASED_BY_TWO) if one.days
    }
    named = set(named_sources().filter(case__in=found).values_list("case", flat=True))
    for case in found:
        closed_at = getattr(case, "closed_at", None)
        for kept in ERASED_BY_TWO:
            if closed_at is None or kept not in classes:
                continue
            since = closed_at.date() + timedelta(days=classes[kept].days or 0)
            if since <= on and (kept != Kept.IDENTITY or case.pk in named):
                yield Due(case, Kept(kept), since)


def due(person: Account, on: date) -> list[Due]:
    """Return what this person's desks could erase: due, not held, and not asked for yet."""
    held = Hold.objects.standing().filter(case=OuterRef("pk"))
    asked = Purge.objects.waiting().filter(case=OuterRef("pk"))
    # Alone these ids come from two indexes, side by side: nearly every closed case has a letter.
    ids = list(closed_without_letter().order_by().values_list("pk", flat=True))
    if not ids:
        return []
    visible = Case.objects.visible_to(person).values("pk")
    cases = Case.objects.filter(~Exists(held), ~Exists(asked), pk__in=ids).filter(pk__in=visible)
    return sorted(due_of(cases, on), key=lambda one: (one.since, one.case.reference))


def is_due(case: Case, kept: str, on: date) -> bool:
    found = due_of(closed_without_letter().filter(pk=case.pk), on)
    return any(one.kept_class == kept for one in found)


def waiting_for(person: Account, on: date) -> QuerySet[Purge]:
    """Return the erasing that waits for this person to agree, its day having come."""
    visible = Case.objects.visible_to(person).values("pk")
    found = Purge.objects.waiting().filter(case__in=visible, not_before__lte=on)
    return found.exclude(asked_by=person).select_related("case").order_by("not_before", "pk")


def submissions_of(case: Case) -> set[UUID]:
    """Return the submissions that belong to this case and to no other that still stands."""
    elsewhere = Joined.objects.exclude(case=case).exclude(case__state=State.ERASED)
    found = case.joined.exclude(submission__in=elsewhere.values("submission"))
    return set(found.values_list("submission", flat=True))


def records_of(case: Case) -> set[UUID]:
    """Return the records that the desk wrote on a case, its sources and what befell them."""
    holds = Hold.objects.filter(case=case)
    shifts = Shift.objects.filter(Q(source=case) | Q(target=case))
    sharings = Sharing.objects.filter(case=case)
    askings = Asking.objects.filter(identity__submission__joined__case=case)
    return {
        *case.handovers.values_list("sealed__record", flat=True),
        *SafetyPlan.objects.filter(case=case).values_list("record", flat=True),
        *case.reprisals.values_list("sealed__record", flat=True),
        *shifts.values_list("sealed__record", flat=True),
        *askings.values_list("sealed__record", flat=True),
        *case.notes.values_list("sealed__record", flat=True),
        *sharings.values_list("reason__record", flat=True),
        *sharings.filter(summary__isnull=False).values_list("summary", flat=True),
        *case.triages.values_list("record", flat=True),
        *holds.values_list("sealed__record", flat=True),
        *holds.filter(lifted_sealed__isnull=False).values_list("lifted_sealed__record", flat=True),
    }


def likenesses_of(submissions: Collection[UUID]) -> set[UUID]:
    """Return the records by which these submissions are compared with others."""
    found = Likeness.objects.filter(submission__in=submissions)
    return set(found.values_list("sealed__record", flat=True))


def last_backup_ends(on: date) -> date | None:
    """Return the last day of the last backup that was begun and has not ended; None without one."""
    begun = Entry.objects.filter(verb="begin backup").values_list("detail", flat=True)
    ends = [date.fromisoformat(detail["ends"]) for detail in begun if detail.get("ends")]
    return max((day for day in ends if day > on), default=None)
