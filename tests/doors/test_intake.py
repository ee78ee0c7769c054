"""The intake door where no desk can be sealed to: one honest page, and nothing is taken."""

import re

import pytest

from rapporteur.doors.languages import PARTS

pytestmark = pytest.mark.django_db
A_PAGE = 30_000  # bytes, with its sheet: what the open door will have to reach (DESIGN §7)


@pytest.fixture
def client(door):
    return door("intake")


@pytest.mark.requirement("L7")
@pytest.mark.parametrize("part", PARTS.values())
def test_the_door_says_that_it_is_closed_in_six_languages(client, part):
    answer = client.get(f"/{part}/")
    page = answer.content.decode()

    assert answer.status_code == 200
    assert [tag for tag in ("<script", "<form", "<input", "<img") if tag in page] == []
    assert answer.cookies == {}
    assert "no-store" in answer.headers["Cache-Control"]


def test_it_says_what_to_do_in_danger_and_gives_no_number(client):
    page = client.get("/en/").content.decode()

    assert "Are you in danger now?" in page
    assert "We cannot come to help." in page
    assert "If you do not tell us who you are, we cannot write to a Government." in page
    assert (
        re.findall(r"\d{3,}", re.sub(r"<head>.*</head>|<[^>]+>", "", page, flags=re.DOTALL)) == []
    )


def test_the_title_says_nothing_of_what_the_page_is_for(client):
    title = re.search(r"<title>(.*)</title>", client.get("/en/").content.decode())[1]

    assert title == "This page is closed"


def test_leaving_needs_no_script_and_tells_nobody(client):
    page = client.get("/en/").content.decode()

    assert '<a class="button leave" href="about:blank" rel="noreferrer">' in page
    assert client.get("/en/").headers["Referrer-Policy"] == "no-referrer"


def test_nothing_can_be_sent(client):
    assert client.post("/en/", {"what": "x"}).status_code == 405


def test_an_exercise_says_so(client):
    assert "Do not write about real people here." in client.get("/en/").content.decode()


def test_the_page_is_small(client):
    assert len(client.get("/en/").content) < A_PAGE
