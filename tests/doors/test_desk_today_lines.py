"""Lines of *Today* about visits, partners and scope. All made up for an exercise."""

from datetime import timedelta
from uuid import uuid4

import pytest

from rapporteur.doors.desk import recommendation_lines, visit_lines
from rapporteur.kernel.clock import today
from rapporteur.recommendations.actions import load
from rapporteur.recommendations.deciding import actions as deciding
from rapporteur.visits.cycles.models import AfterCheck, Pace
from rapporteur.visits.models import VisitEvent
from tests.doors.test_desk_recommendations import given
from tests.factories import partners, visits
from tests.factories.cases import make_office
from tests.factories.people import make_account, make_member
from tests.recommendations.states import STATES

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(monkeypatch, door):
    door("desk")  # its addresses
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    VisitEvent.objects.all().delete()  # what the record tells of real States
    return make_office()


def lines(office, *roles):
    person = make_member(office.desk, *roles).account
    return [*visit_lines.for_person(person), *recommendation_lines.for_person(person)]


@pytest.mark.requirement("R14.2")
def test_requests_are_told_when_a_reminder_is_due_or_near(office):
    day = today()
    assert lines(office, "desk_officer") == []
    visits.happen(
        office, visits.make_visit(office), "requested", (day - timedelta(178)).isoformat()
    )
    (soon,) = lines(office, "desk_officer")
    assert (soon.status, soon.note) == ("due soon", "1 request has no answer on record.")
    Pace.objects.create(
        desk=office.desk, remind_after=30, by=office.officer, at="2026-01-01T00:00Z"
    )
    (due,) = lines(office, "desk_officer")
    assert due.status == "due"
    assert due.url.endswith(f"?desk={office.desk.pk}")
    assert lines(office, "auditor") == []


@pytest.mark.requirement("D12")
def test_whoever_was_met_is_asked_after_and_only_who_handles_reprisals_is_told(office):
    visit = visits.make_visit(office, name="Visit of an exercise")
    for days in (-3, 5, 30):
        due = today() + timedelta(days)
        AfterCheck.objects.create(visit=visit, person=uuid4(), due_on=due)
    (line,) = lines(office, "coordinator", "desk_officer")
    assert line.what == "Ask how those who were met are since the visit"
    assert line.note == "Visit of an exercise: 2 people"
    assert (line.since, line.status) == (today() - timedelta(3), "due")
    assert lines(office, "desk_officer") == []
    AfterCheck.objects.update(due_on=today() + timedelta(5))
    assert lines(office, "coordinator", "desk_officer")[0].status == "due soon"


@pytest.mark.requirement("R35.4", "R47.5")
def test_what_partners_brought_waits_without_a_word_of_who_brought_it(office):
    partner = partners.make_partner(office)
    partners.make_proposal(partner)
    (line,) = lines(office, "desk_officer")
    assert line.note == "proposal of a country visit · Exerland"
    assert str(partner.organisation) not in f"{line.what} {line.note}"
    assert lines(office, "auditor") == []


@pytest.mark.requirement("R50.2")
def test_suggestions_of_scope_wait_for_who_decides(office):
    texts = ("Criminalize the sale of children.", "Repair the road.")
    load(
        [given(n, text=text) for n, text in enumerate(texts)], STATES, file="a.txt", by="command:a"
    )
    deciding.read_new(by="job:a test")
    (line,) = [one for one in lines(office, "desk_officer") if "scope" in one.what]
    assert line.what.startswith("Decide the scope of ")
    assert "in scope: " in line.note
    assert recommendation_lines.for_person(make_account()) == []
