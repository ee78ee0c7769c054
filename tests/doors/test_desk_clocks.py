"""The pages of the clock of a case, and what a coordinator sees of a day that has passed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from rapporteur.cases.models import Case, Note, RiskEvent
from rapporteur.kernel.clock import today
from tests.factories import cases as make
from tests.factories.canaries import found

pytestmark = pytest.mark.requirement("B6")
GIVEN = {
    "kind": "removal",
    "on": (today() + timedelta(days=3)).isoformat(),
    "at": "",
    "zone": "Pacific/Kiritimati",
}


def page_of(client, name, pk):
    return client.get(reverse(name, args=[pk])).content.decode()


@pytest.mark.django_db
def test_what_is_feared_is_written_down_followed_and_taken_away(at_work):
    case = make.make_case(at_work.office)
    address = reverse("cases_clock", args=[case.pk])
    assert address in page_of(at_work, "cases_case", case.pk)
    assert at_work.post(address, GIVEN).url == address
    page = page_of(at_work, "cases_clock", case.pk)
    assert "a removal or deportation" in page
    assert "hour not known" in page
    assert "Something is feared on a day" in page
    assert Case.objects.get().event_by == today() + timedelta(days=1)

    event = RiskEvent.objects.get()
    assert at_work.post(reverse("cases_no_event", args=[event.pk])).url == address
    assert "Nothing is written down." in page_of(at_work, "cases_clock", case.pk)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"on": "2020-01-01"}, "a month ago"),
        ({"on": "soon"}, "valid date"),
        ({"at": "25:00"}, "valid time"),
        ({"zone": "Mars/Base"}, "valid choice"),
        ({"kind": "storm"}, "valid choice"),
    ],
)
def test_what_is_no_day_is_said(committed, at_work, given, why):
    case = make.make_case(at_work.office)
    page = at_work.post(reverse("cases_clock", args=[case.pk]), {**GIVEN, **given})
    assert why in page.content.decode()
    assert not RiskEvent.objects.exists()


def test_the_clock_stops_and_goes_on_with_sealed_reasons(committed, at_work):
    case = make.make_case(at_work.office)
    address = reverse("cases_pause", args=[case.pk])
    assert at_work.post(address, {"reason": "zyxquorum away"}).status_code == 302
    assert "the clock stands still" in page_of(at_work, "cases_clock", case.pk)
    Case.objects.update(paused_on=today() - timedelta(days=2))
    assert at_work.post(address, {"reason": "zyxquorum back"}).status_code == 302
    assert "give back 2 days" in page_of(at_work, "cases_clock", case.pk)
    assert Note.objects.count() == 2
    assert not found("zyxquorum")
    Case.objects.update(state="closed")
    page = at_work.post(address, {"reason": "zyxquorum late"}).content.decode()
    assert "No decision is waited for" in page
    assert "zyxquorum late" in page
    assert "No decision is waited for" in page_of(at_work, "cases_clock", case.pk)


@pytest.mark.django_db
def test_a_day_that_has_passed_is_on_todays_page_of_the_coordinator(at_work):
    case = make.make_case(at_work.office)
    assert "has passed" not in at_work.get("/").content.decode()
    Case.objects.update(opened_on=today() - timedelta(days=60), owner=None)
    page = at_work.get("/").content.decode()
    assert f"The day for a decision on {case.reference} has passed" in page
    assert "missed" not in page


@pytest.mark.django_db
def test_an_officer_is_told_of_their_own_cases_only(beside, at_work):
    make.make_case(at_work.office)
    Case.objects.update(opened_on=today() - timedelta(days=60))
    assert "has passed" not in beside("desk_officer").get("/").content.decode()


@pytest.mark.requirement("RX.1")
def test_another_desk_finds_no_clock(committed, at_work, with_vault):
    case = make.make_case(at_work.office)
    at_work.post(reverse("cases_clock", args=[case.pk]), GIVEN)
    event = RiskEvent.objects.get()
    other = with_vault("coordinator", desk=make.make_office("OTHER").desk)
    for name in ("cases_clock", "cases_pause"):
        assert other.get(reverse(name, args=[case.pk])).status_code == 404
    assert other.post(reverse("cases_no_event", args=[event.pk])).status_code == 404
    assert RiskEvent.objects.standing().exists()
