"""What reports observe, beside the State and the letter that it is about: page, file and JSON."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapporteur.publication.models import PublishedReport
from tests.factories.law import make_country
from tests.factories.publication import (
    make_example,
    make_observation,
    make_published,
    make_published_report,
)

pytestmark = pytest.mark.django_db
LINK = 'href="/en/reports/EXAMPLE1/#para-1"'
PLACES = ("en/letters/EXAMPLE1/", "en/states/XEX/")


def told(page):
    return page.count('<blockquote class="kept"')


@pytest.mark.requirement("R31.4")
def test_an_observation_stands_beside_its_letter_and_its_state(get):
    make_example()
    for path in PLACES:
        page = get(path).body
        assert told(page) == 1
        assert LINK in page
        assert "A/HRC/61/99" in page
    assert "on the letter of" in page
    assert 'id="para-1"' in get("en/reports/EXAMPLE1/").body
    row = {
        "key": "EXAMPLE1-1-EXAMPLE1", "symbol": "A/HRC/61/99", "paragraph": "1",
        "address": "/reports/EXAMPLE1/#para-1", "country": "XEX", "letter": "EXAMPLE1",
        "text": "This is an exercise.", "published_on": "2026-05-04", "exercise": True,
    }  # fmt: skip
    of_state = json.loads(get("data/states/XEX.json").body)["tables"]
    [found] = of_state["observations"]
    assert row.items() <= found.items()
    assert json.loads(get("data/observations.json").body)["rows"] == [found]
    [in_csv] = csv.DictReader(io.StringIO(get("data/observations.csv").body))
    assert in_csv["text"] == row["text"]
    letters = json.loads(get("data/letters.json").body)["rows"]
    assert {one["key"]: one["observations"] for one in letters if one["observations"]} == {
        "EXAMPLE1": [row["key"]]
    }
    assert get(row["address"].partition("#")[0].lstrip("/")).status_code == 302


def test_one_paragraph_on_a_state_and_two_letters_is_told_once_of_the_state(get):
    report, state = make_published_report(), make_country()
    for on in (state, make_published(), make_published()):
        make_observation(report, on)
    make_observation(report, state, paragraph=2, words="Two.")

    assert told(get("en/states/XEX/").body) == 2
    assert len(json.loads(get("data/observations.json").body)["rows"]) == 4


def test_where_nothing_is_observed_nothing_is_said(get):
    make_published(key="EXAMPLE1")
    for path in PLACES:
        assert 'id="observations"' not in get(path).body


@pytest.mark.requirement("C12")
def test_with_the_report_it_is_gone_and_the_tag_is_another(get):
    make_example()
    first = get("data/letters.json")["ETag"]
    assert get("data/letters.json", if_none_match=first).status_code == 304
    PublishedReport.objects.update(published_on="2999-01-01")
    for path in PLACES:
        assert told(get(path).body) == 0
    later = get("data/letters.json", if_none_match=first)
    assert (later.status_code, '"observations":["' in later.body.replace(" ", "")) == (200, False)


@pytest.mark.parametrize("path", [*PLACES, "data/letters.json", "data/observations.json"])
def test_many_ask_no_more_than_one(get, path):
    letter = make_example()
    report = PublishedReport.objects.get()

    def asked():
        get(path)
        with CaptureQueriesContext(connection) as queries:
            get(path)
        return len(queries)

    one = asked()
    for number in range(2, 5):
        make_observation(report, letter, paragraph=number)
        make_observation(report, letter.country, paragraph=number)
    assert asked() == one
