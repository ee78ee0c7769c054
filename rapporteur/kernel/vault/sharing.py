"""Sharing with another desk: the key of a version is sealed to one more group. ADR 0112.

What is shared stays where it is; a second wrap leads to it. Taking that wrap away ends it, but for
what was read before.
"""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.vault import groups, recipients
from rapporteur.kernel.vault.faults import Erased, NoWayIn, Unsigned
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import Barred, Epoch, Kind, Version, Wrap
from rapporteur.kernel.vault.records import of_a_group, opened
from rapporteur.kernel.vault.wraps import wrap


def another_desk(other: UUID, own: UUID) -> Epoch:
    """Return the epoch of another desk, if things may be sealed to it. Raises Untrusted.

    The kind is part of what is signed: a row that was changed to name a Mission is no desk.
    """
    epoch = recipients.sealable(other)
    if epoch.recipient.kind != Kind.DESK or other == own:
        raise Unsigned("This is the key of no other desk.")
    return epoch


@transaction.atomic
def share(versions: Collection[UUID], own: UUID, other: UUID, keyring: Keyring, *, by: str) -> int:
    """Seal the keys of versions of a desk, or of its circles, to another desk; count them.

    All or nothing. Halves of keys are never shared. Raises Untrusted, Erased, NoWayIn, CannotOpen.
    """
    epoch = another_desk(other, own)
    held = Version.objects.select_for_update(of=("self",)).filter(pk__in=versions)
    found = list(held.select_related("record").order_by("pk"))
    if any(not version.envelope for version in found):
        raise Erased("This was erased.")
    kept = Wrap.objects.filter(of_a_group(own), version__in=versions, part=0)
    ours = {one.version_id: one for one in kept.select_related("epoch").order_by("epoch__number")}
    if len(ours) != len(set(versions)):
        raise NoWayIn("This is not sealed to this group.")
    there = Wrap.objects.filter(version__in=versions, epoch__recipient=other)
    known = set(there.values_list("version", flat=True))
    for version in found:
        if version.pk not in known:
            key = opened(ours[version.pk], version, keyring)
            wrapped = wrap(key, version.place, epoch.reader)
            Wrap(version=version, epoch=epoch, wrapped=wrapped).save(force_insert=True)
            detail: journal.Detail = {"version": version.number, "recipient": str(other)}
            journal.record("share key", version.record, by=by, detail=detail)
    return len(found) - len(known)


@transaction.atomic
def withdraw(records: Collection[UUID], other: UUID, *, by: str) -> int:
    """Take the keys of all versions of these records away from another desk; count them."""
    there = Wrap.objects.filter(version__record__in=records, epoch__recipient=other, part=0)
    found = sorted(set(there.values_list("version__record", flat=True)))
    keys, _each = there.delete()
    for record in found:
        detail: journal.Detail = {"recipient": str(other)}
        journal.record("take shared key", ("vault_sealedrecord", record), by=by, detail=detail)
    return keys


def barred_who_hold(circle: UUID, other: UUID) -> set[UUID]:
    """Return from whom a circle is kept and who hold the key of another group nevertheless."""
    barred = Barred.objects.standing().filter(recipient=circle).values("owner")
    holding = groups.holders(other).filter(member_key__owner__in=barred)
    return set(holding.values_list("member_key__owner", flat=True))
