"""Cases that may tell of the same in other words: proposed from what a triage says in the clear.

No signature finds what is told again or translated. A State and a scope code that two cases share,
with months that are near or not known, propose it; a person reads both and decides. Nothing is
opened.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.facts import Age
from rapporteur.cases.models import Case, Triage
from rapporteur.people.accounts.models import Account

NEWEST = 200  # cases that are looked at
SHOWN = 10
NEAR = 2  # months
MONTHS = 12


@dataclass(frozen=True)
class Retelling:
    """A case that may tell of the same, with what the two have in common, in words."""

    case: Case
    shared: tuple[str | Promise, ...]


def proposed(case: Case, *, by: Account) -> list[Retelling]:
    """Return cases that may tell of the same as this one, the likest first. Three queries."""
    own = case.current
    if own is None or not own.states or not own.primary_code:
        return []
    in_its_states = Q()
    for iso3 in own.states:
        in_its_states |= Q(current__states__contains=[iso3])
    others = Case.objects.visible_to(by).filter(in_its_states).exclude(pk=case.pk)
    found = others.select_related("current").prefetch_related("current__coded").newest_first()
    codes = codes_of(own)
    told = [
        Retelling(one, tuple(shared(own, codes, one.current)))
        for one in found[:NEWEST]
        if one.current and codes & codes_of(one.current) and may_be_near(own, one.current)
    ]
    return sorted(told, key=lambda one: -len(one.shared))[:SHOWN]


def of_any(cases: Sequence[Case], *, by: Account) -> list[Retelling]:
    """Return what may tell of the same as any of these cases, each once and none of them."""
    found: dict[UUID, Retelling] = {}
    for case in cases:
        found |= {one.case.pk: one for one in proposed(case, by=by)}
    for case in cases:
        found.pop(case.pk, None)
    return list(found.values())


def codes_of(triage: Triage) -> set[str]:
    found = {coded.code_id for coded in triage.coded.all()}
    return found | {triage.primary_code} - {""}


def shared(own: Triage, codes: set[str], other: Triage) -> Iterator[str | Promise]:
    """Yield what two triages have in common: States, codes, the month, what is known of the age."""
    yield from sorted(set(own.states) & set(other.states))
    yield from sorted(codes & codes_of(other))
    if own.month and other.month:
        yield own.month if own.month == other.month else _("the months are near")
    if own.age == other.age != Age.PRESUMED:
        yield Age(own.age).label


def may_be_near(own: Triage, other: Triage) -> bool:
    """Say whether the months may be the same: what is not known is never a no."""
    if not own.month or not other.month:
        return True
    if len(own.month) != len(other.month):  # a year against a month
        return own.month[:4] == other.month[:4]
    if own.month == other.month:
        return True
    return len(own.month) > len("2026") and abs(count_of(own.month) - count_of(other.month)) <= NEAR


def count_of(month: str) -> int:
    """Return how many months lie before this one."""
    day = date.fromisoformat(f"{month}-01")
    return day.year * MONTHS + day.month
