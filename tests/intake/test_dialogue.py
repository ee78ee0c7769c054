"""The desk's side of a thread: what it opens, what it writes, and who else can read it."""

import pytest
from django.db import ProgrammingError, connection

from rapporteur.intake import codes, dialogue, receipts, threads
from rapporteur.intake.models import Message, SourceWrap, Submission, Thread
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.vault.faults import CannotOpen, NoWayIn, Untrusted
from rapporteur.kernel.vault.models import Epoch
from rapporteur.kernel.vault.suites import public_of
from tests.factories.vaults import BY, make_keyring
from tests.intake.conftest import body_of
from tests.intake.test_threads import CANARY, begun


@pytest.fixture
def submission(receipt, desk):
    threads.send(receipt, begun(receipt, desk, writer="adult", what="a word"))
    return Submission.objects.get()


def said_in(submission):
    """Return a submission as the desk has opened it, without the journal, which commits apart."""
    line = Thread.objects.only("public_half").get(pk=submission.thread_id)
    source = bytes(line.public_half)
    return dialogue.Said({}, (), submission.thread_id, submission.desk, source)


@pytest.mark.django_db
def test_what_the_desk_writes_is_read_with_the_code(receipt, submission):
    threads.write_again(receipt, threads.read(receipt), "from the source")
    dialogue.write(said_in(submission), CANARY, by=BY)
    letters = threads.read(receipt).letters
    assert [(one.from_desk, one.text) for one in letters] == [
        (False, "from the source"),
        (True, CANARY),
    ]


@pytest.mark.django_db
def test_what_the_desk_writes_lies_sealed_to_the_desk_too(submission, desk, officer):
    message = dialogue.write(said_in(submission), CANARY, by=BY)
    assert body_of(message.sealed, desk, officer) == {
        "n": 1,
        "kind": "word",
        "text": CANARY,
        "row": str(message.pk),
        "thread": str(submission.thread_id),
        "desk": str(desk),
        "by": "desk",
    }
    assert CANARY.encode() not in bytes(message.sealed.envelope)


@pytest.mark.django_db
def test_without_a_trusted_key_the_desk_writes_nothing(submission):
    Epoch.objects.update(signature=b"\x00" * 96)
    with pytest.raises(Untrusted):
        dialogue.write(said_in(submission), "a word", by=BY)
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_writing_takes_no_more_than_the_rights_of_the_desk(receipt, submission, as_role):
    with as_role("desk"):
        dialogue.write(said_in(submission), "a word", by=BY)
    assert [one.text for one in threads.read(receipt).letters] == ["a word"]
    assert SourceWrap.objects.filter(thread=submission.thread_id).count() == 2


@pytest.mark.django_db
def test_the_desk_cannot_ask_for_a_look_up_value(submission, as_role):
    with pytest.raises(ProgrammingError, match="permission denied"), as_role("desk"):
        Thread.objects.get(pk=submission.thread_id)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["public", "missions", "partners", "worker"])
def test_no_other_role_writes_to_a_source(submission, as_role, role):
    said = said_in(submission)
    with pytest.raises(ProgrammingError, match="permission denied"), as_role(role):
        dialogue.write(said, "a word", by=BY)


def test_opening_is_journalled_for_the_submission_and_each_message(
    committed, receipt, officer, desk
):
    threads.send(receipt, begun(receipt, desk, writer="adult", what=CANARY))
    threads.write_again(receipt, threads.read(receipt), "one")
    submission = Submission.objects.get()
    dialogue.write(dialogue.open_submission(submission, officer, by="first"), "two", by=BY)

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


@pytest.fixture
def two(committed, desk):
    """Two threads that were sent to one desk."""
    found = []
    for word in ("the first", "the second"):
        one = receipts.receipt_of(receipts.new_code())
        threads.send(one, begun(one, desk, writer="adult", what=word))
        threads.write_again(one, threads.read(one), f"{word} again")
        found.append(one)
    return [Submission.objects.get(thread=threads.read(one).thread) for one in found]


def swapped(model, first, second, field):
    """Let two rows take each other's value, past the constraint, as an owner of the database may."""
    table, column = model._meta.db_table, model._meta.get_field(field).column
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'u'"
            " AND pg_get_constraintdef(oid) LIKE %s",
            [table, f"%({column})%"],
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    one, other = getattr(first, field), getattr(second, field)
    model.objects.filter(pk=first.pk).update(**{field: other})
    model.objects.filter(pk=second.pk).update(**{field: one})
    return model.objects.get(pk=first.pk)


@pytest.mark.parametrize("field", ["sealed", "thread"])
def test_a_row_hung_on_the_words_of_another_source_is_not_shown(two, officer, field):
    changed = swapped(Submission, *two, field)
    with pytest.raises(dialogue.Misplaced):
        dialogue.open_submission(changed, officer, by="someone")


def test_the_row_of_another_thread_with_all_that_is_its_own_is_not_shown_as_this(two, officer):
    swapped(Submission, *two, "sealed")
    again = Submission.objects.filter(pk__in=[one.pk for one in two])
    changed = swapped(Submission, *again, "thread")
    with pytest.raises(dialogue.Misplaced):
        dialogue.open_submission(changed, officer, by="someone")


def test_a_message_hung_on_another_thread_is_not_shown(two, officer):
    Message.objects.filter(thread=two[0].thread_id).update(thread=two[1].thread_id)
    with pytest.raises(dialogue.Misplaced):
        dialogue.open_submission(two[1], officer, by="someone")


def test_a_message_is_not_shown_as_the_word_of_the_other_side(two, officer):
    Message.objects.update(from_desk=True)
    with pytest.raises(dialogue.Misplaced):
        dialogue.open_submission(two[0], officer, by="someone")


def test_a_message_shown_as_a_submission_is_refused_before_it_is_read(two, officer):
    word = Message.objects.get(thread=two[0].thread_id).sealed
    Message.objects.filter(thread=two[0].thread_id).update(sealed=two[1].sealed)
    Submission.objects.filter(pk=two[0].pk).update(sealed=word)
    with pytest.raises(dialogue.Misplaced):
        dialogue.open_submission(Submission.objects.get(pk=two[0].pk), officer, by="someone")
    assert not Entry.objects.filter(verb="read").exists()


def test_a_desk_that_was_exchanged_in_a_thread_is_noticed(two, officer):
    Thread.objects.filter(pk=two[0].thread_id).update(desk=two[0].pk)
    with pytest.raises(dialogue.Misplaced):
        dialogue.open_submission(two[0], officer, by="someone")


def test_the_desk_writes_to_no_key_but_the_one_that_the_source_sealed(two, officer):
    said = dialogue.open_submission(two[0], officer, by="someone")
    Thread.objects.filter(pk=two[0].thread_id).update(public_half=make_keyring().key.public)
    before = Message.objects.count()
    with pytest.raises(dialogue.Misplaced):
        dialogue.write(said, "a word", by=BY)
    with pytest.raises(dialogue.Misplaced):
        dialogue.open_submission(two[0], officer, by="someone")
    assert Message.objects.count() == before


@pytest.mark.django_db
def test_a_source_is_shown_no_word_as_the_other_sides(receipt, submission):
    threads.write_again(receipt, threads.read(receipt), "from the source")
    Message.objects.update(from_desk=True)
    with pytest.raises(CannotOpen):
        threads.read(receipt)


@pytest.fixture
def new():
    return receipts.receipt_of(receipts.new_code())


def test_the_desk_follows_the_source_to_its_new_key(committed, receipt, desk, officer, new):
    threads.send(receipt, begun(receipt, desk, writer="child", what=CANARY))
    codes.change(receipt, new)
    third = receipts.receipt_of(receipts.new_code())
    codes.change(new, third)
    submission = Submission.objects.get()
    said = dialogue.open_submission(submission, officer, by="someone")
    assert said.source == public_of(threads.private_half(third))
    assert [one.new_code for one in said.letters] == [True, True]
    dialogue.write(said, "a word", by=BY)
    assert threads.read(third).letters[-1].text == "a word"


def test_a_key_that_somebody_else_names_is_not_believed(committed, receipt, desk, officer, new):
    """Whoever writes to the database can seal to the desk; the mark they cannot make."""
    threads.send(receipt, begun(receipt, desk, writer="adult", what=CANARY))
    contents = threads.read(receipt)
    contents.proof = threads.new_proof()
    half = public_of(threads.private_half(new))
    codes.tell(new, contents)
    Thread.objects.update(public_half=half)
    with pytest.raises(dialogue.Misplaced):
        dialogue.open_submission(Submission.objects.get(), officer, by="someone")
