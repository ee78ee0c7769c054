"""Visits as pages of the desk: the register, one visit, what happened, errors taken back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapporteur.visits.cycles.models import Visit, VisitStep
from tests.factories import visits as make
from tests.factories.people import make_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(at_desk):
    return at_desk("desk_officer")


def shown(client, name="visits", *args, **words):
    return client.get(reverse(name, args=args), words).content.decode()


def begin(client, **more):
    given = {"kind": "visit", "states": ["XEX"], **more}
    return client.post(reverse("visits_new"), given)


@pytest.mark.requirement("R14.2")
def test_the_register_lists_open_requests_as_they_stood_on_a_day(client):
    page = shown(client, on="2008-12-31")
    opened = page[page.index('id="open"') : page.index('id="agreed"')]
    places = [opened.index(name) for name in ("Chile", "India", "Thailand", "Estonia", "Latvia")]
    assert places == sorted(places)
    assert "153 days at least" in opened
    assert "overdue" not in opened
    assert client.post(reverse("visits_pace"), {"days": "30"}).status_code == 302
    assert "overdue" in shown(client, on="2008-12-31")
    assert "overdue" in shown(client)


def test_a_visit_is_begun_told_and_an_error_taken_back(client):
    assert begin(client).status_code == 302
    visit = Visit.objects.get()
    page = shown(client, "visits_visit", visit.pk)
    assert "Nothing is on record yet." in page
    address = reverse("visits_happened", args=[visit.pk, "XEX"])
    told = {"kind": "invited", "day": "2026-02", "note": "<b>by note verbale</b>"}
    assert client.post(address, told).status_code == 302
    page = client.get(visit.get_absolute_url()).content.decode()
    assert "&lt;b&gt;by note verbale&lt;/b&gt;" in page
    assert "text not held" in page
    step = VisitStep.objects.get()
    back = reverse("visits_take_back", args=[step.pk])
    assert "Take back: invited" in client.get(back).content.decode()
    assert client.post(back, {"why": "of another State"}).status_code == 302
    assert "Nothing is on record yet." in client.get(visit.get_absolute_url()).content.decode()


def test_a_mission_names_who_goes_along(client):
    begin(client, kind="regional", states=["XEX", "CHL"], name="Corridor", co_mandates=["SLAVTRAF"])
    page = shown(client, "visits_visit", Visit.objects.get().pk)
    assert "slavery" in page
    assert "Corridor" in shown(client)
    assert 'value="XEX" selected' in shown(client, "visits_new", state="XEX")


def test_what_one_may_not_see_is_not_there(client, at_desk):
    begin(client)
    visit = Visit.objects.get()
    other = at_desk("desk_officer", desk=make_desk("SLAVTRAF"))
    for name, args in (
        ("visits_visit", [visit.pk]),
        ("visits_happened", [visit.pk, "XEX"]),
    ):
        assert other.get(reverse(name, args=args)).status_code == 404
    assert client.get(reverse("visits_happened", args=[visit.pk, "CHL"])).status_code == 404


def test_the_register_asks_no_more_for_three_visits_than_for_one(client):
    counts = []
    for code in ("XEX", "NOR", "FRA"):
        begin(client, states=[code])
        visit = Visit.objects.order_by("begun_on").filter(states__country=code).get()
        client.post(
            reverse("visits_happened", args=[visit.pk, code]), {"kind": "invited", "day": "2026"}
        )
        with CaptureQueriesContext(connection) as asked:
            shown(client)
        counts.append(len(asked))
    assert counts[1] == counts[2]


@pytest.mark.requirement("D11", "R33.1", "R46.2")
def test_the_page_of_a_mission_has_a_part_for_each_state_and_each_state_names_it(at_work):
    office = at_work.office
    visit = make.make_visit(
        office, "XEX", "CHL", kind="regional", name="Corridor", co_mandates=["SLAVTRAF"]
    )
    make.happen(office, visit, "requested", "2024-05", code="CHL")
    make.make_report(office, visit, "CHL")
    page = at_work.get(visit.get_absolute_url()).content.decode()
    of_xex, of_chl = page[page.index('id="XEX"') :].split('id="CHL"')
    assert "Together with:" in page
    assert ("nothing on record" in of_xex, "visit requested" in of_xex) == (True, False)
    assert "request open" in of_chl
    for code, part in (("XEX", of_xex), ("CHL", of_chl)):
        assert reverse("visits_report_write", args=[visit.pk, code, "report"]) in part
        assert reverse("visits_terms", args=[visit.pk, code]) in part
        assert "Corridor" in at_work.get(reverse("states_state", args=[code])).content.decode()
