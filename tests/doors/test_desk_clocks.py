"""The pages of the clock of a case, and what a coordinator sees of a day that has passed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from rapporteur.cases.models import Case, Note, RiskEvent
from rapporteur.kernel.clock import today
from rapporteur.operations import calendars
from tests.factories import cases as make
from tests.factories.calendars import day, place, write
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


@pytest.mark.django_db
def test_without_a_calendar_it_is_said_that_every_day_counts(at_work):
    case = make.make_case(at_work.office)
    at_work.post(reverse("cases_clock", args=[case.pk]), GIVEN)
    for name in ("cases_case", "cases_clock"):
        page = page_of(at_work, name, case.pk)
        assert "no working calendar is loaded for this desk" in page
        assert "are not worked in" not in page


@pytest.mark.django_db
def test_a_day_that_moved_says_why_and_from_which_source(at_work, tmp_path):
    case = make.make_case(at_work.office)
    on = today() + timedelta(days=20)
    before, decided = on - timedelta(days=1), on - timedelta(days=2)
    at_work.post(
        reverse("cases_clock", args=[case.pk]), {**GIVEN, "zone": "UTC", "on": on.isoformat()}
    )
    rows = (
        place(weekend=""),
        day(before.isoformat(), name="Founders’ Day"),
        day(decided.isoformat(), worked="yes"),
    )
    calendars.load(str(write(tmp_path, *rows)))
    calendars.use("TOWN")
    for name in ("cases_case", "cases_clock"):
        page = page_of(at_work, name, case.pk)
        assert "these days are not worked in A Town:" in page
        assert f"{before:%A}, {date_format(before)}: <bdi>Founders’ Day</bdi>" in page
        assert "source: made up for this test, as of 2026" in page
        assert "decided on a day that is worked in A Town (UTC)" in page
        assert "No week-end is on record for it" in page
    assert f"to be decided by {decided:%A}, {date_format(decided)} (UTC)" in page
    assert "on record for it: that is no statement" not in page


@pytest.mark.django_db
def test_a_week_end_and_a_year_without_days_off_are_told(at_work, tmp_path):
    case = make.make_case(at_work.office)
    on = today() + timedelta(days=20)
    while on.weekday() != 0:
        on += timedelta(days=1)
    calendars.load(str(write(tmp_path, place(zone="Europe/Zurich"))))
    calendars.use("TOWN")
    at_work.post(
        reverse("cases_clock", args=[case.pk]),
        {**GIVEN, "zone": "Europe/Zurich", "on": on.isoformat()},
    )
    page = page_of(at_work, "cases_clock", case.pk)
    friday = on - timedelta(days=3)
    assert f"to be decided by Friday, {date_format(friday)} (Europe/Zurich)" in page
    assert page.count("week-end (source: made up for this test") == 4  # two days, told twice
    assert f"No day off of {friday.year} is on record for it" in page


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
