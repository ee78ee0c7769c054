"""Begin a visit, and write down what happens to it. Nothing is ever changed; errors are taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.clock import now, today
from rapporteur.kernel.dates import earliest
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.people.mandates.models import Mandate
from rapporteur.visits.chains import ENDED
from rapporteur.visits.cycles import rules
from rapporteur.visits.cycles.followed import open_before
from rapporteur.visits.cycles.models import (
    Followed,
    Pace,
    Visit,
    VisitedState,
    VisitKind,
    VisitStep,
)
from rapporteur.visits.cycles.queries import Chain, all_chains, chain_of, record_of
from rapporteur.visits.kinds import Kind
from rapporteur.world.models import Country


@dataclass(frozen=True)
class Happened:
    """What happened, as someone writes it down. Days are partial dates."""

    kind: str
    day: str
    starts_on: str = ""
    ends_on: str = ""
    side: str = ""
    symbol: str = ""
    note: str = ""
    text_held: bool = False


@transaction.atomic
def begin(
    desk: Desk,
    countries: Sequence[Country],
    *,
    by: Account,
    kind: str = VisitKind.VISIT,
    name: str = "",
    co_mandates: Iterable[str] = (),
    follows: Visit | None = None,
) -> Visit:
    """Begin to follow a visit to a State, or to several as one mission. Raises Refused.

    What documents tell of an open request is continued, so that nobody asks twice.
    """
    if reason := rules.works_at(by, desk):
        raise Refused(reason)
    mandate = Mandate.objects.filter(code=desk.mandate_code).first()
    if mandate is None:
        raise Refused(_("The mandate of this desk is not on record."))
    check_shape(countries, kind, name, follows)
    others = known_mandates(co_mandates, mandate)
    standing = {one.country.pk: one for one in all_chains(Desk.objects.held(desk.pk))}
    if kind != VisitKind.REGIONAL:
        refuse_twice(countries[0], standing)
    visit = Visit(
        desk=desk,
        mandate=mandate,
        kind=kind,
        name=name.strip(),
        co_mandates=others,
        follows=follows,
        continues_record=kind != VisitKind.REGIONAL and is_open(standing.get(countries[0].pk)),
        begun_by=by,
        begun_on=today(),
    )
    visit.save(force_insert=True)
    VisitedState.objects.bulk_create(VisitedState(visit=visit, country=one) for one in countries)
    detail: dict[str, str | int] = {"kind": kind, "states": "+".join(one.pk for one in countries)}
    if follows is not None:
        detail["open"] = preload(visit, follows, countries[0])
    journal.record("begin visit", visit, by=str(by.pk), detail=detail)
    return visit


def preload(visit: Visit, first: Visit, country: Country) -> int:
    """Put what is open for the State of the first visit before a follow-up (R35.2); say how many."""
    rows = [Followed(visit=visit, recommendation=one) for one in open_before(visit, first, country)]
    Followed.objects.bulk_create(rows)
    return len(rows)


def check_shape(countries: Sequence[Country], kind: str, name: str, follows: Visit | None) -> None:
    """Raise Refused unless kind, States, name and first visit fit together."""
    if kind not in VisitKind.values or not countries:
        raise Refused(_("Choose from what stands there."))
    if kind == VisitKind.REGIONAL and (len(countries) < 2 or not name.strip()):
        raise Refused(_("A regional mission has a name and goes to two States or more."))
    if kind != VisitKind.REGIONAL and len(countries) != 1:
        raise Refused(_("A visit goes to one State; a regional mission goes to several."))
    if (kind == VisitKind.FOLLOW_UP) != (follows is not None):
        raise Refused(_("A follow-up visit names the visit that it follows, and no other does."))
    if follows and countries[0] not in follows.countries:
        raise Refused(_("The first visit did not go to this State."))


def known_mandates(codes: Iterable[str], lead: Mandate) -> list[str]:
    """Return the codes of those who go along. Raises Refused for one that is not known."""
    wanted = [code for code in dict.fromkeys(codes) if code != lead.pk]
    known = set(Mandate.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    if set(wanted) - known:
        raise Refused(_("Choose from what stands there."))
    return wanted


def is_open(chain: Chain | None) -> bool:
    """Say whether documents alone tell of something that has not ended."""
    return chain is not None and chain.visit is None and chain.status not in ENDED


def refuse_twice(country: Country, standing: dict[str, Chain]) -> None:
    chain = standing.get(country.pk)
    if chain and chain.visit and chain.status not in ENDED:
        raise Refused(_("A visit to this State is followed already, and has not ended."))


@transaction.atomic
def happen(visit: Visit, country: Country, told: Happened, *, by: Account) -> VisitStep:
    """Write down what happened between the mandate and a State over a visit. Raises Refused."""
    current = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    if reason := rules.works_on(by, current):
        raise Refused(reason)
    check_told(current, country, told)
    chain = chain_of(current, country, record_of(current.mandate, [country]))
    if reason := (
        rules.may_follow(told.kind, chain.status)
        or rules.has_symbol(told.kind, told.symbol)
        or rules.has_its_guarantees(told.kind, current, country)
    ):
        raise Refused(reason)
    return add(current, country, told, by=by)


def check_told(visit: Visit, country: Country, told: Happened) -> None:
    """Raise Refused where what is told cannot be so."""
    if country not in visit.countries:
        raise Refused(_("This visit does not go to this State."))
    if not told.day or earliest(told.day) > today():
        raise Refused(_("Say on which day it happened; one that has not come is no record."))
    if told.ends_on and (not told.starts_on or told.ends_on < told.starts_on):
        raise Refused(_("The last day of the visit is before its first, or the first is missing."))
    if told.kind in (Kind.DATES_AGREED, Kind.COMPLETED) and not told.starts_on:
        raise Refused(_("Give the first day of the visit."))
    if told.kind == Kind.REQUESTED and told.day >= visit.begun_on.isoformat():
        raise Refused(_("A new request goes out as a letter from here, with its indicators."))


def add(
    visit: Visit, country: Country, told: Happened, *, by: Account, undoes: VisitStep | None = None
) -> VisitStep:
    """Add a row to the chain; the caller holds the row of the visit."""
    step = VisitStep(
        visit=visit,
        country=country,
        place=VisitStep.objects.filter(visit=visit).count() + 1,
        undoes=undoes,
        by=by,
        at=now(),
        **vars(told),
    )
    step.save(force_insert=True)
    detail = {"state": country.pk, "kind": told.kind, "day": told.day}
    verb = "take back step of visit" if undoes else "note step of visit"
    journal.record(verb, visit, by=str(by.pk), detail=detail)
    return step


@transaction.atomic
def take_back(step: VisitStep, why: str, *, by: Account) -> VisitStep:
    """Say that a step was written down in error; it stays on record. Raises Refused.

    Only the last one of a State: what came after it rests on it.
    """
    visit = Visit.objects.select_for_update(of=("self",)).get(pk=step.visit_id)
    if reason := rules.works_on(by, visit):
        raise Refused(reason)
    if not why.strip():
        raise Refused(_("Give the reason."))
    standing = VisitStep.objects.filter(visit=visit, country=step.country_id, undoes=None)
    if standing.filter(undone_by=None).order_by("place").last() != step:
        raise Refused(_("Only the last step is taken back: what came after rests on it."))
    told = Happened(step.kind, today().isoformat(), note=why.strip(), symbol=step.symbol)
    return add(visit, step.country, told, by=by, undoes=step)


@transaction.atomic
def set_pace(desk: Desk, remind_after: int, *, by: Account) -> Pace:
    """Let the desk remind after so many days from now on (R14.2). Raises Refused."""
    if reason := rules.works_at(by, desk):
        raise Refused(reason)
    if not 1 <= remind_after <= 3_650:
        raise Refused(_("Give a number of days from 1 to 3650."))
    pace = Pace(desk=desk, remind_after=remind_after, by=by, at=now())
    pace.save(force_insert=True)
    journal.record("set pace of reminders", pace, by=str(by.pk), detail={"days": remind_after})
    return pace
