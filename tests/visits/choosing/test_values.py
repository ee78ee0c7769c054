"""What a run starts from: own record, calendar, figures. What is not known is missing."""

from datetime import date
from decimal import Decimal

import pytest

from rapporteur.communications.register import actions as registering
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
