"""Reading what is sealed, and moving its keys on with the epochs.

Each test has a database of its own: a reading is committed, whatever becomes of the rest.
"""

from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError

from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.vault import actions, recipients, records
from rapporteur.kernel.vault.faults import CannotOpen, NoWayIn, Unsigned, VaultFault
from rapporteur.kernel.vault.models import Epoch, Kind, Version, Wrap
from tests.factories.vaults import BY, make_group, make_keyring
from tests.kernel.vault.test_groups import again, remove

pytestmark = pytest.mark.usefixtures("committed")
CANARY = b"canary of a sealed word"


def numbers(group):
    return sorted(
        Wrap.objects.filter(epoch__recipient=group).values_list("epoch__number", flat=True)
    )


def test_a_record_is_read_by_each_group_it_was_sealed_to(member):
    other = make_keyring()
    desk, mission = make_group(member), make_group(other, kind=Kind.MISSION)

    version = records.keep("test", CANARY, [desk.pk, mission.pk], by=BY)

    assert records.read(version, desk.pk, again(member), by=BY) == CANARY
    assert records.read(version, mission.pk, again(other), by=BY) == CANARY
    assert CANARY not in bytes(version.envelope)
    assert str(version) == f"{version.record_id} version 1"
    assert str(version.record) == f"test {version.record_id}"
    assert str(version.wraps.first()).startswith(f"{version.pk} to ")


def test_whoever_is_no_member_reads_nothing(member, group):
    version = records.keep("test", CANARY, [group.pk], by=BY)
    stranger = make_keyring()
    own = make_group(stranger)

    with pytest.raises(NoWayIn, match="handed over"):
        records.read(version, group.pk, stranger, by=BY)
    with pytest.raises(NoWayIn, match="not sealed to this group"):
        records.read(version, own.pk, stranger, by=BY)
    assert not Entry.objects.filter(verb="read").exists()


@pytest.mark.requirement("RX.6")
def test_a_reading_is_in_the_journal_with_who_and_why(member, group):
    version = records.keep("test", CANARY, [group.pk], by=BY)

    records.read(version, group.pk, member, by="someone", why="asked by the holder")

    entry = Entry.objects.get(verb="read")
    assert (entry.by, entry.why) == ("someone", "asked by the holder")
    assert (entry.subject_id, entry.detail) == (
        str(version.record_id),
        {"kind": "test", "version": 1},
    )


def test_nothing_is_shown_where_the_journal_cannot_be_written(member, group, monkeypatch):
    version = records.keep("test", CANARY, [group.pk], by=BY)

    def broken(*_args, **_more):
        raise DatabaseError

    monkeypatch.setattr(records.journal, "record_read", broken)
    with pytest.raises(DatabaseError):
        records.read(version, group.pk, member, by=BY)


def test_a_second_version_has_a_key_of_its_own(member, group):
    first = records.keep("test", b"one", [group.pk], by=BY)
    second = records.add_version(first.record, 2, b"two", [group.pk], by=BY)

    assert records.read(first, group.pk, member, by=BY) == b"one"
    assert records.read(second, group.pk, member, by=BY) == b"two"
    Wrap.objects.filter(version=second).update(wrapped=first.wraps.get().wrapped)
    with pytest.raises(CannotOpen):
        records.read(second, group.pk, member, by=BY)
    with pytest.raises(IntegrityError):
        records.add_version(first.record, 2, b"again", [group.pk], by=BY)


def test_a_wrap_moved_to_another_record_opens_nothing(member, group):
    one = records.keep("test", b"one", [group.pk], by=BY)
    other = records.keep("test", b"other", [group.pk], by=BY)
    Wrap.objects.filter(version=other).update(wrapped=one.wraps.get().wrapped)
    Version.objects.filter(pk=other.pk).update(envelope=bytes(one.envelope))
    other.refresh_from_db()

    with pytest.raises(CannotOpen):
        records.read(other, group.pk, member, by=BY)


def test_what_was_sealed_before_a_removal_is_read_after_it_and_moves_on(member):
    second = make_keyring()
    group = make_group(member, second)
    version = records.keep("test", CANARY, [group.pk], by=BY)
    remove(group, second, by=again(member))
    remove(group, by=again(member))

    assert records.read(version, group.pk, again(member), by=BY) == CANARY
    assert numbers(group) == [3]
    assert records.read(version, group.pk, again(member), by=BY) == CANARY
    with pytest.raises(NoWayIn):
        records.read(version, group.pk, again(second), by=BY)


def test_a_key_stays_under_the_old_epoch_until_the_new_one_is_signed(member, group):
    version = records.keep("test", CANARY, [group.pk], by=BY)
    epoch = remove(group, by=again(member))
    Epoch.objects.filter(pk=epoch.pk).update(signature=b"")

    assert records.read(version, group.pk, again(member), by=BY) == CANARY
    assert numbers(group) == [1]
    with pytest.raises(Unsigned):
        records.rewrap(group.pk, again(member), by=BY)


def test_keys_move_in_batches_and_the_rest_can_follow_later(member, group):
    other = make_group(member)
    kept = [records.keep("test", CANARY, [group.pk, other.pk], by=BY) for _ in range(5)]
    assert records.left_behind(group.pk) == 0
    remove(group, by=again(member))
    keyring = again(member)

    left = [records.rewrap(group.pk, keyring, by=BY, limit=2) for _ in range(4)]

    assert left == [3, 1, 0, 0]
    assert numbers(group) == [2] * 5
    assert numbers(other) == [1] * 5
    assert all(records.read(one, group.pk, again(member), by=BY) == CANARY for one in kept)
    assert [e.detail["keys"] for e in Entry.objects.filter(verb="rewrap").order_by("at")] == [
        2,
        2,
        1,
    ]


def test_a_leaver_moves_no_keys(member):
    second = make_keyring()
    group = make_group(member, second)
    records.keep("test", CANARY, [group.pk], by=BY)
    remove(group, second, by=again(member))

    with pytest.raises(NoWayIn):
        records.rewrap(group.pk, again(second), by=BY)
    assert numbers(group) == [1]


def test_no_fault_of_the_vault_shows_content_or_keys(member, group):
    version = records.keep("test", CANARY, [group.pk], by=BY)
    stranger = make_keyring()
    own = make_group(stranger)
    told = []
    for act in (
        lambda: records.read(version, group.pk, stranger, by=BY),
        lambda: records.read(version, own.pk, stranger, by=BY),
        lambda: recipients.sealable(uuid4()),
        lambda: actions.open_member_key(member.key, CANARY.decode()),
    ):
        with pytest.raises(VaultFault) as fault:
            act()
        told.append(f"{fault.value!r} {fault.value.__cause__!r}")

    secrets = [member.half.reveal(), member.current(group.pk)[1].reveal(), CANARY]
    assert [one for one in told for secret in secrets if str(secret)[2:-1] in one] == []
    assert "herons" not in "".join(told)
    assert f"{member!r}" == f"<Keyring of {member.key.pk}>"
