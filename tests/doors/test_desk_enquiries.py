"""The pages on which the desk asks a source for more, and chooses what comes of silence."""

from datetime import timedelta

import pytest
from django.urls import reverse

from rapporteur.cases.models import Enquiry
from rapporteur.intake import asking, threads
from rapporteur.intake.models import Message
from rapporteur.kernel.clock import today
from tests.factories import cases as make

pytestmark = pytest.mark.requirement("B8")
UNTIL = today() + timedelta(days=10)
GIVEN = {
    "until": UNTIL.isoformat(),
    "text": "Two things would help.",
    "words_1": "In which month was it?",
    "form_1": "month",
    "words_3": "zyxquorum-asked",
    "form_3": "",
}


@pytest.fixture
def officer(at_work):
    return at_work


def enquiries(officer, submission):
    return asking.enquiries(threads.read(officer.office.receipts[submission.pk]).letters)


def page_of(officer, name, pk):
    return officer.get(reverse(name, args=[pk])).content.decode()


def test_questions_are_asked_seen_and_answered(committed, officer):
    submission = make.make_submission(officer.office)
    address = reverse("received_ask", args=[submission.pk])
    assert 'name="words_5"' in officer.get(address).content.decode()
    assert officer.post(address, GIVEN).url == reverse("received_open", args=[submission.pk])

    (asked,) = enquiries(officer, submission)
    assert [(one.words, one.form) for one in asked.asked] == [
        ("In which month was it?", "month"),
        ("zyxquorum-asked", "words"),
    ]
    page = page_of(officer, "received_open", submission.pk)
    assert "Asked for more" in page
    assert "no answer so far" in page
    assert reverse("received_ask", args=[submission.pk]) not in page
    assert "zyxquorum" not in officer.get("/").content.decode()

    receipt = officer.office.receipts[submission.pk]
    asking.answer(receipt, threads.read(receipt), asked, 1, "2026-03")
    assert "A source has answered what you asked" in officer.get("/").content.decode()
    asking.answer(receipt, threads.read(receipt), enquiries(officer, submission)[0], 2, "")
    page = page_of(officer, "received_open", submission.pk)
    assert "March 2026" in page
    assert "skipped" in page
    assert Enquiry.objects.get().state == "answered"
    assert reverse("received_ask", args=[submission.pk]) in page


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"words_1": ""}, "required"),
        ({"until": today().isoformat()}, "a day to come"),
        ({"until": "31.13.2026"}, "valid date"),
        ({"form_1": "picture"}, "valid choice"),
    ],
)
def test_what_cannot_be_asked_is_said_and_stays(committed, officer, given, why):
    submission = make.make_submission(officer.office)
    answer = officer.post(reverse("received_ask", args=[submission.pk]), {**GIVEN, **given})
    page = answer.content.decode()
    assert why in page
    assert "zyxquorum-asked" in page
    assert not Message.objects.exists()


def silent(officer):
    """Return questions whose day has passed."""
    submission = make.make_submission(officer.office)
    officer.post(reverse("received_ask", args=[submission.pk]), GIVEN)
    Enquiry.objects.update(until=today() - timedelta(days=1))
    return submission, Enquiry.objects.get()


def test_today_shows_silence_and_a_person_chooses(committed, officer):
    submission, enquiry = silent(officer)
    page = officer.get("/").content.decode()
    assert "No answer of a source so far" in page
    address = enquiry.get_absolute_url()
    assert address in page
    assert "missed" not in page

    missing = officer.post(address, {"choice": "again"}).content.decode()
    assert "Choose the day by which" in missing
    officer.post(address, {"choice": "again", "until": UNTIL.isoformat()})
    assert enquiries(officer, submission)[0].again
    assert "has not passed" in officer.post(address, {"choice": "on"}).content.decode()
    assert "Asked once more." in page_of(officer, "received_open", submission.pk)

    Enquiry.objects.update(until=today() - timedelta(days=1))
    assert officer.post(address, {"choice": "on"}).status_code == 302
    assert enquiries(officer, submission)[0].is_over
    assert "No answer of a source" not in officer.get("/").content.decode()
    assert "The questions are no longer open." in page_of(officer, "received_open", submission.pk)
    assert 'name="choice"' not in officer.get(address).content.decode()


def test_questions_are_closed_before_their_day(committed, officer):
    submission = make.make_submission(officer.office)
    officer.post(reverse("received_ask", args=[submission.pk]), GIVEN)
    assert officer.post(Enquiry.objects.get().get_absolute_url(), {"choice": "close"}).url
    assert Enquiry.objects.get().state == "closed"


def test_a_locked_vault_keeps_what_was_typed(committed, officer):
    submission = make.make_submission(officer.office)
    officer.post(reverse("vault_lock"))
    address = reverse("received_ask", args=[submission.pk])
    assert officer.get(address).url.startswith(reverse("vault_unlock"))
    page = officer.post(address, GIVEN).content.decode()
    assert "locked meanwhile" in page
    assert "zyxquorum-asked" in page


@pytest.mark.requirement("RX.1")
def test_another_desk_finds_neither(committed, officer, with_vault):
    submission, enquiry = silent(officer)
    other = with_vault("coordinator", desk=make.make_office("OTHER").desk)
    assert other.get(reverse("received_ask", args=[submission.pk])).status_code == 404
    assert other.get(enquiry.get_absolute_url()).status_code == 404
    assert "No answer of a source" not in other.get("/").content.decode()
