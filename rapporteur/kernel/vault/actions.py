"""What changes keys: of members, of groups, and what the instance says of them.

With `records`, the only writers of the vault. Each act stands in the journal by ids alone.

Whatever derives a key from a passphrase does so before its transaction opens.
"""

from collections.abc import Collection
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.clock import today
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import groups, recipients
from rapporteur.kernel.vault.faults import Unvouched, WrongEpoch
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.hidden import PrivateHalf
from rapporteur.kernel.vault.models import (
    Barred,
    Epoch,
    Kind,
    MemberKey,
    MemberWrap,
    Recipient,
    RenewalDue,
)
from rapporteur.kernel.vault.phrases import COST, Cost, SealedHalf, open_half, seal_half
from rapporteur.kernel.vault.suites import new_pair


def held(recipient: UUID) -> None:
    """Hold one group until the transaction ends, so that its members and epochs change in turn."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [recipient.int % 2**62])


# Members' keys


def make_member_key(owner: UUID, passphrase: str, *, by: str, cost: Cost = COST) -> Keyring:
    """Make a person's key pair under their passphrase; return it open. Takes one derivation.

    Raises Refused where they have one in use. The rules of a passphrase are the caller's.
    """
    half, public = new_pair()
    key = MemberKey(pk=new_id(), owner=owner, public_half=public, made_on=today())
    place(key, seal_half(half, passphrase, key_id=key.pk, owner=owner, cost=cost))
    try:
        with transaction.atomic():
            key.save(force_insert=True)
            journal.record("set up vault", key, by=by)
    except IntegrityError:
        raise Refused(_("You have a vault key already.")) from None
    return Keyring(key, half)


def place(key: MemberKey, kept: SealedHalf) -> None:
    key.sealed_half, key.salt = kept.sealed, kept.salt
    key.memory, key.passes, key.lanes = kept.cost.memory, kept.cost.passes, kept.cost.lanes


def open_member_key(key: MemberKey, passphrase: str) -> Keyring:
    """Return a member's key, opened. Takes one derivation. Raises CannotOpen."""
    return Keyring(key, open_half(key.kept, passphrase, key_id=key.pk, owner=key.owner))


def change_passphrase(
    key: MemberKey, old: str, new: str, *, by: str, cost: Cost = COST
) -> MemberKey:
    """Put the same key under another passphrase, at today's cost. Raises CannotOpen."""
    half = open_half(key.kept, old, key_id=key.pk, owner=key.owner)
    place(key, seal_half(half, new, key_id=key.pk, owner=key.owner, cost=cost))
    with transaction.atomic():
        key.save(update_fields=["sealed_half", "salt", "memory", "passes", "lanes"])
        journal.record("change passphrase", key, by=by)
    return key


@transaction.atomic
def retire(key: MemberKey, *, by: str, why: str = "") -> None:
    """Give a member's key up: what was handed to it goes, and cannot be had back from it.

    In an older copy of the database it stands still, under the passphrase or the shares that
    opened it. So each group that it led to is due a new key: `RenewalDue`.
    """
    for recipient in sorted(set(key.wraps.values_list("epoch__recipient", flat=True))):
        RenewalDue(epoch=recipients.newest(recipient), day=today()).save(force_insert=True)
    gone, _each = MemberWrap.objects.filter(member_key=key).delete()
    key.retired_on = today()
    key.save(update_fields=["retired_on"])
    journal.record("retire vault key", key, by=by, why=why, detail={"wraps": gone})


# Groups


@transaction.atomic
def found_group(kind: str, subject: str, name: str, first: Keyring, *, by: str) -> Recipient:
    """Make a group with its first key pair, held by one member. Nothing is sealed to it yet.

    Until the instance's key has signed it nothing can be; an exercise signs at once.
    """
    recipient = Recipient(pk=new_id(), kind=kind, subject=subject, name=name)
    recipient.save(force_insert=True)
    half, public = new_pair()
    epoch = Epoch(recipient=recipient, number=1, public_half=public)
    store(epoch)
    hand_over(epoch, half, first.key)
    first.remember(epoch, half)
    journal.record("found group", recipient, by=by, detail={"kind": kind})
    return recipient


def store(epoch: Epoch) -> None:
    if is_exercise():
        epoch.signature = recipients.signature(epoch, recipients.exercise_key())
    epoch.save(force_insert=True)


def is_barred(circle: UUID, owner: UUID) -> bool:
    return Barred.objects.standing().of(owner).filter(recipient=circle).exists()


def hand_over(epoch: Epoch, half: PrivateHalf, key: MemberKey) -> None:
    """Seal the half of a group to one member. Raises Refused where a circle is kept from them."""
    if epoch.recipient.kind == Kind.CASE and is_barred(epoch.recipient_id, key.owner):
        raise Refused(_("This case is kept from this person."))
    MemberWrap(
        epoch=epoch,
        member_key=key,
        wrapped=groups.wrap_for(half, epoch, key),
        voucher=groups.voucher(half, epoch, key),
    ).save(force_insert=True)


@transaction.atomic
def add_member(recipient: UUID, key: MemberKey, keyring: Keyring, *, by: str) -> None:
    """Hand the key of a group to one more member, from the hands of one who holds it.

    Raises NoWayIn where `keyring` does not lead there; Refused where the member holds it already
    or gave up that key meanwhile.
    """
    held(recipient)
    epoch, half = keyring.current(recipient)
    if not MemberKey.objects.in_use().filter(pk=key.pk, public_half=key.public).exists():
        raise Refused(_("This vault key was given up or changed meanwhile. Look again."))
    if epoch.wraps.filter(member_key=key).exists():
        raise Refused(_("This person holds the key already."))
    hand_over(epoch, half, key)
    detail: journal.Detail = {
        "group": str(recipient),
        "epoch": epoch.number,
        "account": str(key.owner),
    }
    journal.record("let in with key", key, by=by, detail=detail)


def leave_behind(wrap: MemberWrap, *, by: str) -> None:
    """Keep in the journal that a row without a right voucher is not carried on. No more is known."""
    detail: journal.Detail = {
        "group": str(wrap.epoch.recipient_id),
        "epoch": wrap.epoch.number,
        "account": str(wrap.member_key.owner),
    }
    journal.record("leave unvouched behind", wrap.member_key, by=by, detail=detail)


@transaction.atomic
def open_epoch(
    recipient: UUID, keyring: Keyring, *, without: Collection[UUID], by: str, why: str = ""
) -> Epoch:
    """Change the key of a group, so that the owners named in `without` hold it no longer.

    Everyone else who was vouched for gets the new half; the old one lies sealed behind it; what
    the leavers were handed goes. A row without a right voucher gets nothing and stops nothing: it
    stands in the journal, and a member whose row was spoilt is handed the key anew. Raises NoWayIn;
    Unvouched where nobody would hold the new key, or not whoever changes it.
    """
    held(recipient)
    old, old_half = keyring.current(recipient)
    rest = [one for one in groups.holders(recipient) if one.member_key.owner not in without]
    staying = [one.member_key for one in rest if groups.is_vouched(old_half, one)]
    if not staying or (keyring.key.owner not in without and keyring.key not in staying):
        raise Unvouched("Too few members' keys were vouched for to change the key of the group.")
    for one in rest:
        if one.member_key not in staying:
            leave_behind(one, by=by)
    half, public = new_pair()
    epoch = Epoch(recipient=old.recipient, number=old.number + 1, public_half=public)
    epoch.older = groups.seal_older(old_half, epoch)
    store(epoch)
    for key in staying:
        hand_over(epoch, half, key)
    gone = MemberWrap.objects.filter(epoch__recipient=recipient, member_key__owner__in=without)
    detail: journal.Detail = {
        "group": str(recipient),
        "number": epoch.number,
        "wraps": gone.delete()[0],
    }
    journal.record("open epoch", epoch, by=by, why=why, detail=detail)
    return epoch


@transaction.atomic
def close_group(recipient: Recipient, *, by: str, why: str) -> None:
    """Give up a group whose key is lost, so that another can be founded in its place.

    Nothing is sealed to it any more, and what was is lost with its key. Raises Refused without
    a reason.
    """
    if not why.strip():
        raise Refused(_("Give the reason for closing this group."))
    recipient.closed_on = today()
    recipient.save(update_fields=["closed_on"])
    journal.record("close group", recipient, by=by, why=why)


# Signatures of the instance


@transaction.atomic
def sign(epoch: Epoch, key: Ed25519PrivateKey, *, by: str) -> Epoch:
    """Sign the newest epoch of a recipient with the offline key.

    Raises WrongEpoch for an older one, Refused where the key is not the pinned one.
    """
    if recipients.newest(epoch.recipient_id).pk != epoch.pk:
        raise WrongEpoch("This is not the newest key of its recipient.")
    epoch.signature = recipients.signature(epoch, key)
    if not recipients.is_signed(epoch):
        raise Refused("This is not the instance key of this installation.")
    epoch.save(update_fields=["signature"])
    journal.record("sign recipient", epoch, by=by, detail={"group": str(epoch.recipient_id)})
    return epoch


@transaction.atomic
def revoke(epoch: Epoch, *, by: str, why: str) -> Epoch:
    """Withdraw a public key: nothing is sealed to it from now on. Raises Refused without a reason."""
    if not why.strip():
        raise Refused("Give the reason for withdrawing this key.")
    epoch.revoked_on = today()
    epoch.save(update_fields=["revoked_on"])
    detail = {"group": str(epoch.recipient_id)}
    journal.record("revoke recipient", epoch, by=by, why=why, detail=detail)
    return epoch
