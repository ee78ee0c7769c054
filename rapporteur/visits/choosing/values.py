"""The values that a run of the ranking starts from, as the desk's own record and figures tell them.

What is not known is left out, and so is missing. A count of one's own record is known to be nought
only where the desk keeps such a record at all.
"""

from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Min

from rapporteur.cases.models import Case
from rapporteur.communications.models import Communication, EarlierLetter
from rapporteur.communications.reporting.metrics import ANSWERS
from rapporteur.communications.workflow import OUT
from rapporteur.kernel.dates import earliest, latest
from rapporteur.partners.queries import vetted_proposals_by_state
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.people.mandates.models import Mandate
from rapporteur.people.mandates.queries import holder_on
from rapporteur.recommendations.committee.queries import OfState, of_all
from rapporteur.recommendations.models import Mechanism, Recommendation
from rapporteur.visits import chains
from rapporteur.visits.choosing import feasibility
from rapporteur.visits.choosing.gathered import OWN, Counted, Gathered, before, of_own
from rapporteur.visits.choosing.measures import MISSING, Measure, Value
from rapporteur.visits.choosing.models import Figure
from rapporteur.visits.choosing.queries import newest_figures
from rapporteur.visits.choosing.trends import A_QUARTER, LEAST, QUARTERS, a_year, by_quarter
from rapporteur.visits.cycles.queries import Chain, all_chains
from rapporteur.visits.kinds import Kind
from rapporteur.world.models import Country, Review

LEAST_LETTERS = 3  # of fewer a share says nothing
MONTHS = {"letters": 60, "cases": 24, "cycle": 54}
LIVE = ("requested", "accepted", "proposed", "agreed", "underway")


def gather(desk: Desk, person: Account, on: date) -> Gathered:
    """Return what is known of every State; some twenty queries, and of sealed things codes alone."""
    rows = list(Country.objects.states().values_list("pk", "subregion", "regional_group"))
    states = [(state, part) for state, part, _group in rows]
    groups = {state: group for state, _part, group in rows}
    codes = list(groups)
    found, chains_now = Gathered(), all_chains(desk)
    programmes(found)
    information(found, codes, person, on)
    follow_up(found, chains_now, on)
    letters(found, codes, desk, person, on)
    answers(found, desk, person, on)
    reviews(found, on)
    committee(found, on)
    partners(found, codes, on)
    region(found, states, chains_now, on)
    balance(found, groups, chains_now, desk, on)
    found.facts = feasibility.facts(desk, chains_now, codes, on)
    return found


def programmes(found: Gathered) -> None:
    for (state, series), one in newest_figures().items():
        if series == Figure.Series.PROGRAMMES:
            found.put(state, Measure.PROGRAMMES, Value(one.amount, one.as_of, one.source))


def information(found: Gathered, codes: list[str], person: Account, on: date) -> None:
    """Count cases of 24 months whose scope was found to fit, those of high risk twice."""
    counted, days = Counted(), defaultdict[str, list[tuple[date, int]]](list)
    for reference, states, risk, opened in decided(person, on):
        weight = 2 if risk == "high" else 1
        for state in states:
            counted.add(state, reference, weight)
            days[state].append((opened, weight))
    of_own(found, Measure.INFORMATION, counted, codes, on)
    first = first_case(person)
    if first and first <= on - A_QUARTER * QUARTERS * timedelta(days=1):
        trend(found, days, on)


def decided(person: Account, on: date) -> list[tuple[str, list[str], str, date]]:
    """Return the cases of 24 months that were found to fit: code, States, risk, day of opening."""
    cases = Case.objects.visible_to(person).filter(
        opened_on__gte=before(on, MONTHS["cases"]), current__state="decided"
    )
    rows = cases.filter(current__scope_answer="fits").order_by("reference")
    return list(rows.values_list("reference", "current__states", "current__risk", "opened_on"))


def first_case(person: Account) -> date | None:
    day: date | None = Case.objects.visible_to(person).aggregate(day=Min("opened_on"))["day"]
    return day


def trend(found: Gathered, days: dict[str, list[tuple[date, int]]], on: date) -> None:
    """Put how the weighted cases of two years rise or fall, with their counts by quarter behind it.

    Missing where there are few, and everywhere while the record itself is younger: it would seem to
    rise for having begun. Cases that nobody has decided yet are missing from the last quarters.
    """
    for state, told in days.items():
        if len(told) >= LEAST:
            counts = by_quarter(told, on)
            value = Value(a_year(counts), on.isoformat(), OWN)
            found.put(state, Measure.TREND, value, [" ".join(map(str, counts))])


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


def answers(found: Gathered, desk: Desk, person: Account, on: date) -> None:
    """Put the share of letters of five years that was answered at least in part, as reports count it.

    Of letters whose time to reply is over, or that have an answer. One with a reply that nobody has
    classified is not known and left out; earlier letters are, since no register tells of what kind
    a reply was. Missing where fewer than three are left.
    """
    rows = Communication.objects.visible_to(person).filter(
        desk=desk,
        state__in=OUT,
        sent_at__date__gte=before(on, MONTHS["letters"]),
        addressee_state__isnull=False,
    )
    told = rows.order_by("code").values_list(
        "code", "addressee_state_id", "reply_due", "replies__pk", "replies__reply_class"
    )
    classes: dict[tuple[str, str], set[str]] = defaultdict(set)
    due: dict[tuple[str, str], bool] = {}
    for code, state, until, reply, kind in told:
        due[str(state), code] = until is not None and until < on
        if reply:
            classes[str(state), code].add(kind)
    of_state: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for (state, code), over in due.items():
        held = classes[state, code]
        answered = bool(held & set(ANSWERS))
        if answered or (over and "" not in held):
            of_state[state].append((code, answered))
    for state, letters_of in of_state.items():
        if len(letters_of) >= LEAST_LETTERS:
            those = [code for code, answered in letters_of if answered]
            share = Decimal(1000 * len(those) // len(letters_of)) / 10
            found.put(state, Measure.ANSWERS, Value(share, on.isoformat(), OWN), those)


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


def balance(
    found: Gathered, groups: dict[str, str], told: list[Chain], desk: Desk, on: date
) -> None:
    """Count the visits of this term, carried out or with days agreed, to the same regional group.

    Missing where it is not known who holds the mandate since when, and where the record tells of no
    visit since. Income, languages and systems of law are on no record here (ADR 0199).
    """
    mandate = Mandate.objects.filter(pk=desk.mandate_code).prefetch_related("terms").first()
    term = holder_on(mandate, on) if mandate else None
    if term is None:
        return
    since = earliest(term.assumed_on)
    visited: dict[str, list[str]] = defaultdict(list)
    for chain in told:
        day = chains.day_of_visit(chain.told)
        group = groups.get(chain.country.pk, "")
        if group and day and earliest(day) >= since and chain.status in chains.TAKES_PLACE:
            visited[group].append(f"{chain.country.pk} {day}")
    if visited:
        for state, group in groups.items():
            if group:
                those = sorted(visited.get(group, ()))
                value = Value(Decimal(len(those)), on.isoformat(), OWN)
                found.put(state, Measure.BALANCE, value, those)
