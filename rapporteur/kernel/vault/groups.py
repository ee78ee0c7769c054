"""Groups: one key pair an epoch, its private half sealed to each member, old halves behind new.

Nothing here writes. A `Keyring` is what an unlocked member can reach; it lives in one request.
"""

import hmac
from collections.abc import Iterator
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.db.models import Exists, OuterRef, QuerySet

from rapporteur.kernel.vault.canonical import canonical
from rapporteur.kernel.vault.faults import CannotOpen, NoWayIn
from rapporteur.kernel.vault.hidden import PrivateHalf
from rapporteur.kernel.vault.models import Epoch, MemberKey, MemberWrap
from rapporteur.kernel.vault.recipients import newest
from rapporteur.kernel.vault.suites import open_with, public_of, seal_to


def bound_to_member(epoch: Epoch, key: MemberKey) -> bytes:
    return canonical("member wrap", epoch.recipient_id, epoch.number, key.pk, key.owner)


def bound_to_chain(epoch: Epoch) -> bytes:
    return canonical("older half", epoch.recipient_id, epoch.number - 1, epoch.number)


def wrap_for(half: PrivateHalf, epoch: Epoch, key: MemberKey) -> bytes:
    """Return a group's private half sealed to a member. Raises UnknownSuite, UnusableKey."""
    return seal_to(key.public, half.reveal(), info=bound_to_member(epoch, key))


def seal_older(older: PrivateHalf, epoch: Epoch) -> bytes:
    """Return the private half of the epoch before, sealed to `epoch`."""
    return seal_to(epoch.public, older.reveal(), info=bound_to_chain(epoch))


def voucher(half: PrivateHalf, epoch: Epoch, key: MemberKey) -> bytes:
    """Return the 32 bytes by which a holder of the group's half vouches for a member's key."""
    derivation = HKDF(SHA256(), 32, salt=None, info=canonical("voucher", epoch.recipient_id))
    said = canonical("member", epoch.recipient_id, epoch.number, key.pk, key.owner, key.public)
    return hmac.digest(derivation.derive(half.reveal()), said, "sha256")


def is_vouched(half: PrivateHalf, wrap: MemberWrap) -> bool:
    """Say whether a holder of `half` handed it to this member's key, as it stands, still in use."""
    expected = voucher(half, wrap.epoch, wrap.member_key)
    fits = hmac.compare_digest(expected, bytes(wrap.voucher))
    return fits and wrap.member_key.retired_on is None


def holders(recipient: UUID) -> "QuerySet[MemberWrap]":
    """Return the wraps of the newest epoch: who holds the key of this group now."""
    latest = Epoch.objects.of(recipient).newest_first().values("pk")[:1]
    return MemberWrap.objects.filter(epoch=latest).select_related("epoch", "member_key")


def held_alone(key: MemberKey) -> list[Epoch]:
    """Return the newest epochs of groups that nobody but this member holds the key of."""
    later = Epoch.objects.filter(
        recipient=OuterRef("recipient"), number__gt=OuterRef("number")
    ).order_by()
    newest_held = Epoch.objects.filter(~Exists(later), wraps__member_key=key)
    others = MemberWrap.objects.filter(epoch=OuterRef("pk")).exclude(member_key=key).order_by()
    return list(newest_held.filter(~Exists(others)).select_related("recipient"))


class Keyring:
    """The private half of an unlocked member, and the halves of groups it leads to."""

    def __init__(self, key: MemberKey, half: PrivateHalf) -> None:
        """Raises CannotOpen where the half is not of the key."""
        if public_of(half) != key.public:
            raise CannotOpen("This half is not of this member's key.")
        self.key = key
        self.half = half
        self._found: dict[tuple[UUID, int], PrivateHalf] = {}

    def __repr__(self) -> str:
        return f"<Keyring of {self.key.pk}>"

    def current(self, recipient: UUID) -> tuple[Epoch, PrivateHalf]:
        """Return the newest epoch of a group with its private half. Raises NoWayIn, CannotOpen."""
        epoch = newest(recipient)
        if known := self._found.get((recipient, epoch.number)):
            return epoch, known
        wrap = epoch.wraps.filter(member_key=self.key).first()
        if wrap is None:
            raise NoWayIn("Nobody has handed over the key of this group.")
        info = bound_to_member(epoch, self.key)
        half = PrivateHalf(open_with(self.half, bytes(wrap.wrapped), info=info))
        return epoch, self.remember(epoch, half)

    def holds(self, recipient: UUID) -> bool:
        """Say whether this member reaches the newest key of a group."""
        try:
            self.current(recipient)
        except CannotOpen:
            return False
        return True

    def remember(self, epoch: Epoch, half: PrivateHalf) -> PrivateHalf:
        """Keep a half for this request. Raises CannotOpen where it is not of the epoch."""
        if public_of(half) != epoch.public:
            raise CannotOpen("This half is not of this epoch.")
        self._found[epoch.recipient_id, epoch.number] = half
        return half

    def walk(self, recipient: UUID) -> Iterator[tuple[Epoch, PrivateHalf]]:
        """Yield each epoch with its half, the newest first. Raises NoWayIn, CannotOpen."""
        _current, half = self.current(recipient)
        epochs = list(Epoch.objects.of(recipient).newest_first())
        for epoch, before in zip(epochs, [*epochs[1:], None], strict=True):
            yield epoch, half
            if before is not None:
                info = bound_to_chain(epoch)
                older = PrivateHalf(open_with(half, bytes(epoch.older), info=info))
                half = self.remember(before, older)

    def half_of(self, recipient: UUID, number: int) -> PrivateHalf:
        """Return the private half of one epoch of a group. Raises NoWayIn, CannotOpen."""
        if known := self._found.get((recipient, number)):
            return known
        for epoch, half in self.walk(recipient):
            if epoch.number == number:
                return half
        raise NoWayIn("This group has no such epoch.")
