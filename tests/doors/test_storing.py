"""No page of a door where words are read or written may be kept: every address is asked."""

import re
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.cache import add_never_cache_headers

from rapporteur.doors.storing import never_stored
from tests.architecture.test_urls import of_door

pytestmark = pytest.mark.usefixtures("committed")  # some addresses refuse, which is journalled
SOME_ID = str(UUID(int=7))
VALUES = {"uuid": SOME_ID, "slug": "what", "int": "1"}


def asked(pattern):
    """Return an address that a pattern answers to."""
    filled = re.sub(r"<(?:(\w+):)?\w+>", lambda found: VALUES.get(found[1], "x"), pattern)
    filled = re.sub(r"\(\?P<\w+>[^)]*\)", "x", filled)
    return "/" + re.sub(r"[\^$\\]", "", filled)


def kept(client, door):
    """Return the addresses whose answer a browser might keep."""
    found = []
    for pattern in sorted({str(address) for address, _view in of_door(door)}):
        answer = client.get(asked(pattern))
        if "no-store" not in answer.headers.get("Cache-Control", ""):
            found.append(f"{asked(pattern)} {answer.status_code}")
    return found


def test_no_page_of_the_desk_is_kept(at_work):
    assert kept(at_work, "desk") == []


@pytest.mark.parametrize("name", ["desk", "missions", "partners", "intake"])
def test_no_page_of_a_stranger_is_kept(door, name):
    assert kept(door(name), name) == []


@pytest.mark.parametrize("name", ["desk", "missions", "partners", "intake"])
def test_what_is_nowhere_or_refused_is_not_kept_either(door, name):
    client = door(name)
    assert "no-store" in client.get("/no/such/page/").headers["Cache-Control"]
    assert "no-store" in client.post("/").headers["Cache-Control"]


def test_many_addresses_are_really_pages(at_work):
    statuses = [at_work.get(asked(a)).status_code for a, _view in of_door("desk")]
    assert statuses.count(200) > 10


@pytest.mark.parametrize(
    "said",
    [{}, {"Cache-Control": "max-age=60, public"}, {"Expires": "Thu, 01 Jan 1970 00:00:00 GMT"}],
)
def test_an_answer_is_marked_as_django_marks_what_is_never_kept(said, monkeypatch):
    monkeypatch.setattr("time.time", lambda: 0.0)
    monkeypatch.setattr("rapporteur.doors.storing.time", lambda: 0.0)
    theirs = HttpResponse(headers=said)
    add_never_cache_headers(theirs)
    ours = never_stored(lambda _request: HttpResponse(headers=said))(RequestFactory().get("/"))

    assert dict(ours.headers) == dict(theirs.headers)
    assert "no-store" in ours.headers["Cache-Control"]
    assert "public" not in ours.headers["Cache-Control"]
