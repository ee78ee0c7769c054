"""Under load a source is told that it takes a moment; nothing is lost, and readers are not held up."""

import threading

import pytest

from rapporteur.intake import line, passes, receipts
from rapporteur.intake.models import Submission
from tests.doors.test_intake_thread import (  # noqa: F401  fixtures
    code,
    desk,
    new_code,
    officer,
    pepper,
    say,
    source,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_place(monkeypatch):
    """One place to wait for a turn, so that it is easily taken."""
    monkeypatch.setattr(receipts, "WAITING", threading.BoundedSemaphore(1))


@pytest.fixture
def full(monkeypatch):
    """A line for sending in which all turns are taken; `full.served.clear()` ends them."""
    busy = line.Line(1)
    busy.take(b"another", 1)
    monkeypatch.setattr(line, "SENDING", busy)
    return busy


def test_under_load_sending_takes_a_moment_and_the_page_finds_it_sent(source, code, full):  # noqa: F811
    say(source, "what", "a word")
    answer = source.post("/en/send/")
    page = answer.content.decode()
    assert answer.status_code == 202
    assert "What you wrote is kept safe" in page
    assert answer["Refresh"] == "2; url=/en/moment/"
    assert "no-store" in answer["Cache-Control"]
    assert Submission.objects.count() == 0

    asked = passes.read(source.cookies[passes.NAME].value).asked
    assert source.get("/en/moment/").status_code == 202
    assert passes.read(source.cookies[passes.NAME].value).asked == asked  # its place in the line

    full.served.clear()
    assert source.get("/en/moment/").url == "/en/back/"
    assert Submission.objects.count() == 1
    assert "It was sent" in source.get("/en/back/").content.decode()


def test_a_ticket_is_good_for_one_use(source, code, full):  # noqa: F811
    source.post("/en/send/")
    full.served.clear()
    source.get("/en/moment/")
    assert passes.read(source.cookies[passes.NAME].value).asked == 0
    assert source.get("/en/moment/").url == "/en/back/"
    assert Submission.objects.count() == 1


def test_what_another_device_has_sent_is_found_sent(source, code, full):  # noqa: F811
    source.post("/en/send/")
    waiting = source.cookies[passes.NAME].value
    full.served.clear()
    source.get("/en/moment/")
    source.cookies[passes.NAME] = waiting
    assert source.get("/en/moment/").url == "/en/back/"
    assert Submission.objects.count() == 1


def test_without_a_ticket_nothing_is_sent(source, code):  # noqa: F811
    assert source.get("/en/moment/").url == "/en/back/"
    assert Submission.objects.count() == 0
    source.cookies.clear()
    assert source.get("/en/moment/").url == "/en/code/"


def test_a_code_that_has_to_wait_goes_on_by_itself(source, code):  # noqa: F811
    source.cookies.clear()
    with receipts.TURNS, receipts.TURNS, receipts.WAITING:
        answer = source.post("/en/code/", {"entered": code})
        assert answer.status_code == 202
        assert code not in answer.content.decode() + str(answer.headers) + str(source.cookies)
        assert source.get("/en/moment/").status_code == 202
        assert source.get("/en/back/").url == "/en/code/"  # a ticket is no pass
    source.post("/en/code/", {"entered": code})
    assert source.get("/en/back/").status_code == 200


def test_a_new_code_that_has_to_wait_begins_when_its_turn_comes(source, desk):  # noqa: F811
    new = new_code(source)
    with receipts.TURNS, receipts.TURNS, receipts.WAITING:
        assert source.post("/en/kept/", {"code": new, "last": new[-5:]}).status_code == 202
    assert source.get("/en/moment/").url == "/en/page/writer/"
    assert source.get("/en/page/writer/").status_code == 200


def test_a_ticket_that_is_over_asks_for_the_code(source, desk, monkeypatch):  # noqa: F811
    monkeypatch.setattr(passes, "TICKET_LASTS", -1)
    with receipts.TURNS, receipts.TURNS, receipts.WAITING:
        source.post("/en/code/", {"entered": "1" * 25})
    assert source.get("/en/moment/").url == "/en/code/"


def test_one_waits_for_a_turn_and_the_next_is_told_at_once(monkeypatch, pepper):  # noqa: F811
    monkeypatch.setattr(receipts, "PATIENCE", 20)
    done = threading.Event()
    with receipts.TURNS, receipts.TURNS:
        waiter = threading.Thread(target=lambda: (receipts.receipt_of("1" * 25), done.set()))
        waiter.start()
        while receipts.WAITING.acquire(blocking=False):
            receipts.WAITING.release()  # until the other has taken the place
        with pytest.raises(receipts.Busy):
            receipts.receipt_of("2" * 25)
        assert not done.is_set()
    waiter.join()
    assert done.is_set()
    assert receipts.WAITING.acquire(blocking=False)
    receipts.WAITING.release()
