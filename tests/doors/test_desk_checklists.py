"""The checklist of a letter as a page: one form, one save; what was typed is kept."""

import pytest
from django.urls import reverse

from tests.factories import communications as make
from tests.factories.cases import office_of
from tests.factories.people import make_desk

pytestmark = pytest.mark.usefixtures("committed")
CANARY = "zyxquorum-reason"


@pytest.fixture
def letter(at_work, beside):
    second, holder = beside("coordinator"), beside("mandate_holder")
    at_work.office = office_of(at_work, second.person, holder.person)
    return make.make_written(at_work.office)


def address(letter):
    return reverse("communications_checklist", args=[letter.pk])


def text(answer):
    return answer.content.decode()


@pytest.mark.requirement("R29.1")
def test_one_page_and_one_save_answer_what_no_step_asks(at_work, letter):
    shown = text(at_work.get(address(letter)))
    assert "Code of Conduct, art. 6 (a), version of 18 June 2007" in shown
    assert "no answer yet to" in shown
    assert "Asked by the steps themselves" in shown
    answer = at_work.post(address(letter), make.posted_checklist(letter), follow=True)
    shown = text(answer)
    assert "Your answers are kept for this version." in shown
    assert "no answer yet to" not in shown
    assert make.ANSWERS["L-CODE-6B"].reason in shown
    saving = letter.checklists.get()
    assert saving.by == at_work.person
    assert saving.reasons is not None


def test_a_no_without_reason_and_a_reason_without_answer_are_told_and_nothing_is_kept(
    at_work, letter
):
    data = {**make.posted_checklist(letter), "answer_L-CODE-6A": "no"}
    del data["answer_L-CODE-14"]
    shown = text(at_work.post(address(letter), {**data, "reason_L-CODE-14": CANARY}))
    assert "Give the reason for this answer." in shown
    assert "Answer yes, no or not applicable." in shown
    assert CANARY in shown
    shown = text(at_work.post(address(letter), {**data, "answer_L-CODE-6A": "perhaps"}))
    assert "valid choice" in shown
    assert not letter.checklists.exists()


def test_a_letter_that_was_saved_meanwhile_is_told_and_the_answers_stay(at_work, letter):
    data = {**make.posted_checklist(letter), "read": 9, "reason_L-CODE-6B": CANARY}
    shown = text(at_work.post(address(letter), data))
    assert "saved this letter meanwhile" in shown
    assert CANARY in shown


def test_a_locked_vault_takes_nothing_away(at_work, letter):
    at_work.post(reverse("vault_lock"))
    data = {**make.posted_checklist(letter), "reason_L-CODE-6B": CANARY}
    shown = text(at_work.post(address(letter), data))
    assert "locked meanwhile" in shown
    assert CANARY in shown
    assert not letter.checklists.exists()


def test_it_is_of_the_desk_alone(at_work, letter, with_vault):
    stranger = with_vault("desk_officer", desk=make_desk("OTHER"))
    assert stranger.get(address(letter)).status_code == 404
