"""What is feared, and the working days of the desk: counted when written, reckoned anew on loading."""

import random
import threading
from datetime import UTC, date, datetime, time

import pytest
from django.db import connection, transaction

from rapporteur.cases import actions as cases
from rapporteur.cases import due
from rapporteur.cases.clocks import actions
from rapporteur.cases.models import Case, RiskEvent
from rapporteur.cases.queries.cases import escalated
from rapporteur.cases.queries.clocks import counting
from rapporteur.cases.shifts import actions as shifts
from rapporteur.kernel import clock
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.people.desks.actions import work_at
from rapporteur.people.desks.models import Desk
from rapporteur.world.calendars.actions import take_in
from rapporteur.world.calendars.models import Place
from tests.cases.wall import DAY, Office, an_event, before, page_of
from tests.factories import calendars
from tests.factories import cases as make
from tests.factories.cases import make_event

pytestmark = pytest.mark.requirement("B6")
BY = "command:calendar"
COURT = RiskEvent.Kind.COURT


def load(folder, *rows, desk=None, code="TOWN"):
    """Do what the commands do: take in a file, let a desk work by it, reckon anew."""
    with transaction.atomic():
        list(Desk.objects.all_held())
        take_in(calendars.write(folder, *rows), by=BY)
        if desk:
            work_at(desk, Place.objects.get(pk=code), by=BY)
        return actions.recount(by=BY)


def off(*days, code="TOWN"):
    return [calendars.day(day.isoformat(), code=code) for day in days]


def rows_of(office, code):
    """Write an office of the wall as an operator would write it down."""
    names = {"Thu": "thursday", "Fri": "friday", "Sat": "saturday", "Sun": "sunday"}
    weekend = ";".join(names[name] for name in office.weekend)
    days = [
        calendars.day(day.isoformat(), code=code, worked=worked)
        for marked, worked in ((office.off, "no"), (office.worked, "yes"))
        for day in sorted(marked)
    ]
    return [calendars.place(code, office.zone, weekend), *days]


@pytest.mark.django_db
def test_of_1000_events_loaded_calendars_give_the_days_of_the_wall(office, tmp_path):
    chance, page = random.Random(7), page_of(today() - 60 * DAY, 200)
    offices, rows, lived = {}, [], []
    for number in range(20):
        offices[number] = Office(chance, page)
        rows += rows_of(offices[number], f"P{number}")
        desk = Desk.objects.create(mandate_code=f"D{number}", name=f"Desk {number}")
        for _case in range(25):
            case = Case(desk=desk, reference=f"X-{len(lived):04d}", opened_by=office.officer)
            case.opened_on = today()
            events = [an_event(today() + 3 * DAY, chance) for _event in range(2)]
            lived.append((number, case, events))
    Case.objects.bulk_create([case for _number, case, _events in lived])
    written = [
        RiskEvent(case=case, kind=COURT, on=on, at=at, zone=zone, by=office.officer,
                  added_on=today(), decide_by=before(on, at, zone))
        for _number, case, events in lived
        for on, at, zone in events
    ]  # fmt: skip
    RiskEvent.objects.bulk_create(written)
    take_in(calendars.write(tmp_path, *rows), by=BY)
    for desk in Desk.objects.filter(mandate_code__startswith="D"):
        work_at(desk, Place.objects.get(pk=f"P{desk.mandate_code[1:]}"), by=BY)
    assert 400 < actions.recount(by=BY) < 1000

    found = dict(RiskEvent.objects.values_list("pk", "decide_by"))
    wanted = [offices[n].before(*one) for n, _case, events in lived for one in events]
    assert len(wanted) == 1000
    assert [found[one.pk] for one in written] == wanted
    soonest = dict(Case.objects.values_list("pk", "event_by"))
    assert [soonest[case.pk] for _number, case, _events in lived] == [
        min(offices[number].before(*one) for one in events) for number, _case, events in lived
    ]
    assert actions.recount(by=BY) == 0


@pytest.mark.parametrize(
    ("on", "at", "zone", "here", "by"),
    [
        # midnight there: whose day is the day before
        (date(2026, 12, 5), None, "UTC", "Europe/Zurich", date(2026, 12, 4)),
        (date(2026, 12, 5), None, "UTC", "America/New_York", date(2026, 12, 3)),
        (date(2026, 12, 5), time(5, 0), "UTC", "America/New_York", date(2026, 12, 4)),
        (date(2026, 12, 5), time(4, 45), "UTC", "America/New_York", date(2026, 12, 3)),
        (date(2026, 12, 5), None, "Europe/Zurich", "Europe/Zurich", date(2026, 12, 4)),
        (date(2026, 12, 5), None, "Pacific/Kiritimati", "Pacific/Pago_Pago", date(2026, 12, 2)),
        (date(2026, 12, 5), None, "Pacific/Pago_Pago", "Pacific/Kiritimati", date(2026, 12, 5)),
        (date(2026, 3, 29), time(2, 30), "Europe/Zurich", "Europe/Zurich", date(2026, 3, 28)),
    ],
)
def test_the_day_is_the_desks_own(on, at, zone, here, by):
    assert due.day_before(on, at, zone, here) == by == before(on, at, zone, here)


@pytest.mark.django_db
def test_what_is_written_down_moves_before_days_that_are_not_worked(office, tmp_path):
    day = today() + 20 * DAY
    load(tmp_path, calendars.place(weekend=""), *off(day - DAY, day - 2 * DAY), desk=office.desk)
    feared = make_event(office, make.make_case(office))
    case = Case.objects.get()
    assert (feared.on, feared.decide_by, case.event_by) == (day, day - 3 * DAY, day - 3 * DAY)
    assert [one.day for one in counting(case).first.skipped] == [day - 2 * DAY, day - DAY]


@pytest.mark.django_db
def test_only_what_is_feared_moves(office, tmp_path):
    case = make.make_case(office)
    rule = case.due.on
    case = actions.choose_day(case, today() + 2 * DAY, by=office.officer)
    load(tmp_path, calendars.place(), *off(rule, today() + 2 * DAY), desk=office.desk)
    case.refresh_from_db()
    assert (case.due.by_rule, case.due.on) == (rule, today() + 2 * DAY)


@pytest.mark.django_db
def test_loading_reckons_anew_what_stands_and_says_so_in_the_journal(office, tmp_path):
    case = make.make_case(office)
    far, near = make_event(office, case, 20), make_event(office, case, 10)
    load(tmp_path, calendars.place(weekend=""), desk=office.desk)
    assert load(tmp_path, *off(near.on - DAY)) == 1
    near.refresh_from_db()
    case.refresh_from_db()
    assert case.event_by == near.decide_by == near.on - 2 * DAY
    entry = Entry.objects.get(verb="move risk event")
    assert (entry.by, entry.subject_id) == (BY, str(case.pk))
    assert entry.detail == {"kind": "court", "decide_by": near.decide_by.isoformat()}
    assert load(tmp_path, *off(near.on - DAY)) == 0
    assert load(tmp_path, calendars.day((near.on - DAY).isoformat(), worked="yes")) == 1
    case.refresh_from_db()
    assert case.event_by == near.on - DAY
    actions.remove_event(near, by=office.officer)
    case.refresh_from_db()
    assert case.event_by == far.on - DAY


@pytest.mark.django_db
def test_what_is_over_or_taken_away_stays_as_it_was(office, tmp_path):
    case = make.make_case(office)
    over, gone = make_event(office, case, 0), make_event(office, case, 9)
    RiskEvent.objects.filter(pk=over.pk).update(on=today() - DAY)
    actions.remove_event(gone, by=office.officer)
    days = [today() + number * DAY for number in range(-3, 12)]
    assert load(tmp_path, calendars.place(), *off(*days), desk=office.desk) == 0
    for one in (over, gone):
        stood = one.decide_by
        one.refresh_from_db()
        assert one.decide_by == stood


@pytest.mark.django_db
def test_a_closed_case_that_is_opened_again_has_the_day_of_the_calendar(office, tmp_path):
    case = make.make_decided(office).case
    feared = make_event(office, case, 20)
    Case.objects.update(state="closed")
    load(tmp_path, calendars.place(weekend=""), *off(feared.on - DAY), desk=office.desk)
    again = cases.reopen(Case.objects.get(), "more came in", by=office.officer)
    assert again.event_by == feared.on - 2 * DAY


@pytest.mark.django_db
def test_what_is_feared_in_a_merged_case_is_reckoned_anew_where_it_went(office, tmp_path):
    away, into = make.make_case(office), make.make_case(office)
    feared = make_event(office, away, 12)
    shifts.merge(away, into, "the same matter", by=office.officer)
    load(tmp_path, calendars.place(weekend=""), *off(feared.on - DAY), desk=office.desk)
    into.refresh_from_db()
    assert into.event_by == feared.on - 2 * DAY
    away.refresh_from_db()
    back = shifts.take_apart(away, "another matter", by=office.officer)
    back.refresh_from_db()
    into.refresh_from_db()
    assert (back.event_by, into.event_by) == (feared.on - 2 * DAY, None)


@pytest.mark.django_db
def test_taken_apart_a_case_fears_nothing_that_was_taken_away_meanwhile(office):
    away, into = make.make_case(office), make.make_case(office)
    feared = make_event(office, away, 12)
    shifts.merge(away, into, "the same matter", by=office.officer)
    feared.refresh_from_db()
    actions.remove_event(feared, by=office.officer)
    away.refresh_from_db()
    shifts.take_apart(away, "another matter", by=office.officer)
    away.refresh_from_db()
    assert away.event_by is None


@pytest.mark.django_db
def test_another_desk_keeps_its_calendar_days(office, tmp_path):
    other = make.make_office("OTHER")
    ours, theirs = (
        make_event(office, make.make_case(office)),
        make_event(other, make.make_case(other)),
    )
    assert load(tmp_path, calendars.place(), *off(ours.on - DAY), desk=office.desk) == 1
    theirs.refresh_from_db()
    assert theirs.decide_by == theirs.on - DAY


@pytest.mark.django_db
def test_given_to_another_the_day_stays(office, tmp_path):
    case = make.make_case(office)
    feared = make_event(office, case)
    load(tmp_path, calendars.place(weekend=""), *off(feared.on - DAY), desk=office.desk)
    case.refresh_from_db()
    given = cases.own(case, office.second, by=office.officer)
    assert given.event_by == feared.on - 2 * DAY


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "moment", "passed"),
    [
        ("UTC", "2026-12-04T23:59", False),
        ("UTC", "2026-12-05T00:00", True),
        ("Europe/Zurich", "2026-12-04T22:59", False),
        ("Europe/Zurich", "2026-12-04T23:00", True),
        ("America/New_York", "2026-12-05T04:59", False),
        ("America/New_York", "2026-12-05T05:00", True),
        ("Pacific/Kiritimati", "2026-12-04T09:59", False),
        ("Pacific/Kiritimati", "2026-12-04T10:00", True),
    ],
)
def test_a_day_has_passed_at_the_midnight_of_the_desk(
    office, tmp_path, monkeypatch, zone, moment, passed
):
    make.make_case(office)
    load(tmp_path, calendars.place(zone=zone), desk=office.desk)
    Case.objects.update(event_by=date(2026, 12, 4), paused_on=date(2026, 12, 1))
    now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    monkeypatch.setattr(clock, "true_now", lambda: now)
    assert escalated(office.second).exists() is passed


@pytest.mark.django_db
def test_years_without_a_day_off_are_told_and_not_guessed(office, tmp_path):
    case = make.make_case(office)
    make_event(office, case)
    case.refresh_from_db()
    assert (counting(case).place, counting(case).unknown) == (None, [])
    load(tmp_path, calendars.place(), desk=office.desk)
    case = Case.objects.select_related("desk__place").get()
    assert case.event_by.year in counting(case).unknown


@pytest.mark.django_db
@pytest.mark.parametrize(("events", "queries"), [(0, 0), (1, 2), (3, 2)])
def test_what_explains_the_day_costs_two_queries_and_none_where_nothing_is_feared(
    office, tmp_path, django_assert_num_queries, events, queries
):
    case = make.make_case(office)
    for number in range(events):
        make_event(office, case, 5 + number)
    load(tmp_path, calendars.place(), desk=office.desk)
    case = Case.objects.select_related("desk__place").get()
    with django_assert_num_queries(queries):
        assert len(counting(case).feared) == events


def at_once(first, second):
    """Begin `first`, let `second` try while it is not committed, and end both."""
    begun = threading.Event()

    def late():
        begun.wait(5)
        try:
            second()
        finally:
            connection.close()

    other = threading.Thread(target=late)
    other.start()
    with transaction.atomic():
        first()
        begun.set()
        other.join(0.5)  # with the lock it cannot end before we do
    other.join(10)


@pytest.mark.parametrize("loads_first", [True, False])
def test_what_is_written_down_while_a_calendar_loads_is_counted_by_it(
    committed, tmp_path, loads_first
):
    office = make.make_office()
    case = make.make_case(office)
    load(tmp_path, calendars.place(weekend=""), desk=office.desk)
    acts = [
        lambda: load(tmp_path, *off(today() + 19 * DAY)),
        lambda: make_event(office, case),
    ]
    at_once(*(acts if loads_first else reversed(acts)))
    assert RiskEvent.objects.get().decide_by == today() + 18 * DAY
    assert Case.objects.get().event_by == today() + 18 * DAY
