"""The tracker of ratifications at the desk door, and its public part."""

import csv
import io
import xml.etree.ElementTree as ET
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from rapporteur.kernel.reference.models import Change
from tests.factories.law import make_act, make_treaty

pytestmark = pytest.mark.django_db
TYPED = {"made_on": "2026-03-01", "means": "meeting", "outcome": "An exercise: <b>heard</b>"}


@pytest.fixture
def treaty():
    made = make_treaty()
    make_act(made, "signature", "2001-02-03")
    return made


def at(name, *args):
    return reverse(f"ratification{name}", args=args)


@pytest.mark.requirement("R44.1", "L4")
def test_the_list_shows_every_treaty_with_how_many_stand_where(at_desk, django_assert_num_queries):
    client = at_desk("auditor")
    client.get(at(""))
    with django_assert_num_queries(7):
        page = client.get(at("")).content.decode()
    assert page.count("/ratification/") > 40
    assert "As of" in page


@pytest.mark.requirement("R44.2")
def test_a_treaty_shows_who_signed_only_and_apart_who_is_unknown(
    at_desk, treaty, django_assert_num_queries
):
    client = at_desk("desk_officer")
    client.get(at(""))
    with django_assert_num_queries(11):
        page = client.get(at("_treaty", "QQT")).content.decode()
    signed, unknown = page.index('id="signed_only"'), page.index('id="unknown"')
    assert signed < page.index("Exerland", signed) < unknown < page.index("Chile")
    assert "That is never a “no”" in page
    assert client.get(at("_treaty", "UDHR")).status_code == 404


@pytest.mark.requirement("R44.1", "R44.2")
def test_a_contact_is_noted_and_shown_escaped_and_in_the_file(at_desk, treaty):
    client = at_desk("desk_officer")
    answer = client.post(at("_state", "QQT", "XEX"), {**TYPED, "next_step": "=Ask"}, follow=True)
    page = answer.content.decode()
    assert "&lt;b&gt;heard&lt;/b&gt;" in page
    assert "3 February 2001" in page
    file = client.get(at("_csv", "QQT"))
    rows = csv.DictReader(io.StringIO(file.content.decode()))
    told = next(row for row in rows if row["iso3"] == "XEX")
    assert (told["means"], told["next_step"]) == ("meeting", "'=Ask")
    assert "attachment" in file["Content-Disposition"]
    assert "=Ask" in client.get(at("_treaty", "QQT")).content.decode()


def test_a_state_that_the_record_of_a_treaty_lacks_is_not_found(at_desk, treaty):
    client = at_desk("desk_officer")
    assert client.get(at("_state", "QQT", "ZZZ")).status_code == 404
    assert client.get(at("_state", "QQT", "ALA")).status_code == 404  # an area


@pytest.mark.requirement("R44.2")
def test_a_draft_of_a_letter_is_handed_out(at_desk, treaty):
    client = at_desk("desk_officer")
    letter = client.get(at("_letter", "QQT", "XEX", "docx"))
    assert letter.content.startswith(b"PK")
    assert client.get(at("_letter", "QQT", "XEX", "txt")).status_code == 404


@pytest.mark.requirement("R44.1", "L4")
def test_the_public_door_gives_the_facts_of_every_state_and_no_contact(door, treaty):
    client = door("public")
    file = client.get("/data/instruments/QQT.csv")
    rows = {row["iso3"]: row for row in csv.DictReader(io.StringIO(file.content.decode()))}
    assert rows["XEX"]["signature"] == "2001-02-03"
    assert rows["CHL"]["standing"] == "unknown"
    assert "last_contact" not in rows["XEX"]
    assert client.get("/data/instruments/UDHR.csv").status_code == 404
    assert "/data/instruments/OPSC.csv" in client.get("/en/instruments/OPSC/").content.decode()


@pytest.mark.requirement("L4")
def test_a_feed_tells_what_changed_of_a_treaty(door, treaty):
    client = door("public")
    empty = client.get("/en/instruments/QQT/changes.atom")
    assert b"<entry" not in empty.content
    Change.objects.create(
        at=datetime(2026, 11, 1, tzinfo=UTC),
        table="law.treatyaction",
        key="QQT/XEX/signature/2001-02-03",
        kind="added",
    )
    answer = client.get("/en/instruments/QQT/changes.atom")
    (entry,) = ET.fromstring(answer.content).findall("{*}entry")
    told = "Exerland · signature · 3 February 2001 · added to our record"
    assert entry.find("{*}title").text == told
    again = client.get(
        "/en/instruments/QQT/changes.atom", headers={"if-none-match": answer["ETag"]}
    )
    assert again.status_code == 304
    assert client.get("/en/instruments/UDHR/changes.atom").status_code == 404
