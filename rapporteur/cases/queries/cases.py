"""Lists of cases, what resembles one, and its timeline. Codes, days and names of members only."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from rapporteur.cases.due import due_on, is_due_by
from rapporteur.cases.models import Case, HandOver, Shift, Triage
from rapporteur.kernel.access import roles
from rapporteur.kernel.clock import today
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.queries import led_by_day

A_PAGE = 50
SIMILAR = 10
NEAR = timedelta(days=7)


@dataclass(frozen=True)
class Wanted:
    """What to show of the list; empty leaves it open."""

    state: str = ""
    cause: str = ""
    side: str = ""
    iso3: str = ""
    mine: bool = False
    unassigned: bool = False
    risk: str = ""
    due: bool = False  # within a week, or before today
    order: str = ""  # the newest first, or what is due first


def listed(person: Account, wanted: Wanted = Wanted()) -> QuerySet[Case]:
    """Return the cases of a person's desks, the newest first, with triage and owner."""
    found = Case.objects.visible_to(person).newest_first().select_related("current", "owner")
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.cause:
        found = found.with_cause(wanted.cause)
    if wanted.side:
        found = found.on_side(wanted.side)
    if wanted.iso3:
        found = found.filter(current__states__contains=[wanted.iso3])
    if wanted.due:
        found = found.due_by(today() + NEAR)
    if wanted.risk:
        found = found.of_risk(wanted.risk)
    if wanted.unassigned:
        found = found.unassigned()
    if wanted.order == "due":
        found = found.due_first()
    return found.owned_by(person) if wanted.mine else found


def escalated(person: Account) -> QuerySet[Case]:
    """Return what a coordinator must know: cases whose day has passed, the longest first.

    It has passed when it is over where the desk works.
    """
    passed = Q(pk__in=())
    for day, desks in led_by_day(person, roles.LET_MEMBERS_IN).items():
        passed |= Q(desk__in=desks) & Q(is_due_by(day - timedelta(days=1)))
    found = Case.objects.visible_to(person).filter(passed)
    return found.select_related("current", "owner").order_by(due_on(), "reference")


@dataclass(frozen=True)
class Share:
    """How many cases in work someone has, or nobody."""

    name: str
    cases: int


def by_owner(person: Account) -> list[Share]:
    """Return who has how many cases in work, by name and never by number. One query."""
    found = Case.objects.visible_to(person).in_work().values("owner__name")
    counted = found.annotate(cases=Count("pk")).order_by("owner__name")
    return [Share(row["owner__name"] or "", row["cases"]) for row in counted]


def offered_to(person: Account) -> QuerySet[HandOver]:
    """Return the cases that colleagues offered to this person, the oldest offer first."""
    offered = HandOver.objects.visible_with(Case.objects.visible_to(person)).offered()
    return offered.filter(to=person).select_related("case__current", "by").order_by("on", "pk")


def to_review(person: Account) -> QuerySet[Case]:
    """Return what is marked as emerging or has no code yet, the newest triage first (R17.3)."""
    found = Case.objects.visible_to(person).to_review().select_related("current", "owner")
    return found.order_by("-current__begun_on", "reference")


def waiting_for_decision(person: Account) -> QuerySet[Triage]:
    visible = Case.objects.visible_to(person)
    found = Triage.objects.waiting().filter(case__in=visible).select_related("case")
    return found.order_by("begun_on", "case__reference")


def similar(case: Case) -> list[Case]:
    """Return other cases of the desk with the same first code in one of its States. One query."""
    triage = case.current
    if triage is None or not triage.primary_code or not triage.states:
        return []
    found = Case.objects.filter(desk=case.desk_id, current__primary_code=triage.primary_code)
    alike = [
        one
        for one in found.exclude(pk=case.pk).select_related("current").newest_first()[:200]
        if one.current and set(one.current.states) & set(triage.states)
    ]
    return alike[:SIMILAR]


@dataclass(frozen=True)
class Event:
    """One line of a timeline: the day, what, by whom."""

    day: date
    what: str
    by: str


def timeline(case: Case) -> list[Event]:
    """Return what happened to a case, the oldest first. Six queries, however much happened."""
    said = _("consent recorded as said on %(day)s")
    events = [
        Event(case.opened_on, _("case opened"), str(case.opened_by)),
        *(
            Event(joined.on, _("submission joined"), str(joined.by))
            for joined in case.joined.select_related("by")
        ),
        *(
            Event(note.at.date(), note.get_kind_display(), str(note.by))
            for note in case.notes.select_related("by")
        ),
        *(
            Event(one.at.date(), said % {"day": one.said_on.isoformat()}, str(one.by))
            for one in case.consents.exclude(told="submission").select_related("by")
        ),
    ]
    for shift in Shift.objects.of_case(case).select_related("source", "target", "by", "undone_by"):
        events += of_shift(shift)
    for handover in case.handovers.select_related("by", "to"):
        events += of_handover(handover)
    for triage in case.triages.select_related("prepared_by", "decided_by"):
        events += of_triage(triage)
    return sorted(events, key=lambda one: one.day)


def of_shift(shift: Shift) -> list[Event]:
    words = {"from": shift.source, "to": shift.target}
    if shift.kind == Shift.Kind.SPLIT:
        return [Event(shift.on, _("split: from %(from)s to %(to)s") % words, str(shift.by))]
    found = [Event(shift.on, _("merged: %(from)s into %(to)s") % words, str(shift.by))]
    if shift.undone_on:
        apart = _("taken apart again: %(from)s from %(to)s") % words
        found.append(Event(shift.undone_on, apart, str(shift.undone_by)))
    return found


def of_handover(handover: HandOver) -> list[Event]:
    offered = _("offered to %(name)s") % {"name": handover.to}
    found = [Event(handover.on, offered, str(handover.by))]
    if handover.answered_on:
        answered = _("hand-over %(state)s") % {"state": handover.get_state_display()}
        found.append(Event(handover.answered_on, answered, ""))
    return found


def of_triage(triage: Triage) -> list[Event]:
    begun = _("triage %(number)s begun") % {"number": triage.number}
    found = [Event(triage.begun_on, begun, str(triage.prepared_by))]
    if triage.decided_at:
        what = _("decided: %(outcome)s") % {"outcome": triage.get_outcome_display()}
        found.append(Event(triage.decided_at.date(), what, str(triage.decided_by)))
    return found
