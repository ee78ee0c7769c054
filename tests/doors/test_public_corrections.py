"""The public log as a page and a feed: kinds and days, and no name in either."""

from datetime import date
from xml.etree import ElementTree as ET

import pytest

from rapporteur.publication import changes
from rapporteur.publication.models import PublicChange
from tests.factories.publication import make_published

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("L8")]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def get(door, as_role):
    client = door("public")

    def at_the_door(path):
        with as_role("public"):
            return client.get(path).content.decode()

    return at_the_door


def asked(**more):
    given = {"asked_by": "state", "asked_on": date(2026, 11, 2), "answer_by": date(2026, 12, 2)}
    return changes.put("correction", "letter", **{**given, "outcome": "unchanged", **more})


def test_an_empty_log_says_so_and_how_to_ask(get, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_PRESS", "desk@mandate.example")
    page = get("/en/corrections/")

    assert "Nothing was corrected or withdrawn yet." in page
    assert "desk@mandate.example" in page
    monkeypatch.delenv("RAPPORTEUR_PRESS")
    assert "No address for it has been given" in get("/en/corrections/")


def test_a_line_has_number_kind_days_and_outcome_and_no_name(get):
    line = asked()
    page = get("/en/corrections/")

    for told in (line.number, "correction asked for", "asked by a State", "2 November 2026"):
        assert told in page
    assert "2 December 2026" in page
    assert "left as it was" in page
    table = page[page.index("<table") : page.index("</table>")]
    assert "Exerland" not in table


def test_a_withdrawn_copy_is_named_by_its_key_and_a_public_one_led_to(get):
    there = make_published()
    changes.put("withdrawn", "letter", key="GONE2345")
    changes.put("again", "letter", key=there.key)
    page = get("/en/corrections/")

    assert "GONE2345" in page
    assert "letters/GONE2345/" not in page
    assert f"/en/letters/{there.key}/" in page


def test_the_log_has_pages_and_asks_as_often_for_many(get, django_assert_num_queries):
    PublicChange.objects.bulk_create(
        PublicChange(
            number=f"C-AAAA-{n:04}", kind="withdrawn", of="reply", key=f"K{n}", day="2026-11-02"
        )
        for n in range(101)
    )
    assert "?page=2" in get("/en/corrections/")
    assert get("/en/corrections/?page=2").count("C-AAAA-") == 2


def test_the_feed_tells_the_same_and_keeps_its_ids(get):
    line = asked()
    feeds = [ET.fromstring(get(f"/{part}/corrections.atom")) for part in ("en", "ar")]
    entries = [feed.find(f"{ATOM}entry") for feed in feeds]

    assert entries[0].findtext(f"{ATOM}id") == entries[1].findtext(f"{ATOM}id")
    assert entries[0].find(f"{ATOM}link").get("href").endswith(f"/en/corrections/#{line.number}")
    title = entries[0].findtext(f"{ATOM}title")
    assert title.startswith("Exercise: Letter · correction asked for · left as it was · ")
    assert ET.fromstring(get("/en/corrections.atom")).findtext(f"{ATOM}updated")


def test_an_empty_feed_is_still_a_feed(get):
    assert ET.fromstring(get("/en/corrections.atom")).findtext(f"{ATOM}updated").endswith("+00:00")


def test_each_letter_and_each_codebook_lead_there(get):
    letter = make_published()
    for path in (f"letters/{letter.key}/", "data/letters/", "letters/"):
        assert 'href="/en/corrections/"' in get(f"/en/{path}")
