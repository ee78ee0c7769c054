"""What people type about letters and replies lies nowhere in the clear, also where things break.

Each sealed form is sent whole, then with a constraint error, a time-out and an exception forced
after its words were sealed; then every table, the log and all mail are searched.
"""

import logging
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from rapporteur.communications.actions import annexing, replies
from rapporteur.kernel.clock import today
from rapporteur.kernel.vault import records
from rapporteur.kernel.vault.models import Version
from tests.doors.test_desk_letters import page, written
from tests.factories import cases as make_cases
from tests.factories import communications as make
from tests.factories.canaries import EACH_FAULT, faults, found

pytestmark = pytest.mark.usefixtures("committed")
CANARY = "zyxquorum-letter"
FAULTS = faults(CANARY)
FORMS = (
    *("begin", "write", "line", "review", "approve", "return", "reopen", "withdraw"),
    *("send", "log", "classify", "ask", "grant", "decline", "tell", "clock"),
    *("sister", "take_over", "follow_up", "rung", "set_review"),
)


class Forms:
    """Each sealed form by name: the client, the address and the data, ready to be sent."""

    def __init__(self, client, beside):
        self.client, self.reader = client, beside("coordinator")
        holder = beside("mandate_holder").person
        self.office = make_cases.office_of(client, self.reader.person, holder)

    def words(self, letter):
        return make.write(
            letter,
            self.office,
            subject=CANARY,
            facts=(f"It is reported: {CANARY} [child 1].",),
            children=(make.Child(CANARY, "9"),),
        )

    def letter(self, state="draft"):
        made = self.words(make.make_letter(self.office))
        if state == "draft":
            return made
        made = make.make_submitted(self.office, made)
        if state == "review":
            make.review_all(made, self.office)
            return made
        made = make.make_signed(self.office, make.make_approved(self.office, made))
        return made if state == "signed" else make.make_sent(self.office, made)

    def step(self, verb, state):
        client = self.reader if verb == "approve" else self.client
        return client, page("step", self.letter(state).pk, verb), {"words": CANARY}

    def answer(self, word):
        sent = self.letter("sent")
        until = sent.reply_due + timedelta(days=9)
        request = replies.ask_time(sent, until=until, why=CANARY, by=self.office.officer)
        return (
            self.client,
            page("time", request.pk),
            {"answer": word, "until": until, "why": CANARY},
        )

    def begin(self):
        case = make.make_decided_case(self.office)
        named = {"addressee_kind": "company", "addressee": CANARY, "subject": CANARY}
        return self.client, page("begin", case.pk), {"kind": "AL", "language": "en", **named}

    def write(self):
        made = self.letter()
        blocks = {f"block_{number}": CANARY for number in range(3, 12)}
        given = {"subject": CANARY, "facts": CANARY, "initials_1": CANARY, "age_1": "9"}
        return self.client, page("write", made.pk), written(made, **given, **blocks)

    def line(self):
        made = self.letter()
        annexing.propose(made, by=self.office.officer)
        one = made.lines.filter(provision__instrument__binding=True).first()
        given = {"read": 0, "use": "binding", "source": CANARY, "note": CANARY}
        day = {"depositary_on": today().isoformat()}
        return self.client, page("line", made.pk, one.pk), {**given, **day}

    def review(self):
        made = make.make_submitted(self.office, self.letter())
        return self.reader, page("review", made.pk), {"kind": "gender", "words": CANARY}

    def log(self):
        given = {"received_on": today(), "channel": "note", "text": CANARY}
        return self.client, page("log", self.letter("sent").pk), given

    def classify(self):
        reply = make.make_reply(self.office, self.letter("sent"), text=CANARY)
        return self.client, page("reply", reply.pk), {"reply_class": "PARTIAL", "why": CANARY}

    def ask(self):
        made = self.letter("sent")
        until = made.reply_due + timedelta(days=9)
        return (
            self.client,
            page("ask", made.pk),
            {"asked_on": today(), "until": until, "why": CANARY},
        )

    def clock(self):
        return self.client, page("clock", self.letter("sent").pk), {"why": CANARY}

    def tell(self):
        return self.client, page("tell", self.letter("sent").pk), {"text": CANARY}

    def sister(self):
        given = {"own_role": "concerned", "role": "company", "language": "fr"}
        return self.client, page("sister", self.letter().pk), {**given, "addressee": CANARY}

    def take_over(self):
        first = self.letter("review")
        other = make.make_sister(self.office, first, addressee=CANARY)
        other = make.write(other, self.office, facts=(f"It is reported: {CANARY} again.",))
        read = {"read": first.version, "read_there": other.version}
        return self.client, page("compare", first.pk, other.pk), {**read, "words": CANARY}

    def follow_up(self):
        given = {"questions": ["1", "3"], "why": CANARY}
        return self.client, page("follow_up", self.letter("sent").pk), given

    def rung(self):
        return self.client, page("rung", self.letter("sent").pk), {"rung": "1", "why": CANARY}

    def set_review(self):
        made = make.make_submitted(self.office, self.letter())
        given = {"kind": "gender", "words": CANARY}
        return self.reader, page("set", made.pk, "review"), given


STEPS = {"approve": "review", "return": "review", "reopen": "signed"}
STEPS |= {"withdraw": "signed", "send": "signed"}


@pytest.fixture
def sealed_form(at_work, beside):
    """Return what makes a form ready by its name."""
    forms = Forms(at_work, beside)

    def ready(name):
        if name in STEPS:
            return forms.step(name, STEPS[name])
        if name in {"grant", "decline"}:
            return forms.answer(name)
        return getattr(forms, name)()

    return ready


@pytest.mark.parametrize("name", FORMS)
def test_what_is_sent_is_found_in_no_table_log_or_mail(sealed_form, caplog, name):
    client, address, data = sealed_form(name)
    with caplog.at_level(logging.DEBUG):
        answer = client.post(address, data)
    assert answer.status_code == 302
    assert found(CANARY, caplog.text) == []


@pytest.mark.parametrize("fault", EACH_FAULT)
@pytest.mark.parametrize("name", FORMS)
def test_a_fault_tells_nothing_and_keeps_nothing(sealed_form, caplog, monkeypatch, name, fault):
    client, address, data = sealed_form(name)
    before = Version.objects.count()
    broken, error = FAULTS[fault]
    monkeypatch.setattr(records, "wrap", broken)
    client.raise_request_exception = False
    with caplog.at_level(logging.DEBUG):
        answer = client.post(address, data)

    assert answer.status_code == 500
    assert error.__name__ in caplog.text
    assert found(CANARY, caplog.text, answer.content.decode()) == []
    assert Version.objects.count() == before


@pytest.mark.parametrize("bad", ["\x00", "\u202e", "a" * 30_000])
def test_bad_input_is_said_and_what_was_typed_is_kept(sealed_form, bad):
    client, address, data = sealed_form("write")
    answer = client.post(address, {**data, "facts": f"{CANARY} {bad}"})
    assert answer.status_code == 200
    assert CANARY in answer.content.decode()
    assert found(CANARY) == []


def test_a_file_in_the_place_of_words_is_nothing(sealed_form):
    client, address, data = sealed_form("log")
    sent = {**data, "text": SimpleUploadedFile("reply.pdf", b"%PDF-1.7")}
    answer = client.post(address, sent)
    assert answer.status_code == 200
    assert reverse("communications") in answer.content.decode()
