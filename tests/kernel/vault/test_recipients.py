"""Who may be sealed to: only the newest key of a recipient, signed by the pinned key."""

from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from rapporteur.kernel import environment
from rapporteur.kernel.clock import today
from rapporteur.kernel.environment import Misconfigured
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import actions, recipients
from rapporteur.kernel.vault.faults import Revoked, UnknownSuite, Unsigned, WrongEpoch
from rapporteur.kernel.vault.models import Epoch, Kind, Recipient
from tests.factories.vaults import BY, make_group, make_keyring

pytestmark = pytest.mark.django_db

OFFLINE = Ed25519PrivateKey.generate()
PINNED = recipients.fingerprint(OFFLINE.public_key().public_bytes_raw())


@pytest.fixture
def real(monkeypatch):
    """Real work: the key is offline, and its fingerprint is pinned at every door."""
    monkeypatch.setattr(recipients, "is_exercise", lambda: False)
    monkeypatch.setattr(actions, "is_exercise", lambda: False)
    monkeypatch.setenv(recipients.SETTING, PINNED.upper() + "\n")


def test_an_exercise_signs_at_once(group):
    epoch = recipients.sealable(group.pk)

    assert (epoch.number, len(epoch.signature)) == (1, 96)
    assert recipients.is_signed(epoch)
    assert recipients.check(epoch) == epoch
    assert str(group) == "A desk"
    assert str(epoch) == f"{group.pk} epoch 1"


def test_in_real_work_a_key_waits_for_the_offline_signature(real, group):
    epoch = recipients.newest(group.pk)
    assert list(Epoch.objects.unsigned()) == [epoch]
    with pytest.raises(Unsigned):
        recipients.sealable(group.pk)

    actions.sign(epoch, OFFLINE, by=BY)

    assert recipients.sealable(group.pk) == epoch
    assert list(Epoch.objects.unsigned()) == []


def test_another_key_signs_nothing(real, group):
    with pytest.raises(Refused, match="not the instance key"):
        actions.sign(recipients.newest(group.pk), Ed25519PrivateKey.generate(), by=BY)

    assert bytes(Epoch.objects.get().signature) == b""


def test_an_older_epoch_is_not_signed_any_more(real, member, group):
    first = recipients.newest(group.pk)
    actions.open_epoch(group.pk, member, without=[], by=BY)

    with pytest.raises(WrongEpoch):
        actions.sign(first, OFFLINE, by=BY)


SWAPPED = {
    "name": lambda e: Recipient.objects.update(name="Another desk"),
    "subject": lambda e: Recipient.objects.update(subject="desk/other"),
    "kind": lambda e: Recipient.objects.update(kind=Kind.PARTNER),
    "public half": lambda e: Epoch.objects.update(public_half=make_keyring().key.public),
    "signature": lambda e: Epoch.objects.update(
        signature=bytes(e.signature)[:-1] + bytes([e.signature[-1] ^ 1])
    ),
    "cut signature": lambda e: Epoch.objects.update(signature=bytes(e.signature)[:40]),
    "no signature": lambda e: Epoch.objects.update(signature=b""),
    "key of the signature": lambda e: Epoch.objects.update(
        signature=recipients.signature(e, Ed25519PrivateKey.generate())
    ),
}


@pytest.mark.parametrize("what", SWAPPED)
def test_a_row_changed_in_the_database_is_not_sealed_to(group, what):
    SWAPPED[what](recipients.sealable(group.pk))

    with pytest.raises(Unsigned):
        recipients.sealable(group.pk)


def test_a_signature_does_not_serve_another_epoch(member, group):
    first = recipients.sealable(group.pk)
    second = actions.open_epoch(group.pk, member, without=[], by=BY)
    Epoch.objects.filter(pk=second.pk).update(
        public_half=bytes(first.public_half), signature=bytes(first.signature)
    )

    with pytest.raises(Unsigned):
        recipients.sealable(group.pk)
    with pytest.raises(Unsigned):
        recipients.check(first)


def test_an_older_epoch_or_an_unknown_recipient_is_refused(member, group):
    first = recipients.sealable(group.pk)
    actions.open_epoch(group.pk, member, without=[], by=BY)

    with pytest.raises(WrongEpoch, match="newest"):
        recipients.check(first)
    with pytest.raises(WrongEpoch, match="no key"):
        recipients.sealable(uuid4())


def test_a_revoked_key_is_refused_whatever_its_signature(group):
    epoch = recipients.sealable(group.pk)

    actions.revoke(epoch, by=BY, why="lost laptop")

    assert Epoch.objects.get().revoked_on == today()
    with pytest.raises(Revoked):
        recipients.sealable(group.pk)


def test_revoking_takes_a_reason(group):
    with pytest.raises(Refused, match="reason"):
        actions.revoke(recipients.newest(group.pk), by=BY, why=" ")


def test_a_signed_key_of_an_unknown_suite_is_refused(group):
    epoch = recipients.newest(group.pk)
    epoch.public_half = b"\x09" + bytes(32)
    epoch.signature = recipients.signature(epoch, recipients.exercise_key())
    epoch.save()

    with pytest.raises(UnknownSuite):
        recipients.sealable(group.pk)


def test_real_work_without_a_pinned_key_says_what_to_set(real, monkeypatch, tmp_path):
    monkeypatch.delenv(recipients.SETTING)
    monkeypatch.setenv("RAPPORTEUR_HOME", str(tmp_path))

    with pytest.raises(Misconfigured, match=recipients.SETTING):
        recipients.pinned()
    with pytest.raises(Misconfigured, match="rapporteur vault sign"):
        recipients.exercise_key()


def test_a_damaged_key_of_an_exercise_is_told(db, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_INSTANCE_KEY", "short")

    with pytest.raises(Misconfigured, match="32 bytes"):
        recipients.exercise_key()


def test_the_pinned_fingerprint_goes_before_the_key_of_the_exercise(group, monkeypatch):
    monkeypatch.setenv(recipients.SETTING, PINNED)

    assert recipients.pinned() == PINNED
    assert environment.setting(recipients.SETTING) == PINNED
    with pytest.raises(Unsigned):
        recipients.sealable(group.pk)


def test_a_fingerprint_is_spoken_in_groups_of_four():
    public = bytes(32)

    assert recipients.spoken(public).replace(" ", "") == recipients.fingerprint(public)[:32]
    assert [len(part) for part in recipients.spoken(public).split()] == [4] * 8


def test_signing_and_revoking_stand_in_the_journal(real, group):
    from rapporteur.kernel.journal.models import Entry

    epoch = actions.sign(recipients.newest(group.pk), OFFLINE, by=BY)
    actions.revoke(epoch, by=BY, why="lost laptop")

    entries = Entry.objects.about("vault_epoch", epoch.pk)
    assert {entry.verb: entry.why for entry in entries} == {
        "sign recipient": "",
        "revoke recipient": "lost laptop",
    }


def test_two_groups_of_one_subject_cannot_be(group):
    from django.db import IntegrityError

    with pytest.raises(IntegrityError, match="recipient_of_a_subject_once"):
        Recipient(kind=Kind.DESK, subject=group.subject, name="x").save(force_insert=True)


def test_groups_of_the_same_member_are_apart(member):
    one, other = make_group(member), make_group(member)

    assert recipients.sealable(one.pk).public != recipients.sealable(other.pk).public


def test_a_group_whose_key_is_lost_gives_its_place_to_another(member, group):
    actions.close_group(group, by=BY, why="all passphrases lost")

    with pytest.raises(Revoked):
        recipients.sealable(group.pk)
    again = actions.found_group(Kind.DESK, group.subject, group.name, member, by=BY)
    assert recipients.sealable(again.pk).number == 1
    with pytest.raises(Refused, match="reason"):
        actions.close_group(again, by=BY, why=" ")
