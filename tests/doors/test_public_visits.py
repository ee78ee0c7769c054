"""Visits at the public door: list, feed, files, codebook, and the page of a State with its twin."""

import csv
import io
import json
import re
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapporteur.kernel.clock import now
from rapporteur.kernel.reference.loading import change
from rapporteur.kernel.reference.models import Change
from rapporteur.visits import published
from rapporteur.visits.chains import Status
from rapporteur.visits.models import VisitEvent
from rapporteur.visits.reference import VISIT_EVENTS
from rapporteur.world.models import Country
from tests.factories.visits import make_register_event

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
PROOF = {"source": "A/HRC/99/9", "evidence": "document", "as_of": "2011"}


@pytest.fixture
def alone():
    """Leave no visit on record but those of the test."""
    VisitEvent.objects.all().delete()


def happen(kind, day="", until="", country="XEX", mandate="SALECHILD", **more):
    return VisitEvent.objects.create(
        mandate_id=mandate, country_id=country, kind=kind, starts_on=day, ends_on=until,
        **{**PROOF, **more},
    )  # fmt: skip


def states(page):
    return re.findall(r'<h2><a href="/en/states/(\w+)/#visits">', page)


def test_all_visits_are_listed_the_latest_first(get):
    page = get("/en/visits/").body
    found = states(page)

    assert found[:4] == ["DEU", "MUS", "PRY", "GMB"]
    assert len(found) == len(published.everything()) == 15
    assert "15 visits or requests are in our record." in page
    assert "The record is partial" in page
    assert 'href="/en/visits/" aria-current="page"' in page


@pytest.mark.requirement("D1")
def test_a_visit_tells_each_step_with_its_document_and_where_it_stands(get):
    page = get("/en/visits/", {"state": "EST"}).body

    assert states(page) == ["EST"]
    assert '<span class="status wraps done">visit carried out</span>' in page
    assert "29 July 2008</strong> request renewed" in page
    assert "date not in the document" in page
    assert "text not held" in page
    assert "A/HRC/9/21, para. 13" in page
    assert "as of 2010" in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"state": "MUS"}, {"MUS"}),
        ({"year": "2011"}, {"MUS"}),
        ({"year": "2008", "status": "requested"}, {"KHM", "CHL", "IND", "THA"}),
        ({"status": "postponed"}, {"PRY"}),
        ({"mandate": "SALECHILD", "year": "2024"}, {"DEU"}),
        ({"year": "1999"}, set()),
    ],
)
def test_visits_are_asked_for_by_state_year_status_and_mandate(get, asked, found):
    page = get("/en/visits/", asked).body
    rows = list(csv.DictReader(io.StringIO(get("/data/visits.csv", asked).body)))
    in_json = json.loads(get("/data/visits.json", asked).body)

    assert set(states(page)) == found == {one["country"] for one in rows}
    assert {one["country"] for one in in_json["rows"]} == found
    assert in_json["asked"] == asked
    if not found:
        assert "Nothing in our record is of this kind." in page


@pytest.mark.parametrize("wrong", [{"state": "ZZZ"}, {"year": "last"}, {"status": "bad"}])
def test_a_wrong_question_is_told_on_the_page_and_refused_for_a_file(get, wrong):
    answer = get("/en/visits/", wrong)

    assert answer.status_code == 200
    assert "What could not be understood is left out" in answer.body
    assert get("/data/visits.csv", wrong).status_code == 400


def test_the_list_has_pages_that_keep_what_was_asked(get):
    for one in Country.objects.states().exclude(visit_events__isnull=False)[:20]:
        happen("requested", "2011-02", country=one.iso3)
    first, second = get("/en/visits/").body, get("/en/visits/", {"page": "2"}).body

    assert (len(states(first)), len(states(second))) == (25, 10)
    assert 'href="?page=2"' in first
    assert "Page 2 of 2" in second


@pytest.mark.parametrize("number", [1, 3])
def test_list_and_feed_ask_as_much_for_three_as_for_one(get, alone, number):
    for one in ("XEX", "EST", "LVA")[:number]:
        happen("requested", "2011-02", country=one)
        happen("accepted", "2011-03", country=one)
    counted = {}
    for path in ("/en/visits/", "/en/visits.atom"):
        get(path)
        with CaptureQueriesContext(connection) as asked:
            get(path)
        counted[path] = len([one for one in asked if "ROLE" not in one["sql"]])

    assert counted == {"/en/visits/": 4, "/en/visits.atom": 5}


@pytest.mark.parametrize(
    ("steps", "words", "shape"),
    [
        ([("standing", "2011")], "no request and no visit in our record", "unknown"),
        ([("requested", "2011")], "request open", "open"),
        ([("requested", "2010"), ("declined", "2011")], "declined", "open"),
        ([("requested", "2010"), ("accepted", "2011")], "accepted in principle", "waiting"),
        ([("announced", "2011-03")],
         "visit announced; whether the visit took place is not in our record", "unknown"),
        ([("dates_agreed", "2090-03")], "dates agreed", "waiting"),
        ([("completed", "2011"), ("report", "2011-06")], "report published", "done"),
    ],
)  # fmt: skip
def test_where_a_visit_stands_is_a_word_of_the_register(get, alone, steps, words, shape):
    for step in steps:
        happen(*step)

    for path in ("/en/visits/", "/en/states/XEX/"):
        assert f'<span class="status wraps {shape}">{words}</span>' in get(path).body


def test_a_standing_invitation_is_told_with_its_day_and_none_is_not_denied(get, alone):
    happen("standing", "2009-03", as_of="2012-04")
    assert "standing invitation <span" in get("/en/states/XEX/").body
    assert "as of April 2012" in get("/en/states/XEX/").body
    assert "standing invitation" not in get("/en/states/EST/").body


def test_days_are_as_exact_as_their_source(get, alone):
    happen("completed", "2011-05-03", "2011-05-12", symbol="A/HRC/99/1", text_held=True)
    page = get("/en/visits/").body

    assert "3 May 2011 – 12 May 2011</strong> visit carried out · <bdi>A/HRC/99/1</bdi>" in page
    assert "text not held" not in page


@pytest.mark.requirement("L5")
def test_the_page_of_a_state_has_a_twin_for_programs(get, alone):
    happen("announced", "2011-03")
    happen("standing", "2009", as_of="2010")
    happen("requested", "2012", mandate="IDP")
    twin = json.loads(get("/data/states/XEX.json").body)

    assert twin["visits"] == [
        {"mandate": "IDP", "status": "requested", "as_of": "2011", "days_over": False,
         "standing_invitation_as_of": None},
        {"mandate": "SALECHILD", "status": "agreed", "as_of": "2011", "days_over": True,
         "standing_invitation_as_of": "2010"},
    ]  # fmt: skip
    assert len(twin["tables"]["visits"]) == len(twin["tables"]["visits.visitevent"]) == 3
    page = get("/en/states/XEX/").body
    assert 'href="/en/visits/?state=XEX"' in page
    assert "2012" not in page[page.index('id="visits"') :].partition("</section>")[0]


@pytest.mark.requirement("L2")
def test_the_feed_tells_what_came_last_in_the_language_of_its_address(get, alone):
    happen("requested", "2011-02")
    happen("completed", country="EST", note="Partial record.", mandate="IDP", as_of="2010-04")
    key = "SALECHILD/XEX/requested/2011-02"
    change(VISIT_EVENTS, key, Change.Kind.ADDED, [], now()).save(force_insert=True)
    found = ET.fromstring(get("/en/visits.atom").body)
    entries = found.findall(f"{ATOM}entry")
    titles = [one.findtext(f"{ATOM}title") for one in entries]

    assert found.findtext(f"{ATOM}title") == "Exercise: Visits"
    assert titles[0].startswith("Exerland · Visit requested · February 2011 · Special Rapporteur")
    assert titles[1].startswith("Estonia · Visit carried out · ")
    assert entries[1].findtext(f"{ATOM}summary") == "Partial record. · A/HRC/99/9"
    assert entries[1].findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+00:00"
    assert entries[1].find(f"{ATOM}link").get("href").endswith("/en/states/EST/#visits")
    in_arabic = ET.fromstring(get("/ar/visits.atom").body)
    ids = [[e.findtext(f"{ATOM}id") for e in f.findall(f"{ATOM}entry")] for f in (found, in_arabic)]
    assert ids[0] == ids[1]


def test_the_feed_is_not_sent_twice_and_is_sent_again_with_a_new_step(get, alone):
    tag = get("/en/visits.atom")["ETag"]
    assert get("/en/visits.atom", if_none_match=tag).status_code == 304
    happen("requested", "2011-02")
    assert get("/en/visits.atom", if_none_match=tag).status_code == 200


def test_a_mandate_without_a_title_is_called_by_its_code(get, alone):
    happen("requested", "2011")
    VisitEvent.objects.get().mandate.titles.all().delete()

    assert '<p class="soft">SALECHILD</p>' in get("/en/visits/").body
    assert "· SALECHILD</title>" in get("/en/visits.atom").body


def test_the_codebook_tells_each_column(get):
    told = json.loads(get("/data/visits/codebook.json").body)["rows"]
    named = [one["column"] for one in told]

    assert named == json.loads(get("/data/visits.json").body)["columns"]
    assert all(one["meaning"] for one in told)
    assert "standing = standing invitation" in get("/data/visits/codebook.csv").body
    assert "Codebook" in get("/en/data/visits/").body
    assert published.MEANINGS.keys() <= set(named)


def test_every_status_has_a_word_in_the_description(get):
    told = json.loads(get("/data/openapi.json").body)["components"]["schemas"]["standing"]
    assert told["properties"]["status"]["enum"] == Status.values


@pytest.mark.requirement("D1")
def test_what_the_public_register_tells_is_shown_with_who_did_it(get, alone):
    make_register_event(
        kind="postponed", side="state", day="2023-04", starts_on="2023-06", word="x"
    )
    make_register_event(source="letter of the Mission, zyxquorum")
    page = get("/en/visits/").body

    assert "postponed · the State" in page
    for path in ("/en/visits/", "/en/visits.atom", "/data/visits.csv", "/data/states/XEX.json"):
        assert "zyxquorum" not in get(path).body
    row = json.loads(get("/data/visits.json").body)["rows"][0]
    assert (row["kind"], row["side"], row["day"]) == ("postponed", "state", "2023-04")
    assert not {"by", "word", "at"} & row.keys()


def test_a_change_of_an_event_that_is_not_shown_is_in_no_feed(get):
    happen("declined", "1987-03", source="letter of the Mission")
    for kind in ("declined", "cancelled"):
        key = f"SALECHILD/XEX/{kind}/1987-03"
        change(VISIT_EVENTS, key, Change.Kind.CORRECTED, ["note"], now()).save(force_insert=True)
    assert "1987" not in get("/en/changes.atom").body


def test_an_empty_record_is_not_said_to_mean_that_nothing_happened(get, alone):
    page = get("/en/visits/").body

    assert "No visit or request is in our record." in page
    assert "The record is partial" in page
    assert json.loads(get("/data/visits.json").body)["data_of"] is None
    assert get("/en/visits.atom").status_code == 200
