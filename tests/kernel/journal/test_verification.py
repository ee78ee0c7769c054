import json

import pytest
from django.db import connection

from rapporteur.kernel.environment import Misconfigured
from rapporteur.kernel.journal import actions, chain
from rapporteur.kernel.journal.verification import Fault, Kind, verify

pytestmark = pytest.mark.requirement("M3")


def as_superuser(*statements):
    """Do what nobody may: the trigger is put out of force first."""
    with connection.cursor() as cursor:
        for table in ("entry", "link", "checkpoint"):
            cursor.execute(f"ALTER TABLE journal_{table} DISABLE TRIGGER ALL")
        for statement in statements:
            cursor.execute(statement)


def of_link(number):
    return f"id = (SELECT entry_id FROM journal_link WHERE number = {number})"


def swap(column, first, second):
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {column} FROM journal_link WHERE number IN (%s, %s) ORDER BY number",
            [first, second],
        )
        (one,), (two,) = cursor.fetchall()
    spare = "00000000-0000-4000-8000-000000000000"
    move = f"UPDATE journal_link SET {column} = '{{}}' WHERE {column} = '{{}}'"
    as_superuser(move.format(spare, one), move.format(one, two), move.format(two, spare))


def test_a_sound_journal_is_found_sound(chained):
    actions.record("later", None, by="x")
    found = verify()
    assert (found.is_sound, found.covered, found.signed) == (True, 6, 6)
    assert (found.not_chained, found.checkpoints, found.in_file) == (1, 2, 2)
    assert found.as_json()["sound"] is True
    assert json.dumps(found.as_json())


@pytest.mark.django_db
def test_an_empty_journal_is_sound(home):
    found = verify()
    assert (found.is_sound, found.covered, found.in_file) == (True, 0, None)
    assert found.as_json()["last_checkpoint_at"] is None


@pytest.mark.parametrize("number", [1, 3, 6])
@pytest.mark.parametrize(
    "change",
    [
        "why = 'Another reason.'",
        "by = 'y'",
        "outcome = 'refused'",
        "at = at + interval '1 microsecond'",
        "day = day - 1",
        "detail = '{\"a\": 1}'",
    ],
)
def test_an_edited_field_is_found(chained, number, change):
    as_superuser(f"UPDATE journal_entry SET {change} WHERE {of_link(number)}")
    found = verify()
    assert found.fault == Fault(Kind.EDITED, number)
    assert found.covered == number - 1
    assert f"Link {number}" in found.as_json()["fault"]["sentence"]


@pytest.mark.parametrize("number", [1, 3, 6])
def test_a_deleted_entry_is_found(chained, number):
    as_superuser(f"DELETE FROM journal_entry WHERE {of_link(number)}")
    assert verify().fault == Fault(Kind.DELETED, number)


@pytest.mark.parametrize("number", [1, 3, 5])
def test_an_entry_deleted_with_its_link_is_found(chained, number):
    as_superuser(
        f"DELETE FROM journal_entry WHERE {of_link(number)}",
        f"DELETE FROM journal_link WHERE number = {number}",
    )
    assert verify().fault == Fault(Kind.DELETED, number)


@pytest.mark.parametrize(("first", "second"), [(1, 2), (2, 3), (2, 5)])
def test_two_entries_that_changed_places_are_found(chained, first, second):
    swap("entry_id", first, second)
    assert verify().fault == Fault(Kind.REORDERED, first)


def test_two_links_that_changed_numbers_are_found(chained):
    as_superuser(
        "UPDATE journal_link SET number = -2 WHERE number = 2",
        "UPDATE journal_link SET number = 2 WHERE number = 3",
        "UPDATE journal_link SET number = 3 WHERE number = -2",
    )
    assert verify().fault == Fault(Kind.REORDERED, 2)


def test_a_link_that_was_put_in_is_found(chained):
    as_superuser(
        "UPDATE journal_link SET number = -number - 1 WHERE number >= 3",
        "UPDATE journal_link SET number = -number WHERE number < 0",
        "INSERT INTO journal_entry (id, day, at, door, verb, subject_table, subject_id, by, why,"
        " detail, outcome) VALUES ('00000000-0000-4000-8000-000000000001', current_date, now(),"
        " 'desk', 'never', '', '', 'x', '', '{}', 'done')",
        "INSERT INTO journal_link VALUES (3, '00000000-0000-4000-8000-000000000001', '\\x00')",
    )
    assert verify().fault == Fault(Kind.INSERTED, 3)


def test_a_tail_cut_off_before_a_checkpoint_is_found(chained):
    as_superuser(
        "DELETE FROM journal_entry WHERE id IN"
        " (SELECT entry_id FROM journal_link WHERE number > 4)",
        "DELETE FROM journal_link WHERE number > 4",
    )
    assert verify().fault == Fault(Kind.CUT_OFF, 6)


def test_a_tail_cut_off_with_its_checkpoint_is_shown_up_by_the_file(chained):
    as_superuser(
        "DELETE FROM journal_entry WHERE id IN"
        " (SELECT entry_id FROM journal_link WHERE number > 4)",
        "DELETE FROM journal_link WHERE number > 4",
        "DELETE FROM journal_checkpoint WHERE number = 6",
    )
    assert verify().fault == Fault(Kind.MISSING, 6)


def test_a_chain_computed_anew_after_an_edit_is_found_by_its_checkpoint(chained):
    as_superuser(
        f"UPDATE journal_entry SET why = 'Another.' WHERE {of_link(2)}",
        "DELETE FROM journal_link",
    )
    chain.chain()
    assert verify().fault == Fault(Kind.REWRITTEN, 4)


@pytest.mark.parametrize(
    "change", ["signature = '\\x00'", "at = at - interval '1 day'", "hash = '\\x00'"]
)
def test_a_forged_checkpoint_is_found(chained, change):
    as_superuser(f"UPDATE journal_checkpoint SET {change} WHERE number = 4")
    assert verify().fault == Fault(Kind.FORGED, 4)


@pytest.mark.parametrize("line", ["not json", "[]", "{}", '{"number": 3, "hash": "zz"}'])
def test_a_broken_line_of_the_file_is_a_fault(chained, line):
    with (chained / "journal" / "checkpoints.jsonl").open("a") as f:
        f.write(line + "\n")
    assert verify().fault == Fault(Kind.FORGED, 3)


def test_without_the_file_the_database_alone_is_verified_and_it_is_said(chained):
    (chained / "journal" / "checkpoints.jsonl").unlink()
    found = verify()
    assert (found.is_sound, found.in_file) == (True, None)


def test_without_the_public_key_there_is_a_sentence_and_no_verdict(chained):
    (chained / "journal" / "public-key").unlink()
    with pytest.raises(Misconfigured, match="public key"):
        verify()


def test_a_public_key_from_elsewhere_will_do(chained, monkeypatch):
    path = chained / "journal" / "public-key"
    monkeypatch.setenv("RAPPORTEUR_JOURNAL_PUBLIC_KEY", path.read_text().strip())
    path.unlink()
    assert verify().is_sound


def test_checkpoints_under_another_key_are_forged(chained, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_JOURNAL_PUBLIC_KEY", "07" * 32)
    assert verify().fault == Fault(Kind.FORGED, 4)


def test_the_desk_role_can_verify(chained):
    from rapporteur.kernel.environment import role_name

    with connection.cursor() as cursor:
        cursor.execute(f'SET ROLE "{role_name("desk")}"')
        assert verify().is_sound
        cursor.execute("RESET ROLE")
