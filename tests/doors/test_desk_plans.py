"""The safety plan as a page, and where it is shown or said to be missing."""

import pytest
from django.urls import reverse

from rapporteur.cases.models import SafetyPlan
from rapporteur.kernel.journal.models import Entry
from tests.factories import cases as make
from tests.factories import communications as letters
from tests.factories.people import make_desk

pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.requirement("SG6", "SG7")]
GIVEN = {
    "happens": "zyxquorum-happens",
    "contact": "zyxquorum-contact",
    "secret": "zyxquorum-secret",
    "danger": "",
    "version": "0",
}


def address(case):
    return reverse("cases_plan", args=[case.pk])


def test_a_plan_is_written_read_and_shown_before_writing_to_the_source(at_work):
    case = make.make_case(at_work.office)
    write = reverse("received_write", args=[case.joined.get().submission_id])
    assert "There is no plan yet" in at_work.get(write).content.decode()
    assert "no plan yet" in at_work.get(case.get_absolute_url()).content.decode()
    assert at_work.post(address(case), GIVEN).status_code == 302
    for page in (address(case), write):
        text = at_work.get(page).content.decode()
        assert "zyxquorum-secret" in text
    assert "not known yet" in at_work.get(write).content.decode()
    assert "no plan yet" not in at_work.get(case.get_absolute_url()).content.decode()
    kept = SafetyPlan.objects.get()
    assert Entry.objects.filter(verb="read", subject_id=str(kept.record_id)).count() == 3


def test_what_is_in_no_case_has_no_plan(at_work):
    submission = make.make_submission(at_work.office)
    page = at_work.get(reverse("received_write", args=[submission.pk])).content.decode()
    assert "there is no safety plan" in page


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"version": "7"}, "saved this meanwhile"),
        ({"version": "x"}, "zyxquorum-happens"),
        ({"contact": "a\x00b"}, "cannot be shown"),
        ({"happens": " ", "contact": "", "secret": ""}, "Write something first"),
        ({"happens": "x" * 12_001}, "at most 12000"),
    ],
)
def test_a_bad_plan_comes_back_with_what_was_typed(at_work, wrong, why):
    case = make.make_case(at_work.office)
    answer = at_work.post(address(case), {**GIVEN, **wrong})
    assert answer.status_code == 200
    assert why in answer.content.decode()
    assert SafetyPlan.objects.count() == 0


def test_a_vault_that_locked_meanwhile_loses_nothing(at_work):
    case = make.make_case(at_work.office)
    at_work.post(reverse("vault_lock"))
    assert "zyxquorum-happens" in at_work.post(address(case), GIVEN).content.decode()
    assert at_work.get(address(case)).status_code == 302


@pytest.mark.requirement("RX.1")
def test_another_desk_and_who_has_no_key_find_none(at_work, with_vault, at_desk):
    case = make.make_case(at_work.office)
    elsewhere = with_vault("coordinator", desk=make_desk("OTHER"))
    assert elsewhere.get(address(case)).status_code == 404
    assert at_desk("auditor", desk=at_work.desk).get(address(case)).status_code == 403


def test_sending_and_telling_say_that_there_is_none(at_work, beside):
    office = make.office_of(at_work, beside("desk_officer").person, beside("mandate_holder").person)
    letter = letters.make_sent(office)
    send = reverse("communications_step", args=[letter.pk, "send"])
    tell = reverse("communications_tell", args=[letter.pk])
    for page in (send, tell):
        assert "no safety plan yet" in at_work.get(page).content.decode()
    at_work.post(address(letter.case), GIVEN)
    for page in (send, tell):
        assert "no safety plan yet" not in at_work.get(page).content.decode()
    assert "zyxquorum-contact" in at_work.get(tell).content.decode()
