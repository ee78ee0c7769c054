"""What a run starts from: own record, calendar, figures. What is not known is missing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapporteur.communications.models import Reply
from rapporteur.communications.register import actions as registering
from rapporteur.people.mandates.models import HolderTerm
from rapporteur.recommendations.actions import load
from rapporteur.recommendations.committee.plans import CALENDAR, read
from rapporteur.recommendations.deciding import actions as deciding
from rapporteur.recommendations.models import Recommendation
from rapporteur.visits.choosing import runs, values
from rapporteur.visits.choosing.measures import Measure
from rapporteur.visits.choosing.models import Figure
from rapporteur.visits.choosing.weights import SUGGESTED
from rapporteur.visits.models import VisitEvent
from rapporteur.world.models import Country, Review, Session
from tests.doors.test_desk_recommendations import given
from tests.factories import communications as make
from tests.factories import partners, visits
from tests.factories.cases import make_office
from tests.recommendations.committee.test_calendar import ADOPTED, DUE, HEADS
from tests.recommendations.states import STATES

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 25)


@pytest.fixture
def office(monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    return make_office()


def of(office, state="XEX"):
    found = values.gather(office.desk, office.officer, ON)
    told = {measure: one for (code, measure), one in found.values.items() if code == state}
    return told, found.behind.get(state, {})


@pytest.mark.requirement("R32.2", "R47.3")
def test_what_nothing_tells_of_is_missing(office):
    told, behind = of(office)
    assert (told, behind) == ({}, {})


@pytest.mark.requirement("R47.2")
def test_letters_count_twice_without_a_reply_and_are_named(office):
    letter = make.make_sent(office)
    told, behind = of(office)
    assert told[Measure.LETTERS].amount == Decimal(2)
    assert told[Measure.LETTERS].source == values.OWN
    assert behind["K2"] == [letter.code]
    assert told[Measure.INFORMATION].amount >= Decimal(1)
    other, nothing = of(office, "CHL")
    assert (other[Measure.LETTERS].amount, nothing.get("K2")) == (Decimal(0), None)


@pytest.mark.requirement("R47.1")
def test_years_since_the_last_visit_are_those_of_its_last_day(office):
    VisitEvent.objects.create(
        mandate_id="SALECHILD",
        country_id="XEX",
        kind="completed",
        starts_on="2024-11-20",
        ends_on="2024-11-25",
        source="an exercise",
        as_of="2025",
        evidence="general",
    )
    told, behind = of(office)
    assert (told[Measure.FOLLOW_UP].amount, behind["K1"]) == (Decimal("2.0"), ["2024-11-25"])
    bulgaria, _behind = of(office, "BGR")
    assert bulgaria[Measure.FOLLOW_UP].as_of == "2019-04-08"
    assert Measure.FOLLOW_UP not in of(office, "CHL")[0]


@pytest.mark.requirement("R47.3")
def test_the_review_is_told_by_the_nearest_and_missing_where_it_is_too_old(office):
    session = Session.objects.filter(body="UPR").order_by("-number").first()
    proof = {"source": "exercise", "as_of": "2026", "evidence": "general"}

    def review(starts_on):
        Session.objects.filter(pk=session.pk).update(starts_on=starts_on)
        return of(office)[0].get(Measure.REVIEW)

    Review.objects.create(session=session, country_id="XEX", **proof)
    assert review("2027-05-25").amount == Decimal(5)
    assert review("2025-11-25").amount == Decimal(12)
    assert review("2020-11-25") is None
    assert review("") is None


@pytest.mark.requirement("R47.4")
def test_the_committee_counts_what_was_decided_to_be_in_scope_alone(office):
    rows = [given(n, mechanism="treaty_body", dated="2025-06") for n in (1, 2)]
    load(rows, STATES, file="exerland.txt", by="command:recommendations")
    assert of(office)[0][Measure.COMMITTEE].amount == Decimal(0)
    deciding.read_new(by="job:a test")
    one = Recommendation.objects.filter(mechanism="treaty_body").first()
    deciding.decide(
        one,
        deciding.Choice(in_scope=True, codes=("SALE",), reason="An exercise."),
        by=office.officer,
    )
    told = of(office)[0][Measure.COMMITTEE]
    assert (told.amount, told.as_of) == (Decimal(1), "2025-06")


@pytest.mark.requirement("R47.4", "R32.2")
def test_the_committee_counts_twice_where_it_is_near_and_stays_missing_without_a_document(office):
    sheet = read("a.csv", (HEADS + ADOPTED + DUE).encode())
    registering.load(CALENDAR, sheet, by="command:test", skip_refused=False)
    told, behind = of(office)
    assert told[Measure.COMMITTEE].is_missing
    assert behind["K4"] == ["OPSC report_due 2024", "CRC 90 concluding_observations 2022-06"]
    load([given(1, mechanism="treaty_body", dated="2022-06")], STATES, file="a.txt", by="command:a")
    deciding.read_new(by="job:a test")
    one = Recommendation.objects.get(mechanism="treaty_body")
    choice = deciding.Choice(in_scope=True, codes=("SALE",), reason="An exercise.")
    deciding.decide(one, choice, by=office.officer)
    told = of(office)[0][Measure.COMMITTEE]
    assert (told.amount, told.as_of) == (Decimal(2), "2022-06")
    assert told.source == "concluding observations; An exercise"
    values_of = values.gather(office.desk, office.officer, ON).values
    run = runs.run(["XEX", "CHL"], values_of, SUGGESTED, version="1", on=ON.isoformat())
    assert runs.repeated(run)
    assert ["XEX", "K4", "2", "2022-06", told.source] in run["values"]


@pytest.mark.requirement("R47.5")
def test_distinct_vetted_partners_that_proposed_are_counted(office):
    partner = partners.make_partner(office)
    for _time in range(2):
        partners.make_accepted(office, partners.make_proposal(partner))
    told, behind = of(office)
    assert (told[Measure.PROPOSALS].amount, behind.get("K5")) == (Decimal(1), None)
    assert of(office, "CHL")[0][Measure.PROPOSALS].amount == Decimal(0)


@pytest.mark.requirement("R32.2")
def test_programmes_are_rated_by_a_figure(office):
    Figure.objects.create(
        country_id="XEX",
        series="I1",
        amount=2,
        as_of="2026",
        source="an exercise",
        at="2026-01-01T00:00Z",
    )
    told = of(office)[0][Measure.PROGRAMMES]
    assert (told.amount, told.source) == (Decimal(2), "an exercise")


@pytest.mark.requirement("R46.3")
def test_other_states_of_a_sub_region_with_a_live_visit_are_counted(office):
    part = Country.objects.get(pk="CHL").subregion
    Country.objects.filter(pk="XEX").update(subregion=part)
    visits.happen(office, visits.make_visit(office), "requested", "2026-01-05")
    told, behind = of(office, "ARG")
    assert "XEX" in behind["X1"]
    assert told[Measure.REGION].amount == Decimal(len(behind["X1"]))


def make_cases(monkeypatch, *ago):
    """Let a desk of made-up cases have opened some so many days ago; the first opened the record."""
    rows = [(f"X{n}", ["XEX"], "low", ON - timedelta(days=days)) for n, days in enumerate(ago)]
    monkeypatch.setattr(values, "decided", lambda *_: rows)
    monkeypatch.setattr(values, "first_case", lambda *_: ON - timedelta(days=max(ago)))


@pytest.mark.requirement("R32.2")
def test_a_trend_needs_five_cases_and_a_record_of_two_years(office, monkeypatch):
    make_cases(monkeypatch, 728, 30, 20, 10, 5, 1)
    told, behind = of(office)
    assert told[Measure.TREND].amount == Decimal("1.67")
    assert (told[Measure.TREND].source, behind["I2t"]) == (values.OWN, ["0 0 0 0 0 0 0 5"])
    make_cases(monkeypatch, 728, 30, 20, 10)
    assert Measure.TREND not in of(office)[0]
    make_cases(monkeypatch, 700, 30, 20, 10, 5, 1)
    assert Measure.TREND not in of(office)[0]


@pytest.mark.requirement("R47.2")
def test_the_share_answered_leaves_out_what_is_not_known(office):
    letters = [make.make_sent(office, days_ago=100) for _number in range(4)]
    assert of(office)[0][Measure.ANSWERS].amount == Decimal(0)
    make.make_reply(office, letters[0])
    assert of(office)[0][Measure.ANSWERS].amount == Decimal(0)
    answered = make.make_reply(office, letters[1])
    Reply.objects.filter(pk=answered.pk).update(
        state="classified",
        reply_class="PARTIAL",
        scale="2026-1",
        reason=answered.sealed_id,
        classified_by=office.officer,
        classified_on=ON,
    )
    told, behind = of(office)
    assert (told[Measure.ANSWERS].amount, behind["K2s"]) == (Decimal("33.3"), [letters[1].code])
    Reply.objects.filter(pk=answered.pk).delete()
    make.make_reply(office, letters[1])
    assert Measure.ANSWERS not in of(office)[0]


@pytest.mark.requirement("R32.2")
def test_balance_counts_the_visits_of_a_term_and_is_missing_without_one(office):
    Country.objects.filter(pk="XEX").update(regional_group="GRULAC", regional_group_as_of="2026")
    visits.make_visited(office)
    assert Measure.BALANCE not in of(office, "CHL")[0]
    HolderTerm.objects.create(
        mandate_id="SALECHILD",
        name="Somebody of an exercise",
        assumed_on="2026-05-01",
        source="exercise",
        as_of="2026",
        evidence="general",
    )
    told, behind = of(office, "CHL")
    assert (told[Measure.BALANCE].amount, behind["X3"]) == (Decimal(1), ["XEX 2026-06-01"])
    assert of(office, "BGR")[0][Measure.BALANCE].amount == Decimal(0)
    HolderTerm.objects.filter(name="Somebody of an exercise").update(assumed_on="2026-07-01")
    assert Measure.BALANCE not in of(office, "CHL")[0]


def register(kind, mandate, **days):
    given = {"starts_on": "", "ends_on": "", **days}
    return visits.make_register_event(kind=kind, mandate_id=mandate, **given)


@pytest.mark.requirement("D2")
def test_whether_a_visit_can_take_place_is_told_only_where_it_is_known(office):
    def facts():
        found = values.gather(office.desk, office.officer, ON).facts
        return [(one.about, one.amount, one.as_of) for one in found if one.state == "XEX"]

    assert facts() == []
    register("standing", "FOOD", day="2010-02")
    register("announced", "FOOD", starts_on="2027-02-01")
    register("completed", "SLAVTRAF", starts_on="2019-02-01")
    visits.happen(office, visit := visits.make_visit(office), "requested", "2025-01-05")
    visits.happen(office, visit, "declined", "2025-03-01")
    beside = [("standing", "", "2010-02"), ("others", "1", "2026-11-25")]
    assert facts() == [*beside, ("declined", "", "2025-03-01")]
    visits.happen(office, visit, "reminder", "2025-06-01")
    visits.happen(office, visit, "accepted", "2025-08-01")
    assert facts() == [*beside, ("agreed", "", "2025-08-01")]


def test_as_many_questions_are_asked_for_any_number_of_visits_and_letters(office):
    def asked():
        with CaptureQueriesContext(connection) as told:
            values.gather(office.desk, office.officer, ON)
        return len(told)

    register("standing", "FOOD", day="2010-02")
    make.make_sent(office)
    asked()  # the first time the office is read too
    once = asked()
    register("announced", "FOOD", starts_on="2027-02-01")
    register("completed", "SLAVTRAF", country_id="CHL", starts_on="2026-02-01")
    make.make_reply(office)
    assert asked() == once <= 20
