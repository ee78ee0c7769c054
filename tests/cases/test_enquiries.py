"""Asking a source for more: the questions, the day, the answers, and what comes of silence."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from rapporteur.cases import received
from rapporteur.cases.enquiries import actions, taking
from rapporteur.cases.enquiries.workflow import STEPS, State
from rapporteur.cases.models import Enquiry
from rapporteur.cases.queries.received import silent, words_waiting
from rapporteur.intake import asking, threads
from rapporteur.intake.dialogue import Said
from rapporteur.intake.models import Message, Thread
from rapporteur.kernel.clock import today
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from tests.factories import cases as make
from tests.factories.canaries import found

pytestmark = pytest.mark.requirement("B8")
QUESTIONS = (
    ("In which month was it?", "month"),
    ("Is the child with family now?", "yes_no"),
    ("What was promised?", "words"),
)
SOON = timedelta(days=14)


def opened(office, submission):
    return received.open_submission(submission, office.keyring, by=office.officer)


def said_of(office, submission):
    """Return what `opened` does, without the journal, which commits apart."""
    contents = threads.read(office.receipts[submission.pk])
    source = bytes(Thread.objects.only("public_half").get(pk=submission.thread_id).public_half)
    answers, letters = contents.answers, tuple(contents.letters)
    return Said(answers, letters, submission.thread_id, submission.desk, source)


def asked(office, questions=QUESTIONS, **answers):
    """Return a submission of which something is asked, and the questions."""
    submission = make.make_submission(office, **answers)
    said = said_of(office, submission)
    until = today() + SOON
    return submission, actions.ask(submission, questions, until, "", said=said, by=office.officer)


def answer(office, submission, number, text):
    receipt = office.receipts[submission.pk]
    contents = threads.read(receipt)
    (enquiry,) = asking.enquiries(contents.letters)
    return asking.answer(receipt, contents, enquiry, number, text)


def standing(office, submission):
    return asking.enquiries(threads.read(office.receipts[submission.pk]).letters)


def let_pass(enquiry):
    Enquiry.objects.filter(pk=enquiry.pk).update(until=today() - timedelta(days=1))
    return Enquiry.objects.get(pk=enquiry.pk)


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        (
            State.OPEN,
            {"take answers", "ask once more", "go on without answer", "close questions"},
        ),
        (State.ANSWERED, {"close questions"}),
        (State.WITHOUT, set()),
        (State.CLOSED, set()),
    ],
)
def test_each_state_opens_only_these_steps(state, verbs):
    assert {step.verb for step in STEPS if state in step.sources} == verbs


def test_questions_reach_the_source_and_answers_the_same_thread_in_order(committed):
    office = make.make_office()
    submission, enquiry = asked(office)
    (seen,) = standing(office, submission)
    assert [(one.words, one.form, one.answer) for one in seen.asked] == [
        (words, form, None) for words, form in QUESTIONS
    ]
    assert (seen.until, seen.is_over, seen.again) == (enquiry.until, False, False)

    assert answer(office, submission, 3, "a place at a school")
    assert answer(office, submission, 1, "2026-03")
    assert answer(office, submission, 2, "")
    assert not answer(office, submission, 2, "")

    said = opened(office, submission)
    lines = asking.shown(said.letters)
    assert [(one.question.words, str(one.question.said)) for one in lines[1:]] == [
        (QUESTIONS[2][0], "a place at a school"),
        (QUESTIONS[0][0], "March 2026"),
        (QUESTIONS[1][0], "skipped"),
    ]
    assert {one.thread_id for one in Message.objects.all()} == {submission.thread_id}
    assert Enquiry.objects.get().state == State.ANSWERED
    assert Entry.objects.filter(verb="take answers").count() == 1


def test_some_answers_leave_the_questions_open(committed):
    office = make.make_office()
    submission, _enquiry = asked(office)
    answer(office, submission, 1, "2026")
    opened(office, submission)
    assert Enquiry.objects.get().state == State.OPEN


def test_an_answer_that_is_changed_replaces_and_keeps_the_first(office):
    submission, _enquiry = asked(office)
    answer(office, submission, 2, "yes")
    answer(office, submission, 2, "unknown")
    (seen,) = standing(office, submission)
    assert seen.asked[1].answer == "unknown"
    letters = threads.read(office.receipts[submission.pk]).letters
    assert [str(one.question.said) for one in asking.shown(letters)[1:]] == [
        "Yes",
        "I do not know",
    ]


def test_nothing_of_it_lies_in_the_clear(office):
    submission, _enquiry = asked(office, (("zyxquorum-asked", "words"),))
    answer(office, submission, 1, "zyxquorum-answered")
    assert not found("zyxquorum")


def test_an_address_in_an_answer_is_left_out(office):
    submission, _enquiry = asked(office)
    answer(office, submission, 3, "look at http://example.org/a")
    letter = threads.read(office.receipts[submission.pk]).letters[-1]
    assert "example.org" not in letter.text
    assert letter.left_out


@pytest.mark.parametrize(
    ("questions", "days", "why"),
    [
        ((), 7, "at least one question"),
        ((("a", "words"),) * 6, 7, "at most five"),
        (((" ", "words"),), 7, "at least one question"),
        (QUESTIONS, 0, "a day to come"),
        (QUESTIONS, 367, "within a year"),
    ],
)
def test_what_cannot_be_asked_is_said(office, questions, days, why):
    submission = make.make_submission(office)
    said = said_of(office, submission)
    with pytest.raises(Refused, match=why):
        actions.ask(submission, questions, today() + timedelta(days), said=said, by=office.officer)
    assert not Message.objects.exists()


def test_who_asked_not_to_be_written_to_is_asked_nothing(office):
    with pytest.raises(Refused, match="not to be written to"):
        asked(office, may_answer="no")


def test_one_thing_is_asked_at_a_time(office):
    submission, _enquiry = asked(office)
    said = said_of(office, submission)
    with pytest.raises(Refused, match="asked something already"):
        actions.ask(submission, QUESTIONS, today() + SOON, said=said, by=office.officer)
    assert (Enquiry.objects.count(), Message.objects.count()) == (1, 1)


def test_another_desk_asks_nothing_and_settles_nothing(office):
    other = make.make_office("OTHER")
    submission, enquiry = asked(office)
    said = said_of(office, submission)
    let_pass(enquiry)
    with pytest.raises(Refused, match="another desk"):
        actions.ask(submission, QUESTIONS, today() + SOON, said=said, by=other.officer)
    for act in (actions.go_on, actions.close):
        with pytest.raises(Refused, match="another desk"):
            act(enquiry, said=said, by=other.officer)
    assert not silent(other.officer).exists()


def test_silence_waits_for_a_person_and_moves_nothing(office):
    submission, enquiry = asked(office)
    assert not silent(office.officer).exists()
    with pytest.raises(Refused, match="has not passed"):
        actions.go_on(enquiry, said=said_of(office, submission), by=office.officer)
    let_pass(enquiry)
    assert list(silent(office.officer)) == [enquiry]
    (seen,) = standing(office, submission)
    assert not seen.is_over
    answer(office, submission, 1, "2026-02")
    assert not silent(office.officer).exists()
    assert [one.message.kind for one in words_waiting(office.officer)] == ["answer"]
    answer(office, submission, 2, "no")
    assert len(words_waiting(office.officer)) == 1


def test_it_is_asked_once_more_and_not_a_third_time(office):
    submission, enquiry = asked(office)
    said, later = said_of(office, submission), today() + 2 * SOON
    with pytest.raises(Refused, match="a day to come"):
        actions.ask_again(let_pass(enquiry), today(), said=said, by=office.officer)
    again = actions.ask_again(let_pass(enquiry), later, said=said, by=office.officer)
    (seen,) = standing(office, submission)
    assert (again.until, again.times, seen.until, seen.again) == (later, 2, later, True)
    with pytest.raises(Refused, match="asked twice"):
        actions.ask_again(let_pass(enquiry), later, said=said, by=office.officer)


@pytest.mark.parametrize(
    ("act", "state"), [(actions.go_on, State.WITHOUT), (actions.close, State.CLOSED)]
)
def test_the_source_reads_that_it_is_asked_no_longer_and_still_writes(committed, act, state):
    office = make.make_office()
    submission, enquiry = asked(office)
    settled = act(let_pass(enquiry), said=opened(office, submission), by=office.officer)
    assert settled.state == state
    (seen,) = standing(office, submission)
    assert seen.is_over
    receipt = office.receipts[submission.pk]
    threads.write_again(receipt, threads.read(receipt), "a late word")
    assert opened(office, submission).letters[-1].text == "a late word"
    again = actions.ask(
        submission,
        QUESTIONS,
        today() + SOON,
        said=opened(office, submission),
        by=office.officer,
    )
    assert again.state == State.OPEN


def test_a_question_is_taken_back_from_who_wants_no_words(office):
    submission, enquiry = asked(office)
    receipt = office.receipts[submission.pk]
    contents = threads.read(receipt)
    threads.write_again(receipt, contents, "", "consent", consents={"may_answer": "no"})
    said = said_of(office, submission)
    with pytest.raises(Refused, match="not to be written to"):
        actions.ask_again(let_pass(enquiry), today() + SOON, said=said, by=office.officer)
    actions.close(enquiry, said=said, by=office.officer)
    (seen,) = standing(office, submission)
    assert seen.is_over


def test_two_who_open_the_last_answer_at_once_take_it_once(office, monkeypatch):
    submission, enquiry = asked(office, (("When?", "month"),))
    answer(office, submission, 1, "2026-03")
    said = said_of(office, submission)
    monkeypatch.setattr(Enquiry.objects.all().__class__, "open", lambda self: self)
    for _member in range(2):
        taking.take_answers(submission, said, by=office.officer)
    enquiry.refresh_from_db()
    assert enquiry.state == State.ANSWERED
    assert Entry.objects.filter(verb="take answers").count() == 1


def test_a_desk_and_its_source_alone_make_an_enquiry():
    """An answer to what was never asked, or a question by a source, is a word like any other."""
    letter, row = threads.Letter, new_id()
    asks = {"questions": [{"words": "a", "form": "words"}], "until": "2026-12-01"}
    lines = asking.shown(
        [
            letter(from_desk=False, day=today(), text="t", asks=asks),
            letter(from_desk=False, day=today(), text="t", asks={"of": "x", "number": 1}),
            letter(from_desk=True, day=today(), text="t", asks=asks, row=row),
            letter(from_desk=False, day=today(), text="t", asks={"of": str(row), "number": 9}),
        ]
    )
    assert [(one.begins, one.question) for one in lines] == [
        (False, None),
        (False, None),
        (True, None),
        (False, None),
    ]


def test_answers_in_words_stay_what_they_are():
    assert asking.in_words("month", "2026") == "2026"
    assert asking.in_words("yes_no", "perhaps") == "perhaps"
    assert asking.in_words("place", "Northport") == "Northport"


def test_the_next_question_is_one_that_waits():
    kept = [asking.Asked(n, "w", "words", answer) for n, answer in ((1, None), (2, ""), (3, None))]
    enquiry = asking.Enquiry(None, 1, today(), kept)
    assert (enquiry.after(2), enquiry.after(3), enquiry.is_answered) == (3, 1, False)
    kept[0].answer = kept[2].answer = "x"
    assert (enquiry.after(3), enquiry.is_answered) == (None, True)


@pytest.mark.django_db
def test_the_database_holds_one_that_is_open_too(office):
    _submission, enquiry = asked(office)
    other = make.make_submission(office)
    actions.ask(other, QUESTIONS, today() + SOON, said=said_of(office, other), by=office.officer)
    with pytest.raises(IntegrityError, match="one_enquiry_open"), transaction.atomic():
        Enquiry.objects.update(submission=enquiry.submission)
