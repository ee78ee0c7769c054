"""The clock of a case: 1,000 made-up histories beside a simple model, and what people do with it.

The model counts day by day, as one would on a calendar on the wall (`wall`); the code adds up.
"""

from datetime import date, time

import pytest

from rapporteur.cases import actions as cases
from rapporteur.cases import due
from rapporteur.cases.clocks import actions, rules
from rapporteur.cases.models import Case, Note, RiskEvent, Triage
from rapporteur.cases.queries.cases import escalated
from rapporteur.cases.shifts import actions as shifts
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.models import SealedRecord
from tests.cases.wall import DAY, before, histories
from tests.factories import cases as make

pytestmark = pytest.mark.requirement("B6")


def test_of_1000_histories_none_differs_from_the_wall():
    lived = histories()
    differ = [number for number, (wall, case) in enumerate(lived) if case.due.on != wall.due()]
    assert differ == []
    assert sum(case.due.on is None for _wall, case in lived) > 20
    assert sum(case.due.on == case.event_by for _wall, case in lived) > 200
    assert sum(case.paused_days > 0 for _wall, case in lived) > 150
    moved = [
        before(*one) != wall.office.before(*one) for wall, _case in lived for one in wall.events
    ]
    assert sum(moved) > 200


@pytest.mark.django_db
def test_the_database_finds_the_same_days(office):
    lived = histories()
    triages, records = [], []
    for number, (_wall, case) in enumerate(lived):
        case.desk, case.opened_by, case.owner_id = office.desk, office.officer, None
        case.reference = f"X-{number:04d}"
        record = SealedRecord(kind="cases.triage")
        records.append(record)
        triages.append(
            Triage(
                case=case,
                number=1,
                record=record,
                prepared_by=office.officer,
                begun_on=case.opened_on,
                risk=case.current.risk,
            )
        )
        case.current = None
    SealedRecord.objects.bulk_create(records)
    Case.objects.bulk_create([case for _wall, case in lived])
    Triage.objects.bulk_create(triages)
    for (_wall, case), triage in zip(lived, triages, strict=True):
        case.current = triage
    Case.objects.bulk_update([case for _wall, case in lived], ["current"])
    found = dict(Case.objects.annotate(due_day=due.due_on()).values_list("pk", "due_day"))
    assert [found[case.pk] for _wall, case in lived] == [wall.due() for wall, _case in lived]


@pytest.mark.parametrize(
    ("on", "at", "zone", "by"),
    [
        (date(2026, 12, 5), None, "UTC", date(2026, 12, 4)),
        (date(2026, 12, 5), None, "Pacific/Kiritimati", date(2026, 12, 3)),
        (date(2026, 12, 5), time(23, 0), "Pacific/Pago_Pago", date(2026, 12, 5)),
        (date(2026, 4, 24), time(0), "Africa/Cairo", date(2026, 4, 22)),  # an hour that is not
        (date(2026, 10, 30), time(0), "Africa/Cairo", date(2026, 10, 28)),
    ],
)
def test_the_day_before_counts_where_it_happens(on, at, zone, by):
    assert due.day_before(on, at, zone) == by == before(on, at, zone)


def event(office, case, days=20, kind=RiskEvent.Kind.COURT, zone="UTC"):
    return actions.add_event(case, kind, today() + days * DAY, None, zone, by=office.officer)


@pytest.mark.django_db
def test_what_is_feared_moves_the_day_and_gives_it_back(office):
    case = make.make_case(office)
    rule = case.due.on
    far, near = event(office, case, 20), event(office, case, 2)
    case.refresh_from_db()
    assert case.due.on == near.decide_by == today() + DAY
    actions.remove_event(near, by=office.officer)
    actions.remove_event(near, by=office.officer)
    case.refresh_from_db()
    assert (case.event_by, case.due.on) == (far.decide_by, rule)
    assert Entry.objects.filter(verb="remove risk event").count() == 1
    assert RiskEvent.objects.count() == 2


@pytest.mark.django_db
def test_a_pause_stops_all_but_what_is_feared_and_says_why(office):
    case = make.make_case(office)
    start = case.due.on
    paused = actions.pause(case, "the source is away", by=office.officer)
    assert paused.due.on is None
    feared = event(office, case)
    case.refresh_from_db()
    assert case.due.on == feared.decide_by
    actions.remove_event(feared, by=office.officer)
    Case.objects.update(paused_on=today() - 4 * DAY)
    resumed = actions.resume(case, "she is back", by=office.officer)
    assert resumed.due.on == start + 4 * DAY
    assert [note.kind for note in Note.objects.all()] == ["pause", "resume"]


@pytest.mark.django_db
def test_opened_again_it_starts_anew_and_what_is_feared_stays(office):
    case = make.make_decided(office).case
    Case.objects.update(paused_days=9, paused_on=today(), due_chosen=today())
    event(office, case, 90)
    again = cases.reopen(Case.objects.get(), "more came in", by=office.officer)
    assert (again.paused_days, again.paused_on, again.due_chosen) == (0, None, None)
    assert again.event_by == today() + 89 * DAY


@pytest.mark.django_db
def test_whoever_has_it_the_day_stays(office):
    case = make.make_case(office)
    event(office, case, 2)
    case.refresh_from_db()
    given = cases.own(case, office.second, by=office.officer)
    assert given.due == case.due


@pytest.mark.django_db
def test_what_is_feared_in_a_merged_case_counts_where_it_went(office):
    away, into = make.make_case(office), make.make_case(office)
    feared = event(office, away, 2)
    into = shifts.merge(away, into, "the same matter", by=office.officer)
    into.refresh_from_db()
    assert into.event_by == feared.decide_by
    away.refresh_from_db()
    actions.remove_event(RiskEvent.objects.get(), by=office.officer)
    into.refresh_from_db()
    assert into.event_by is None
    event(office, into, 5)
    shifts.take_apart(away, "another matter", by=office.officer)
    into.refresh_from_db()
    assert into.event_by == today() + 4 * DAY


@pytest.mark.django_db
def test_a_day_is_chosen_and_given_back_to_the_rule(office):
    case = make.make_case(office)
    rule = case.due.on
    assert (
        actions.choose_day(case, today() + 9 * DAY, by=office.officer).due.on == today() + 9 * DAY
    )
    assert actions.choose_day(case, None, by=office.officer).due.on == rule


@pytest.mark.django_db
def test_what_cannot_be_done_to_a_clock_is_said(office):
    other = make.make_office("OTHER")
    case = make.make_case(office)
    refusals = [
        ("runs already", lambda: actions.resume(case, "why", by=office.officer)),
        ("Give the reason|Write something", lambda: actions.pause(case, " ", by=office.officer)),
        ("month ago", lambda: event(office, case, -32)),
        ("three years", lambda: event(office, case, 3 * 366 + 1)),
        ("time zone", lambda: event(office, case, zone="Mars/Base")),
        ("a day to come", lambda: actions.choose_day(case, today() - DAY, by=office.officer)),
        ("Only members of its desk", lambda: actions.pause(case, "why", by=other.officer)),
        ("Only members of its desk", lambda: event(other, case)),
    ]
    for why, act in refusals:
        with pytest.raises(Refused, match=why):
            act()
    assert not Note.objects.exists()
    actions.pause(case, "why", by=office.officer)
    with pytest.raises(Refused, match="stands still"):
        actions.pause(case, "why", by=office.officer)
    Case.objects.update(state="closed")
    with pytest.raises(Refused, match="No decision is waited for"):
        actions.resume(case, "why", by=office.officer)
    assert rules.is_a_day_to_choose(None) is None


@pytest.mark.django_db
def test_a_passed_day_is_told_to_the_coordinator_alone(office):
    case = make.make_case(office)
    assert not escalated(office.second).exists()
    Case.objects.update(opened_on=today() - 90 * DAY)
    assert list(escalated(office.second)) == [case]
    assert not escalated(office.officer).exists()
    assert not escalated(make.make_office("OTHER").second).exists()
    Case.objects.update(paused_on=today())
    assert not escalated(office.second).exists()
    event(office, case, 1)
    Case.objects.update(event_by=today() - DAY)
    assert list(escalated(office.second)) == [case]
