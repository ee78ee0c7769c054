"""Who holds which half of the key to names: two groups beside the desk's own, nobody in both.

Half *a* begins with a coordinator, half *b* with a mandate-holder, each by unlocking; from then on
a half goes from hand to hand, like the key of the desk. ADR 0110.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.access.rules import Reason
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import actions as vault
from rapporteur.kernel.vault import groups, recipients
from rapporteur.kernel.vault.apart import SIDES, subject_of
from rapporteur.kernel.vault.faults import Unvouched
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import Kind, MemberWrap, Recipient
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks import rules
from rapporteur.people.desks.keys import holds, key_of
from rapporteur.people.desks.models import Desk, Membership
from rapporteur.people.desks.queries import newest_epochs, state_of

BEGINS = {"a": "coordinator", "b": "mandate_holder"}  # whose unlocking makes the half


def group_of(desk: Desk, side: str) -> Recipient | None:
    """Return the group that holds a half of a desk now, or None."""
    open_ones = Recipient.objects.filter(kind=Kind.IDENTITY, closed_on__isnull=True)
    return open_ones.filter(subject=subject_of(f"desk/{desk.pk}", side)).first()


def owners(recipient: UUID) -> set[UUID]:
    """Return who holds the newest key of a group, the group itself where shares were made."""
    return set(groups.holders(recipient).values_list("member_key__owner", flat=True))


def side_of(desk: Desk, account: UUID) -> str:
    """Return which half of a desk an account holds, empty for none."""
    for side in SIDES:
        group = group_of(desk, side)
        if group and account in owners(group.pk):
            return side
    return ""


def holds_a_half(person: Account, recipient: UUID) -> Reason | None:
    if person.pk in owners(recipient):
        return None
    return _("You do not hold this half of the key.")


def name_of(desk: Desk, side: str) -> str:
    return f"{desk.name}: names, half {side}"


def begins(person: Account, desk: Desk, side: str) -> bool:
    """Say whether this person's unlocking makes a half: its role, the desk's key, not the other."""
    if BEGINS[side] not in rules.roles_at(person, desk.pk) or side_of(desk, person.pk):
        return False
    membership = Membership.objects.let_in().get(desk=desk, account=person)
    return holds(membership)


def found_missing(person: Account, keyring: Keyring) -> list[tuple[Desk, str]]:
    """Found the halves that begin with this person, where nobody holds them; return which.

    A half that nobody can hand on any more gives its place to another; what was kept under it
    stays as it is, and opens for whoever has it still.
    """
    if person.door != "desk":
        return []
    return [
        (desk, side)
        for desk in Desk.objects.visible_to(person).filter(recipient__isnull=False)
        for side in SIDES
        if begins(person, desk, side) and found(desk, side, keyring, by=str(person.pk))
    ]


@transaction.atomic
def found(desk: Desk, side: str, keyring: Keyring, *, by: str) -> bool:
    """Make a half, held by one member; False where someone holds it."""
    Desk.objects.select_for_update().get(pk=desk.pk)
    old = group_of(desk, side)
    if old is not None:
        if can_be_handed_on(desk, old):
            return False
        vault.close_group(old, by=by, why="nobody can hand it on")
    subject = subject_of(f"desk/{desk.pk}", side)
    vault.found_group(Kind.IDENTITY, subject, name_of(desk, side), keyring, by=by)
    return True


def can_be_handed_on(desk: Desk, group: Recipient) -> bool:
    """Say whether a member holds the group's key, or printed shares open it."""
    holding = owners(group.pk)
    return group.pk in holding or bool(holding & members(desk))


def members(desk: Desk) -> set[UUID]:
    """Return the accounts that the desk has let in with a role that reads sealed things."""
    found = Membership.objects.let_in().filter(desk=desk).values_list("account", "roles")
    return {account for account, codes in found if rules.holds_key(codes)}


def may_hold(person: Account, group: Recipient) -> bool:
    """Say whether a half may be handed to an account by shares: a reader without the other half."""
    _identity, desk_id, side = group.subject.split("/")
    desk = Desk.objects.get(pk=desk_id)
    return person.pk in members(desk) and side_of(desk, person.pk) in {"", side}


def opened(keyring: Keyring | None, desk: Desk, side: str) -> tuple[Recipient, Keyring]:
    """Return the group of a half and the keyring, if that leads to it. Raises Refused."""
    if keyring is None:
        raise Refused(_("Unlock your vault first: this takes your half of the key to names."))
    group = group_of(desk, side)
    if group is None or not keyring.holds(group.pk):
        raise Refused(_("You do not hold this half of the key."))
    return group, keyring


@transaction.atomic
def hand_over(
    membership: Membership, side: str, *, fingerprint: str, keyring: Keyring | None, by: Account
) -> None:
    """Hand a half to one more member, from the hands of one who holds it. Raises Refused.

    Never to somebody who holds the other one: that person could open a name alone.
    """
    current = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    desk = Desk.objects.select_for_update().get(pk=current.desk_id)  # halves change in turn
    for rule in (rules.is_not_oneself, rules.reads_sealed):
        if reason := rule(by, current):
            raise Refused(reason)
    group, mine = opened(keyring, desk, side)
    if not rules.holds_key(rules.roles_at(by, desk.pk)):
        raise Refused(_("Only a member of this desk hands a half over."))
    if not holds(current):
        raise Refused(_("This person does not hold the key of the desk yet."))
    if side_of(desk, current.account_id):
        raise Refused(_("This person holds a half already. Nobody holds both."))
    key = key_of(current)
    if key is None or recipients.fingerprint(key.public) != fingerprint:
        raise Refused(_("This vault key has changed since you looked. Compare it again."))
    vault.add_member(group.pk, key, mine, by=str(by.pk))


def change(desk: Desk, side: str, *, why: str, keyring: Keyring | None, by: Account) -> None:
    """Give a half a new key, without whoever is a member no more. Raises Refused."""
    if not why.strip():
        raise Refused(_("Give the reason."))
    group, mine = opened(keyring, desk, side)
    if by.pk not in members(desk):
        raise Refused(_("Only a member of this desk changes the key of a half."))
    gone = owners(group.pk) - members(desk) - {group.pk}
    try:
        vault.open_epoch(group.pk, mine, without=gone, by=str(by.pk), why=why)
    except Unvouched:
        raise Refused(
            _("Your hold of this half was changed in the database. Tell the operator.")
        ) from None


def leave(membership: Membership, *, keyring: Keyring | None, by: Account, why: str) -> None:
    """Change the half of who left, where `keyring` leads to it; else *Today* asks its holders."""
    side = side_of(membership.desk, membership.account_id)
    group = group_of(membership.desk, side) if side else None
    if group and keyring is not None and keyring.holds(group.pk):
        change(membership.desk, side, why=why, keyring=keyring, by=by)


@dataclass(frozen=True)
class Half:
    """One half of a desk as its members see it."""

    desk: Desk
    side: str
    group: Recipient | None = None
    holders: tuple[Account, ...] = ()
    fingerprint: str = ""
    state: str = ""  # signed, waiting, revoked
    mine: bool = False
    due: bool = False  # someone who left holds it still


def halves_of(person: Account, desks: Iterable[Desk]) -> list[Half]:
    """Return both halves of each desk, in order. At most nine queries a desk."""
    return [half_of(person, desk, side) for desk in desks for side in SIDES]


def half_of(person: Account, desk: Desk, side: str) -> Half:
    group = group_of(desk, side)
    if group is None:
        return Half(desk, side)
    epoch = newest_epochs([group.pk])[group.pk]
    holding = owners(group.pk)
    return Half(
        desk=desk,
        side=side,
        group=group,
        holders=tuple(Account.objects.of_door("desk").filter(pk__in=holding).order_by("name")),
        fingerprint=recipients.spoken(epoch.public),
        state=state_of(epoch),
        mine=person.pk in holding,
        due=bool(holding - members(desk) - {group.pk}) or epoch.due.exists(),
    )


def due(person: Account) -> list[Half]:
    """Return the halves that this person holds and whose key must be changed. None in two queries."""
    held = MemberWrap.objects.filter(
        member_key__owner=person.pk,
        epoch__recipient__kind=Kind.IDENTITY,
        epoch__recipient__closed_on__isnull=True,
    )
    if person.door != "desk" or not held.exists():
        return []
    found = halves_of(person, Desk.objects.visible_to(person))
    return [half for half in found if half.mine and half.due]
