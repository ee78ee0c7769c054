"""What the mandate is, for children, by band of age: two texts, danger first, a way to leave."""

import re

import pytest

from rapporteur.doors.languages import PARTS
from rapporteur.doors.public import children

pytestmark = pytest.mark.django_db
EVERY = list(children.BY_CODE)


@pytest.fixture
def client(door):
    return door("public")


def page_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.requirement("R20.4")
@pytest.mark.parametrize("band", EVERY)
def test_each_band_has_two_texts_a_way_to_leave_and_who_helps_now(client, band):
    page = page_of(client, f"/en/about/children/{band}/")

    assert re.findall(r'<article class="stack" id="(text-\d)">', page) == ["text-1", "text-2"]
    assert '<a class="button leave" href="about:blank" rel="noreferrer">' in page
    assert page.index("Are you in danger now?") < page.index('id="text-1"')
    assert '#danger" rel="noreferrer">' in page
    assert "follows the working methods in report A/HRC/9/21." in page


@pytest.mark.requirement("R20.1")
@pytest.mark.parametrize("band", EVERY)
def test_each_band_reads_what_we_do_what_we_cannot_do_and_how_to_tell_us(client, band):
    page = page_of(client, f"/en/about/children/{band}/")
    headings = re.findall(r"<h3>(.+?)</h3>", page)

    assert {"What do we do?", "What can we not do?", "How can you tell us?"} <= set(headings)


def test_one_chooses_a_band(client):
    page = page_of(client, "/en/about/children/")

    assert [band for band in EVERY if f'href="/en/about/children/{band}/"' not in page] == []
    assert "<article" not in page
    assert client.get("/en/about/children/40-50/").status_code == 404


@pytest.mark.requirement("L7")
@pytest.mark.parametrize("part", [part for part in PARTS.values() if part != "en"])
@pytest.mark.parametrize("address", ["about/children/6-9/", "about/easy/"])
def test_each_language_has_the_text_and_says_that_a_machine_drafted_it(client, part, address):
    english, page = page_of(client, f"/en/{address}"), page_of(client, f"/{part}/{address}")
    said, stays = (set(re.findall(r"<p>([^<]+)</p>", one)) for one in (page, english))

    assert len(said) == len(stays)
    assert said & stays == set()
    assert page.count('<p class="note">') == english.count('<p class="note">') + 1


@pytest.mark.parametrize("band", EVERY)
def test_only_headings_stand_twice_in_a_band(band):
    sentences = [
        str(one)
        for text in children.BY_CODE[band].texts
        for part in text.parts
        for one in part.sentences
    ]
    assert len(set(sentences)) == len(sentences)
