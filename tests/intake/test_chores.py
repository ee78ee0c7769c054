"""What the worker clears and whom it calls, with the worker's rights alone."""

from datetime import UTC, datetime, timedelta

import pytest

from rapporteur.intake import chores, receipts, threads
from rapporteur.intake.models import Draft, DutyCall, Submission
from rapporteur.kernel.clock import today

pytestmark = pytest.mark.django_db
ROSTER = ["duty@exercise.invalid"]


@pytest.fixture
def thread(receipt, desk):
    """A thread with one saved answer."""
    threads.begin(receipt, desk)
    threads.save_answer(receipt, threads.read(receipt), "what", "a canary of the drafts")
    return receipt


def sent(desk, **answers):
    receipt = receipts.receipt_of(receipts.new_code())
    threads.begin(receipt, desk)
    contents = threads.read(receipt)
    contents.answers.update(answers)
    threads.send(receipt, contents)
    return Submission.objects.get(thread=contents.thread)


def test_a_draft_that_may_still_be_sent_stays(thread, as_role):
    with as_role("worker"):
        assert chores.clear_drafts(today() + timedelta(days=chores.KEPT_DAYS)) == 0
    assert Draft.objects.count() == 1


def test_a_draft_that_nobody_came_back_to_goes(thread, as_role):
    with as_role("worker"):
        assert chores.clear_drafts(today() + timedelta(days=chores.KEPT_DAYS + 1)) == 1
    assert Draft.objects.count() == 0


def test_drafts_of_what_was_sent_go_and_the_source_reads_it_still(thread, as_role):
    contents = threads.read(thread)
    threads.send(thread, contents)
    with as_role("worker"):
        assert chores.clear_drafts(today()) == 1
    assert threads.read(thread).answers == {"what": "a canary of the drafts"}


def test_only_what_cannot_wait_is_called_out_and_once(desk, as_role, mailoutbox):
    sent(desk, soon="no")
    urgent = sent(desk, soon="yes", feared="a canary of what is feared")
    with as_role("worker"):
        assert chores.not_called() == [urgent.pk]
        assert chores.call(ROSTER) == 1
        assert chores.call(ROSTER) == 0
        assert chores.not_called() == []
    assert [message.to for message in mailoutbox] == [ROSTER]


def test_the_call_says_nothing_of_the_matter(desk, mailoutbox):
    urgent = sent(desk, soon="yes", feared="a canary of what is feared", state="XEX")
    chores.call(ROSTER)
    text = mailoutbox[0].subject + mailoutbox[0].body
    assert not any(word in text for word in ("canary", "XEX", "Exerland", str(urgent.pk)))


def test_without_a_roster_nobody_is_called_and_it_is_not_marked(desk):
    sent(desk, soon="yes")
    assert chores.call([]) == 0
    assert DutyCall.objects.count() == 0


def test_a_call_that_cannot_be_mailed_is_not_marked(desk, monkeypatch):
    def broken(*_args):
        raise OSError

    sent(desk, soon="yes")
    monkeypatch.setattr(chores, "send_mail", broken)
    with pytest.raises(OSError):
        chores.call(ROSTER)
    assert DutyCall.objects.count() == 0


def test_one_mail_calls_for_all_that_waits(desk, mailoutbox):
    for _ in range(3):
        sent(desk, soon="yes")
    assert chores.call(ROSTER) == 3
    assert len(mailoutbox) == 1


def test_a_thread_that_is_still_written_loses_none_of_its_answers(thread, desk):
    first, second = threads.read(thread), threads.read(thread)
    threads.save_answer(thread, first, "what", "on a phone")
    threads.save_answer(thread, second, "when", "on another, at once")
    Draft.objects.filter(pk=Draft.objects.first().pk).update(day=today() - timedelta(days=90))
    assert chores.clear_drafts(today()) == 0
    assert set(threads.read(thread).answers) == {"what", "when"}


def test_the_call_waits_for_a_random_while():
    waits = {chores.random_delay() for _ in range(50)}
    assert len(waits) > 20
    assert min(waits) >= timedelta(minutes=5)
    assert max(waits) < timedelta(minutes=30)


NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def minute_by_minute(bell, minutes=40, start=NOON):
    """Return after how many minutes the bell strikes, asked each minute; None where it does not."""
    struck = (n for n in range(minutes) if bell.strikes(start + timedelta(minutes=n), waiting=True))
    return next(struck, None)


def test_the_bell_strikes_five_to_thirty_minutes_after_something_came():
    waits = set()
    for _ in range(60):
        bell = chores.Bell()
        assert not bell.strikes(NOON, waiting=False)
        waits.add(minute_by_minute(bell))
    assert len(waits) > 10
    assert min(waits) >= 5
    assert max(waits) <= 30


def test_after_a_start_of_the_worker_what_waits_is_called_within_five_minutes():
    assert {minute_by_minute(chores.Bell()) for _ in range(40)} <= set(range(6))


def test_the_bell_forgets_where_nothing_waits_any_more():
    bell = chores.Bell(started=True)
    bell.strikes(NOON, waiting=True)
    assert not bell.strikes(NOON + timedelta(hours=2), waiting=False)
    assert not bell.strikes(NOON + timedelta(hours=2), waiting=True)


def test_a_bell_that_struck_in_vain_strikes_again_the_next_minute():
    bell = chores.Bell(due=NOON, started=True)
    assert bell.strikes(NOON, waiting=True)
    assert bell.strikes(NOON + timedelta(minutes=1), waiting=True)
