"""The pages on which a source changes what it allows, who it is, its code; and asks for deletion."""

import pytest

from rapporteur.intake import receipts, threads
from rapporteur.intake.models import Identity, Message
from tests.doors.test_intake_thread import (  # noqa: F401  fixtures
    CODE,
    code,
    desk,
    officer,
    pepper,
    say,
    source,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(source, code):  # noqa: F811
    """The browser of an adult whose report was sent."""
    say(source, "writer", "adult")
    say(source, "what", "a word")
    say(source, "may_publish", "yes")
    source.post("/en/send/")
    return source


def page_of(source, address):  # noqa: F811
    return source.get(address).content.decode()


def test_the_thread_leads_to_all_that_can_be_changed(sent):
    page = page_of(sent, "/en/back/")
    for name in ("answers", "who", "code", "end"):
        assert f'href="/en/back/{name}/"' in page


def test_answers_stand_as_they_were_said_and_are_changed(sent, code):  # noqa: F811
    page = page_of(sent, "/en/back/answers/")
    assert "May the letter become public later" in page
    assert page.count("checked") == 1
    given = {"may_publish": "no", "may_send": "yes"}
    assert sent.post("/en/back/answers/", given).url == "/en/back/"
    assert "Answers about what may be done were changed." in page_of(sent, "/en/back/")
    letter = threads.read(receipts.receipt_of(code)).letters[0]
    assert letter.consents == given


def test_an_answer_that_is_none_is_refused(sent):
    page = sent.post("/en/back/answers/", {"may_send": "perhaps"}).content.decode()
    assert "Choose one of these" in page
    assert not Message.objects.exists()


def test_a_name_is_given_once(sent):
    assert "Write something first." in sent.post("/en/back/who/", {"name": " "}).content.decode()
    assert sent.post("/en/back/who/", {"name": "A. Source"}).url == "/en/back/"
    assert Identity.objects.count() == 1
    assert sent.get("/en/back/who/").url == "/en/back/"
    page = page_of(sent, "/en/back/")
    assert "It was said who you are." in page
    assert "/en/back/who/" not in page


@pytest.mark.parametrize(
    ("address", "field"), [("/en/back/end/", "text"), ("/en/back/who/", "contact")]
)
def test_a_web_address_is_sent_in_no_form(sent, address, field):
    page = sent.post(address, {field: "see https://example.org/a/b"}).content.decode()
    assert "Write it without." in page
    assert "https://example.org/a/b" in page
    assert not Message.objects.exists()


def test_deletion_says_what_it_means_and_is_asked_for_once(sent):
    page = page_of(sent, "/en/back/end/")
    assert "What cannot be taken back" in page
    assert sent.post("/en/back/end/", {"text": ""}).url == "/en/back/"
    assert Message.objects.get().kind == "deletion"
    assert "You have asked for deletion." in page_of(sent, "/en/back/")
    assert sent.post("/en/back/end/", {"text": "again"}).url == "/en/back/"
    assert Message.objects.count() == 1


@pytest.mark.parametrize("name", ["answers", "who", "end"])
def test_before_sending_there_is_nothing_to_change(source, code, name):  # noqa: F811
    assert source.get(f"/en/back/{name}/").url == "/en/back/"


def test_a_thread_full_of_messages_takes_no_more(sent, monkeypatch):
    monkeypatch.setattr(threads, "MOST_MESSAGES", 0)
    page = sent.post("/en/back/answers/", {"may_send": "yes"}).content.decode()
    assert "very many messages" in page
    assert not Message.objects.exists()


def test_a_new_code_opens_the_thread_and_the_old_one_is_unknown(sent, code):  # noqa: F811
    assert CODE.search(page_of(sent, "/en/back/code/")) is None
    page = sent.post("/en/back/code/").content.decode()
    new = receipts.read(CODE.search(page).group())
    wrong = sent.post("/en/back/kept/", {"code": new, "last": "1"}).content.decode()
    assert "These are not the last five digits" in wrong
    assert sent.get("/en/back/").status_code == 200

    assert sent.post("/en/back/kept/", {"code": new, "last": new[-5:]}).url == "/en/back/"
    page = page_of(sent, "/en/back/")
    assert new[-5:] in page
    assert "A new code was taken." in page
    sent.post("/en/code/", {"entered": code})
    assert sent.get("/en/back/").status_code == 404
    sent.post("/en/code/", {"entered": new})
    assert "It was sent" in page_of(sent, "/en/back/")


def test_a_child_that_has_sent_nothing_can_take_a_new_code(source, code):  # noqa: F811
    say(source, "writer", "child")
    new = receipts.new_code()
    source.post("/en/back/kept/", {"code": new, "last": new[-5:]})
    assert threads.read(receipts.receipt_of(new)).answers == {"writer": "child"}


def test_the_same_code_again_changes_nothing(sent, code):  # noqa: F811
    assert sent.post("/en/back/kept/", {"code": code, "last": code[-5:]}).url == "/en/back/"
    assert not Message.objects.exists()


def test_a_broken_page_of_a_new_code_begins_again(sent):
    assert sent.post("/en/back/kept/", {"code": "x", "last": "1"}).url == "/en/back/code/"


@pytest.mark.parametrize("name", ["answers", "who", "end", "code"])
def test_without_the_code_nothing_is_shown_or_changed(source, desk, name):  # noqa: F811
    assert source.get(f"/en/back/{name}/").url == "/en/code/"
    assert source.post(f"/en/back/{name}/").status_code == 200  # asks for the code
