"""Records whose key is in two halves, each sealed to another group: who a source is.

A desk has two groups beside its own, *a* and *b*. Opening takes a member of one, and a half that a
member of the other has released to them, for this record and this asking alone. The key of the
desk opens none of it. ADR 0110.
"""

from uuid import UUID

from django.db import transaction

from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.vault import recipients
from rapporteur.kernel.vault.canonical import canonical
from rapporteur.kernel.vault.envelopes import open_body
from rapporteur.kernel.vault.faults import NoPair, NoWayIn
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.hidden import RecordKey
from rapporteur.kernel.vault.models import (
    Epoch,
    Kind,
    MemberKey,
    Recipient,
    SealedRecord,
    Version,
    Wrap,
)
from rapporteur.kernel.vault.records import enveloped, move_if_old, opened
from rapporteur.kernel.vault.suites import open_with, seal_to
from rapporteur.kernel.vault.wraps import joined, wrap_apart

SIDES = ("a", "b")


def subject_of(desk_subject: str, side: str) -> str:
    """Return whom a group stands for: `desk/<id>` has `identity/<id>/a` and `identity/<id>/b`."""
    return f"identity/{desk_subject.removeprefix('desk/')}/{side}"


def pair_of(desk: UUID) -> tuple[Epoch, Epoch]:
    """Return the newest epochs of the two groups of a desk. Raises NoPair, and as `sealable`.

    Kind and subject are part of what is signed, so no row passes another group off as a half.
    """
    subject = recipients.newest(desk).recipient.subject
    found = []
    for side in SIDES:
        open_ones = Recipient.objects.filter(kind=Kind.IDENTITY, closed_on__isnull=True)
        group = open_ones.filter(subject=subject_of(subject, side)).first()
        if group is None:
            raise NoPair("This desk has not both groups that names are kept under.")
        found.append(recipients.sealable(group.pk))
    return found[0], found[1]


@transaction.atomic
def keep_apart(kind: str, body: bytes, pair: tuple[Epoch, Epoch], *, by: str) -> Version:
    """Seal a new record so that it takes both groups of a pair to open. Raises Untrusted."""
    first, second = (recipients.check(epoch) for epoch in pair)
    record = SealedRecord(kind=kind)
    record.save(force_insert=True)
    version, key = enveloped(record, 1, body)
    halves = wrap_apart(key, version.place, first.reader, second.reader)
    for part, (epoch, half) in enumerate(zip((first, second), halves, strict=True), start=1):
        Wrap(version=version, epoch=epoch, wrapped=half, part=part).save(force_insert=True)
    journal.record("seal", record, by=by, detail={"kind": kind, "version": 1})
    return version


def half_of(version: Version, part: int) -> Wrap:
    """Return one half of the key of a version. Raises NoWayIn where it is not kept apart."""
    kept = version.wraps.filter(part=part).select_related("epoch__recipient").first()
    if kept is None:
        raise NoWayIn("This is not kept apart, or was erased.")
    return kept


def bound_to_asking(version: Version, part: int, asking: UUID, key: MemberKey) -> bytes:
    return canonical("released half", *version.place.parts(), part, asking, key.pk, key.owner)


def released(
    version: Version, part: int, keyring: Keyring, *, to: MemberKey, asking: UUID
) -> bytes:
    """Return a half, sealed to one member's key for one asking. Raises NoWayIn, CannotOpen."""
    kept = half_of(version, part)
    half = opened(kept, version, keyring)
    move_if_old(kept, half, kept.epoch.recipient_id)
    return seal_to(to.public, half.reveal(), info=bound_to_asking(version, part, asking, to))


def read_apart(
    version: Version, part: int, keyring: Keyring, *, other: bytes, asking: UUID, by: str
) -> bytes:
    """Return the body, opened with one's own half and the `other`, which was released.

    That it is read is in the journal before anything is shown. Raises NoWayIn, CannotOpen; no
    entry is made for what could not be opened.
    """
    kept = half_of(version, part)
    mine = opened(kept, version, keyring)
    info = bound_to_asking(version, 3 - part, asking, keyring.key)
    theirs = RecordKey(open_with(keyring.half, other, info=info))
    body = open_body(bytes(version.envelope), joined(mine, theirs), version.place)
    detail: journal.Detail = {"kind": version.record.kind, "asking": str(asking)}
    journal.record_read("read", version.record, by=by, detail=detail)
    move_if_old(kept, mine, kept.epoch.recipient_id)
    return body
