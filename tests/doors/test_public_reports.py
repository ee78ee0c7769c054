"""Reports of mandates at the public door: listed, read, taken along, and gone when withdrawn."""

import html

import pytest
from django.urls import reverse

from rapporteur.publication.models import PublishedReport
from rapporteur.reports import actions
from tests.factories import reports as make
from tests.factories.cases import make_office

pytestmark = pytest.mark.django_db


def text_of(answer):
    return html.unescape(answer.content.decode())


@pytest.mark.requirement("K1")
def test_a_report_is_listed_read_and_taken_along_and_gone_when_withdrawn(door):
    public, office = door("public"), make_office()
    approved = make.make_approved(office)
    assert "No report is published here yet." in text_of(public.get(reverse("reports")))
    done = actions.publish(approved, make.TEXT, read=2, by=office.holder)
    key = done.published_key
    listed = text_of(public.get(reverse("reports")))
    assert "Report of an exercise" in listed
    assert "A/HRC/61/99" in listed
    page = text_of(public.get(reverse("report", args=[key])))
    assert "This exercise reports 0 letters." in page
    assert "Everything here is made up" in page
    assert page.count("<h1") == 1
    for ending, begins in (("pdf", b"%PDF"), ("docx", b"PK"), ("xml", b"<?xml")):
        file = public.get(reverse(f"report_{ending}", args=[key]))
        assert file.content.startswith(begins)
        assert file["X-Rapporteur-Mode"] == "exercise"
    again = public.get(reverse("report_xml", args=[key]), headers={"if-none-match": file["ETag"]})
    assert again.status_code == 304
    actions.withdraw(done, words="A mistake.", by=office.holder)
    assert public.get(reverse("report", args=[key])).status_code == 404
    for ending in ("pdf", "docx", "xml"):
        gone = public.get(reverse(f"report_{ending}", args=[key]), headers={"if-none-match": "*"})
        assert gone.status_code == 404


@pytest.mark.requirement("C12")
def test_a_report_is_not_there_before_its_day(door):
    public, office = door("public"), make_office()
    done = actions.publish(make.make_approved(office), make.TEXT, read=2, by=office.holder)
    PublishedReport.objects.update(published_on="2999-01-01")
    assert "A/HRC/61/99" not in text_of(public.get(reverse("reports")))
    assert public.get(reverse("report", args=[done.published_key])).status_code == 404
    assert public.get(reverse("report_pdf", args=[done.published_key])).status_code == 404
