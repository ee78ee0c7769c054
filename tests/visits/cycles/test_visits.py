"""Visits that a desk follows: begun once, told in steps that are only added, read as chains."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from rapporteur.visits.chains import Status
from rapporteur.visits.cycles import queries
from rapporteur.visits.cycles.actions import visits as actions
from rapporteur.visits.cycles.models import Visit, VisitStep
from rapporteur.visits.models import VisitEvent
from tests.factories import visits as make
from tests.factories.people import make_desk, make_member

pytestmark = pytest.mark.django_db
IN_2008 = date(2008, 12, 31)


def standing(visit, code="XEX"):
    found = queries.chains_of(make.fresh(visit))
    return next(one for one in found if one.country.pk == code)


@pytest.mark.requirement("R13.1", "R14.2")
def test_the_six_requests_of_the_report_are_open_as_the_record_stood_then(office):
    found = queries.open_requests(office.desk, IN_2008)
    assert [one.chain.country.pk for one in found] == ["CHL", "IND", "KHM", "THA", "EST", "LVA"]
    assert [one.chain.last_reminder.day for one in found] == ["2008-07"] * 4 + ["2008-07-29"] * 2
    assert [one.age for one in found] == [153] * 4 + [155] * 2
    assert not any(one.overdue for one in found)
    actions.set_pace(office.desk, 100, by=office.officer)
    again = queries.open_requests(office.desk, IN_2008)
    assert all(one.overdue for one in again)
    assert again[0].next_on == date(2008, 11, 8)
    assert (again[0].since, again[-1].since) == ("July 2008", "29 July 2008")


@pytest.mark.requirement("R13.1")
def test_a_visit_taken_up_continues_what_documents_tell(office):
    visit = make.make_visit(office, "IND")
    chain = standing(visit, "IND")
    assert [one.kind for one in chain.told] == ["requested", "reminder"]
    assert chain.status == Status.REQUESTED
    make.happen(office, visit, "reminder", "2026-02-03", code="IND")
    assert standing(visit, "IND").since == "2008-07"
    mine = [one for one in queries.all_chains(office.desk) if one.country.pk == "IND"]
    assert len(mine) == 1
    with pytest.raises(Refused, match="followed already"):
        make.make_visit(office, "IND")


def test_a_visit_after_one_that_ended_begins_anew(office):
    visit = make.make_visit(office, "EST")
    assert standing(visit, "EST").told == ()
    states = [one.country.pk for one in queries.all_chains(office.desk)]
    assert states.count("EST") == 2


def test_what_happens_is_told_in_order_and_only_what_may_follow(office):
    visit = make.make_visit(office)
    assert str(make.fresh(visit)) == "Exerland"
    with pytest.raises(Refused, match="does not follow"):
        make.happen(office, visit, "accepted")
    visit = make.make_agreed(office, visit)
    chain = standing(visit)
    assert [one.kind for one in chain.told] == ["requested", "accepted", "dates_agreed"]
    assert (chain.status, chain.since) == (Status.AGREED, "2024-05")
    assert str(visit.steps.first()) == "XEX requested 2024-05"


@pytest.mark.requirement("R31.1")
def test_no_report_is_published_without_its_symbol(office):
    visit = make.make_agreed(office, make.make_visit(office))
    make.happen(office, visit, "completed", "2026-06-05", starts_on="2026-06-01")
    with pytest.raises(Refused, match="symbol"):
        make.happen(office, visit, "report", "2026-09-01")
    make.happen(office, visit, "report", "2026-09-01", symbol="A/HRC/99/9/Add.1")
    assert standing(visit).status == Status.REPORTED
    row = VisitStep.objects.get(kind="report")
    with pytest.raises(IntegrityError, match="has_symbol"), transaction.atomic():
        VisitStep.objects.filter(pk=row.pk).update(symbol="")


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"day": ""}, "which day"),
        ({"day": (today() + timedelta(days=1)).isoformat()}, "which day"),
        ({"ends_on": "2026-06"}, "before its first"),
        ({"starts_on": "2026-06", "ends_on": "2026-05"}, "before its first"),
        ({"kind": "dates_agreed"}, "first day"),
        ({"kind": "requested", "day": today().isoformat()}, "as a letter"),
        ({"code": "CHL"}, "does not go"),
    ],
)
def test_what_cannot_be_so_is_refused(office, told, why):
    visit = make.make_visit(office)
    with pytest.raises(Refused, match=why):
        make.happen(office, visit, **{"kind": "invited", "day": "2026-02-03", **told})


def test_an_error_is_taken_back_and_stays_on_record(office):
    visit = make.make_visit(office)
    first = make.happen(office, visit, "invited")
    second = make.happen(office, visit, "turned_down", "2026-02-04")
    with pytest.raises(Refused, match="last step"):
        actions.take_back(first, "wrong State", by=office.officer)
    with pytest.raises(Refused, match="reason"):
        actions.take_back(second, " ", by=office.officer)
    stranger = make_member(make_desk("OTHER"), "desk_officer").account
    with pytest.raises(Refused, match="Only members"):
        actions.take_back(second, "mine", by=stranger)
    actions.take_back(second, "the note was of another State", by=office.officer)
    assert standing(visit).status == Status.INVITED
    assert VisitStep.objects.count() == 3
    actions.take_back(first, "likewise", by=office.officer)
    assert standing(visit).status == Status.NONE


@pytest.mark.parametrize(
    ("codes", "more", "why"),
    [
        (["XEX", "CHL"], {}, "to one State"),
        (["XEX"], {"kind": "regional", "name": "Corridor"}, "two States"),
        (["XEX", "CHL"], {"kind": "regional"}, "two States"),
        (["XEX"], {"kind": "tour"}, "what stands there"),
        (["XEX"], {"kind": "follow_up"}, "names the visit"),
        (["XEX"], {"co_mandates": ["NOBODY"]}, "what stands there"),
    ],
)
def test_a_visit_that_does_not_fit_together_is_not_begun(office, codes, more, why):
    with pytest.raises(Refused, match=why):
        make.make_visit(office, *codes, **more)


def test_only_members_of_a_desk_whose_mandate_is_known_begin_visits(office):
    other = make_desk("NOBODY")
    member = make_member(other, "desk_officer").account
    with pytest.raises(Refused, match="not on record"):
        actions.begin(other, [make.state()], by=member)
    with pytest.raises(Refused, match="Only members"):
        actions.begin(office.desk, [make.state()], by=member)
    visit = make.make_visit(office)
    with pytest.raises(Refused, match="Only members"):
        make.happen(office, visit, "invited", by=member)
    with pytest.raises(Refused, match="Only members"):
        actions.set_pace(office.desk, 10, by=member)
    with pytest.raises(Refused, match="number of days"):
        actions.set_pace(office.desk, 0, by=office.officer)
    assert list(Visit.objects.visible_to(member)) == []
    assert list(Visit.objects.visible_to(office.officer)) == [visit]


@pytest.mark.requirement("R33.1", "R46.2")
def test_a_regional_mission_has_a_chain_for_each_of_its_states(office):
    visit = make.make_visit(
        office,
        *("XEX", "IND"),
        kind="regional",
        name="Corridor",
        co_mandates=["SLAVTRAF", "SALECHILD", "SLAVTRAF"],
    )
    assert (str(visit), visit.co_mandates) == ("Corridor", ["SLAVTRAF"])
    make.happen(office, visit, "invited")
    assert [(one.country.pk, one.status) for one in queries.chains_of(make.fresh(visit))] == [
        ("XEX", Status.INVITED),
        ("IND", Status.NONE),
    ]


def test_a_follow_up_goes_where_the_first_visit_went(office):
    first = make.make_agreed(office, make.make_visit(office))
    with pytest.raises(Refused, match="did not go"):
        make.make_visit(office, "CHL", kind="follow_up", follows=first)


@pytest.mark.requirement("R46.1")
def test_visits_agreed_under_a_predecessor_come_first(office):
    mandate = make.make_visit(office).mandate
    terms = list(mandate.terms.order_by("assumed_on"))
    on = date.fromisoformat(f"{terms[1].assumed_on[:4]}-12-31")
    before = date(on.year - 2, 1, 1).isoformat()
    proof = {"source": "a test", "as_of": str(on.year), "evidence": "general"}
    of_ours = {"mandate": mandate, "kind": "accepted", **proof}
    VisitEvent.objects.create(country=make.state("FRA"), starts_on=on.isoformat(), **of_ours)
    VisitEvent.objects.create(country=make.state("NOR"), starts_on=before, **of_ours)
    found = queries.agreed_visits(office.desk, on)
    named = [(one.chain.country.pk, one.inherited) for one in found]
    assert named.index(("NOR", True)) < named.index(("FRA", False))
    assert [one.chain.country.pk for one in queries.inherited_agreed(office.desk, on)] == ["NOR"]
    assert next(one for one in found if one.inherited).written == f"1 January {on.year - 2}"


def test_what_was_announced_long_ago_is_not_told_as_still_to_come(office):
    states = {one.chain.country.pk for one in queries.agreed_visits(office.desk)}
    assert states.isdisjoint({"SLV", "USA", "MUS", "DEU"})
    assert "PRY" in states


def test_all_chains_ask_as_much_for_three_visits_as_for_one(office, django_assert_num_queries):
    for code in ("XEX", "NOR", "FRA"):
        visit = make.make_visit(office, code)
        make.happen(office, visit, "invited", code=code)
        with django_assert_num_queries(8):
            found = queries.all_chains(office.desk)
            assert [str(one.visit) for one in found if one.visit]
