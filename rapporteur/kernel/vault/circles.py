"""Circles: what is kept from some members of a group by arithmetic, not by a page. ADR 0111.

A circle is a recipient beside its group. Its private half is handed to those who hold the key of
the group and are not barred, and to the group's recovery key, which opens nothing alone; never to
the group itself. Its subject names the group and is signed like any other.
"""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.clock import today
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import actions, groups, recipients
from rapporteur.kernel.vault.faults import CannotOpen, Unsigned
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import (
    Barred,
    Epoch,
    Kind,
    MemberKey,
    MemberWrap,
    Recipient,
    RenewalDue,
    Wrap,
)
from rapporteur.kernel.vault.records import A_BATCH, opened
from rapporteur.kernel.vault.suites import new_pair
from rapporteur.kernel.vault.wraps import wrap

HOLDERS = 2  # people who remain, so that no single lost passphrase closes a circle


def subject_of(group: UUID, of: UUID) -> str:
    return f"{recipients.circles_of(group)}{of}"


def group_of(circle: Recipient) -> UUID:
    """Return the group that a circle is a part of, as its signed subject says."""
    return UUID(circle.subject.split("/")[1])


def within(group: UUID, circle: UUID | None) -> UUID:
    """Return whom to seal to: a circle of this very group, or the group where there is none.

    Raises Unsigned for another recipient: a row was changed. Kind and subject are what is signed.
    """
    if circle is None:
        return group
    found = Recipient.objects.filter(
        pk=circle, kind=Kind.CASE, subject__startswith=recipients.circles_of(group)
    )
    if not found.exists():
        raise Unsigned("This is no circle of this group.")
    return circle


def vouched(group: UUID, keyring: Keyring) -> list[MemberKey]:
    """Return the keys that hold a group's newest half and were vouched for. Raises NoWayIn."""
    _epoch, half = keyring.current(group)
    return [one.member_key for one in groups.holders(group) if groups.is_vouched(half, one)]


def require_holders(group: UUID, keys: Collection[MemberKey]) -> None:
    """Raise Refused where fewer than two people would hold a circle; recovery counts for nobody."""
    if len({key.owner for key in keys} - {group}) < HOLDERS:
        raise Refused(_("At least two members must remain who read this case."))


@transaction.atomic
def found(group: UUID, of: UUID, name: str, keyring: Keyring, *, without: UUID, by: str) -> Epoch:
    """Make a circle of all who hold the key of a group but one. Raises Refused, NoWayIn.

    Whoever makes it need not be in it: its half is then known to this request alone.
    """
    actions.held(group)
    staying = [key for key in vouched(group, keyring) if key.owner != without]
    require_holders(group, staying)
    circle = Recipient(pk=new_id(), kind=Kind.CASE, subject=subject_of(group, of), name=name)
    circle.save(force_insert=True)
    half, public = new_pair()
    epoch = Epoch(recipient=circle, number=1, public_half=public)
    actions.store(epoch)
    for key in staying:
        actions.hand_over(epoch, half, key)
    journal.record("found group", circle, by=by, detail={"kind": Kind.CASE.value})
    bar(circle, without, by=by)
    return epoch


def bar(circle: Recipient, owner: UUID, *, by: str) -> None:
    row = Barred(recipient=circle, owner=owner, by=UUID(by), on=today())
    row.save(force_insert=True)
    detail: journal.Detail = {"group": str(circle.pk), "account": str(owner)}
    journal.record("bar from circle", row, by=by, detail=detail)


@transaction.atomic
def shut_out(circle: Recipient, owner: UUID, keyring: Keyring, *, by: str) -> Epoch:
    """Keep a circle that stands from one more account: it gets a new key. Raises Refused, NoWayIn."""
    keys = [one.member_key for one in groups.holders(circle.pk) if one.member_key.owner != owner]
    require_holders(group_of(circle), keys)
    epoch = actions.open_epoch(circle.pk, keyring, without=[owner], by=by)
    bar(circle, owner, by=by)
    return epoch


@transaction.atomic
def let_back(circle: Recipient, owner: UUID, keyring: Keyring, *, by: str) -> None:
    """Keep a circle from an account no longer, and hand it over where it has a key. Raises NoWayIn."""
    keyring.current(circle.pk)
    rows = Barred.objects.standing().of(owner).filter(recipient=circle)
    for row in rows.select_for_update():
        row.lifted_by, row.lifted_on = UUID(by), today()
        row.save(update_fields=["lifted_by", "lifted_on"])
        detail: journal.Detail = {"group": str(circle.pk), "account": str(owner)}
        journal.record("let back into circle", row, by=by, detail=detail)
    spread(circle, keyring, by=by)


@transaction.atomic
def spread(circle: Recipient, keyring: Keyring, *, by: str) -> int:
    """Hand a circle to all who hold the key of its group, lack it and are not barred; count them."""
    epoch = recipients.newest(circle.pk)
    holding = set(epoch.wraps.values_list("member_key", flat=True))
    barred = set(circle.barred.standing().values_list("owner", flat=True))
    lacking = [
        key
        for key in vouched(group_of(circle), keyring)
        if key.pk not in holding and key.owner not in barred
    ]
    for key in lacking:
        actions.add_member(circle.pk, key, keyring, by=by)
    return len(lacking)


def held_by(key: MemberKey) -> list[Recipient]:
    """Return the circles that a member holds now. One query."""
    wraps = MemberWrap.objects.filter(member_key=key).values("epoch__recipient")
    standing = Recipient.objects.filter(kind=Kind.CASE, closed_on__isnull=True)
    return list(standing.filter(pk__in=wraps).order_by("pk"))


def hand_on(keyring: Keyring, *, by: str) -> int:
    """Hand each circle that one holds to those who came since; renew what is due. Count both.

    Called whenever a vault opens and when somebody is let in, so a circle goes from hand to hand.
    """
    done = 0
    for circle in held_by(keyring.key):
        if not (keyring.holds(circle.pk) and keyring.holds(group_of(circle))):
            continue
        if recipients.newest(circle.pk).due.exists():
            actions.open_epoch(circle.pk, keyring, without=[], by=by, why="a key was given up")
            done += 1
        done += spread(circle, keyring, by=by)
    return done


@transaction.atomic
def leave(group: UUID, owner: UUID, keyring: Keyring, *, by: str, why: str) -> None:
    """Change the key of each circle of a group that a leaver holds.

    Where `keyring` does not lead to one, what the leaver was handed goes, and a new key is due:
    the next holder to unlock makes it.
    """
    theirs = MemberWrap.objects.filter(
        member_key__owner=owner,
        epoch__recipient__kind=Kind.CASE,
        epoch__recipient__subject__startswith=recipients.circles_of(group),
    )
    for circle in sorted(set(theirs.values_list("epoch__recipient", flat=True))):
        if keyring.holds(circle):
            actions.open_epoch(circle, keyring, without=[owner], by=by, why=why)
        else:
            theirs.filter(epoch__recipient=circle).delete()
            RenewalDue(epoch=recipients.newest(circle), day=today()).save(force_insert=True)


@transaction.atomic
def take_in(epoch: Epoch, records: Collection[UUID], keyring: Keyring, *, by: str) -> int:
    """Move the keys of these records from the group, and from older epochs, to a circle.

    `epoch` was made in this very request, or is signed: the caller sees to it. The wrap to the
    group is gone then. What `keyring` does not open stays where it is; return how many do. Two
    queries and one a batch. Halves of keys stay with the two groups that hold them.
    """
    group = group_of(epoch.recipient)
    there = Q(epoch__recipient=group) | Q(epoch__recipient=epoch.recipient_id)
    waiting = Wrap.objects.select_for_update(of=("self",)).filter(
        there, version__record__in=records, part=0
    )
    moved, stay = [], 0
    for kept in waiting.exclude(epoch=epoch).select_related("version__record", "epoch"):
        try:
            key = opened(kept, kept.version, keyring)
        except CannotOpen:
            stay += 1
            continue
        kept.wrapped = wrap(key, kept.version.place, epoch.reader)
        kept.epoch = epoch
        moved.append(kept)
    Wrap.objects.bulk_update(moved, ["wrapped", "epoch"], batch_size=A_BATCH)
    if moved or stay:
        detail: journal.Detail = {"keys": len(moved), "left": stay, "epoch": epoch.number}
        journal.record("take into circle", epoch.recipient, by=by, detail=detail)
    return stay
