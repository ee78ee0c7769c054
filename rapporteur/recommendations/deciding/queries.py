"""Questions about scope: what is to be read or decided, and how often suggestions were right."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from rapporteur.kernel.clock import today
from rapporteur.law.models import ScopeCode
from rapporteur.recommendations.models import (
    Outlook,
    Recommendation,
    ScopeBulk,
    ScopeDecision,
    SearchRow,
    Standing,
)

FEWEST = 20  # decisions on a suggestion before its share is called measured


@dataclass(frozen=True)
class Wanted:
    """What the list of scope is to show; what is empty keeps nothing out."""

    decided: str = "open"  # open, in, out
    outlook: str = ""
    country: str = ""
    code: str = ""
    pillar: str = ""
    sector: str = ""
    level: str = ""
    persons: str = ""
    action: str = ""

    @property
    def tags(self) -> dict[str, str]:
        """Return what is asked of tags, by the name of their field."""
        asked = {
            "pillars": self.pillar,
            "sectors": self.sector,
            "levels": self.level,
            "persons": self.persons,
            "action": self.action,
        }
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True)
class Measured:
    """How often people confirmed a suggestion, of those decided one by one."""

    confirmed: int
    decided: int

    @property
    def enough(self) -> bool:
        return self.decided >= FEWEST

    @property
    def per_cent(self) -> int:
        return round(100 * self.confirmed / self.decided)


@dataclass(frozen=True)
class Reason:
    """One suggested code as a page shows it: its name, the words that spoke, its chance."""

    code: str
    name: str
    words: list[str]
    sure: bool
    chance: float | None  # of a model; empty where the terms speak
    measured: Measured | None


def unread(mark: str) -> QuerySet[Recommendation]:
    """Return what was not read with the terms that `mark` stands for, or is not found as it is."""
    read = Standing.objects.filter(recommendation=OuterRef("pk"), read_with=mark)
    found = SearchRow.objects.filter(recommendation=OuterRef("pk"), stale=False)
    return Recommendation.objects.filter(~Exists(read) | ~Exists(found))


def codes_in_use() -> dict[str, str]:
    """Return the kinds of matter that are in use today, by code, with their names."""
    found = ScopeCode.objects.on(today()).filter(kind=ScopeCode.Kind.MATTER)
    return {one.code: one.name for one in found}


def listed(wanted: Wanted) -> QuerySet[Recommendation]:
    """Return what is wanted in the order of the list of recommendations."""
    found = Recommendation.objects.select_related("country", "standing").in_order()
    in_scope = {"open": None, "in": True, "out": False}[wanted.decided]
    asked = Q(standing__in_scope=in_scope, standing__isnull=False)
    if wanted.outlook:
        asked &= Q(standing__outlook=wanted.outlook)
    if wanted.code:
        by_person = Q(standing__codes__contains=[wanted.code])
        suggested = Q(standing__suggested__contains=[{"code": wanted.code}])
        asked &= by_person if in_scope else suggested
    for name, value in wanted.tags.items():
        asked &= tagged(name, value, by_person=bool(in_scope))
    found = found.filter(asked)
    return found.of_state(wanted.country) if wanted.country else found


def tagged(name: str, value: str, *, by_person: bool) -> Q:
    """Ask for a tag that a person gave, or where nobody decided for one that is suggested."""
    field = f"standing__{name}" if by_person else f"standing__tags_suggested__{name}"
    return Q(**({field: value} if name == "action" else {f"{field}__contains": [value]}))


def measured() -> dict[tuple[str, bool], Measured]:
    """Return for each code, sure or not, how often it was confirmed where it was suggested.

    Decisions in bulk take a suggestion over and say nothing of it; they are left out.
    """
    confirmed: Counter[tuple[str, bool]] = Counter()
    decided: Counter[tuple[str, bool]] = Counter()
    rows = ScopeDecision.objects.filter(bulk=None, in_scope__isnull=False)
    for suggested, codes in rows.values_list("suggested", "codes").iterator():
        for one in suggested:
            key = (one["code"], one["sure"])
            decided[key] += 1
            confirmed[key] += one["code"] in codes
    return {key: Measured(confirmed[key], count) for key, count in decided.items()}


def reasons(suggested: Iterable[dict[str, Any]]) -> list[Reason]:
    """Return what is suggested as a page shows it; two queries."""
    names, shares = codes_in_use(), measured()
    return [
        Reason(
            one["code"],
            names.get(one["code"], one["code"]),
            one["words"],
            one["sure"],
            one["chance"],
            shares.get((one["code"], one["sure"])),
        )
        for one in suggested
    ]


def waiting() -> dict[str, int]:
    """Return how many are to be decided, for each outlook; one query."""
    undecided = Standing.objects.filter(in_scope=None)
    found = undecided.values_list("outlook").annotate(rows=Count("pk")).order_by()
    counts = dict(found)
    return {outlook.value: counts.get(outlook.value, 0) for outlook in Outlook}


def history(one: Recommendation) -> QuerySet[ScopeDecision]:
    """Return all decisions on a recommendation, the newest first."""
    return one.decisions.select_related("by").order_by("-number")


def waiting_in_words() -> list[tuple[Outlook, int]]:
    """Return the outlooks that something waits in, each with how many."""
    counts = waiting()
    return [(outlook, counts[outlook.value]) for outlook in Outlook if counts[outlook.value]]


def made_by(bulk: ScopeBulk) -> QuerySet[ScopeDecision]:
    """Return what a bulk decided, each with what holds now."""
    decided = bulk.decisions.exclude(in_scope=None)
    return decided.select_related("recommendation__standing").order_by("recommendation__symbol")


def taught(language: str = "en") -> list[dict[str, str]]:
    """Return what people decided one by one, as rows to learn from: text and scope codes.

    What was taken back is left out. So is what was decided in bulk: it repeats the suggestion, and
    a model would learn the terms by heart. One text in two rows stands on one side when judged.
    """
    decided = Standing.objects.filter(in_scope__isnull=False, decision__bulk=None)
    rows = decided.filter(recommendation__language__in=["", language]).order_by("pk")
    return [
        {"text": text, "scope_codes": ";".join(codes)}
        for text, codes in rows.values_list("recommendation__text", "codes").iterator()
    ]
