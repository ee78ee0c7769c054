"""Shared experience: a record of its own kind, kept once, opened by the desk alone."""

import pytest
from django.db import IntegrityError

from rapporteur.intake import dialogue, experiences
from rapporteur.intake.models import Experience, Submission, Thread
from rapporteur.intake.threads import Closed
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import Version
from tests.intake.conftest import body_of

SAID = {"theme": "school", "helped": "A teacher who listened.", "language": "en"}


@pytest.mark.requirement("R20.3")
def test_what_is_shared_becomes_no_thread_and_no_submission(desk, officer):
    row = new_id()

    assert experiences.keep(row, desk, SAID)

    one = Experience.objects.get(pk=row)
    assert one.sealed.record.kind == "intake.experience"
    assert body_of(one.sealed, desk, officer)["answers"] == SAID
    assert (one.desk, one.theme) == (desk, "")
    assert not Thread.objects.exists()
    assert not Submission.objects.exists()


def test_the_same_page_sent_twice_is_kept_once(desk):
    row = new_id()
    assert experiences.keep(row, desk, SAID)
    assert not experiences.keep(row, desk, {**SAID, "helped": "changed"})
    assert Experience.objects.count() == Version.objects.count() == 1


def test_another_fault_of_the_database_is_no_second_page(desk, monkeypatch):
    def broken(*_args, **_named):
        raise IntegrityError("something else")

    monkeypatch.setattr(experiences.records, "keep", broken)
    with pytest.raises(IntegrityError):
        experiences.keep(new_id(), desk, SAID)


@pytest.mark.requirement("SG1")
def test_what_may_lead_to_pictures_is_left_out_before_sealing(desk, officer):
    row = new_id()
    experiences.keep(row, desk, {"failed": "It is on www.example.com/a still."})
    body = body_of(Experience.objects.get(pk=row).sealed, desk, officer)
    assert "example.com" not in str(body)
    assert list(body["left_out"]) == ["failed"]


def test_nothing_is_kept_where_no_key_can_be_trusted(db):
    with pytest.raises(Closed):
        experiences.keep(new_id(), new_id(), SAID)
    assert not Version.objects.exists()


def test_a_row_that_names_another_record_opens_nothing(committed, desk, officer):
    first, second = new_id(), new_id()
    for row in (first, second):
        experiences.keep(row, desk, SAID)
    one, other = (Experience.objects.get(pk=row) for row in (first, second))
    one.sealed = other.sealed
    with pytest.raises(dialogue.Misplaced):
        experiences.opened(one, officer, by="x")
