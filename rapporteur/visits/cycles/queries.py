"""Questions about visits: what is told of each State, what waits for an answer, what was agreed to."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self
from uuid import UUID

from django.db.models import Count, Min

from rapporteur.kernel.clock import today
from rapporteur.kernel.dates import earliest, latest, written_out
from rapporteur.kernel.texts import alphabetical
from rapporteur.people.desks.models import Desk
from rapporteur.people.mandates.models import Mandate
from rapporteur.people.mandates.queries import holder_on, title_on
from rapporteur.visits import chains
from rapporteur.visits.chains import Status, Told
from rapporteur.visits.cycles.letters.rules import is_not_too_soon
from rapporteur.visits.cycles.models import (
    AfterCheck,
    Pace,
    RegisterEvent,
    TermAnswer,
    Visit,
    VisitLetter,
)
from rapporteur.visits.cycles.terms import Guarantee
from rapporteur.visits.kinds import Kind
from rapporteur.visits.models import VisitEvent
from rapporteur.world.models import Country

REMIND_AFTER = 180  # days, where a desk has not chosen
Recorded = VisitEvent | RegisterEvent
ACCEPTANCES = (Kind.ACCEPTED, Kind.TAKEN_UP, Kind.INVITED, Kind.PROPOSED, Kind.DATES_AGREED)


@dataclass(frozen=True)
class Chain:
    """What is told of one State and one visit, in order. `visit` is None where documents alone do."""

    country: Country
    mandate: Mandate
    visit: Visit | None
    told: tuple[Told, ...]

    @property
    def status(self) -> Status:
        return chains.status_of(self.told)

    @property
    def since(self) -> str:
        return chains.first_day(self.told)

    @property
    def last_reminder(self) -> Told | None:
        return chains.last(self.told, Kind.REMINDER)

    @property
    def has_standing_invitation(self) -> bool:
        return chains.last(self.told, Kind.STANDING) is not None


@dataclass(frozen=True)
class OpenRequest:
    """A request without an answer on record: for how long, when a reminder is due."""

    chain: Chain
    age: int | None  # days, at least; None where no day is known
    next_on: date | None
    overdue: bool

    @property
    def since(self) -> str:
        return written_out(self.chain.since)

    @classmethod
    def of(cls, chain: Chain, on: date, remind_after: int) -> Self:
        asked = chains.last(chain.told, Kind.REQUESTED, Kind.REMINDER)
        next_on = None
        if asked and asked.day:
            next_on = latest(asked.day) + timedelta(days=remind_after)
        age = (on - latest(chain.since)).days if chain.since else None
        return cls(chain, age, next_on, next_on is not None and next_on < on)


@dataclass(frozen=True)
class Agreed:
    """A visit that a State agreed to and that is not on record as carried out.

    `inherited` says whether it did so under an earlier holder; None where the record cannot tell.
    """

    chain: Chain
    agreed_on: str
    inherited: bool | None

    @property
    def written(self) -> str:
        return written_out(self.agreed_on)


def chain_of(visit: Visit, country: Country, record: Iterable[Recorded] = ()) -> Chain:
    """Return the chain of a visit and one of its States; reads `visit.steps` and no query more."""
    steps = list(visit.steps.all())
    undone = {one.undoes_id for one in steps}
    told = [
        one.told
        for one in steps
        if one.country_id == country.pk and one.undoes_id is None and one.pk not in undone
    ]
    if visit.continues_record:
        told += [event.told for event in record if event.country_id == country.pk]
    return Chain(country, visit.mandate, visit, chains.in_order(told))


def record_of(mandate: Mandate, countries: Iterable[Country]) -> list[Recorded]:
    """Return what documents and the public register tell of a mandate and some States; two queries."""
    wanted = {"mandate": mandate, "country__in": list(countries)}
    return [*VisitEvent.objects.filter(**wanted), *RegisterEvent.objects.filter(**wanted)]


def registered(country: Country) -> list[RegisterEvent]:
    """Return what the public register tells of visits of any mandate to a State; one query."""
    return list(RegisterEvent.objects.filter(country=country).order_by("-day", "mandate", "kind"))


def chains_of(visit: Visit) -> list[Chain]:
    """Return the chains of a visit, one a State; one query more where it continues the record."""
    countries = visit.countries
    record = record_of(visit.mandate, countries) if visit.continues_record else []
    return [chain_of(visit, country, record) for country in countries]


def all_chains(desk: Desk, on: date | None = None) -> list[Chain]:
    """Return what is told of every visit of the mandate of a desk: as many queries for any number.

    What documents tell of a State is a chain of its own until a visit continues it. With a day, as
    it was known to stand then.
    """
    record: dict[str, list[Recorded]] = defaultdict(list)
    for model in (VisitEvent, RegisterEvent):
        events = model.objects.filter(mandate=desk.mandate_code)
        for event in events.select_related("country", "mandate"):
            record[event.country_id].append(event)
    found, taken = [], set()
    for visit in Visit.objects.filter(desk=desk).with_chains().newest_first():
        for country in visit.countries:
            found.append(chain_of(visit, country, record.get(country.pk, ())))
            if visit.continues_record:
                taken.add(country.pk)
    for code, told in record.items():
        if code not in taken:
            first = told[0]
            made = chains.in_order(one.told for one in told)
            found.append(Chain(first.country, first.mandate, None, made))
    if on is not None:
        found = [Chain(c.country, c.mandate, c.visit, chains.in_order(c.told, on)) for c in found]
    return [one for one in found if one.told or one.visit]


def in_tabs(found: Iterable[Chain]) -> list[tuple[Status, list[Chain]]]:
    """Return chains by where they stand, each in the order of the names of their States."""
    by_status: dict[Status, list[Chain]] = defaultdict(list)
    for one in found:
        by_status[one.status].append(one)
    return [
        (status, sorted(by_status[status], key=lambda one: alphabetical(one.country.name)))
        for status in Status
        if status in by_status
    ]


def remind_after(desk: Desk) -> int:
    """Return after how many days this desk reminds; one query."""
    found = Pace.objects.filter(desk=desk).first()
    return found.remind_after if found else REMIND_AFTER


def open_requests(desk: Desk, on: date | None = None) -> list[OpenRequest]:
    """Return the requests of a desk's mandate without an answer on record, the oldest first (R14.2).

    With a day, as the record stood then. The record is partial: an answer may have come all the
    same. What has no known day comes first.
    """
    day, after = on or today(), remind_after(desk)
    found = [
        OpenRequest.of(one, day, after)
        for one in all_chains(desk, on)
        if one.status == Status.REQUESTED
    ]
    return sorted(found, key=lambda one: (one.chain.since, one.chain.country.pk))


def agreed_visits(desk: Desk, on: date | None = None) -> list[Agreed]:
    """Return what States agreed to and is not on record as carried out, inherited ones first.

    A visit whose agreed days are over is left out: whether it took place is not on record.
    """
    day = on or today()
    found = [
        agreed(one, day)
        for one in all_chains(desk, on)
        if one.status in chains.AGREED and not chains.days_over(one.told, day)
    ]
    order = {True: 0, None: 1, False: 2}
    return sorted(found, key=lambda one: (order[one.inherited], one.chain.country.pk))


def inherited_agreed(desk: Desk, on: date | None = None) -> list[Agreed]:
    """Return the visits agreed to under an earlier mandate-holder, which come first (R46.1)."""
    return [one for one in agreed_visits(desk, on) if one.inherited]


def agreed(chain: Chain, on: date) -> Agreed:
    said = chains.last(chain.told, *ACCEPTANCES) or chains.last(
        chain.told, Kind.ANNOUNCED, Kind.POSTPONED
    )
    day = (said.day or said.as_of) if said else ""
    return Agreed(chain, day, another_holder(chain.mandate, day, on))


def another_holder(mandate: Mandate, day: str, on: date) -> bool | None:
    """Say whether someone else held the mandate on a day than on `on`; None where it is not known."""
    now = holder_on(mandate, on)
    then = holder_on(mandate, earliest(day)) if day else None
    return None if now is None or then is None else now.pk != then.pk


def made_by_predecessor(chain: Chain, on: date) -> bool:
    """Say whether a request is known to be a predecessor's; one without a day came before what followed."""
    asked = chains.last(chain.told, Kind.REQUESTED)
    day = asked.day if asked else ""
    return bool(another_holder(chain.mandate, day or chain.since, on))


@dataclass(frozen=True)
class ToRemind:
    """An open request, and why no reminder can go out now; `waits` is the letter that waits."""

    request: OpenRequest
    why_not: Any
    waits: VisitLetter | None


def to_remind(desk: Desk, on: date) -> list[ToRemind]:
    """Return the open requests of a desk with what stands against a reminder; as many queries for any number."""
    letters = VisitLetter.objects.waiting().filter(visit__desk=desk)
    waiting = {(one.visit_id, one.country_id): one for one in letters}
    found = []
    for one in open_requests(desk):
        visit = one.chain.visit
        waits = waiting.get((visit.pk, one.chain.country.pk)) if visit else None
        found.append(ToRemind(one, is_not_too_soon(one.chain, on), waits))
    return found


def after_checks_due(desks: Collection[UUID], by: date) -> list[tuple[Visit, int, date]]:
    """Return visits of these desks after which people are still to be asked by a day.

    With each how many people, and the earliest day; the oldest first. No query without a desk.
    """
    if not desks:
        return []
    open_ = AfterCheck.objects.filter(visit__desk__in=desks, done_on__isnull=True, due_on__lte=by)
    found = open_.order_by().values("visit").annotate(people=Count("pk"), due=Min("due_on"))
    rows = sorted(found, key=lambda one: (one["due"], one["visit"]))
    visits = Visit.objects.with_chains().in_bulk([one["visit"] for one in rows])
    return [(visits[one["visit"]], one["people"], one["due"]) for one in rows]


def titles_of(codes: Collection[str], on: date) -> list[str]:
    """Return mandates by their titles of a day, in the order given; two queries, none for nobody."""
    if not codes:
        return []
    found = Mandate.objects.with_titles().in_bulk(list(codes))
    return [str(title_on(found[one], on) or one) for one in codes if one in found]


def terms_of(visit: Visit, country: Country) -> list[tuple[Guarantee, TermAnswer | None]]:
    """Return every guarantee with what a State answered last, None where it has not; one query."""
    found = TermAnswer.objects.filter(visit=visit, country=country).select_related("by")
    newest = {one.guarantee: one for one in found}
    return [(one, newest.get(one)) for one in Guarantee]
