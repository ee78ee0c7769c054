"""Follow-up reports at the public door: read, taken along, linked from the State."""

import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.publication import make_published_follow_up

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R35.3", "E10", "E11")]


def text_of(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def client(door):
    return door("public")


def test_a_report_is_linked_from_its_state_and_read_by_recommendation(client):
    one = make_published_follow_up()
    address = reverse("published_follow_up", args=[one.key])
    assert address in text_of(client.get(reverse("state", args=["XEX"])))
    page = text_of(client.get(address))
    for words in (
        *("Follow-up of recommendations: Exerland", "The Government enacted a law."),
        *("Nothing received that may be shown.", "The law is not in force yet."),
        *("non-governmental organization", "Everything here is made up", "CRC/C/XEX/CO/9"),
    ):
        assert words in page
    assert page.count("<h1") == 1
    [told] = client.get("/data/states/XEX.json").json()["follow_up_reports"]
    assert told["key"] == one.key
    data = client.get(told["json"])
    assert data["X-Rapporteur-Mode"] == "exercise"
    assert data.json()["recommendations"] == one.body["recommendations"]


def test_a_report_in_arabic_is_read_from_right_to_left_on_a_page_in_any_language(client):
    one = make_published_follow_up(language="ar")
    page = text_of(client.get(reverse("published_follow_up", args=[one.key])))
    assert '<article class="stack" lang="ar" dir="rtl">' in page


@pytest.mark.parametrize(
    ("ending", "begins"), [("pdf", b"%PDF"), ("docx", b"PK"), ("xml", b"<?xml")]
)
def test_a_report_is_taken_along_and_gone_when_withdrawn(client, ending, begins):
    one = make_published_follow_up()
    address = reverse(f"published_follow_up_{ending}", args=[one.key])
    file = client.get(address)
    assert file.content.startswith(begins)
    again = client.get(address, headers={"if-none-match": file["ETag"]})
    assert again.status_code == 304
    one.delete()
    assert client.get(address, headers={"if-none-match": "*"}).status_code == 404


def test_its_page_asks_as_often_for_many_recommendations(client):
    counts = []
    for number in (1, 3):
        one = make_published_follow_up(key=f"FOLLOW0{number}", recommendations=number)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(reverse("published_follow_up", args=[one.key]))
        counts.append(len([sql for sql in asked.captured_queries if "SELECT" in sql["sql"]]))
    assert counts[0] == counts[1]
    assert counts[0] <= 6
