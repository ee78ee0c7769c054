"""Ten days before a day of publication: the Mission is told once, and reads what will be public."""

from datetime import timedelta

import pytest
from django.db import connection

from rapporteur.communications import chores, sealing
from rapporteur.communications.actions import publishing
from rapporteur.communications.models import Announcement, Attempt, Communication, ReleaseNotice
from rapporteur.doors.worker import tasks
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from tests.factories import communications as make

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R31.2")]


@pytest.fixture
def mission(office):
    account, ring = make.make_mission(office)
    account.ring = ring
    return account


def due_in(letter, days):
    Communication.objects.filter(pk=letter.pk).update(public_from=today() + timedelta(days=days))


def cleared(office, days=10):
    """Return an approved public version of a letter whose day is so many days ahead."""
    letter = make.make_sent(office, make.make_signed_on(office))
    due_in(letter, days)
    letter.refresh_from_db()
    return make.make_cleared(office, make.make_prepared(office, letter))


def reminded():
    tasks.remind_missions.func(timestamp=0)


def test_ten_days_before_every_account_of_the_mission_is_told_once(office, mission, mailoutbox):
    letter = cleared(office, 10).communication
    reminded()
    reminded()

    (mail,) = mailoutbox
    assert mail.to == [mission.email]
    assert letter.code in mail.body
    assert ReleaseNotice.objects.get().with_words
    entry = Entry.objects.get(verb="remind mission")
    assert (entry.by, entry.detail["accounts"]) == (chores.REMINDS, 1)
    assert Attempt.objects.filter(communication=letter).count() == 1


def test_the_mail_tells_nothing_of_the_matter(office, mission, mailoutbox):
    cleared(office)
    reminded()

    told = mailoutbox[0].subject + mailoutbox[0].body
    for word in ("Exerland", "adoption", "allegation", "public", "2026", "2027"):
        assert word not in told


@pytest.mark.parametrize("days", [11, 60])
def test_eleven_days_before_nobody_is_told(office, mission, mailoutbox, days):
    cleared(office, days)
    reminded()

    assert mailoutbox == []


def test_told_without_a_version_it_is_told_again_when_one_is_ready(office, mission, mailoutbox):
    letter = make.make_sent(office, make.make_signed_on(office))
    due_in(letter, 9)
    reminded()
    make.make_cleared(office, make.make_prepared(office, letter))
    reminded()
    reminded()

    told = list(ReleaseNotice.objects.values_list("with_words", flat=True))
    assert (told, len(mailoutbox)) == ([False, True], 2)


def test_a_day_that_moved_is_told_anew(office, mission, mailoutbox):
    letter = cleared(office, 3).communication
    reminded()
    due_in(letter, 8)
    reminded()

    assert len(mailoutbox) == 2


def test_of_a_day_that_is_over_nothing_is_told_while_no_version_is_ready(
    office, mission, mailoutbox
):
    letter = make.make_sent(office, make.make_signed_on(office), days_ago=90)
    reminded()
    assert mailoutbox == []
    make.make_cleared(office, make.make_prepared(office, letter))
    reminded()
    assert len(mailoutbox) == 1


def test_a_letter_to_no_state_and_one_that_is_public_remind_nobody(office, mission, mailoutbox):
    other = make.make_sent(
        office, make.make_signed(office, addressee_kind="company", addressee="A made-up firm")
    )
    due_in(other, 2)
    make.publish(office)
    reminded()

    assert mailoutbox == []


def test_two_workers_at_once_tell_it_once(office, mission, mailoutbox):
    letter = cleared(office).communication
    assert chores.remind(letter.pk) == 1
    assert chores.remind(letter.pk) == 0
    Communication.objects.filter(pk=letter.pk).update(public_from=None)
    assert chores.remind(letter.pk) == 0
    assert len(mailoutbox) == 1


def test_the_worker_needs_no_more_than_its_rights(office, mission, as_role, mailoutbox):
    cleared(office)
    connection.check_constraints()
    with as_role("worker"):
        reminded()

    assert len(mailoutbox) == 1


# What lies in the door


def test_the_approved_version_is_sealed_to_the_mission_as_anyone_will_read_it(office, mission):
    rendition = cleared(office)
    kept = Announcement.objects.get()
    group = sealing.mission_of(rendition.communication).pk

    told = make.opened(kept.sealed, office, mission.ring, group)
    assert told["reply"] is False
    assert "A.B." not in str(told)
    facts = told["told"]["parts"][2]["facts"]
    assert facts == [[{"text": "It is reported that child 1 was promised to a family abroad."}]]


def test_it_ends_when_it_is_handed_back_and_when_it_is_public(office, mission):
    rendition = cleared(office, -1)
    publishing.hand_back(rendition, words="Take more away.", by=office.second)
    assert not Announcement.objects.in_force().exists()
    make.publish(office, make.make_cleared(office, make.fresh(rendition)))
    assert Announcement.objects.count() == 2
    assert not Announcement.objects.in_force().exists()


def test_without_a_mission_at_the_door_nothing_is_announced(office):
    cleared(office)
    assert not Announcement.objects.exists()


def test_an_announcement_and_a_notice_say_of_what_they_are(office, mission):
    letter = cleared(office).communication
    chores.remind(letter.pk)
    assert str(Announcement.objects.get()) == f"{letter.pk} {today()}"
    assert str(ReleaseNotice.objects.get()).startswith(str(letter.pk))
