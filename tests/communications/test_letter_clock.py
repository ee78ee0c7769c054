"""The clock of a letter stands still and goes on: by whom, with which reason, what moves by it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from rapporteur.communications import addressees, listing
from rapporteur.communications.actions import clocks, replies
from rapporteur.communications.models import Communication, LetterPause
from rapporteur.communications.queries import dates_of
from rapporteur.communications.workflow import State
from rapporteur.kernel import clock
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from tests.factories import communications as make

pytestmark = pytest.mark.django_db
WHY = "The note verbale was sent back."


def again(letter):
    return Communication.objects.get(pk=letter.pk)


def days_ago(days):
    return clock.told(clock.now() - timedelta(days=days))


@pytest.fixture
def letter(office):
    return make.make_sent(office, make.make_signed_on(office), days_ago=30)


def test_days_that_no_policy_names_and_those_of_what_is_public_stay(office, letter):
    until_a_report = {"unit": "report", "amount": None}
    before = (letter.reply_due, letter.public_from)
    letter.reply_policy, letter.publication_policy = until_a_report, until_a_report
    clocks.follow(letter)
    assert (again(letter).reply_due, again(letter).public_from) == before

    public = again(letter)
    public.state, public.public_from = State.PUBLISHED, before[1] + timedelta(days=3)
    public.save(update_fields=["public_from"])
    clocks.follow(public)
    assert again(letter).public_from == before[1] + timedelta(days=3)


@pytest.mark.requirement("C6")
def test_the_days_on_which_it_stood_are_given_back(office, letter):
    with days_ago(20):
        paused = clocks.pause(letter, WHY, by=office.officer)
    assert make.opened(paused.why, office) == {"why": WHY}
    assert dates_of(again(letter)).reply.still_since == paused.paused_on

    clocks.resume(letter, by=office.officer)

    assert again(letter).reply_due == letter.reply_due + timedelta(days=20)
    assert again(letter).public_from == letter.public_from
    assert dates_of(again(letter)).reply.date == again(letter).reply_due
    verbs = Entry.objects.filter(subject_id=str(letter.pk)).values_list("verb", flat=True)
    assert {"stop clock", "let clock go on"} <= set(verbs)
    told = [event.what for event in listing.timeline(again(letter))]
    assert [what for what in told if "clock" in what] == [
        "the clock stands still",
        "the clock goes on",
    ]


def test_more_time_by_an_amount_is_reckoned_from_what_was_left(office, letter):
    with days_ago(20):
        clocks.pause(letter, WHY, by=office.officer)
    asked = letter.reply_due + timedelta(days=90)
    request = replies.ask_time(letter, until=asked, why=WHY, by=office.officer)

    done = replies.grant_time(
        request, amount=10, unit="days", why=WHY, by=office.officer, moves_publication=True
    )

    assert (done.granted_amount, done.granted_unit) == (10, "days")
    assert done.granted_until == letter.reply_due + timedelta(days=30)
    assert again(letter).reply_due == done.granted_until
    assert again(letter).public_from == letter.public_from + timedelta(days=10)


def test_a_mission_sees_that_it_stands_and_not_why(office, letter, as_role):
    _account, _ring = make.make_mission(office)
    clocks.pause(letter, WHY, by=office.officer)
    with as_role("missions"):
        told = Communication.objects.told_to("XEX").get()
        dates = addressees.dates(told, [])
    assert dates.reply.still_since == today()
    assert dates.reply.steps[-1].pause.by == ""


def test_what_stands_still_is_not_near_its_day(office, letter):
    by = letter.reply_due
    assert list(listing.without_reply(office.officer, by)) == [letter]
    clocks.pause(letter, WHY, by=office.officer)
    assert list(listing.without_reply(office.officer, by)) == []


def test_what_cannot_be_says_why_and_changes_nothing(office, letter):
    officer, _ring = make.make_mission(office)
    refusals = [
        (lambda: clocks.resume(letter, by=office.officer), "runs already"),
        (lambda: clocks.pause(letter, "  ", by=office.officer), "Give the reason"),
        (lambda: clocks.pause(letter, WHY, by=officer), "members of its desk"),
    ]
    for act, words in refusals:
        with pytest.raises(Refused, match=words):
            act()
    assert not LetterPause.objects.exists()
    clocks.pause(letter, WHY, by=office.officer)
    with pytest.raises(Refused, match="stands still already"):
        clocks.pause(letter, WHY, by=office.officer)
    with pytest.raises(Refused, match="members of its desk"):
        clocks.resume(letter, by=officer)
    assert LetterPause.objects.get().resumed_on is None


def test_no_clock_is_stopped_where_no_reply_is_waited_for(office, letter):
    reply = make.make_reply(office, letter)
    replies.classify(reply, reply_class="SUBSTANTIVE", why=WHY, by=office.officer)
    with pytest.raises(Refused, match="No reply to this letter"):
        clocks.pause(again(letter), WHY, by=office.officer)


def test_the_database_keeps_one_pause_at_a_time(office, letter):
    first = clocks.pause(letter, WHY, by=office.officer)
    other = make.make_sent(office)
    second = clocks.pause(other, WHY, by=office.officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        LetterPause.objects.filter(pk=second.pk).update(communication=letter)
    with pytest.raises(IntegrityError), transaction.atomic():
        LetterPause.objects.filter(pk=first.pk).update(
            resumed_on=today() - timedelta(days=1), resumed_by=office.officer
        )
