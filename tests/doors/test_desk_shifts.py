"""Merging and splitting as pages."""

import pytest
from django.urls import reverse

from rapporteur.cases import actions as cases
from rapporteur.cases.models import Case
from tests.factories import cases as make
from tests.factories import communications as letters
from tests.factories.people import make_desk

pytestmark = pytest.mark.usefixtures("committed")
WHY = "zyxquorum-shift"


def page(client, name, case, data=None):
    address = reverse(f"cases_{name}", args=[case.pk])
    return client.post(address, data) if data is not None else client.get(address)


@pytest.mark.requirement("B9")
def test_a_case_is_merged_leads_on_and_is_taken_apart(at_work):
    away, into = make.make_case(at_work.office), make.make_case(at_work.office)
    for name in ("merge", "split", "apart", "shifts"):
        assert page(at_work, name, away).status_code == 200
    answer = page(at_work, "merge", away, {"reference": into.reference.lower(), "reason": WHY})
    assert answer.url == into.get_absolute_url()
    there = at_work.get(into.get_absolute_url()).content.decode()
    assert away.reference in there
    assert WHY not in there
    assert into.reference in at_work.get(away.get_absolute_url()).content.decode()
    assert WHY in page(at_work, "shifts", into).content.decode()
    assert page(at_work, "apart", away, {"reason": WHY}).url == away.get_absolute_url()
    assert "taken apart again" in at_work.get(into.get_absolute_url()).content.decode()


def test_a_case_is_split(at_work):
    case, other = make.make_case(at_work.office), make.make_submission(at_work.office)
    cases.join(case, other, make.ADULT, by=at_work.person)
    answer = page(at_work, "split", case, {"submissions": [str(other.pk)], "reason": WHY})
    new = Case.objects.exclude(pk=case.pk).get()
    assert answer.url == new.get_absolute_url()
    assert new.joined.get().submission == other


@pytest.mark.parametrize(
    ("name", "wrong", "why"),
    [
        ("merge", {"reference": "C-NONE-NONE"}, "No case of your desk"),
        ("merge", {"reference": ""}, "required"),
        ("merge", {"reason": "a\x00b"}, "cannot be shown"),
        ("split", {"submissions": ["x"]}, "not one of the available"),
        ("split", {"reason": ""}, "required"),
        ("apart", {}, "not merged"),
    ],
)
def test_what_cannot_be_comes_back_with_its_words(at_work, name, wrong, why):
    case = make.make_case(at_work.office)
    data = {
        "reference": case.reference,
        "submissions": [str(case.joined.get().submission_id)],
        "reason": WHY,
        **wrong,
    }
    answer = page(at_work, name, case, data)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert why in text
    assert data["reason"].replace("\x00", "") in text.replace("\x00", "")


@pytest.mark.requirement("RX.1")
def test_another_desk_finds_none_of_it(at_work, with_vault):
    case = make.make_case(at_work.office)
    elsewhere = with_vault("coordinator", desk=make_desk("OTHER"))
    for name in ("merge", "split", "apart", "shifts"):
        assert page(elsewhere, name, case).status_code == 404


def test_letters_stay_and_are_shown(at_work, beside):
    office = make.office_of(at_work, holder=beside("mandate_holder").person)
    letter = letters.make_letter(office)
    other = make.make_case(office)
    data = {"reference": other.reference, "reason": WHY}
    assert "A letter stands" in page(at_work, "merge", letter.case, data).content.decode()
    page(at_work, "merge", other, {"reference": letter.case.reference, "reason": WHY})
    assert letter.get_absolute_url() in at_work.get(letter.case.get_absolute_url()).content.decode()
