"""The desk sees what a source changed with its code, today and where it is opened."""

from django.urls import reverse

from rapporteur.cases import consents
from rapporteur.cases.models import Case
from rapporteur.intake import saying, threads
from tests.factories import cases as make


def test_the_desk_sees_answers_and_is_told_today(committed, at_work):
    office = at_work.office
    submission = make.make_submission(office)
    receipt = office.receipts[submission.pk]
    saying.change_consents(receipt, threads.read(receipt), {"may_send": "no"})
    saying.ask_deletion(receipt, threads.read(receipt), "")
    today = at_work.get("/").content.decode()
    assert "A source has changed what it allows" in today
    assert "A source asks for deletion" in today

    at_work.post(reverse("received_case", args=[submission.pk]), {"reference": ""})
    assert not consents.is_given(Case.objects.get(), "may_send")
    page = at_work.get(reverse("received_open", args=[submission.pk])).content.decode()
    assert "Said with the code on" in page
    assert "asks that what it wrote be deleted" in page

    address = reverse("received_write", args=[submission.pk])
    at_work.post(address, {"text": "It is deleted.", "answers_deletion": "on"})
    assert "asks for deletion" not in at_work.get("/").content.decode()
    assert "answers_deletion" not in at_work.get(address).content.decode()
