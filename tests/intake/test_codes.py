"""A new code: what it opens, what the old one opens no more, and whom the desk believes."""

import pytest
from django.db import connection

from rapporteur.intake import codes, dialogue, receipts, threads
from rapporteur.intake.models import Message, SourceWrap, Submission, Thread
from rapporteur.kernel.vault import records
from rapporteur.kernel.vault.models import Epoch
from tests.factories.vaults import BY
from tests.intake.test_dialogue import said_in
from tests.intake.test_threads import CANARY, begun

pytestmark = pytest.mark.django_db


@pytest.fixture
def new():
    return receipts.receipt_of(receipts.new_code())


@pytest.fixture
def sent(receipt, desk):
    """A thread that was sent, with a word of each side."""
    threads.send(receipt, begun(receipt, desk, writer="adult", what=CANARY))
    threads.write_again(receipt, threads.read(receipt), "one")
    submission = Submission.objects.get()
    dialogue.write(said_in(submission), "two", by=BY)
    return submission


def opens_nothing(receipt):
    with pytest.raises(threads.NoThread):
        threads.read(receipt)
    return True


def test_drafts_are_read_with_the_new_code_and_the_old_opens_nothing(receipt, desk, new):
    begun(receipt, desk, what=CANARY)
    thread = Thread.objects.get()
    codes.change(receipt, new)
    assert threads.read(new).answers == {"what": CANARY}
    assert opens_nothing(receipt)
    moved = Thread.objects.get()
    assert moved.pk == thread.pk
    assert bytes(moved.lookup) == new.lookup
    assert not Message.objects.exists()  # the desk has nothing of it, and need not know


def test_all_that_was_sent_and_written_is_read_with_the_new_code(receipt, sent, new):
    codes.change(receipt, new)
    contents = threads.read(new)
    assert contents.answers["what"] == CANARY
    assert [one.text for one in contents.letters] == ["one", "two", ""]
    assert contents.letters[-1].new_code
    assert opens_nothing(receipt)


def test_the_door_needs_no_more_rights_for_it(receipt, sent, new, as_role, settings):
    settings.DOOR = "intake"
    with as_role("intake"):
        codes.change(receipt, new)
        assert threads.read(new).sent_on


def test_a_code_that_opens_nothing_changes_nothing(sent, new):
    unknown = receipts.receipt_of(receipts.new_code())
    with pytest.raises(threads.NoThread):
        codes.change(unknown, new)
    assert opens_nothing(new)


def test_without_a_trusted_desk_key_what_was_sent_stays_with_the_old_code(receipt, sent, new):
    Epoch.objects.update(signature=b"\x00" * 96)
    with pytest.raises(threads.Closed):
        codes.change(receipt, new)
    assert threads.read(receipt).sent_on
    assert opens_nothing(new)


def test_a_fault_on_the_way_changes_nothing(receipt, sent, new, monkeypatch):
    def broken(*_args, **_more):
        raise RuntimeError

    monkeypatch.setattr(records, "wrap", broken)
    with pytest.raises(RuntimeError):
        codes.change(receipt, new)
    monkeypatch.undo()
    assert len(threads.read(receipt).letters) == 2
    assert opens_nothing(new)


def test_a_word_that_comes_in_between_is_taken_along(receipt, sent, new, monkeypatch):
    honest, came = threads.rows, []

    def late(old):
        found = honest(old)
        if len(came) == 1:  # after the second reading: the keys are being sealed anew
            dialogue.write(said_in(sent), "in between", by=BY)
        came.append(1)
        return found

    monkeypatch.setattr(threads, "rows", late)
    codes.change(receipt, new)
    monkeypatch.undo()
    assert [one.text for one in threads.read(new).letters] == ["one", "two", "in between", ""]


def test_a_word_in_between_each_time_leaves_the_old_code_good(receipt, sent, new, monkeypatch):
    monkeypatch.setattr(codes, "move", lambda *_args: False)
    with pytest.raises(threads.NoThread):
        codes.change(receipt, new)
    assert threads.read(receipt).sent_on


@pytest.mark.parametrize(
    "act",
    [
        lambda old, contents: threads.save_answer(old, contents, "what", "late"),
        threads.send,
        lambda old, contents: threads.write_again(old, contents, "late"),
    ],
    ids=["save", "send", "write again"],
)
def test_a_row_of_the_old_code_that_comes_too_late_is_not_kept(receipt, desk, new, act):
    contents = begun(receipt, desk, writer="adult", what="a word")
    codes.change(receipt, new)
    with pytest.raises(threads.NoThread):
        act(receipt, contents)
    found = threads.read(new)
    assert (found.answers["what"], found.sent_on, found.letters) == ("a word", None, [])


def test_nothing_of_another_thread_is_touched(receipt, sent, new):
    other = receipts.receipt_of(receipts.new_code())
    threads.begin(other, sent.desk)
    threads.save_answer(other, threads.read(other), "what", "theirs")
    codes.change(receipt, new)
    assert threads.read(other).answers == {"what": "theirs"}


@pytest.mark.parametrize("moved_to", [b"", b"short", b"x" * 33])
def test_a_look_up_value_of_another_length_is_refused(receipt, desk, moved_to):
    threads.begin(receipt, desk)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT intake_thread_moves(%s, %s, %s, 1::smallint, '{}', '{}')",
            [receipt.lookup, moved_to, b"x"],
        )
        assert cursor.fetchone() == (False,)


def test_a_word_of_the_desk_to_the_old_key_is_not_kept(receipt, sent, new, monkeypatch):
    said = said_in(sent)
    codes.change(receipt, new)
    before = SourceWrap.objects.count()
    with pytest.raises(dialogue.Misplaced):
        dialogue.write(said, "late", by=BY)
    assert SourceWrap.objects.count() == before
