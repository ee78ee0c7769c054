"""The values that a run of the ranking starts from, as the desk's own record and figures tell them.

What is not known is left out, and so is missing. A count of one's own record is known to be nought
only where the desk keeps such a record at all.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max

from rapporteur.cases.models import Case
from rapporteur.communications.models import Communication, EarlierLetter
from rapporteur.communications.workflow import OUT
from rapporteur.kernel.dates import earliest, latest
from rapporteur.partners.queries import vetted_proposals_by_state
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.recommendations.committee.queries import OfState, of_all
from rapporteur.recommendations.models import Mechanism, Recommendation
from rapporteur.visits import chains
from rapporteur.visits.choosing.measures import MISSING, Measure, Value
from rapporteur.visits.choosing.models import Figure
from rapporteur.visits.choosing.queries import newest_figures
from rapporteur.visits.cycles.queries import Chain, all_chains
from rapporteur.visits.kinds import Kind
from rapporteur.world.models import Country, Review

OWN = "own record"  # as a source; kept with the run, so in one language
MONTHS = {"letters": 60, "cases": 24, "cycle": 54}
LIVE = ("requested", "accepted", "proposed", "agreed", "underway")
Values = dict[tuple[str, Measure], Value]


@dataclass
class Gathered:
    """Values, and by State and measure the codes of what stands behind them."""

    values: Values = field(default_factory=dict)
    behind: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def put(self, state: str, measure: Measure, value: Value, codes: Iterable[str] = ()) -> None:
        self.values[state, measure] = value
        if told := list(codes):
            self.behind.setdefault(state, {})[measure.value] = told


@dataclass
class Counted:
    """How often a State stands in one's own record, and the codes of what was counted."""

    counts: Counter[str] = field(default_factory=Counter)
    named: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, state: str, code: str, times: int = 1) -> None:
        self.counts[state] += times
        self.named[state].append(code)


def before(day: date, months: int) -> date:
    return day - timedelta(days=months * 365 // 12)


def gather(desk: Desk, person: Account, on: date) -> Gathered:
    """Return what is known of every State; some twelve queries, and of sealed things codes alone."""
    states = list(Country.objects.states().values_list("pk", "subregion"))
    codes = [state for state, _subregion in states]
    found, chains_now = Gathered(), all_chains(desk)
    programmes(found)
    information(found, codes, person, on)
    follow_up(found, chains_now, on)
    letters(found, codes, desk, person, on)
    reviews(found, on)
    committee(found, on)
    partners(found, codes, on)
    region(found, states, chains_now, on)
    return found


def programmes(found: Gathered) -> None:
    for (state, series), one in newest_figures().items():
        if series == Figure.Series.PROGRAMMES:
            found.put(state, Measure.PROGRAMMES, Value(one.amount, one.as_of, one.source))


def information(found: Gathered, codes: list[str], person: Account, on: date) -> None:
    """Count cases of 24 months whose scope was found to fit, those of high risk twice."""
    cases = Case.objects.visible_to(person).filter(
        opened_on__gte=before(on, MONTHS["cases"]), current__state="decided"
    )
    counted = Counted()
    rows = cases.filter(current__scope_answer="fits").order_by("reference")
    told = rows.values_list("reference", "current__states", "current__risk")
    for reference, states, risk in told:
        for state in states:
            counted.add(state, reference, 2 if risk == "high" else 1)
    of_own(found, Measure.INFORMATION, counted, codes, on)


def of_own(
    found: Gathered, measure: Measure, counted: "Counted", codes: list[str], on: date
) -> None:
    """Put counts of one's own record; where it holds none at all, all are missing."""
    if counted.counts:
        for state in codes:
            value = Value(Decimal(counted.counts[state]), on.isoformat(), OWN)
            found.put(state, measure, value, counted.named.get(state, ()))


def follow_up(found: Gathered, told: list[Chain], on: date) -> None:
    newest: dict[str, Any] = {}
    for chain in told:
        done = chains.last(chain.told, Kind.COMPLETED)
        day = (done.ends_on or done.starts_on or done.day) if done else ""
        if day and day > newest.get(chain.country.pk, ("",))[0]:
            newest[chain.country.pk] = (day, done.source if done else "")
    for state, (day, source) in newest.items():
        years = Decimal((on - latest(day)).days * 10 // 365) / 10
        found.put(state, Measure.FOLLOW_UP, Value(years, day, source or OWN), [day])


def letters(found: Gathered, codes: list[str], desk: Desk, person: Account, on: date) -> None:
    since = before(on, MONTHS["letters"])
    sent = Communication.objects.visible_to(person).filter(
        desk=desk, state__in=OUT, sent_at__date__gte=since, addressee_state__isnull=False
    )
    counted = Counted()
    for code, state in sent.order_by("code").values_list("code", "addressee_state_id"):
        counted.add(str(state), code)
    unanswered = sent.unanswered().order_by().values_list("addressee_state_id", flat=True)
    counted.counts.update(str(state) for state in unanswered)
    old = EarlierLetter.objects.visible_to(person).of_desk(desk).in_order()
    old = old.filter(sent_on__gte=since.isoformat(), country__isnull=False)
    for printed, number, state, answered in old.values_list(
        "printed", "number", "country_id", "answered"
    ):
        counted.add(str(state), printed or number, 2 if answered == "none" else 1)
    of_own(found, Measure.LETTERS, counted, codes, on)


def reviews(found: Gathered, on: date) -> None:
    """Put months to the next review or since the last; older than a cycle is missing."""
    best: dict[str, tuple[int, Review]] = {}
    for one in Review.objects.select_related("session").exclude(session__starts_on=""):
        starts = earliest(one.session.starts_on)
        months = abs((starts - on).days) * 12 // 365
        ahead = starts >= on
        if not ahead and months > MONTHS["cycle"]:
            continue
        held = best.get(one.country_id)
        if held is None or months < held[0]:
            best[one.country_id] = (months, one)
    for state, (months, one) in best.items():
        value = Value(Decimal(months), one.session.starts_on, one.source)
        found.put(state, Measure.REVIEW, value, [f"UPR {one.session.number}"])


def committee(found: Gathered, on: date) -> None:
    """Count what a person decided to be in scope, twice where a report or dialogue is near.

    A State without any document is missing, whatever the calendar tells: a count of what is not
    held is not known. The calendar stands behind the value either way.
    """
    told = Recommendation.objects.filter(mechanism=Mechanism.TREATY_BODY, country__isnull=False)
    held = told.order_by().values("country_id").annotate(newest=Max("dated"))
    scoped = told.in_scope().order_by().values("country_id").annotate(n=Count("id"))
    counts = {row["country_id"]: row["n"] for row in scoped}
    newest = {str(row["country_id"]): row["newest"] for row in held}
    calendar = of_all(on)
    for state in sorted({*newest, *calendar}):
        one = calendar.get(state, OfState())
        codes = [str(line) for line in one.near]
        if one.adopted:
            codes.append(str(one.adopted))
        if state in newest:
            times = 2 if one.near else 1
            source = "; ".join(["concluding observations", *(line.source for line in one.near[:1])])
            amount = Decimal(counts.get(state, 0) * times)
            found.put(state, Measure.COMMITTEE, Value(amount, newest[state], source), codes)
        elif codes:
            found.put(state, Measure.COMMITTEE, MISSING, codes)


def partners(found: Gathered, codes: list[str], on: date) -> None:
    counted = Counted(Counter(vetted_proposals_by_state()))  # who proposed stays with the register
    of_own(found, Measure.PROPOSALS, counted, codes, on)


def region(found: Gathered, states: list[tuple[str, str]], told: list[Chain], on: date) -> None:
    """Count the other States of a sub-region whose visit is asked for or agreed (R46.3)."""
    live = {chain.country.pk for chain in told if chain.status in LIVE}
    by_part = defaultdict[str, set[str]](set)
    for state, part in states:
        if part and state in live:
            by_part[part].add(state)
    for state, part in states:
        if live and part:
            others = sorted(by_part[part] - {state})
            value = Value(Decimal(len(others)), on.isoformat(), OWN)
            found.put(state, Measure.REGION, value, others)
