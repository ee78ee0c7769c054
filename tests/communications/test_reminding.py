"""Reminders: the open questions alone, in the letter's language, and nothing goes without a person."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from rapporteur.communications import sealing
from rapporteur.communications.actions import grading, reminding, replies
from rapporteur.communications.models import Communication, Delivery, Reminder
from rapporteur.communications.questions import asked_in
from rapporteur.communications.reminding import texts
from rapporteur.communications.reminding.workflow import ReminderState
from rapporteur.doors.worker import tasks
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from tests.factories import communications as make
from tests.factories.people import make_desk, make_member

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("C8")]
FRENCH = "Nous nous référons à notre lettre"


@pytest.fixture
def sent(office):
    return make.make_sent(office, days_ago=70)


def asked_of(letter, office):
    return asked_in(make.opened(sealing.newest(letter.rendition, 1), office))


def drafted(office, letter, questions=(1, 2), **more):
    given = {"questions": questions, "why": "No reply.", "by": office.officer, **more}
    return reminding.draft(letter, asked_of(letter, office), **given)


def text_of(reminder, office):
    return make.opened(reminder.sealed, office)["text"]


def send(office, reminder):
    return reminding.send(reminder, text_of(reminder, office), by=office.officer)


def grade(office, letter, question, code="ANSWERED"):
    asked = asked_of(letter, office)
    made = grading.begin(letter, question=question, asked=asked, by=office.officer)
    made.grades.create(
        place=1, grader=office.officer, code=code, given_on=today(), sealed=note(office, letter)
    )
    made.grades.create(
        place=2, grader=office.second, code=code, given_on=today(), sealed=note(office, letter)
    )
    type(made).objects.filter(pk=made.pk).update(state="alike")


def note(office, letter):
    readers = [sealing.kept_for(letter)]
    return sealing.keep(sealing.REVIEW, {"why": "It says so."}, readers, by=str(office.officer.pk))


@pytest.mark.parametrize(
    ("language", "opening", "status"),
    [
        ("en", "We refer to our letter", "we have received no reply"),
        ("fr", FRENCH, "nous n’avons reçu aucune réponse"),
        ("es", "Nos referimos a nuestra carta", "no hemos recibido respuesta"),
    ],
)
def test_it_is_in_the_language_of_the_letter_with_the_chosen_questions(
    office, language, opening, status
):
    case = make.make_decided_case(office)
    letter = make.make_letter(office, case, language=language)
    letter = make.make_sent(
        office,
        make.make_signed(
            office,
            make.make_approved(office, make.make_submitted(office, make.write(letter, office))),
        ),
        days_ago=70,
    )
    asked = asked_of(letter, office)
    text = text_of(drafted(office, letter, (2,)), office)

    assert opening in text
    assert status in text
    assert asked.questions[1] in text
    assert not any(one in text for n, one in enumerate(asked.questions) if n != 1)


def test_after_a_reply_it_thanks_and_asks_only_what_is_unanswered(office, sent):
    reply = make.make_reply(office, sent)
    replies.classify(reply, reply_class="PARTIAL", why="in part", by=office.officer)
    grade(office, sent, 1)
    grade(office, sent, 2, "PARTLY")
    asked = asked_of(sent, office)

    assert texts.unanswered(sent, asked) == tuple(range(2, len(asked.questions) + 1))
    with pytest.raises(Refused, match="is answered"):
        drafted(office, sent, (1, 2))
    text = text_of(drafted(office, sent, (2, 3)), office)
    assert "We thank you for the reply of" in text
    assert asked.questions[0] not in text


def test_a_company_is_greeted_as_such(office):
    letter = make.make_sent(
        office, make.make_signed(office, addressee_kind="company", addressee="A made-up firm")
    )
    assert text_of(drafted(office, letter), office).startswith("Madam, Sir,")
    send(office, Reminder.objects.get())
    assert not Delivery.objects.exists()


def test_nothing_is_sent_without_a_person(office, sent, mailoutbox):
    make.make_mission(office)
    drafted(office, sent)
    tasks.notify_missions.func(timestamp=0)
    tasks.remind_missions.func(timestamp=0)

    kept = Reminder.objects.get()
    assert (kept.state, kept.told, mailoutbox) == ("drafted", None, [])
    assert list(kept.sealed.wraps.values_list("epoch__recipient__kind", flat=True)) == ["desk"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.update(state=ReminderState.SENT)


def test_sent_by_a_person_it_is_sealed_to_the_mission_which_is_told(office, mailoutbox):
    _account, ring = make.make_mission(office)
    letter = make.make_sent(office, days_ago=70)
    tasks.notify_missions.func(timestamp=0)
    reminder = send(office, drafted(office, letter))
    tasks.notify_missions.func(timestamp=0)

    group = sealing.mission_of(letter).pk
    assert make.opened(reminder.told, office, ring, group)["text"] == text_of(reminder, office)
    assert (reminder.sent_by, reminder.sent_on) == (office.officer, today())
    assert len(mailoutbox) == 2
    assert {"draft reminder", "send reminder"} <= set(Entry.objects.values_list("verb", flat=True))


def test_a_reply_that_came_since_stops_it_and_it_can_be_dropped(office, sent):
    reminder = drafted(office, sent)
    make.make_reply(office, sent)
    with pytest.raises(Refused, match="A reply came since"):
        send(office, reminder)
    assert reminding.drop(reminder, by=office.officer).state == "dropped"
    assert drafted(office, sent).replies == 1


def test_one_is_drafted_at_a_time(office, sent):
    drafted(office, sent)
    with pytest.raises(Refused, match="drafted already"):
        drafted(office, sent)


def test_a_reminder_asks_something(office, sent):
    with pytest.raises(Refused, match="at least one"):
        drafted(office, sent, ())


def test_what_was_answered_in_full_or_never_sent_is_not_reminded_of(office, sent):
    reply = make.make_reply(office, sent)
    replies.classify(reply, reply_class="SUBSTANTIVE", why="it does", by=office.officer)
    with pytest.raises(Refused, match="No reply"):
        drafted(office, sent)
    with pytest.raises(Refused, match="not sent"):
        reminding.draft(
            make.make_letter(office),
            asked_of(sent, office),
            questions=[1],
            why="x",
            by=office.officer,
        )
    with pytest.raises(ValueError, match="was sent"):
        texts.reminder(Communication(), asked_of(sent, office), [1], on=today(), last=None)


def test_another_desk_drafts_and_sends_none(office, sent):
    stranger = make_member(make_desk(), "desk_officer").account
    with pytest.raises(Refused):
        drafted(office, sent, by=stranger)
    reminder = drafted(office, sent)
    with pytest.raises(Refused):
        reminding.send(reminder, "x", by=stranger)


def test_the_desk_and_the_mission_need_no_more_than_their_rights(office, as_role):
    make.make_mission(office)
    letter = make.make_sent(office, days_ago=70)
    connection.check_constraints()
    with as_role("desk"):
        send(office, drafted(office, letter))
    connection.check_constraints()
    with as_role("missions"):
        assert [one.sent_on for one in Reminder.objects.told_of()] == [today()]
    assert str(Reminder.objects.get()) == f"{today()} sent"
    assert letter.reply_due < today() - timedelta(days=9)
