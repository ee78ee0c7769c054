"""What the figures are counted from: days and codes in the clear, of a person's own desks."""

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate, TruncMonth

from rapporteur.cases.due import RUNNING
from rapporteur.cases.models import Case, Joined, Triage
from rapporteur.cases.queries.received import in_queue, of_desks
from rapporteur.cases.triages.workflow import State
from rapporteur.cases.workflow import State as CaseState
from rapporteur.people.accounts.models import Account


def by_month(person: Account) -> dict[date, int]:
    """Return the submissions by the first day of their month; a month without any has none."""
    found = of_desks(person).order_by().values(month=TruncMonth("day"))
    counts = dict(found.annotate(count=Count("pk")).values_list("month", "count"))
    return {**dict.fromkeys(months_between(counts), 0), **counts}


def months_between(months: dict[date, int]) -> list[date]:
    """Return the first days of all months from the first to the last of these."""
    if not months:
        return []
    first, last = (day.year * 12 + day.month - 1 for day in (min(months), max(months)))
    return [date(number // 12, number % 12 + 1, 1) for number in range(first, last + 1)]


def held(person: Account) -> int:
    return of_desks(person).filter(~in_queue()).count()


def unopened_since(person: Account) -> dict[date, int]:
    return counted(of_desks(person).filter(opening=None).order_by().values(since=F("day")))


def undecided_since(person: Account) -> dict[date, int]:
    waiting = Case.objects.visible_to(person).filter(state__in=RUNNING)
    return counted(waiting.order_by().values(since=Coalesce("reopened_on", "opened_on")))


def counted(found: QuerySet[Any, Any]) -> dict[date, int]:
    return dict(found.annotate(count=Count("pk")).values_list("since", "count"))


def days_to_open(person: Account) -> dict[int, int]:
    """Return how many submissions were first opened after so many days."""
    opened = of_desks(person).exclude(opening=None).order_by().values("day", "opening__on")
    days: Counter[int] = Counter()
    for day, on, count in opened.annotate(count=Count("pk")).values_list(
        "day", "opening__on", "count"
    ):
        days[(on - day).days] += count
    return dict(days)


def days_to_decide(person: Account) -> dict[int, int]:
    """Return how many submissions were first decided on after so many days."""
    decided = TruncDate("case__triages__decided_at")
    later = Q(case__triages__decided_at__date__gte=F("submission__day"))
    joined = Joined.objects.filter(submission__in=of_desks(person).order_by())
    found = joined.order_by().values("submission", "submission__day")
    firsts = found.annotate(first=Min(decided, filter=later)).exclude(first=None)
    return dict(
        Counter((first - day).days for day, first in firsts.values_list("submission__day", "first"))
    )


def by_outcome(person: Account) -> dict[str, int]:
    visible = Case.objects.visible_to(person)
    found = Triage.objects.filter(case__in=visible, state=State.DECIDED).order_by()
    return dict(found.values("outcome").annotate(count=Count("pk")).values_list("outcome", "count"))


def by_state_and_matter(person: Account) -> tuple[dict[str, int], dict[str, int]]:
    """Return the cases that stand, by State and by first scope code; empty: none is named."""
    standing = Case.objects.visible_to(person).exclude(
        state__in=(CaseState.MERGED, CaseState.ERASED)
    )
    found = standing.order_by().values("current__states", "current__primary_code")
    states: Counter[str] = Counter()
    matters: Counter[str] = Counter()
    for named, code, count in found.annotate(count=Count("pk")).values_list(
        "current__states", "current__primary_code", "count"
    ):
        matters[code or ""] += count
        for iso3 in named or [""]:
            states[iso3] += count
    return dict(states), dict(matters)
