"""Sealed records: who may keep one, and what their tables tell."""

import pytest
from django.db import DatabaseError, connection

from rapporteur.kernel.vault import actions, records
from rapporteur.kernel.vault.faults import Unsigned
from rapporteur.kernel.vault.models import Epoch, MemberKey, MemberWrap, Version
from tests.factories.people import make_account
from tests.factories.vaults import BY, CHEAP, PHRASE, make_group

pytestmark = pytest.mark.django_db
CANARY = b"canary of a sealed word"


def test_a_record_for_nobody_is_not_kept(db):
    with pytest.raises(ValueError, match="nobody"):
        records.keep("test", CANARY, [], by=BY)


def test_nothing_is_kept_for_an_unsigned_recipient(member, group):
    Epoch.objects.update(signature=b"")

    with pytest.raises(Unsigned):
        records.keep("test", CANARY, [group.pk], by=BY)

    assert not Version.objects.exists()


# What each role of the database may


def kept_by(role, group, as_role):
    with as_role(role):
        return records.keep("test", CANARY, [group.pk], by="a source")


@pytest.mark.requirement("R12.3")
def test_intake_keeps_a_record_by_insert_alone_and_reads_nothing_back(
    member, group, as_role, settings
):
    settings.DOOR = "intake"
    version = kept_by("intake", group, as_role)

    for model in ("sealedrecord", "version", "wrap", "memberkey", "memberwrap"):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            as_role("intake"),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"SELECT * FROM vault_{model}")
    settings.DOOR = "desk"
    with as_role("desk"):
        found = Version.objects.select_related("record").get(pk=version.pk)
        key = records.opened(found.wraps.select_related("epoch").get(), found, member)
        assert records.open_body(bytes(found.envelope), key, found.place) == CANARY


@pytest.mark.parametrize("role", ["public", "intake", "missions", "partners", "worker", "backup"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE vault_epoch SET signature = ''",
        "INSERT INTO vault_recipient VALUES (gen_random_uuid(), 'desk', 'x', 'x')",
        "DELETE FROM vault_epoch",
        "DELETE FROM vault_wrap",
        "DELETE FROM vault_version",
    ],
)
def test_no_other_door_changes_recipients_or_records(role, statement, as_role):
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        as_role(role),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize("role", ["public", "intake", "worker", "backup"])
def test_no_other_door_hands_a_key_on(role, as_role):
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        as_role(role),
        connection.cursor() as cursor,
    ):
        cursor.execute("INSERT INTO vault_memberwrap SELECT * FROM vault_memberwrap")


@pytest.mark.parametrize("role", ["missions", "partners"])
def test_an_outer_door_hands_no_key_of_a_desk_on(group, as_role, role):
    held = MemberWrap.objects.get(epoch__recipient=group)
    values = {field.attname: getattr(held, field.attname) for field in held._meta.concrete_fields}
    held.delete()
    with pytest.raises(DatabaseError, match="row-level security"), as_role(role):
        MemberWrap(**values).save(force_insert=True)


@pytest.mark.parametrize("role", ["missions", "partners"])
def test_an_outer_door_moves_no_key_of_the_desk(group, member, as_role, role):
    version = records.keep("a.note", CANARY, [group.pk], by=BY)
    connection.check_constraints()
    with as_role(role):
        moved = version.wraps.update(wrapped=b"other")
    assert moved == 0


@pytest.mark.parametrize("column", ["signature", "public_half", "revoked_on"])
def test_the_desk_signs_and_changes_no_recipient(group, column, as_role):
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        as_role("desk"),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE vault_epoch SET {column} = NULL")


def test_the_doors_see_the_keys_of_their_own_people_only(as_role):
    keyrings = {
        door: actions.make_member_key(make_account(door).pk, PHRASE, by=BY, cost=CHEAP)
        for door in ("desk", "missions", "partners")
    }
    for keyring in keyrings.values():
        make_group(keyring)

    for door, keyring in keyrings.items():
        with as_role(door):
            assert list(MemberKey.objects.all()) == [keyring.key]
            assert [wrap.member_key_id for wrap in MemberWrap.objects.all()] == [keyring.key.pk]
            assert keyring.holds(MemberWrap.objects.get().epoch.recipient_id)


def test_no_table_of_the_vault_tells_a_time_or_an_order(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, data_type, column_default"
            " FROM information_schema.columns WHERE table_schema = 'public'"
            " AND table_name IN ('vault_sealedrecord', 'vault_version', 'vault_wrap')"
        )
        columns = cursor.fetchall()

    assert {data_type for _, _, data_type, _ in columns} == {
        "uuid",
        "character varying",
        "integer",
        "bytea",
    }
    assert {default for *_, default in columns} == {None}


def test_the_keys_of_records_are_random_ids(member, group):
    version = records.keep("test", CANARY, [group.pk], by=BY)

    ids = [version.pk, version.record_id, version.wraps.get().pk, group.pk, member.key.pk]
    assert {one.version for one in ids} == {4}
