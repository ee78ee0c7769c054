"""A thread from its first page to the desk's eyes, and what the door's role can never do."""

import pytest
from django.db import ProgrammingError, connection

from rapporteur.intake import receipts, threads
from rapporteur.intake.models import Draft, Identity, Message, SourceWrap, Submission, Thread
from rapporteur.kernel.vault.faults import CannotOpen
from rapporteur.kernel.vault.models import Epoch, SealedRecord, Version, Wrap
from tests.factories.halves import body_apart
from tests.intake.conftest import body_of

pytestmark = pytest.mark.django_db
CANARY = "zyxquorum-canary"


def begun(receipt, desk, **answers):
    """Return a thread with these answers saved."""
    threads.begin(receipt, desk)
    for code, text in answers.items():
        threads.save_answer(receipt, threads.read(receipt), code, text)
    return threads.read(receipt)


def test_a_new_thread_is_empty_and_its_code_opens_it(receipt, desk):
    thread = threads.begin(receipt, desk)
    contents = threads.read(receipt)
    assert (contents.thread, contents.desk) == (thread, desk)
    assert (contents.answers, contents.saved, contents.sent_on) == ({}, 0, None)


def test_a_code_that_opens_nothing_says_so(receipt, desk):
    threads.begin(receipt, desk)
    with pytest.raises(threads.NoThread):
        threads.read(receipts.receipt_of(receipts.new_code()))


def test_the_newest_answer_counts_and_none_is_lost(receipt, desk):
    contents = begun(receipt, desk, what="first", state="XEX")
    threads.save_answer(receipt, contents, "what", "second")
    assert threads.read(receipt).answers == {"what": "second", "state": "XEX"}


def test_a_page_opens_one_draft_however_often_an_answer_was_saved(receipt, desk):
    begun(receipt, desk, what="first", state="XEX", when="then", soon="no")
    assert Draft.objects.count() == 1


@pytest.mark.requirement("A5")
def test_two_devices_that_save_at_once_lose_neither_answer(receipt, desk):
    begun(receipt, desk, where="before")
    phone, library = threads.read(receipt), threads.read(receipt)
    threads.save_answer(receipt, phone, "what", "from a phone")
    threads.save_answer(receipt, library, "when", "from a library")
    found = threads.read(receipt)
    assert found.answers == {
        "where": "before",
        "what": "from a phone",
        "when": "from a library",
    }
    assert Draft.objects.count() == 2
    threads.save_answer(receipt, found, "soon", "no")  # the next takes the place of both
    assert Draft.objects.count() == 1
    assert len(threads.read(receipt).answers) == 4


def test_the_later_of_two_answers_counts_whichever_draft_holds_it(receipt, desk):
    phone, library = begun(receipt, desk, what="first"), threads.read(receipt)
    threads.save_answer(receipt, phone, "what", "second")
    threads.save_answer(receipt, phone, "what", "third")
    threads.save_answer(receipt, library, "when", "then")
    assert threads.read(receipt).answers == {"what": "third", "when": "then"}


def test_what_is_sent_opens_for_the_desk_and_for_the_source(receipt, desk, officer):
    contents = begun(receipt, desk, writer="adult", what=CANARY, soon="yes")
    assert threads.send(receipt, contents)
    submission = Submission.objects.get()
    body = body_of(submission.sealed, desk, officer)
    assert body["answers"] == {"writer": "adult", "what": CANARY, "soon": "yes"}
    assert threads.read(receipt).sent_on == submission.day
    assert submission.urgent
    assert not submission.identity_given


def test_sending_again_changes_nothing(receipt, desk):
    contents = begun(receipt, desk, what="once")
    assert threads.send(receipt, contents)
    assert not threads.send(receipt, contents)
    assert Submission.objects.count() == SealedRecord.objects.count() == 1


def test_who_the_source_is_lies_in_a_record_of_its_own(receipt, desk, officer):
    threads.send(receipt, begun(receipt, desk, what="a word", name=CANARY, contact="nowhere"))
    submission = Submission.objects.get()
    assert submission.identity_given
    assert CANARY not in str(body_of(submission.sealed, desk, officer))
    apart = Identity.objects.get(submission=submission).sealed
    said = body_apart(apart, officer)
    assert said["identity"] == {"name": CANARY, "contact": "nowhere"}


def test_an_address_without_a_name_is_no_identity(receipt, desk):
    threads.send(receipt, begun(receipt, desk, contact="by the well"))
    assert not Submission.objects.get().identity_given
    assert Identity.objects.count() == 1


@pytest.mark.parametrize(("signs", "size"), [(10, "short"), (5_000, "medium"), (30_000, "long")])
def test_the_queue_knows_a_size_bucket_and_no_length(receipt, desk, signs, size):
    threads.send(receipt, begun(receipt, desk, what="a" * signs))
    assert Submission.objects.get().size == size


def test_messages_of_the_source_come_back_in_order(receipt, desk):
    threads.send(receipt, begun(receipt, desk, what="a word"))
    for text in ("one", "two", "three"):
        threads.write_again(receipt, threads.read(receipt), text)
    assert [letter.text for letter in threads.read(receipt).letters] == ["one", "two", "three"]


@pytest.mark.parametrize(
    "act",
    [
        threads.send,
        lambda receipt, contents: threads.write_again(receipt, contents, "more"),
        lambda receipt, contents: threads.begin(
            receipts.receipt_of(receipts.new_code()), contents.desk
        ),
    ],
    ids=["send", "write again", "begin"],
)
def test_without_a_trusted_desk_key_nothing_is_stored(receipt, desk, act):
    contents = begun(receipt, desk, what="a word")
    Epoch.objects.update(signature=b"\x00" * 96)
    with pytest.raises(threads.Closed):
        act(receipt, contents)
    assert (Thread.objects.count(), Draft.objects.count()) == (1, 1)
    assert (
        Submission.objects.count() == Message.objects.count() == SealedRecord.objects.count() == 0
    )


def test_another_code_opens_none_of_the_rows(receipt, desk):
    begun(receipt, desk, what=CANARY)
    draft = Draft.objects.get()
    other = threads.private_half(receipts.receipt_of(receipts.new_code()))
    place = threads.place_of(f"intake.draft|{draft.pk}|1")
    with pytest.raises(CannotOpen):
        threads.opened(other, draft.thread_id, place, draft.envelope, draft.wrapped)


def test_the_whole_path_needs_no_more_than_the_doors_rights(receipt, desk, as_role, settings):
    settings.DOOR = "intake"
    with as_role("intake"):
        contents = begun(receipt, desk, what="a word", name="N.")
        threads.send(receipt, contents)
        threads.write_again(receipt, threads.read(receipt), "more")
        assert [letter.text for letter in threads.read(receipt).letters] == ["more"]


@pytest.mark.parametrize(
    "model", [Thread, Draft, Submission, Identity, Message, SourceWrap, Version, Wrap, SealedRecord]
)
@pytest.mark.parametrize("verb", ["SELECT * FROM", "DELETE FROM", "TRUNCATE"])
def test_the_door_reads_and_removes_no_row_by_itself(as_role, model, verb):
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        as_role("intake"),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"{verb} {model._meta.db_table}")


@pytest.mark.parametrize("role", ["public", "missions", "partners", "desk", "worker"])
def test_no_other_role_finds_a_thread_by_its_look_up_value(as_role, role):
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        as_role(role),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM intake_thread_of(%s)", [b"x" * 32])


@pytest.mark.parametrize("role", ["public", "missions", "partners", "desk", "worker"])
def test_no_other_role_reads_look_up_values(as_role, role):
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        as_role(role),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT lookup FROM intake_thread")


def test_a_thread_is_read_with_one_query(receipt, desk, django_assert_num_queries):
    begun(receipt, desk, what="a", when="b", state="XEX")
    with django_assert_num_queries(1):
        threads.read(receipt)


def test_the_reading_of_a_thread_is_planned_once_and_runs_as_its_owner_on_a_fixed_path():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT lanname, prosecdef, provolatile, proconfig FROM pg_proc"
            " JOIN pg_language ON pg_language.oid = prolang WHERE proname = 'intake_thread_of'"
        )
        path = ["search_path=pg_catalog, public, pg_temp"]
        assert cursor.fetchall() == [("plpgsql", True, "s", path)]


def test_no_table_of_the_door_tells_a_time_or_an_order_of_arrival():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, data_type, column_default"
            " FROM information_schema.columns WHERE table_name LIKE 'intake_%%'"
        )
        columns = cursor.fetchall()
    assert len(columns) > 20
    assert [c for c in columns if "time" in c[2] or c[3] is not None or c[2] == "bigint"] == []


def test_what_was_said_lies_nowhere_in_the_clear(receipt, desk):
    threads.send(receipt, begun(receipt, desk, what=CANARY, name=CANARY, state=CANARY))
    threads.write_again(receipt, threads.read(receipt), CANARY)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(
                f'SELECT count(*) FROM "{table}" AS r WHERE r::text LIKE %s', [f"%{CANARY}%"]
            )
            assert cursor.fetchone() == (0,), table


@pytest.mark.requirement("SG8")
@pytest.mark.parametrize("side", ["a", "b"])
def test_a_name_that_cannot_be_kept_apart_is_not_kept(receipt, desk, side):
    epochs = Epoch.objects.filter(recipient__kind="identity", recipient__subject__endswith=side)
    epochs.update(signature=b"")

    assert threads.send(receipt, begun(receipt, desk, what="a word", name=CANARY, contact="there"))

    assert not Submission.objects.get().identity_given
    assert not Identity.objects.exists()
    assert SealedRecord.objects.count() == 1
    assert CANARY not in str(threads.read(receipt).answers)
