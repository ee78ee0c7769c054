"""What touches the clock of a case. Reasons lie sealed as notes; kinds and days in the clear."""

from collections.abc import Callable, Mapping
from datetime import date, time
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from rapporteur.cases import due, rules
from rapporteur.cases.actions import note
from rapporteur.cases.clocks.rules import (
    is_a_day_to_choose,
    is_a_near_day,
    is_a_zone,
    may_be_paused,
    may_be_resumed,
    waits_for_decision,
)
from rapporteur.cases.models import Case, Note, RiskEvent
from rapporteur.kernel.access.rules import Reason
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.world.calendars.queries import calendar_of

Rule = Callable[[Case], Reason | None]


def locked(case: Case, *further: Rule, by: Account) -> Case:
    """Lock a case whose clock runs, and return it as it stands. Raises Refused."""
    current = Case.objects.held(case)
    reasons = [rules.works_on(by, current), *(rule(current) for rule in further)]
    for why in reasons:
        if why:
            raise Refused(why)
    return current


@transaction.atomic
def pause(case: Case, reason: str, *, by: Account) -> Case:
    """Stop the clock; what is feared on a day does not wait. Raises Refused."""
    current = locked(case, waits_for_decision, may_be_paused, by=by)
    due.pause(current, today())
    current.save(update_fields=["paused_on"])
    note(current, reason, by=by, kind=Note.Kind.PAUSE)
    journal.record("stop clock", current, by=str(by.pk))
    return current


@transaction.atomic
def resume(case: Case, reason: str, *, by: Account) -> Case:
    """Let the clock go on; the days of the pause are given back. Raises Refused."""
    current = locked(case, waits_for_decision, may_be_resumed, by=by)
    due.resume(current, today())
    current.save(update_fields=["paused_on", "paused_days"])
    note(current, reason, by=by, kind=Note.Kind.RESUME)
    journal.record("let clock go on", current, by=str(by.pk))
    return current


@transaction.atomic
def add_event(
    case: Case, kind: RiskEvent.Kind, on: date, at: time | None, zone: str, *, by: Account
) -> RiskEvent:
    """Write down what is feared on a day at a place; the clock follows it. Raises Refused."""
    desk = Desk.objects.held(case.desk_id)  # before the case, as `recount` does
    current = locked(case, by=by)
    for why in (is_a_zone(zone), is_a_near_day(on)):
        if why:
            raise Refused(why)
    event = RiskEvent(case=current, kind=kind, on=on, at=at, zone=zone, by=by, added_on=today())
    event.decide_by = event.decided_before(calendar_of(desk.place))
    event.save(force_insert=True)
    follow(current)
    detail = {"kind": kind.value, "decide_by": event.decide_by.isoformat()}
    journal.record("add risk event", current, by=str(by.pk), detail=detail)
    return event


@transaction.atomic
def remove_event(event: RiskEvent, *, by: Account) -> None:
    """Take away what is feared no more, or on another day; it stays on record. Raises Refused."""
    current = locked(event.case, by=by)
    standing = RiskEvent.objects.standing().filter(pk=event.pk)
    if standing.update(removed_by=by, removed_on=today()):
        follow(current.merged_into or current)
        journal.record("remove risk event", current, by=str(by.pk), detail={"kind": event.kind})


def follow(case: Case) -> None:
    """Let the clock follow the first of what is feared, in the cases merged into it too."""
    case.event_by = RiskEvent.objects.of_case(case).standing().soonest()
    case.save(update_fields=["event_by"])


@transaction.atomic
def recount(*, by: str) -> int:
    """Reckon anew by when to decide on what is feared and to come; return how many days moved.

    For a calendar that changed in the same transaction; whoever writes something down waits for
    it. `by` is that command. A case that is closed is reckoned too: it may be opened again.
    """
    calendars = {desk.pk: calendar_of(desk.place) for desk in Desk.objects.all_held()}
    standing = RiskEvent.objects.standing().to_come(today())
    touched = Q(risk_events__in=standing) | Q(merged__risk_events__in=standing)
    wanted = Case.objects.filter(touched).values("pk")
    cases = {
        case.pk: case
        for case in Case.objects.filter(pk__in=wanted).select_for_update().order_by("pk")
    }
    moved = []
    for event in standing.filter(case__in=cases).order_by("pk"):
        case = cases[event.case_id]
        day = event.decided_before(calendars[case.desk_id])
        if day != event.decide_by:
            event.decide_by = day
            moved.append(event)
            detail = {"kind": event.kind, "decide_by": day.isoformat()}
            journal.record("move risk event", case, by=by, detail=detail)
    RiskEvent.objects.bulk_update(moved, ["decide_by"], batch_size=1000)
    follow_each(cases)
    return len(moved)


def follow_each(cases: Mapping[UUID, Case]) -> None:
    """Do as `follow` does for many cases, which the caller holds. Two queries a thousand."""
    found = Q(case__in=cases) | Q(case__merged_into__in=cases)
    days: dict[UUID, list[date]] = {pk: [] for pk in cases}
    for *of, day in (
        RiskEvent.objects.standing()
        .filter(found)
        .values_list("case", "case__merged_into", "decide_by")
    ):
        for pk in of:
            if pk in days:
                days[pk].append(day)
    for case in cases.values():
        case.event_by = min(days[case.pk], default=None)
    Case.objects.bulk_update(cases.values(), ["event_by"], batch_size=1000)


@transaction.atomic
def choose_day(case: Case, day: date | None, *, by: Account) -> Case:
    """Put another day in the place of the rule's, or None for the rule again. Raises Refused."""
    current = locked(case, waits_for_decision, by=by)
    if why := is_a_day_to_choose(day):
        raise Refused(why)
    current.due_chosen = day
    current.save(update_fields=["due_chosen"])
    detail = {"day": day.isoformat() if day else "rule"}
    journal.record("choose due day", current, by=str(by.pk), detail=detail)
    return current
