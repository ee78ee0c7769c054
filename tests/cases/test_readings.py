"""Who has opened what a source told: days, people and reasons for the desk; days alone for a source."""

import pytest

from rapporteur.cases import received
from rapporteur.cases.queries import readings
from rapporteur.kernel import clock
from rapporteur.kernel.journal import actions as journal
from tests.factories import cases as make

pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.requirement("M5")]


def opened(office, submission):
    return received.open_submission(submission, office.keyring, by=office.officer)


@pytest.mark.requirement("M2")
def test_each_opening_is_told_with_day_and_person(office, django_assert_num_queries):
    submission, other = make.make_submission(office), make.make_submission(office)
    opened(office, other)
    assert readings.of_submission(submission) == []

    said = opened(office, submission)
    received.write_back(submission, "We have read it.", said=said, by=office.officer)
    opened(office, submission)

    with django_assert_num_queries(3):
        told = readings.of_submission(submission)
    assert {one.name for one in told} == {office.officer.name}
    assert {one.day for one in told} == {clock.today()}
    assert [one.is_message for one in told].count(True) == 1
    assert [one.is_message for one in told].count(False) == 2


def test_what_was_refused_is_no_reading_and_a_job_keeps_its_own_name(office):
    submission = make.make_submission(office)
    record = submission.sealed.record
    journal.record_refusal("read", record, by=str(office.officer.pk), why="Not yours.")
    journal.record_read("read", record, by="command:check")
    assert [one.name for one in readings.of_submission(submission)] == ["command:check"]


def test_a_source_hears_days_and_how_many_people_and_no_name(office):
    submission = make.make_submission(office)
    assert "Nobody has opened it" in readings.in_words(readings.of_submission(submission))

    opened(office, submission)
    opened(office, submission)
    words = readings.in_words(readings.of_submission(submission))

    day = clock.today()
    assert f"{day.day} {day:%B} {day.year}: 1 person" in words
    assert office.officer.name not in words
