"""Lists of cases, what resembles one, and its timeline. Codes, days and names of members only."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from rapporteur.cases.models import Case, Triage
from rapporteur.people.accounts.models import Account

A_PAGE = 50
SIMILAR = 10


@dataclass(frozen=True)
class Wanted:
    """What to show of the list; empty leaves it open."""

    state: str = ""
    cause: str = ""
    side: str = ""
    iso3: str = ""
    mine: bool = False


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
    return found.owned_by(person) if wanted.mine else found


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
    """Return what happened to a case, the oldest first. Four queries, however much happened."""
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
    for triage in case.triages.select_related("prepared_by", "decided_by"):
        events += of_triage(triage)
    return sorted(events, key=lambda one: one.day)


def of_triage(triage: Triage) -> list[Event]:
    begun = _("triage %(number)s begun") % {"number": triage.number}
    found = [Event(triage.begun_on, begun, str(triage.prepared_by))]
    if triage.decided_at:
        what = _("decided: %(outcome)s") % {"outcome": triage.get_outcome_display()}
        found.append(Event(triage.decided_at.date(), what, str(triage.decided_by)))
    return found
