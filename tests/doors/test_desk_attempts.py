"""Attempts to deliver as pages: logged, told of on the letter and on Today, proof opened."""

from uuid import uuid4

import pytest
from django.urls import reverse

from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from tests.factories import cases as make_cases
from tests.factories import communications as make

CANARY = "zyxquorum-porter"


@pytest.fixture
def letter(committed, at_work, beside):
    reader, holder = beside("coordinator"), beside("mandate_holder")
    return make.make_sent(make_cases.office_of(at_work, reader.person, holder.person))


def text(answer):
    return answer.content.decode()


def log(client, letter, **more):
    given = {"means": "hand", "made_on": today(), "proof": CANARY, "asked": "on", **more}
    return client.post(reverse("communications_tried", args=[letter.pk]), given)


@pytest.mark.requirement("C9", "C11")
def test_an_attempt_is_logged_comes_back_and_is_told_on_today(letter, at_work):
    assert log(at_work, letter).url == letter.get_absolute_url()
    shown = text(at_work.get(letter.get_absolute_url()))
    assert "acknowledgement asked for" in shown
    assert CANARY not in shown
    made = letter.attempts.get()
    page = reverse("communications_attempt", args=[letter.pk, made.pk])
    assert CANARY in text(at_work.get(page))
    read = Entry.objects.filter(verb="read", subject_id=str(made.proof.record_id))
    assert read.exists()

    missing = at_work.post(page, {"outcome": "returned", "on": today()})
    assert "Say why it came back" in text(missing)
    at_work.post(page, {"outcome": "returned", "on": today(), "returned": "refused"})

    assert "came back: it was refused" in text(at_work.get(letter.get_absolute_url()))
    assert "came back: try another way" in text(at_work.get("/"))


def test_an_acknowledgement_is_recorded_on_its_page(letter, at_work):
    log(at_work, letter, proof="")
    page = reverse("communications_attempt", args=[letter.pk, letter.attempts.get().pk])
    at_work.post(page, {"outcome": "acknowledged", "on": today()})
    assert "receipt acknowledged" in text(at_work.get(letter.get_absolute_url()))
    assert "receipt acknowledged" in text(at_work.get(page))


def test_what_is_wrong_stays_on_the_page(letter, at_work):
    assert log(at_work, letter, means="door").status_code == 200
    assert not letter.attempts.exists()
    other = reverse("communications_attempt", args=[letter.pk, uuid4()])
    assert at_work.get(other).status_code == 404
