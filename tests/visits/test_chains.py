"""Where a visit stands follows from what is told of it, whoever holds the mandate."""

from datetime import date

import pytest

from rapporteur.visits import chains
from rapporteur.visits.chains import MAY_FOLLOW, Status, Told, in_order, status_of
from rapporteur.visits.kinds import Kind, Side


def told(*kinds):
    return [Told(kind, f"2026-01-{place:02d}", place=place) for place, kind in enumerate(kinds, 1)]


@pytest.mark.parametrize(
    ("kinds", "status"),
    [
        ([], Status.NONE),
        (["requested"], Status.REQUESTED),
        (["requested", "acknowledged"], Status.REQUESTED),
        (["requested", "reminder"], Status.REQUESTED),
        (["reminder"], Status.REQUESTED),
        (["invited"], Status.INVITED),
        (["invited", "taken_up"], Status.ACCEPTED),
        (["invited", "turned_down"], Status.DECLINED),
        (["requested", "invited"], Status.ACCEPTED),
        (["requested", "accepted", "reminder"], Status.ACCEPTED),
        (["requested", "accepted", "proposed"], Status.PROPOSED),
        (["requested", "accepted", "dates_agreed", "announced"], Status.AGREED),
        (["requested", "accepted", "dates_agreed", "postponed"], Status.POSTPONED),
        (["requested", "declined"], Status.DECLINED),
        (["requested", "declined", "reminder"], Status.REQUESTED),
        (["dates_agreed", "cancelled"], Status.CANCELLED),
        (["dates_agreed", "underway", "suspended"], Status.SUSPENDED),
        (["dates_agreed", "underway", "completed"], Status.COMPLETED),
        (["completed", "report"], Status.REPORTED),
        (["completed", "requested"], Status.REQUESTED),
        (["standing"], Status.NONE),
    ],
)
def test_the_status_follows_from_the_last_event_that_counts(kinds, status):
    assert status_of(told(*kinds)) == status


def test_an_acceptance_with_dates_proposes_them():
    assert status_of([Told("requested"), Told("accepted", "2026-02", "2026-05")]) == Status.PROPOSED


@pytest.mark.requirement("R13.1")
def test_a_request_without_a_day_went_before_its_renewal():
    renewed = Told("reminder", "2008-07-29", as_of="2008-07-31", place=0)
    asked = Told("requested", "", as_of="2008-07-31")
    visited = Told("completed", "", as_of="2010")
    assert in_order([visited, renewed, asked]) == (asked, renewed, visited)
    assert in_order([visited, renewed, asked], date(2009, 1, 1)) == (asked, renewed)
    assert chains.first_day((asked, renewed)) == "2008-07-29"
    assert chains.first_day(told("requested", "completed", "requested")) == "2026-01-03"


def test_every_kind_says_after_what_it_may_follow():
    assert set(MAY_FOLLOW) == set(Kind)


def test_the_agreed_days_of_a_visit_are_over_once_the_last_lies_behind():
    agreed = [Told("announced", "2010-08", "2010-08", "2010-08")]
    assert chains.days_over(agreed, date(2010, 9, 1))
    assert not chains.days_over(agreed, date(2010, 8, 31))
    assert not chains.days_over(told("requested"), date(2010, 9, 1))


def test_an_event_says_its_days_in_words():
    one = Told("postponed", "2026-05-04", "2026-06", "2026-07", side="state")
    assert (one.label, one.side_label, one.written) == ("postponed", "the State", "4 May 2026")
    assert one.days == "June 2026 – July 2026"
    assert Told("completed", "2026-05", "2026-05").days == ""
    assert Told("completed", "2026-05", "2026-05", "2026-05").days == ""
    assert Told("announced", "2026-03", "2026-05", "2026-05").days == "May 2026"
    assert Told("reminder").side_label == ""
    assert Side("mandate").label == "the mandate"
