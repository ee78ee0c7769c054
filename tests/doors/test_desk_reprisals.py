"""Reprisals as pages: found by few, flagged on what they are linked with."""

import pytest
from django.urls import reverse

from rapporteur.cases.models import ReprisalIncident
from tests.factories import cases as make
from tests.factories import communications as letters
from tests.factories.canaries import found
from tests.factories.people import make_desk

pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.requirement("SG10")]
CANARY = "zyxquorum-reprisal"


def given(client, **more):
    return {
        "desk": str(client.desk.pk),
        "process": "submission",
        "act": "smear",
        "day": "2026-03",
        "country": "XEX",
        "words": CANARY,
        **more,
    }


def note(client, **more):
    return client.post(reverse("reprisals_new"), given(client, **more))


def test_it_is_noted_flagged_and_followed(at_work, beside):
    case = make.make_case(at_work.office)
    officer, holder = beside("desk_officer"), beside("mandate_holder")
    assert note(at_work, case=case.reference).status_code == 302
    assert found(CANARY) == []
    incident = ReprisalIncident.objects.get()
    for client, sees in ((at_work, True), (holder, True), (officer, False)):
        page = client.get(case.get_absolute_url()).content.decode()
        assert ("smear or false accusation" in page) is sees
        assert ("eprisal" in page) is sees
        assert client.get(reverse("reprisals")).status_code == (200 if sees else 403)
        assert client.get(incident.get_absolute_url()).status_code == (200 if sees else 403)
    assert CANARY in holder.get(incident.get_absolute_url()).content.decode()
    report = reverse("reprisals_step", args=[incident.pk, "report"])
    assert holder.post(report).status_code == 403
    answer = {"taken": ["ASG"], "consent": "yes"}
    assert holder.post(incident.get_absolute_url(), answer).status_code == 302
    assert holder.post(report).status_code == 302
    assert holder.post(report.replace("report", "forget", 1)).status_code == 404
    assert "reported" in at_work.get(reverse("reprisals")).content.decode()


def test_a_letter_is_flagged_too(at_work, beside):
    office = make.office_of(at_work, holder=beside("mandate_holder").person)
    letter = letters.make_letter(office)
    address = f"{reverse('reprisals_new')}?letter={letter.code}"
    assert letter.code in at_work.get(address).content.decode()
    assert note(at_work, process="letter", letter=letter.code.lower()).status_code == 302
    incident = ReprisalIncident.objects.get()
    assert (incident.case, incident.letter) == (letter.case, letter.pk)
    for page in (letter, letter.case, incident):
        text = at_work.get(page.get_absolute_url()).content.decode()
        assert "smear or false accusation" in text
    assert letter.code in at_work.get(incident.get_absolute_url()).content.decode()
    assert "eprisal" not in beside("desk_officer").get(letter.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"day": "yesterday"}, "Write a year"),
        ({"day": "2026-13"}, "Write a year"),
        ({"day": "2999"}, "not come yet"),
        ({"case": "C-NONE-NONE"}, "No case of your desk"),
        ({"letter": "L-NONE-NONE"}, "No letter of your desk"),
        ({"process": "letter"}, "Give the code"),
        ({"words": "a\x00b"}, "cannot be shown"),
        ({"act": "joke"}, "not one of the available"),
    ],
)
def test_what_cannot_be_comes_back(at_work, wrong, why):
    answer = note(at_work, **wrong)
    assert answer.status_code == 200
    assert why in answer.content.decode()
    assert ReprisalIncident.objects.count() == 0


def test_a_closed_one_takes_no_answer_and_a_locked_vault_loses_nothing(at_work):
    note(at_work)
    incident = ReprisalIncident.objects.get()
    at_work.post(reverse("reprisals_step", args=[incident.pk, "close"]))
    answer = at_work.post(incident.get_absolute_url(), {"taken": [], "consent": "no"})
    assert "open it again first" in answer.content.decode()
    at_work.post(reverse("vault_lock"))
    assert CANARY in note(at_work).content.decode()


@pytest.mark.requirement("RX.1")
def test_another_desk_finds_none(at_work, with_vault):
    note(at_work)
    elsewhere = with_vault("coordinator", desk=make_desk("OTHER"))
    assert elsewhere.get(ReprisalIncident.objects.get().get_absolute_url()).status_code == 404
    assert "None is on record" in elsewhere.get(reverse("reprisals")).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_number_of_queries(at_work, django_assert_num_queries, rows):
    for _ in range(rows):
        note(at_work)
    at_work.get("/")
    with django_assert_num_queries(8):
        at_work.get(reverse("reprisals"))
