"""Sealed records: keep them, read them, move their keys on when a group has changed its own.

With `actions`, the only writers of the vault. A door that may only INSERT can keep records.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.vault import recipients
from rapporteur.kernel.vault.envelopes import open_body, seal
from rapporteur.kernel.vault.faults import Erased, NoWayIn, Untrusted
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.hidden import RecordKey
from rapporteur.kernel.vault.models import Epoch, Kind, SealedRecord, Version, Wrap
from rapporteur.kernel.vault.wraps import Reader, unwrap, wrap

A_BATCH = 200  # record keys in one transaction


@transaction.atomic
def keep(kind: str, body: bytes, readers: Sequence[UUID], *, by: str) -> Version:
    """Seal a new record to these recipients; return its first version. Raises Untrusted."""
    record = SealedRecord(kind=kind)
    record.save(force_insert=True)
    return add_version(record, 1, body, readers, by=by)


@transaction.atomic
def keep_with_guest(
    kind: str, body: bytes, readers: Sequence[UUID], guest: Reader, *, by: str
) -> tuple[Version, bytes]:
    """Seal a new record to recipients and to a guest, who is none of the vault's own.

    Return its first version and the key as sealed to the guest, which the caller keeps. A source
    is such a guest: its key comes from its code and nobody signs it. Raises Untrusted.
    """
    record = SealedRecord(kind=kind)
    record.save(force_insert=True)
    version, key = sealed_version(record, 1, body, readers, by=by)
    return version, wrap(key, version.place, guest)


@transaction.atomic
def add_version(
    record: SealedRecord, number: int, body: bytes, readers: Sequence[UUID], *, by: str
) -> Version:
    """Seal one more version of a record. Raises Untrusted; IntegrityError for a number used."""
    version, _key = sealed_version(record, number, body, readers, by=by)
    return version


def sealed_version(
    record: SealedRecord, number: int, body: bytes, readers: Sequence[UUID], *, by: str
) -> tuple[Version, RecordKey]:
    if not readers:
        raise ValueError("A record that nobody can read is not kept.")
    epochs = [recipients.sealable(reader) for reader in readers]
    version, key = enveloped(record, number, body)
    for epoch in epochs:
        wrapped = wrap(key, version.place, epoch.reader)
        Wrap(version=version, epoch=epoch, wrapped=wrapped).save(force_insert=True)
    journal.record("seal", record, by=by, detail={"kind": record.kind, "version": number})
    return version, key


def enveloped(record: SealedRecord, number: int, body: bytes) -> tuple[Version, RecordKey]:
    """Store a version whose key nobody has yet, and return both."""
    version = Version(record=record, number=number)
    key, version.envelope = seal(body, version.place)
    version.save(force_insert=True)
    return version, key


def read(version: Version, recipient: UUID, keyring: Keyring, *, by: str, why: str = "") -> bytes:
    """Return the body of a version; that it is read is in the journal before anything is shown.

    A key of an older epoch moves to the newest on the way. Where the recipient is a group, what
    lies in a circle of it is found too. Raises NoWayIn, Erased, CannotOpen; no entry is made for
    what could not be opened.
    """
    if not version.envelope:
        raise Erased("This was erased.")
    found = version.wraps.filter(of_a_group(recipient), part=0)
    kept = found.select_related("epoch__recipient").order_by("-epoch__number").first()
    if kept is None:
        raise NoWayIn("This is not sealed to this group.")
    key = opened(kept, version, keyring)
    body = open_body(bytes(version.envelope), key, version.place)
    detail: journal.Detail = {"kind": version.record.kind, "version": version.number}
    journal.record_read("read", version.record, by=by, why=why, detail=detail)
    move_if_old(kept, key, kept.epoch.recipient_id)
    return body


def of_a_group(recipient: UUID) -> Q:
    """Keep wraps to a group and to its circles, whose subjects, which are signed, name the group."""
    circles = Q(
        epoch__recipient__kind=Kind.CASE,
        epoch__recipient__subject__startswith=recipients.circles_of(recipient),
    )
    return Q(epoch__recipient=recipient) | circles


def move_if_old(kept: Wrap, key: RecordKey, recipient: UUID) -> None:
    """Put a record key that was just opened under the newest key of the group, once signed."""
    if kept.epoch.number == recipients.newest(recipient).number:
        return
    try:
        current = recipients.sealable(recipient)
    except Untrusted:
        return  # it can be read as before, and moves when the new key is signed
    move(kept, key, current)


def move(kept: Wrap, key: RecordKey, current: Epoch) -> None:
    kept.wrapped = wrap(key, kept.version.place, current.reader, kept.part)
    kept.epoch = current
    kept.save(update_fields=["wrapped", "epoch"])


def opened(kept: Wrap, version: Version, keyring: Keyring) -> RecordKey:
    epoch = kept.epoch
    half = keyring.half_of(epoch.recipient_id, epoch.number)
    return unwrap(
        bytes(kept.wrapped),
        half,
        version.place,
        recipient=epoch.recipient_id,
        epoch=epoch.number,
        part=kept.part,
    )


def left_behind(recipient: UUID) -> int:
    """Return how many record keys of a group are still under an older epoch."""
    current = recipients.newest(recipient)
    return Wrap.objects.filter(epoch__recipient=recipient).exclude(epoch=current).count()


def rewrap(recipient: UUID, keyring: Keyring, *, by: str, limit: int = A_BATCH) -> int:
    """Move up to `limit` record keys to the newest epoch; return how many are still left.

    Can be stopped and called again at any time, and by several members at once: each batch is
    one transaction and takes rows that nobody else has. Raises NoWayIn, Untrusted.
    """
    current = recipients.sealable(recipient)
    with transaction.atomic():
        waiting = Wrap.objects.select_for_update(skip_locked=True, of=("self",)).filter(
            epoch__recipient=recipient
        )
        batch = waiting.exclude(epoch=current).select_related("version__record", "epoch")[:limit]
        moved = 0
        for kept in batch:
            move(kept, opened(kept, kept.version, keyring), current)
            moved += 1
        if moved:
            detail = {"keys": moved, "epoch": current.number}
            journal.record("rewrap", current.recipient, by=by, detail=detail)
    return left_behind(recipient)
