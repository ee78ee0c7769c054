"""Reports of mandates at the public door: listed, read, taken along, and gone when withdrawn."""

import html
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapporteur.documents.tree import Paragraph, Words
from rapporteur.documents.writers import akn
from rapporteur.publication import indexing
from rapporteur.publication import reports as published
from rapporteur.publication.models import PublishedReport
from rapporteur.reports import actions, findables
from tests.factories import reports as make
from tests.factories.cases import make_office
from tests.factories.publication import make_published_report

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


@pytest.mark.requirement("K1", "C12")
def test_the_words_of_a_report_are_found_from_its_day_until_it_is_withdrawn(door):
    public, office = door("public"), make_office()

    def found(words, language="en"):
        address = reverse("search").replace("/en/", f"/{language}/")
        return text_of(public.get(address, {"q": words}))

    done = actions.publish(make.make_approved(office), make.TEXT, read=2, by=office.holder)
    address = reverse("report", args=[done.published_key])
    for words in ("exercise reports letters", "A/HRC/61/99", "Report of an exercise"):
        assert f'href="{address}"' in found(words), words
    assert address.replace("/en/", "/fr/") in found("A/HRC/61/99", "fr")
    PublishedReport.objects.update(published_on="2999-01-01")
    assert address not in found("A/HRC/61/99")
    PublishedReport.objects.update(published_on=done.published_on)
    actions.withdraw(done, words="A mistake.", by=office.holder)
    assert address not in found("A/HRC/61/99")


def test_what_is_found_of_a_report_in_another_language_says_so():
    report = make_published_report(words="这是一次练习。", language="zh", title="练习报告")
    told = findables.describe(report)
    assert told.titles["zh-hans"] == "练习报告"
    assert (told.titles["en"], told.words) == (
        "Report A/HRC/61/99",
        {"zh-hans": ["这是一次练习。"]},
    )


@pytest.mark.requirement("C12")
@pytest.mark.parametrize("number", [1, 3])
def test_the_feed_tells_reports_from_their_day_in_one_query(door, number):
    public = door("public")
    for one in range(number):
        make_published_report(key=f"REPORT{one}", symbol=f"A/HRC/6{one}/99", title="一份报告")
    make_published_report(key="WAITING1", published_on="2999-01-01", symbol="A/HRC/99/9")
    with CaptureQueriesContext(connection) as asked:
        feed = public.get(reverse("reports_feed"))
    assert len(asked) == 1
    told = feed.content.decode()
    assert feed["Content-Type"].startswith("application/atom+xml")
    assert (told.count("<entry>"), "A/HRC/99/9" in told) == (number, False)
    assert "Exercise: 一份报告" in told


def test_of_a_report_that_is_too_long_for_the_index_its_beginning_is_found():
    characters = [chr(0x4E00 + number) for number in range(5_000)]
    pairs = (one + characters[(place * 7 + 1) % 5_000] for place, one in enumerate(characters * 20))
    paragraphs = "".join(pairs)
    report = make_published_report(words="开始", language="zh", title="报告")
    tree = published.document(report)
    long = [Paragraph(str(n), (Words(paragraphs[n * 900 : n * 900 + 900]),)) for n in range(220)]
    report.akn = akn.write(replace(tree, body=(*tree.body, *long)))
    report.save()
    assert indexing.put(findables.REPORTS, report) == 6
    [words] = findables.describe(report).words.values()
    assert words[0] == "开始"
    assert 99_000 < sum(map(len, words)) <= findables.MOST
