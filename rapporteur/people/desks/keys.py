"""Who holds the key of a desk: founding it, handing it on, changing it when someone leaves.

A desk's group is founded by its first coordinator's unlocked vault; from then on the key goes
from hand to hand only. Nobody without it can add a reader, whatever their role. ADR 0035.
"""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.access.roles import REMOVE_MEMBERS
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import actions as vault
from rapporteur.kernel.vault import circles, groups, recipients, records
from rapporteur.kernel.vault.faults import Untrusted, Unvouched
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import Kind, MemberKey
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks import rules
from rapporteur.people.desks.models import Desk, Membership

HANDING = (
    rules.hands_keys_at_the_desk,
    rules.is_not_oneself,
    rules.reads_sealed,
    rules.two_holders_stand_for_it,
)


def key_of(membership: Membership) -> MemberKey | None:
    """Return the vault key that a member has set up, or None."""
    return MemberKey.objects.of(membership.account_id).in_use().first()


def holds(membership: Membership) -> bool:
    """Say whether a member holds the key of the desk now."""
    recipient = membership.desk.recipient
    if recipient is None:
        return False
    found = groups.holders(recipient).filter(member_key__owner=membership.account_id)
    return bool(found.exists())


def opened(keyring: Keyring | None, desk: Desk) -> tuple[UUID, Keyring]:
    """Return the desk's group and the keyring, if that leads to its key. Raises Refused."""
    if keyring is None:
        raise Refused(_("Unlock your vault first: this takes the key of the desk."))
    if desk.recipient is None or not keyring.holds(desk.recipient):
        raise Refused(_("You do not hold the key of this desk yet."))
    return desk.recipient, keyring


@transaction.atomic
def found(desk: Desk, *, keyring: Keyring, by: Account) -> Desk:
    """Make the group of a desk, held by its coordinator alone. Raises Refused.

    In real work nothing can be sealed to it before the operator has signed its public half.
    """
    current = Desk.objects.select_for_update().get(pk=desk.pk)
    if current.recipient is not None:
        raise Refused(_("This desk has its key already."))
    if reason := rules.founds_the_key(by, current.pk):
        raise Refused(reason)
    subject = f"desk/{current.pk}"
    group = vault.found_group(Kind.DESK, subject, current.name, keyring, by=str(by.pk))
    current.recipient = group.pk
    current.save(update_fields=["recipient"])
    return current


def found_missing(person: Account, keyring: Keyring) -> list[Desk]:
    """Found the group of each desk that this person coordinates and that has none yet."""
    if person.door != "desk":
        return []
    return [
        found(desk, keyring=keyring, by=person)
        for desk in Desk.objects.visible_to(person).filter(recipient__isnull=True)
        if rules.founds_the_key(person, desk.pk) is None
    ]


@transaction.atomic
def hand_over(
    membership: Membership, *, fingerprint: str, keyring: Keyring | None, by: Account
) -> None:
    """Hand the key of the desk to a member whose role reads sealed things. Raises Refused.

    `fingerprint` is the one that was shown and compared: a key that was changed since gets
    nothing.
    """
    current = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    for rule in HANDING:
        if reason := rule(by, current):
            raise Refused(reason)
    recipient, mine = opened(keyring, current.desk)
    key = key_of(current)
    if key is None:
        raise Refused(_("This person has not set up a vault key yet."))
    if recipients.fingerprint(key.public) != fingerprint:
        raise Refused(_("This vault key has changed since you looked. Compare it again."))
    note_if_alone(current, by=by)
    vault.add_member(recipient, key, mine, by=str(by.pk))
    circles.hand_on(mine, by=str(by.pk))


def note_if_alone(membership: Membership, *, by: Account) -> None:
    """Write to the journal that one person did what takes two, since nobody else holds the key."""
    if rules.holds_key(membership.roles) and rules.has_too_few_holders(membership):
        journal.record("act without a second holder", membership, by=str(by.pk))


def take_away(membership: Membership, *, keyring: Keyring | None, by: Account, why: str) -> None:
    """Change the key of the desk if this member holds it. Raises Refused."""
    if not holds(membership):
        return
    gone = [membership.account_id]
    renew(membership.desk, without=gone, keyring=keyring, by=by, why=why)
    recipient, mine = opened(keyring, membership.desk)
    circles.leave(recipient, membership.account_id, mine, by=str(by.pk), why=why)


def change(desk: Desk, *, keyring: Keyring | None, why: str, by: Account) -> None:
    """Give the desk a new key without anyone leaving: after a revocation, or in doubt. Raises Refused."""
    if not rules.may_at(by, REMOVE_MEMBERS, desk.pk):
        raise Refused(_("Only a coordinator of this desk changes its key."))
    if not why.strip():
        raise Refused(_("Give the reason."))
    renew(desk, without=[], keyring=keyring, by=by, why=why)


def renew(
    desk: Desk, *, without: Collection[UUID], keyring: Keyring | None, by: Account, why: str
) -> None:
    """Open an epoch of the desk's key without these accounts. Raises Refused."""
    recipient, mine = opened(keyring, desk)
    try:
        vault.open_epoch(recipient, mine, without=without, by=str(by.pk), why=why)
    except Unvouched:
        raise Refused(
            _(
                "Your own hold of this key was changed in the database, so it cannot be passed on"
                " from here. Ask another member who holds it, and tell the operator."
            )
        ) from None


def move_records(desk: Desk, *, keyring: Keyring | None, by: Account) -> int:
    """Move a batch of record keys to the newest epoch; return how many are left. Raises Refused."""
    recipient, mine = opened(keyring, desk)
    try:
        return records.rewrap(recipient, mine, by=str(by.pk))
    except Untrusted:
        raise Refused(
            _("The new key of this desk waits to be signed by the operator; then records move.")
        ) from None
