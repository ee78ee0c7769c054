"""Attempts to deliver: apart from the day of sending, acknowledged, come back, told on Today."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from rapporteur.communications import chores, listing
from rapporteur.communications.actions import attempting
from rapporteur.communications.models import Attempt, Communication, Delivery
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from tests.factories import communications as make

pytestmark = pytest.mark.django_db
PROOF = "Registered parcel 12345, signed for by the porter."
LATER = timedelta(days=3)


@pytest.fixture
def letter(office):
    return make.make_sent(office, days_ago=20)


def tried(office, letter, **more):
    given = {"means": "post", "made_on": today() - LATER, "by": office.officer, **more}
    return attempting.attempt(letter, **given)


@pytest.mark.requirement("C9", "C11")
def test_an_attempt_moves_no_date_and_its_proof_is_sealed(office, letter):
    made = tried(office, letter, proof=PROOF, asked=True)
    attempting.tell_outcome(made, "returned", on=today(), returned="refused", by=office.officer)

    after = Communication.objects.get(pk=letter.pk)

    for name in ("sent_at", "reply_due", "public_from", "state"):
        assert getattr(after, name) == getattr(letter, name)
    assert make.opened(made.proof, office) == {"proof": PROOF}
    assert (made.by, made.means, made.asked) == (office.officer, "post", True)
    verbs = Entry.objects.filter(subject_id=str(letter.pk)).values_list("verb", flat=True)
    assert {"log attempt", "tell outcome"} <= set(verbs)
    told = [event.what for event in listing.timeline(after)]
    assert {"delivery attempted: post", "it was refused"} <= set(told)


@pytest.mark.parametrize("means", ["post", "note", "mail", "hand", "fax", "bag"])
def test_what_came_back_is_told_until_something_else_is_tried(office, letter, means):
    made = tried(office, letter)
    assert list(listing.came_back(office.officer)) == []
    attempting.tell_outcome(made, "returned", on=today(), returned="no_place", by=office.officer)
    assert list(listing.came_back(office.officer)) == [made]

    tried(office, letter, means=means)

    assert list(listing.came_back(office.officer)) == []


def test_what_was_answered_is_not_told_as_come_back(office, letter):
    made = tried(office, letter)
    attempting.tell_outcome(made, "returned", on=today(), returned="other", by=office.officer)
    make.make_reply(office, letter)
    assert list(listing.came_back(office.officer)) == []


def test_an_acknowledgement_is_asked_for_and_recorded(office, letter):
    made = tried(office, letter, asked=True)
    assert list(listing.unacknowledged(office.officer, today())) == [made]
    assert list(listing.unacknowledged(office.officer, made.made_on - LATER)) == []

    done = attempting.acknowledge(made, on=today(), by=office.officer)

    assert (done.acknowledged_on, done.acknowledged_by) == (today(), office.officer)
    assert list(listing.unacknowledged(office.officer, today())) == []
    assert "receipt acknowledged" in [event.what for event in listing.timeline(letter)]


def test_what_cannot_be_says_why_and_changes_nothing(office, letter):
    stranger, _ring = make.make_mission(office)
    made = tried(office, letter, means="mail", message_id="<1@exercise.invalid>")
    gone = tried(office, letter)
    attempting.tell_outcome(gone, "returned", on=today(), returned="other", by=office.officer)
    had = attempting.acknowledge(tried(office, letter), on=today(), by=office.officer)
    by = {"on": today(), "by": office.officer}
    refusals = [
        (lambda: tried(office, letter, by=stranger), "members of its desk"),
        (lambda: tried(office, letter, means="door"), "Choose the way"),
        (lambda: tried(office, letter, made_on=today() + LATER), "between the day of the letter"),
        (lambda: tried(office, letter, made_on=today() - 9 * LATER), "between the day"),
        (lambda: tried(office, letter, message_id="1@exercise.invalid"), "already"),
        (lambda: attempting.tell_outcome(made, "", **by), "Choose what became"),
        (lambda: attempting.tell_outcome(made, "returned", **by), "why it came back"),
        (lambda: attempting.tell_outcome(made, "handed", returned="full", **by), "only where"),
        (lambda: attempting.tell_outcome(had, "returned", returned="full", **by), "acknowledged"),
        (lambda: attempting.acknowledge(gone, **by), "nobody received it"),
        (lambda: attempting.acknowledge(had, **by), "acknowledged already"),
        (lambda: attempting.acknowledge(made, on=today(), by=stranger), "members of its desk"),
        (lambda: attempting.acknowledge(made, on=today() - 2 * LATER, by=office.officer), "a day"),
    ]
    before = list(Attempt.objects.values())
    for act, words in refusals:
        with pytest.raises(Refused, match=words):
            act()
    assert list(Attempt.objects.values()) == before


def test_no_attempt_is_logged_before_the_letter_is_sent(office):
    with pytest.raises(Refused, match="not sent"):
        tried(office, make.make_signed(office))


def test_each_notice_to_a_mission_is_an_attempt_known_by_its_mail(office, as_role):
    make.make_mission(office)
    letter = make.make_sent(office)
    with as_role("worker"):
        chores.notify(Delivery.objects.get().pk)
    made = letter.attempts.get()
    sent = mail.outbox[-1].message()
    assert (made.means, made.by) == ("door", None)
    assert made.message == attempting.key_of(sent["Message-ID"])
    assert "localhost" in sent["Message-ID"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"by": None},
        {"outcome": "handed"},
        {"outcome": "returned", "outcome_on": today()},
        {"returned": "full"},
        {"acknowledged_on": today()},
    ],
)
def test_the_database_keeps_an_attempt_whole(office, letter, wrong):
    made = tried(office, letter)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.filter(pk=made.pk).update(**wrong)


def test_a_mail_without_an_id_has_no_key():
    assert attempting.key_of(" <> ") == ""
    assert attempting.key_of("<a@b>") == attempting.key_of(" a@b ")
