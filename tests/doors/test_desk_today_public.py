"""Lines of *Today* about press statements and reports to sessions. All made up for an exercise."""

from datetime import timedelta

import pytest

from rapporteur.communications.models import Communication
from rapporteur.doors.desk import press_lines, session_report_lines, waiting
from rapporteur.doors.desk.lines import Part
from rapporteur.kernel.clock import today
from rapporteur.press import actions as press_actions
from rapporteur.press.models import PressStatement
from rapporteur.press.workflow import State
from rapporteur.reports import actions as report_actions
from rapporteur.reports.workflow import ReportState
from tests.factories import press, reports
from tests.factories.cases import make_office
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
QUERIES = 9  # both rooms together, however many lines


@pytest.fixture
def office(monkeypatch, door):
    door("desk")  # its addresses
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    found = make_office()
    found.second = make_member(found.desk, "coordinator").account
    return found


@pytest.mark.requirement("R31.4")
def test_a_statement_waits_for_the_second_person_once_its_checklist_is_answered(office):
    statement = press.make_statement(office)
    assert press_lines.for_person(office.second) == []
    press.answer(statement, office)
    (line,) = press_lines.for_person(office.second)
    assert line.what == f"Read press statement {statement.code} as second person"
    assert (line.url, line.since) == (statement.get_absolute_url(), today())
    assert press.TITLE not in f"{line.what} {line.note}"
    assert press_lines.for_person(office.officer) == []
    assert press_lines.for_person(make_member(office.desk, "auditor").account) == []
    assert press_lines.for_person(make_office().officer) == []  # of another desk
    press.write(statement, office)
    assert press_lines.for_person(office.second) == []  # the answers were of the version before


def test_a_correction_waits_for_the_second_person_too(office):
    statement = press.make_public(office)
    said = press.words(correction="Exercise: a date.")
    statement = press.write(press.fresh(statement), office, said)
    press.answer(statement, office)
    (line,) = press_lines.for_person(office.second)
    assert line.note == "published, a correction waits"


@pytest.mark.requirement("R31.4")
def test_an_embargo_is_told_today_and_tomorrow_and_not_before(office):
    statement = press.make_held(office, hours=100, zone="Europe/Zurich")
    assert press_lines.for_person(office.officer) == []
    PressStatement.objects.update(embargo_at=press.in_hours(1))
    (line,) = press_lines.for_person(office.second)
    assert (line.what, line.status) == (f"Press statement {statement.code}", "embargo ends soon")
    assert line.part == Part.PUBLIC
    assert "Europe/Zurich" in line.note
    press.hour_has_come(statement)
    (line,) = press_lines.for_person(office.second)
    assert line.status == "its hour has come: released within minutes"
    press_actions.release(press.fresh(statement))
    assert press_lines.for_person(office.second) == []


def test_what_was_approved_and_never_held_cannot_wait(office):
    press.make_approved(office, embargo_at=press.in_hours(1))
    (line,) = press_lines.for_person(office.officer)
    assert (line.status, line.part) == ("approved, not held to its hour", Part.URGENT)


@pytest.mark.requirement("R31.4")
def test_what_the_worker_holds_back_cannot_wait_and_says_why(office):
    letter = press.make_letter(office)
    statement = press.make_held(office, letter)
    Communication.objects.filter(pk=letter.pk).update(public_from=today() + timedelta(days=9))
    (line,) = press_lines.for_person(office.officer)
    assert line.status == "will be held back at its hour"
    press.hour_has_come(statement)
    (line,) = press_lines.for_person(office.officer)
    assert (line.status, line.part) == ("held back at its hour", Part.URGENT)
    assert "A letter that it speaks of is confidential still." in line.note
    assert statement.state == State.EMBARGO


def test_a_report_waits_for_a_second_reader_who_wrote_none_of_it(office):
    report = reports.make_written(office)
    assert session_report_lines.for_person(office.second) == []
    report_actions.set_particulars(
        report, symbol="", due_on=today() + timedelta(days=40), by=office.officer
    )
    report_actions.hand_in(reports.fresh(report), read=report.version, by=office.officer)
    (line,) = session_report_lines.for_person(office.second)
    assert line.what == "Read Report to the Human Rights Council, session 61 as second reader"
    assert line.note.startswith("due on ")
    assert line.url == report.get_absolute_url()
    assert session_report_lines.for_person(office.officer) == []
    assert session_report_lines.for_person(make_member(office.desk, "auditor").account) == []
    assert session_report_lines.for_person(make_office().officer) == []  # of another desk


def test_a_report_is_told_two_weeks_before_its_day_with_how_far_it_is(office):
    report = reports.make_written(office)
    for days, shape in ((14, "open"), (0, "waiting"), (-3, "waiting")):
        due_on = today() + timedelta(days=days)
        report_actions.set_particulars(report, symbol="", due_on=due_on, by=office.officer)
        (line,) = session_report_lines.for_person(office.officer)
        assert (line.note, line.shape, line.part) == ("draft", shape, Part.DAYS)
        assert line.status.startswith("due on ")
    type(report).objects.update(state=ReportState.WITHDRAWN)
    assert session_report_lines.for_person(office.officer) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_these_lines_ask_the_same_number_of_queries(office, django_assert_num_queries, rows):
    for _ in range(rows):
        press.answer(press.make_statement(office), office)
        press.make_held(office)
        report = reports.make_written(office, due_on=today())
        report_actions.hand_in(report, read=report.version, by=office.officer)
    with django_assert_num_queries(QUERIES):
        found = [
            *press_lines.for_person(office.second),
            *session_report_lines.for_person(office.second),
        ]
    assert len(found) == 4 * rows
    assert len(waiting.in_parts(found)) == 3
