"""Earlier letters at the public door: the page of their State, open data, and nothing that is not public."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapporteur.communications.actions.registering import load
from rapporteur.communications.register import files
from rapporteur.publication import earlier
from tests.factories.people import make_desk
from tests.factories.publication import make_published_earlier
from tests.factories.registers import ADDRESS, LINE, PUBLIC, make_csv, make_line

pytestmark = pytest.mark.django_db
PAGE = "/en/states/XEX/"


@pytest.fixture
def get(door, as_role):
    client = door("public")

    def at_the_door(path):
        with as_role("public"):
            answer = client.get(path)
            parts = answer.streaming_content if answer.streaming else [answer.content]
            return b"".join(parts).decode()

    return at_the_door


def part(page):
    return page[page.index('id="earlier"') :].partition("</section>")[0]


def test_only_what_the_register_marks_public_is_seen(get):
    hidden = make_line(reference="AL XEX 4/2008", replies="none")
    load(files.read("a.csv", make_csv(PUBLIC, hidden)), make_desk(), by="command:x",
         skip_refused=False)  # fmt: skip
    page = part(get(PAGE))
    assert "UA XEX 3/2008" in page
    assert "A made-up matter" in page
    assert f'href="{ADDRESS}"' in page
    for path in (PAGE, "/data/earlier_letters.csv", "/data/earlier_letters.json",
                 "/data/states/XEX.json"):  # fmt: skip
        assert "4/2008" not in get(path)


def test_what_is_not_held_is_said_and_never_shown_as_none(get):
    make_published_earlier(sent_on="", kind="", answered="", replies=[])
    page = part(get(PAGE))
    for told in ("day not held", "kind not held", "whether a reply came is not held",
                 "text not held here"):  # fmt: skip
        assert told in page
    assert "no reply" not in page


def test_none_on_record_is_told_as_of_its_day(get):
    make_published_earlier(answered="none", replies=[], as_of="2009-03")
    assert "no reply received as of March 2009" in part(get(PAGE))


def test_a_day_is_no_more_exact_than_its_source(get):
    make_published_earlier(sent_on="2008-07", replies=["2009"])
    page = part(get(PAGE))
    assert "July 2008" in page
    assert "29" not in page.partition("<p")[0]


def test_a_state_without_an_earlier_letter_has_no_such_part(get):
    assert 'id="earlier"' not in get(PAGE)


def test_the_page_asks_as_much_for_twenty_as_for_one(get):
    asked = []
    for number in (1, 25):
        for place in range(number):
            make_published_earlier(reference=f"XEX {number * 100 + place}/2008")
        get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            page = part(get(PAGE))
        asked.append(len(queries))
        assert page.count("<li>") == min(number, earlier.SHOWN)
    assert asked[0] == asked[1]


def test_csv_and_json_hold_the_same_earlier_letters(get):
    make_published_earlier()
    make_published_earlier(reference="", subject="=1+1", sent_on="1994", country_id=None,
                           addressee="OTH", as_of="2009-03-01")  # fmt: skip
    text = get("/data/earlier_letters.csv")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    found = json.loads(get("/data/earlier_letters.json"))
    assert [row["key"] for row in rows] == [row["key"] for row in found["rows"]]
    assert [list(row) for row in found["rows"]] == [found["columns"]] * 2
    assert (rows[0]["subject"], found["rows"][0]["subject"]) == ("'=1+1", "=1+1")
    assert (rows[1]["replies"], rows[1]["text_held"], rows[1]["exercise"]) == (
        *("2008-10", "no", "yes"),
    )
    assert found["data_of"] == "2026-05-04"
    assert "do not measure how much abuse there is" in found["note"]
    for row in found["rows"]:
        assert row["source"]
        assert row["source_address"].startswith("https://")
        assert row["licence"] == earlier.LICENCE


def test_the_file_changes_its_mark_with_a_row(get, door):
    first = door("public").get("/data/earlier_letters.csv")["ETag"]
    assert door("public").get("/data/earlier_letters.csv")["ETag"] == first
    make_published_earlier()
    assert door("public").get("/data/earlier_letters.csv")["ETag"] != first


def test_the_page_of_open_data_lists_them(get):
    make_published_earlier()
    page = get("/en/data/")
    line = page[page.index('<tr id="earlier_letters">') :].partition("</tr>")[0]
    assert '<td class="clock">1</td>' in line
    assert earlier.LICENCE in line
    assert LINE["as_of"] not in line
