"""Recovery: a group's key comes back from two of three printed shares, by no single person.

Each group may have one recovery key: a member that is nobody, whose private half was cut into
shares when it was made and lies nowhere. It is handed the group's key like any member and goes
along from epoch to epoch, so shares once printed stay good. ADR 0036.
"""

from django.db import transaction

from rapporteur.kernel.clock import today
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.vault import actions, circles
from rapporteur.kernel.vault.faults import CannotOpen, UnknownSuite, UnusableKey, WrongShares
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.hidden import PrivateHalf
from rapporteur.kernel.vault.models import MemberKey, Recipient
from rapporteur.kernel.vault.phrases import COST, SealedHalf
from rapporteur.kernel.vault.shares import Share, cut, put_together
from rapporteur.kernel.vault.suites import new_pair

NOWHERE = SealedHalf(salt=b"", cost=COST, sealed=b"")  # no passphrase opens a recovery key


def key_of(recipient: Recipient) -> MemberKey | None:
    """Return the recovery key of a group, or None: its owner is the group itself."""
    return MemberKey.objects.of(recipient.pk).in_use().first()


@transaction.atomic
def make_shares(recipient: Recipient, keyring: Keyring, *, by: str) -> tuple[Share, Share, Share]:
    """Make the recovery key of a group anew; return its three shares, to be printed and forgotten.

    `keyring` is that of a member who holds the group's key. Shares printed before open nothing
    any more. Raises NoWayIn.
    """
    if before := key_of(recipient):
        actions.retire(before, by=by, why="new shares")
    half, public = new_pair()
    key = MemberKey(pk=new_id(), owner=recipient.pk, public_half=public, made_on=today())
    actions.place(key, NOWHERE)
    key.save(force_insert=True)
    actions.add_member(recipient.pk, key, keyring, by=by)
    circles.hand_on(keyring, by=by)  # the new shares open them, too
    journal.record("make shares", recipient, by=by)
    return cut(half)


def rebuilt(recipient: Recipient, one: Share, two: Share) -> Keyring:
    """Return the recovery key of a group, opened by two shares. Raises WrongShares."""
    key = key_of(recipient)
    if key is None:
        raise WrongShares("No shares were made for this group.")
    try:
        keyring = Keyring(key, PrivateHalf(put_together(one, two).reveal()))
        keyring.current(recipient.pk)
    except (CannotOpen, UnknownSuite, UnusableKey):
        raise WrongShares("These shares are not of the newest set of this group.") from None
    return keyring


@transaction.atomic
def recover(
    recipient: Recipient, one: Share, two: Share, *, to: MemberKey, by: str, why: str
) -> None:
    """Hand the key of a group to a person's new key by two shares. Raises WrongShares, Refused."""
    keyring = rebuilt(recipient, one, two)
    actions.add_member(recipient.pk, to, keyring, by=by)
    circles.hand_on(keyring, by=by)  # to all who are not barred from them
    journal.record("recover", recipient, by=by, why=why, detail={"account": str(to.owner)})
