"""What a source types in any script: kept as typed, or shown again with what to change.

Each question that takes words, each page of the thread and the page for sharing is sent text after
text. A text that holds something like a web address leads to the page that says so (ADR 0100).
"""

import re

import pytest
from django.utils.html import escape
from hypothesis import example, given
from hypothesis import strategies as st

from rapporteur.intake import disguises, receipts, threads
from rapporteur.intake.models import Draft, Experience, Message
from rapporteur.intake.questions import BY_CODE, LONGEST, Form, questions_for
from rapporteur.intake.shared_questions import TEXTS
from rapporteur.intake.writers import Writer
from rapporteur.kernel.vault.models import Version
from tests.doors.test_intake_thread import (  # noqa: F401 - fixtures
    desk,
    new_code,
    officer,
    pepper,
    say,
    source,
)
from tests.factories.typing import HARD, TYPED, kept_of, often
from tests.intake.conftest import body_of

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("A1")]
WRITERS = {Writer.RELATIVE, Writer.CHILD_14_17}
MESSAGE = re.compile(r'class="errorlist"|role="alert"')


def asked_of(writer):
    """Return the questions that take words of one kind of writer, whichever there will be."""
    return [
        one.code
        for one in questions_for(writer, {"soon": "yes"})
        if one.form not in {Form.CHOICE, Form.STATE}
    ]


WORDS = {writer: asked_of(writer) for writer in WRITERS}
MOST = max(len(codes) for codes in WORDS.values())
TEXTS_TYPED = st.lists(TYPED, min_size=MOST, max_size=MOST)


def begun(source, writer):  # noqa: F811
    """Begin a thread of this writer; return what its code gives."""
    code = new_code(source)
    source.post("/en/kept/", {"code": code, "last": code[-5:]})
    say(source, "soon", "yes")
    say(source, "writer", writer)
    return receipts.receipt_of(code)


def stored():
    return [one.objects.count() for one in (Draft, Version, Message, Experience)]


def given_back(answer, *texts):
    """Say that a page tells what to change, and holds all that was typed."""
    page = answer.content.decode()
    assert answer.status_code == 200
    assert MESSAGE.search(page) or "look" in page, page
    for text in texts:
        assert escape(text) in page


@pytest.mark.parametrize("writer", sorted(WRITERS))
@given(texts=TEXTS_TYPED)
@often(plain=3)
def test_each_question_keeps_what_is_typed_or_gives_it_back(source, writer, texts):  # noqa: F811
    receipt, expected = begun(source, writer), {}
    for code, text in zip(WORDS[writer], texts, strict=False):
        before = stored()
        answer = say(source, code, text)
        if answer.status_code == 302:
            expected[code] = kept_of(text)
        else:
            given_back(answer, text)
            assert stored() == before
        assert "\0" in kept_of(text) or len(kept_of(text)) > 12_000 or answer.status_code == 302
    found = threads.read(receipt).answers
    assert {code: text for code, text in expected.items() if text} == {
        code: text for code, text in found.items() if code in expected and text
    }
    assert source.get("/en/review/").status_code == 200


@given(texts=TEXTS_TYPED)
@often(plain=2, full=30)
def test_a_thread_keeps_what_is_typed_or_gives_it_back(source, desk, officer, texts):  # noqa: F811
    receipt = begun(source, Writer.RELATIVE)
    say(source, "what", "A child was promised.")
    assert source.post("/en/send/").status_code == 302
    written = []
    for text in texts:
        before = stored()
        answer = source.post("/en/back/", {"text": text})
        if answer.status_code == 302:
            written.append(kept_of(text))
        else:
            given_back(answer, text)
            assert stored() == before
    assert [one.text for one in threads.read(receipt).letters] == written
    assert source.get("/en/back/").status_code == 200
    name, why = texts[0], texts[-1]
    before = stored()
    if source.post("/en/back/who/", {"name": name, "contact": why}).status_code != 302:
        given_back(source.post("/en/back/who/", {"name": name, "contact": why}), name, why)
        assert stored() == before
    if (answer := source.post("/en/back/end/", {"text": why})).status_code == 302:
        assert threads.read(receipt).letters[-1].text == kept_of(why)
    else:
        given_back(answer, why)


@given(texts=st.lists(TYPED, min_size=len(TEXTS), max_size=len(TEXTS)))
@often(plain=8)
def test_what_is_shared_is_kept_as_typed_or_given_back(source, desk, officer, texts):  # noqa: F811
    page = source.get("/en/share/").content.decode()
    signed = re.search(r'name="page" value="([^"]+)"', page)[1]
    said, before = dict(zip(TEXTS, texts, strict=True)), stored()
    stand = set(Experience.objects.values_list("pk", flat=True))
    answer = source.post("/en/share/", {"page": signed, **said})
    if answer.status_code != 302:
        given_back(answer, *texts)
        assert stored() == before
        return
    found = body_of(Experience.objects.exclude(pk__in=stand).get().sealed, desk, officer)["answers"]
    kept = {code: kept_of(text) for code, text in said.items() if kept_of(text)}
    assert {code: found.get(code) for code in kept} == kept


@given(text=TYPED)
@example(text="\0")  # a mark that none can keep, and nothing beside it
@example(text="é" * (LONGEST + 1))
@often(plain=3)
def test_what_was_typed_when_the_pass_ended_is_kept(source, text):  # noqa: F811
    receipt = begun(source, Writer.RELATIVE)
    code = new_code(source)
    source.post("/en/kept/", {"code": code, "last": code[-5:]})
    source.cookies.clear()
    page = say(source, "what", text).content.decode()
    assert escape(text) in page
    given_typed = {"entered": code, "question": "what", "typed": text}
    answer = source.post("/en/code/", given_typed)
    found = threads.read(receipts.receipt_of(code)).answers
    clean = text.replace("\r\n", "\n").replace("\0", "").strip()
    if len(clean) > LONGEST:
        given_back(answer, clean)
        assert 'action="/en/page/what/"' in answer.content.decode()
        assert "what" not in found
        return
    assert answer.status_code == 302
    assert found.get("what", "") == clean
    assert threads.read(receipt).answers.get("what") is None


@pytest.mark.parametrize("raw", ["%ED%A0%80", "%ff%fe", "%C0%80", "a%00b", "%F8%88%80%80%80", "%"])
def test_what_is_no_text_on_the_wire_breaks_nothing(source, raw):  # noqa: F811
    """Halves of signs are no UTF-8: they become the sign that says so, or are refused."""
    receipt = begun(source, Writer.RELATIVE)
    kind = "application/x-www-form-urlencoded"
    answer = source.post("/en/page/what/", f"answer=kept+{raw}+kept", content_type=kind)
    assert answer.status_code in {200, 302, 400}
    if answer.status_code == 302:
        assert threads.read(receipt).answers["what"].startswith("kept")
    else:
        assert threads.read(receipt).answers.get("what") is None


def test_hard_texts_are_of_every_kind():
    assert any(disguises.noticed(text) for text in ("see example.org", *HARD))
    assert set(BY_CODE) >= {code for codes in WORDS.values() for code in codes}
