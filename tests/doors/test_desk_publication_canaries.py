"""What people type about a public version lies nowhere in the clear before it is public.

Each form is sent whole, then with a constraint error, a time-out and an exception forced after its
words were sealed; then every table, the log and all mail are searched.
"""

import logging

import pytest

from rapporteur.kernel.vault import records
from rapporteur.kernel.vault.models import Version
from rapporteur.publication import indexing
from rapporteur.publication.models import PublishedLetter
from tests.doors.test_desk_publications import page, typed
from tests.factories import cases as make_cases
from tests.factories import communications as make
from tests.factories.canaries import EACH_FAULT, faults, found

pytestmark = pytest.mark.usefixtures("committed")
CANARY = "zyxquorum-public"
FAULTS = faults(CANARY)
SEALED = ("begin", "write", "approve", "back", "withdraw")


class Forms:
    """Each form by name: the client, the address and the data, ready to be sent."""

    def __init__(self, client, beside):
        self.client, self.reader = client, beside("coordinator")
        holder = beside("mandate_holder").person
        self.office = make_cases.office_of(client, self.reader.person, holder)

    def sent(self):
        case = make.make_decided_case(self.office, may_publish="yes")
        letter = make.write(
            make.make_letter(self.office, case, subject=CANARY),
            self.office,
            facts=(f"It is reported that [child 1] met {CANARY}.",),
        )
        submitted = make.make_submitted(self.office, letter)
        signed = make.make_signed(self.office, make.make_approved(self.office, submitted))
        return make.make_sent(self.office, signed, days_ago=61)

    def prepared(self):
        return make.make_prepared(self.office, self.sent())

    def without(self):
        """Return a public version from which the word was taken away."""
        made = self.prepared()
        words = make.public_words_of(made, self.office)
        taken = make.publishing.with_taken(
            words, {}, everywhere=(CANARY,), everywhere_reason="person"
        )
        return make.publishing.save(made, taken, read=1, by=self.office.officer)

    def begin(self):
        return self.client, page("letter", self.sent().pk), {"csrf": "x"}

    def write(self):
        made = self.prepared()
        given = typed(made, self.office, everywhere=CANARY)
        given["text_subject"] = f"[[{CANARY}]]"
        return self.client, page("write", made.pk), given

    def approve(self):
        made = make.make_handed_up(self.office, self.without())
        given = {"read": made.version, "interests": CANARY}
        return self.reader, page("step", made.pk, "approve"), given

    def back(self):
        made = make.make_handed_up(self.office, self.without())
        return self.client, page("step", made.pk, "back"), {"words": CANARY}

    def withdraw(self):
        made = make.publish(self.office, make.make_cleared(self.office, self.without()))
        return self.client, page("step", made.pk, "withdraw"), {"why": CANARY}

    def publish(self, rendition):
        given = {"read": rendition.version, "why_no_address": CANARY}
        return self.client, page("step", rendition.pk, "publish"), given


@pytest.fixture
def forms(at_work, beside):
    return Forms(at_work, beside)


@pytest.mark.parametrize("name", SEALED)
def test_what_is_sent_is_found_in_no_table_log_or_mail(forms, caplog, name):
    client, address, data = getattr(forms, name)()
    with caplog.at_level(logging.DEBUG):
        answer = client.post(address, data)
    assert answer.status_code == 302
    assert found(CANARY, caplog.text) == []


@pytest.mark.parametrize("fault", EACH_FAULT)
@pytest.mark.parametrize("name", SEALED)
def test_a_fault_tells_nothing_and_keeps_nothing(forms, caplog, monkeypatch, name, fault):
    client, address, data = getattr(forms, name)()
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


@pytest.mark.parametrize("fault", EACH_FAULT)
def test_a_fault_while_publishing_makes_nothing_public(forms, caplog, monkeypatch, fault):
    made = make.make_cleared(forms.office, forms.without())
    client, address, data = forms.publish(made)
    broken, error = FAULTS[fault]
    monkeypatch.setattr(indexing, "renew", broken)  # once the copy was written
    client.raise_request_exception = False
    with caplog.at_level(logging.DEBUG):
        answer = client.post(address, data)

    assert answer.status_code == 500
    assert error.__name__ in caplog.text
    assert found(CANARY, caplog.text, answer.content.decode()) == []
    assert not PublishedLetter.objects.exists()
    assert make.fresh(made).state == "approved"


def test_only_what_was_published_lies_in_the_clear(forms, caplog):
    made = make.make_cleared(forms.office, forms.without())
    client, address, data = forms.publish(made)
    with caplog.at_level(logging.DEBUG):
        client.post(address, {**data, "why_no_address": "none"})
    assert PublishedLetter.objects.exists()
    assert found(CANARY, caplog.text) == []
    assert found("It is reported that child 1 met", caplog.text) == ["tables"]
    assert found("A.B.", caplog.text) == []
