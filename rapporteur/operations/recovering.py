"""`rapporteur vault shares` and `recover`: a one-off act at a terminal, with the people there.

Shares are shown one at a time and kept nowhere. Two officers type theirs; without `--member` it
is a drill that changes nothing but the journal, which keeps its day.
"""

from uuid import UUID

from django.db import transaction

from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import actions, recovery
from rapporteur.kernel.vault.faults import CannotOpen, WrongShares
from rapporteur.kernel.vault.models import Kind, MemberKey, Recipient
from rapporteur.operations import shares
from rapporteur.operations.shares import Ask
from rapporteur.partners.rules import membership_of
from rapporteur.partners.sealing import subject_of
from rapporteur.people.accounts.models import Account, fold_email
from rapporteur.people.desks.halves import may_hold
from rapporteur.people.desks.models import Desk
from rapporteur.people.desks.queries import mission_of
from rapporteur.people.desks.rules import holds_key, roles_at

BY = "command:vault"
DRILL = "drill recovery"  # `status` looks for it


def group(text: str | None) -> Recipient:
    """Return the recipient with this id. Raises Refused."""
    try:
        return Recipient.objects.get(pk=UUID(text or ""), closed_on__isnull=True)
    except ValueError:
        raise Refused("Say which: --recipient with the id that `vault recipients` shows.") from None
    except Recipient.DoesNotExist:
        raise Refused("There is no such recipient.") from None


def member_key(email: str, wanted: Recipient) -> MemberKey:
    """Return the vault key of a member of this very desk, Mission or partner. Raises Refused.

    The same address may be an account of another door, or of nobody who belongs here.
    """
    owners = [
        account.pk
        for account in Account.objects.filter(email=fold_email(email), is_active=True)
        if belongs(account, wanted)
    ]
    if not owners:
        raise Refused(
            f"{email} is nobody who was let in at {wanted.name} with a role that reads sealed things."
        )
    key = MemberKey.objects.in_use().filter(owner__in=owners).first()
    if key is None:
        raise Refused(f"{email} has no vault key: they set one up at their door first.")
    return key


def belongs(account: Account, wanted: Recipient) -> bool:
    """Say whether an account reads what is sealed to this group, by its door and membership."""
    if wanted.kind == Kind.DESK and account.door == "desk":
        desk = Desk.objects.filter(recipient=wanted.pk).first()
        return desk is not None and holds_key(roles_at(account, desk.pk))
    if wanted.kind == Kind.IDENTITY and account.door == "desk":
        return may_hold(account, wanted)
    if wanted.kind == Kind.MISSION and account.door == "missions":
        mission = mission_of(account)
        return mission is not None and wanted.subject == f"mission/{mission.country_id}"
    if wanted.kind == Kind.PARTNER and account.door == "partners":
        membership = membership_of(account)
        return membership is not None and wanted.subject == subject_of(membership.organisation_id)
    return False


def make_shares(recipient: str | None, member: str | None, ask: Ask, ask_hidden: Ask) -> int:
    """Show three shares, one after the other, to the officer who will keep it. Raises Refused."""
    wanted = group(recipient)
    if not member:
        raise Refused(
            "Say who opens the group: --member with the e-mail address of one who holds its key."
        )
    key = member_key(member, wanted)
    try:
        keyring = actions.open_member_key(key, ask_hidden(f"Vault passphrase of {member}: "))
        with transaction.atomic():  # the old shares hold until each new one was seen
            shares.show(wanted.name, recovery.make_shares(wanted, keyring, by=BY), ask)
    except CannotOpen:
        journal.record_refusal("make shares", wanted, by=BY, why="the passphrase did not fit")
        raise Refused("This passphrase opens no key of this group. No shares were made.") from None
    print("Three shares were made. Those made before open nothing in this database any more.")
    print("An older copy of it they still open: destroy them. Drill the new ones now:")
    print(f"  bin/rapporteur vault recover --recipient {wanted.pk}")
    return 0


def recover(recipient: str | None, member: str | None, why: str | None, ask_hidden: Ask) -> int:
    """Rebuild a group's key from two shares and hand it to a member, or only drill. Raises Refused."""
    wanted = group(recipient)
    key = member_key(member, wanted) if member else None
    if key is not None and not (why or "").strip():
        raise Refused("Give the reason: --why.")
    one, two = shares.read("First", ask_hidden), shares.read("Second", ask_hidden)
    try:
        if key is None:
            recovery.rebuilt(wanted, one, two)
            journal.record(DRILL, wanted, by=BY, detail={"shares": 2})
            print(
                "These two shares rebuild the key. Nothing was changed: this was a drill. Its day is kept."
            )
            return 0
        recovery.recover(wanted, one, two, to=key, by=BY, why=why or "")
    except WrongShares as reason:
        journal.record_refusal("recover", wanted, by=BY, why=str(reason))
        raise Refused(str(reason)) from None
    print(f"{member} holds the key of {wanted.name} again. Let them hand it to the others.")
    return 0
