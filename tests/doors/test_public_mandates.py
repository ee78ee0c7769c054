"""Mandates as the public door shows them: on a day, over time, then and now."""

import re

import pytest

from rapporteur.people.mandates.models import HolderTerm, Mandate

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(door):
    return door("public")


def text(client, address, **given):
    return client.get(address, given).content.decode()


def test_the_list_is_that_of_today_with_this_mandate_marked(client):
    page = text(client, "/en/mandates/")

    assert "<h1>Mandates</h1>" in page
    assert page.count("this mandate</span>") == 1


@pytest.mark.requirement("R12.3")
def test_the_list_of_a_day_prints_the_titles_of_that_day(client):
    page = text(client, "/en/mandates/", on="2008-07-16")

    assert "<h1>Mandates on 16 July 2008</h1>" in page
    assert "Special Rapporteur on violence against women, its causes and consequences" in page
    assert "violence against women and girls" not in page


def test_a_title_that_is_not_known_is_said_to_be_so(client):
    assert "title of that day not in our record" in text(client, "/en/mandates/", on="2008-07-16")


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("16.7.2008", "Write the day like this: 2008-07-16."),
        ("2008-02-30", "Write the day like this: 2008-07-16."),
        ("1900-01-01", "The record begins in 1946."),
        ("\u202e2008-07-16", "Write the day like this: 2008-07-16."),
        ("x" * 50_000, "Write the day like this: 2008-07-16."),
    ],
)
def test_a_day_that_is_none_is_answered_in_words(client, on, words):
    answer = client.get("/en/mandates/", {"on": on})

    assert answer.status_code == 200
    assert words in answer.content.decode()


def test_an_empty_day_is_today(client):
    assert "<h1>Mandates</h1>" in text(client, "/en/mandates/", on="")


@pytest.mark.requirement("R26.1")
def test_the_mechanisms_of_the_report_stand_beside_what_took_their_place(client):
    page = text(client, "/en/mandates/SALECHILD/")
    block = page[page.index("Paragraph 26") : page.index("Paragraph 27")]

    assert len(re.findall(r'<th scope="row">', block)) == 9
    assert "Special Rapporteur on contemporary forms of slavery" in block
    assert "/en/mandates/SLAVTRAF/" in block
    assert "is informed" in block


def test_titles_holders_and_resolutions_are_told_over_time(client):
    page = text(client, "/en/mandates/SALECHILD/")

    assert "from 24 March 2017 until 4 April 2023" in page
    assert "Najat Maalla M" in page
    assert "A/HRC/RES/52/26" in page
    assert "Who holds it today is not in our record" in page


def test_a_mandate_that_ended_says_when_and_who_took_over(client):
    page = text(client, "/en/mandates/SLAVERY/")

    assert "ended on 8 October 2025" in page
    assert '<a href="/en/mandates/SLAVTRAF/">' in page
    assert "Took over from" in text(client, "/en/mandates/SLAVTRAF/")


def test_a_mandate_without_holders_on_record_says_so(client):
    assert "Not in our record." in text(client, "/en/mandates/IDP/")


def test_what_the_mandate_is_names_its_holder_only_while_known(client):
    assert "Who holds the mandate today is not in our record." in text(client, "/en/about/")
    HolderTerm.objects.create(
        mandate_id="SALECHILD", name="A. Person", assumed_on="2026-05-01",
        source="exercise", as_of="2026-05-01", evidence="document",
    )  # fmt: skip

    assert "The mandate is held by A. Person." in text(client, "/en/about/")


def test_an_installation_without_a_mandate_of_its_own_still_has_the_page(client):
    Mandate.objects.update(has_profile=False)

    assert client.get("/en/about/").status_code == 200
    assert client.get("/en/states/EST/").status_code == 200


@pytest.mark.parametrize("code", ["SALECHILD", "VAWG", "SLAVERY", "HTI", "CRC", "MMR"])
def test_every_kind_of_mandate_has_its_page(client, code):
    assert client.get(f"/en/mandates/{code}/").status_code == 200
