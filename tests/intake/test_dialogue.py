"""The desk's side of a thread: what it opens, what it writes, and who else can read it."""

import pytest
from django.db import ProgrammingError

from rapporteur.intake import dialogue, threads
from rapporteur.intake.models import Message, SourceWrap, Submission, Thread
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.vault.faults import NoWayIn, Untrusted
from rapporteur.kernel.vault.models import Epoch
from tests.factories.vaults import BY, make_keyring
from tests.intake.conftest import body_of
from tests.intake.test_threads import CANARY, begun


@pytest.fixture
def submission(receipt, desk):
    threads.send(receipt, begun(receipt, desk, writer="adult", what="a word"))
    return Submission.objects.get()


@pytest.mark.django_db
def test_what_the_desk_writes_is_read_with_the_code(receipt, submission):
    threads.write_again(receipt, threads.read(receipt), "from the source")
    dialogue.write(submission.thread_id, CANARY, by=BY)
    letters = threads.read(receipt).letters
    assert [(one.from_desk, one.text) for one in letters] == [
        (False, "from the source"),
        (True, CANARY),
    ]


@pytest.mark.django_db
def test_what_the_desk_writes_lies_sealed_to_the_desk_too(submission, desk, officer):
    message = dialogue.write(submission.thread_id, CANARY, by=BY)
    assert body_of(message.sealed, desk, officer) == {"n": 1, "text": CANARY}
    assert CANARY.encode() not in bytes(message.sealed.envelope)


@pytest.mark.django_db
def test_without_a_trusted_key_the_desk_writes_nothing(submission):
    Epoch.objects.update(signature=b"\x00" * 96)
    with pytest.raises(Untrusted):
        dialogue.write(submission.thread_id, "a word", by=BY)
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_writing_takes_no_more_than_the_rights_of_the_desk(receipt, submission, as_role):
    with as_role("desk"):
        dialogue.write(submission.thread_id, "a word", by=BY)
    assert [one.text for one in threads.read(receipt).letters] == ["a word"]
    assert SourceWrap.objects.filter(thread=submission.thread_id).count() == 2


@pytest.mark.django_db
def test_the_desk_cannot_ask_for_a_look_up_value(submission, as_role):
    with pytest.raises(ProgrammingError, match="permission denied"), as_role("desk"):
        Thread.objects.get(pk=submission.thread_id)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["public", "missions", "worker"])
def test_no_other_role_writes_to_a_source(submission, as_role, role):
    with pytest.raises(ProgrammingError, match="permission denied"), as_role(role):
        dialogue.write(submission.thread_id, "a word", by=BY)


def test_opening_is_journalled_for_the_submission_and_each_message(
    committed, receipt, officer, desk
):
    threads.send(receipt, begun(receipt, desk, writer="adult", what=CANARY))
    threads.write_again(receipt, threads.read(receipt), "one")
    submission = Submission.objects.get()
    dialogue.write(submission.thread_id, "two", by=BY)

    said = dialogue.open_submission(submission, officer, by="someone")

    assert said.answers["what"] == CANARY
    assert [one.text for one in said.letters] == ["one", "two"]
    read = Entry.objects.filter(verb="read", by="someone")
    kinds = sorted(entry.detail["kind"] for entry in read)
    assert kinds == ["intake.message", "intake.message", "intake.submission"]


def test_whoever_was_not_handed_the_key_opens_nothing(committed, receipt, desk):
    threads.send(receipt, begun(receipt, desk, what=CANARY))
    with pytest.raises(NoWayIn):
        dialogue.open_submission(Submission.objects.get(), make_keyring(), by="someone")
    assert not Entry.objects.filter(verb="read").exists()


def test_the_first_answer_in_store_tells_nothing():
    words = dialogue.acknowledgement().casefold()
    assert not [word for word in ("child", "abuse", "mandate", "letter", "case") if word in words]
