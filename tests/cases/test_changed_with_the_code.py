"""What a source changes with its code stops what rests on it at once, and is written down once."""

import pytest

from rapporteur.cases import consents, received
from rapporteur.cases.models import Consent
from rapporteur.cases.queries import received as queries
from rapporteur.cases.triages import rules
from rapporteur.communications import grounds
from rapporteur.intake import saying, threads
from rapporteur.kernel.refusals import Refused
from tests.factories import cases as make


@pytest.fixture
def office(committed, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    return make.make_office()


@pytest.fixture
def case(office):
    return make.make_case(office, may_publish="yes")


def source_of(office, case):
    return office.receipts[case.joined.get().submission_id]


def changed(office, case, **said):
    receipt = source_of(office, case)
    saying.change_consents(receipt, threads.read(receipt), said)


def opened(office, case):
    submission = case.joined.get().submission
    return received.open_submission(submission, office.keyring, by=office.officer)


def test_an_unread_change_stops_what_rests_on_the_case(office, case):
    assert grounds.a_word_waits(case) is None
    changed(office, case, may_publish="no")
    assert "A source has written" in str(grounds.a_word_waits(case))
    opened(office, case)
    assert grounds.a_word_waits(case) is None
    assert "not allowed publication" in str(grounds.no_consent_to_publish(case))


def test_a_change_is_written_down_once_as_said_with_the_code(office, case):
    changed(office, case, may_publish="no", may_press="yes")
    opened(office, case)
    opened(office, case)
    found = Consent.objects.filter(told="code")
    assert {(one.purpose, one.answer) for one in found} == {
        ("may_publish", "no"),
        ("may_press", "yes"),
    }
    assert all(one.message_id and one.by == office.officer for one in found)


def test_of_two_changes_read_together_the_later_counts(office, case):
    changed(office, case, may_publish="no")
    changed(office, case, may_publish="yes")
    changed(office, case, may_publish="no")
    opened(office, case)
    assert not consents.is_given(case, "may_publish")


def test_a_change_read_before_joining_still_waits_in_the_case_that_lacks_it(office, case):
    """Opened, but not written down in this case: as after a fault, or when it is joined later."""
    changed(office, case, may_publish="no")
    opened(office, case)
    Consent.objects.filter(told="code").delete()
    assert queries.something_waits(case)
    opened(office, case)
    assert not queries.something_waits(case)


def test_nobody_types_in_a_change_as_if_the_source_had_made_it(office, case):
    joined = case.joined.get()
    with pytest.raises(Refused):
        consents.change(
            case, joined.submission, "may_send", "yes",
            told="code", said_on=joined.submission.day, by=office.officer,
        )  # fmt: skip


def test_a_no_to_being_written_to_counts_before_there_is_a_case(office):
    submission = make.make_submission(office)
    receipt = office.receipts[submission.pk]
    saying.change_consents(receipt, threads.read(receipt), {"may_answer": "no"})
    said = received.open_submission(submission, office.keyring, by=office.officer)
    assert not received.lets_us_answer(submission, said)
    lines = received.changed_lines(said.letters[0])
    assert [(line.code, str(line.answer)) for line in lines] == [("may_answer", "No")]
    assert received.changed_lines(threads.Letter(False, submission.day, "")) == []


def test_a_name_given_later_counts_for_the_case(office):
    case = make.make_case(office, name="")
    triage = make.make_triage(office, case)
    assert rules.is_anonymous(triage)
    receipt = source_of(office, case)
    saying.say_who(receipt, threads.read(receipt), {"name": "A. Source"})
    assert rules.has_said_who(case)
    assert not rules.is_anonymous(triage)


def test_a_wish_to_be_deleted_holds_the_case_until_it_is_answered(office, case):
    receipt = source_of(office, case)
    changed(office, case, may_answer="no")
    saying.ask_deletion(receipt, threads.read(receipt), "please")
    said = opened(office, case)
    assert queries.something_waits(case)
    submission = case.joined.get().submission
    with pytest.raises(Refused):
        received.write_back(submission, "a word", said=said, by=office.officer)
    received.write_back(
        submission, "It was deleted.", said=said, by=office.officer, answers_deletion=True
    )
    assert not queries.something_waits(case)
    assert not saying.deletion_asked(threads.read(receipt))


def test_what_waits_is_named_with_what_stops_something_first(office, case):
    receipt = source_of(office, case)
    threads.write_again(receipt, threads.read(receipt), "a word")
    saying.ask_deletion(receipt, threads.read(receipt), "")
    changed(office, case, may_send="no")
    kinds = [one.message.kind for one in queries.words_waiting(office.officer)]
    assert sorted(kinds[:2]) == ["consent", "deletion"]
    assert kinds[2:] == ["word"]
    opened(office, case)
    assert [one.message.kind for one in queries.words_waiting(office.officer)] == ["deletion"]
