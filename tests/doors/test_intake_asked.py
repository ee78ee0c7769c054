"""The pages on which a source answers, with its code alone, what the desk asks for more."""

from datetime import timedelta

import pytest

from rapporteur.intake import asking, dialogue, receipts, threads
from rapporteur.intake.models import Message, Thread
from rapporteur.intake.questions import LONGEST
from rapporteur.kernel.clock import today
from tests.doors.test_intake_changes import page_of, sent  # noqa: F401  fixtures
from tests.doors.test_intake_thread import (  # noqa: F401  fixtures
    code,
    desk,
    officer,
    pepper,
    say,
    source,
)

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("B8")]
QUESTIONS = [
    {"words": "What was promised?", "form": "words"},
    {"words": "Is the child with family now?", "form": "yes_no"},
    {"words": "In which month was it?", "form": "month"},
    {"words": "Near which town?", "form": "place"},
]


@pytest.fixture
def receipt(code):  # noqa: F811
    return receipts.receipt_of(code)


def tell(receipt, **asks):
    """Let the desk ask, as its door does."""
    contents = threads.read(receipt)
    row = Thread.objects.only("public_half").get(pk=contents.thread)
    said = dialogue.Said({}, (), contents.thread, contents.desk, bytes(row.public_half))
    return dialogue.write(said, "", by="officer", kind=Message.Kind.ASK, asks=asks)


@pytest.fixture
def asked(sent, receipt):  # noqa: F811
    """The browser of a source that is asked four questions; also `asked.row`."""
    until = (today() + timedelta(days=9)).isoformat()
    sent.row = str(tell(receipt, questions=QUESTIONS, until=until).pk)
    return sent


def answers(receipt):
    (enquiry,) = asking.enquiries(threads.read(receipt).letters)
    return [one.answer for one in enquiry.asked]


def test_the_thread_asks_softly_and_leads_to_each_question(asked):
    page = page_of(asked, "/en/back/")
    assert "We have questions for you" in page
    assert "nothing bad happens" in page
    for number, question in enumerate(QUESTIONS, 1):
        assert f'href="/en/back/1/{number}/"' in page
        assert question["words"] in page


def test_a_child_reads_that_nothing_bad_happens(source, code, receipt):  # noqa: F811
    say(source, "writer", "child_to_13")
    say(source, "what", "a word")
    source.post("/en/send/")
    tell(receipt, questions=QUESTIONS[:1], until=today().isoformat())
    page = page_of(source, "/en/back/")
    assert "You do not have to answer" in page
    assert "nothing bad happens" in page


def test_each_is_answered_or_skipped_in_turn_and_lands_in_the_thread(asked, receipt):
    assert asked.post("/en/back/1/1/", {"answer": "a school"}).url == "/en/back/1/2/"
    assert asked.post("/en/back/1/2/", {"answer": "unknown"}).url == "/en/back/1/3/"
    month = {"answer_0": "03", "answer_1": str(today().year)}
    assert asked.post("/en/back/1/3/", month).url == "/en/back/1/4/"
    assert asked.post("/en/back/1/4/", {"skip": "1"}).url == "/en/back/"
    assert answers(receipt) == ["a school", "unknown", f"{today().year}-03", ""]
    page = page_of(asked, "/en/back/")
    assert "You have gone through all of them" in page
    assert "a school" in page
    assert "I do not know" in page
    assert "March" in page
    assert "checked" in page_of(asked, "/en/back/1/2/")
    assert page_of(asked, "/en/back/1/3/").count("selected") == 2


def test_an_empty_answer_skips_and_the_year_alone_will_do(asked, receipt):
    asked.post("/en/back/1/1/", {"answer": " "})
    asked.post("/en/back/1/3/", {"answer_0": "", "answer_1": str(today().year - 3)})
    assert answers(receipt) == ["", None, str(today().year - 3), None]


@pytest.mark.parametrize(
    ("number", "given", "why"),
    [
        (2, {"answer": "perhaps"}, "Choose one of these"),
        (3, {"answer_0": "03", "answer_1": ""}, "Choose the year too"),
        (3, {"answer_0": "13", "answer_1": "2026"}, "valid choice"),
        (1, {"answer": "x" * 12_001}, "longer than one page"),
    ],
)
def test_what_is_no_answer_is_said_and_kept_on_the_page(asked, receipt, number, given, why):
    assert why in asked.post(f"/en/back/1/{number}/", given).content.decode()
    assert answers(receipt) == [None] * 4


def test_an_address_is_noticed_first_and_sent_without(asked, receipt):
    given = {"answer": "see http://example.org/x there"}
    page = asked.post("/en/back/1/1/", given).content.decode()
    assert "Something here cannot be sent" in page
    assert answers(receipt)[0] is None
    asked.post("/en/back/1/1/", {**given, "without": "1"})
    assert "example.org" not in answers(receipt)[0]


def test_a_question_that_is_not_there_leads_to_the_thread(asked):
    for address in ("/en/back/1/9/", "/en/back/2/1/"):
        assert asked.get(address).url == "/en/back/"


def test_what_is_closed_meanwhile_becomes_a_message(asked, receipt):
    tell(receipt, of=asked.row, over=True)
    page = page_of(asked, "/en/back/")
    assert "no longer open" in page
    assert 'href="/en/back/1/1/"' not in page
    assert "You can still write to us" in page
    assert asked.post("/en/back/1/1/", {"answer": "a late word"}).url == "/en/back/"
    letter = threads.read(receipt).letters[-1]
    assert (letter.text, letter.kind) == ("a late word", "word")


def test_what_is_too_long_for_a_message_comes_back_whole(asked, receipt):
    tell(receipt, of=asked.row, over=True)
    typed = "é" * (LONGEST + 1)
    page = asked.post("/en/back/1/1/", {"answer": typed}).content.decode()
    assert typed in page
    assert "longer than one page takes" in page
    assert [one for one in threads.read(receipt).letters if not one.from_desk] == []


def test_another_day_is_said(asked, receipt):
    later = today() + timedelta(days=40)
    tell(receipt, of=asked.row, until=later.isoformat())
    page = page_of(asked, "/en/back/")
    assert "open a while longer" in page
    assert str(later.year) in page


def test_what_was_typed_when_the_pass_was_over_is_kept(asked, code, receipt):  # noqa: F811
    asked.cookies.clear()
    page = asked.post("/en/back/1/1/", {"answer": "typed long"}).content.decode()
    assert "typed long" in page
    asked.post("/en/code/", {"entered": code, "typed": "typed long", "question": "message"})
    assert threads.read(receipt).letters[-1].text == "typed long"


def test_a_full_thread_says_so_and_keeps_the_text(asked, monkeypatch):
    monkeypatch.setattr(threads, "MOST_MESSAGES", 1)
    page = asked.post("/en/back/1/1/", {"answer": "one more"}).content.decode()
    assert "very many messages" in page
    assert "one more" in page
