"""What a source types lies nowhere in the clear, whichever form it was and whatever broke.

A word of its own stands in every field of every question. It is sent, then sent with a constraint
error, a time-out and an exception forced after it was sealed; then every table, the log with its
tracebacks, all mail and the cookie are searched.
"""

import logging

import pytest

from rapporteur.intake import receipts, threads
from rapporteur.intake.models import Draft, Message, Submission
from rapporteur.intake.questions import BY_CODE, WRITER, Form, questions_for
from rapporteur.intake.writers import Writer
from rapporteur.kernel.vault import records
from rapporteur.kernel.vault.models import Version
from tests.factories.canaries import EACH_FAULT, faults, found
from tests.factories.halves import make_pair
from tests.factories.vaults import make_group, make_keyring

pytestmark = pytest.mark.usefixtures("committed")
CANARY = "Quetzalcoatlus"
TYPED = [code for code, one in BY_CODE.items() if one.form not in {Form.CHOICE, Form.STATE}]
CHOSEN = [WRITER.code, *(code for code in BY_CODE if code not in TYPED)]


def draft_again(*_args, **_more):
    """Break as a constraint does, with the words in the row that is refused."""
    kept = Draft.objects.order_by("pk").last()
    again = Draft(id=kept.pk, thread_id=kept.thread_id, day=kept.day)
    again.envelope, again.wrapped = CANARY.encode(), CANARY.encode()
    again.save(force_insert=True)


FAULTS = faults(CANARY, refused=draft_again)


@pytest.fixture
def source(door, monkeypatch):
    """A browser with the open thread of an adult who has saved one answer; also `code`."""
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    make_pair(make_group(make_keyring()).pk)
    client = door("intake")
    client.defaults["HTTP_SEC_FETCH_SITE"] = "same-origin"
    client.code = receipts.new_code()
    client.post("/en/kept/", {"code": client.code, "last": client.code[-5:]})
    say(client, "writer", Writer.ADULT)
    return client


def say(client, code, text):
    return client.post(f"/en/page/{code}/", {"answer": text})


def who_is_asked(code):
    """Return a kind of writer who is asked this question."""
    given = {"soon": "yes"}
    return next(w for w in Writer.values if code in {one.code for one in questions_for(w, given)})


def ready(client, name):
    """Return the address and the data of a form; what has to stand before it is done."""
    if name in TYPED:
        say(client, "soon", "yes")
        say(client, "writer", who_is_asked(name))
        return f"/en/page/{name}/", {"answer": f"{CANARY} {name}"}
    if name == "code":
        typed = {"question": "what", "typed": f"{CANARY} typed"}
        return "/en/code/", {"entered": client.code, **typed}
    for code in TYPED:
        say(client, code, f"{CANARY} {code}")
    if name == "message":
        client.post("/en/send/")
        return "/en/back/", {"text": f"{CANARY} message"}
    if name in LATER:
        say(client, "name", "")
        say(client, "contact", "")
        client.post("/en/send/")
        return LATER[name]
    return "/en/send/", {"answer": f"{CANARY} beside"}


LATER = {
    "who": ("/en/back/who/", {"name": f"{CANARY} name", "contact": f"{CANARY} contact"}),
    "end": ("/en/back/end/", {"text": f"{CANARY} why"}),
}
FORMS = [*TYPED, "code", "send", "message", *LATER]


def traces(client, caplog, *more):
    return found(CANARY, caplog.text, str(client.cookies), *more)


def test_there_is_a_form_for_every_question_that_takes_words():
    asked = {one.code for writer in Writer.values for one in questions_for(writer, {})}
    assert set(TYPED) >= {
        code for code in asked if BY_CODE[code].form not in {Form.CHOICE, Form.STATE}
    }
    assert len(TYPED) > 8


@pytest.mark.parametrize("name", FORMS)
def test_what_is_sent_is_found_in_no_table_log_mail_or_cookie(source, caplog, name):
    with caplog.at_level(logging.DEBUG):
        address, data = ready(source, name)
        answer = source.post(address, data)
    assert answer.status_code == 302
    assert traces(source, caplog) == []
    opened = threads.read(receipts.receipt_of(source.code))
    said = str(opened.answers) + str(opened.letters)
    assert CANARY in said  # it did arrive, and only the code opens it


@pytest.mark.parametrize("fault", EACH_FAULT)
@pytest.mark.parametrize("name", FORMS)
def test_a_fault_tells_nothing_and_keeps_nothing(source, caplog, monkeypatch, name, fault):
    address, data = ready(source, name)
    before = (Draft.objects.count(), Version.objects.count(), Message.objects.count())
    broken, error = FAULTS[fault]
    monkeypatch.setattr(threads if name in {*TYPED, "code"} else records, "wrap", broken)
    source.raise_request_exception = False
    with caplog.at_level(logging.DEBUG):
        answer = source.post(address, data)
    monkeypatch.undo()

    assert answer.status_code == 500
    assert error.__name__ in caplog.text
    assert "Traceback" in caplog.text
    assert traces(source, caplog) == []
    typed = [value for value in data.values() if CANARY in value]
    assert all(value in answer.content.decode() for value in typed)  # theirs, to be sent again
    assert (Draft.objects.count(), Version.objects.count(), Message.objects.count()) == before


@pytest.mark.parametrize("code", CHOSEN)
def test_a_choice_that_is_none_is_repeated_nowhere(source, caplog, code):
    with caplog.at_level(logging.DEBUG):
        say(source, "soon", "yes")
        answer = say(source, code, CANARY)
    assert answer.status_code in {200, 302}
    assert traces(source, caplog) == []


@pytest.mark.parametrize(
    ("address", "data"),
    [
        ("/en/check/", {"matter": CANARY, "danger_now": CANARY}),
        ("/en/begin/", {"code": CANARY}),
        ("/en/kept/", {"code": CANARY, "last": CANARY}),
        ("/en/code/", {"entered": CANARY}),
        ("/en/code/", {"entered": "1" * 25, "question": CANARY, "typed": CANARY}),
        ("/en/leave/", {"answer": CANARY}),
        (f"/en/page/{CANARY.lower()}/", {"answer": CANARY}),
        ("/en/page/what/", {"answer": CANARY + "x" * 60_000}),
        ("/en/page/what/", {"answer": CANARY + "\0"}),
    ],
)
def test_what_is_refused_is_found_nowhere(source, caplog, address, data):
    with caplog.at_level(logging.DEBUG):
        source.post(address, data)
        source.get(address, data)
    assert traces(source, caplog) == []
    assert CANARY.lower() not in caplog.text


def test_a_whole_report_with_a_word_in_every_field_shows_none(source, caplog):
    with caplog.at_level(logging.DEBUG):
        address, data = ready(source, "message")
        source.post(address, data)
        for page in ("review/", "back/", "page/what/"):
            source.get(f"/en/{page}")
    assert traces(source, caplog) == []
    assert Submission.objects.get().identity_given
