"""Set up, unlock, change, start anew: what a person does with their own vault.

Each derives a key once or twice (0.2 s, 64 MiB), outside any transaction.
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import actions as vault
from rapporteur.kernel.vault import groups
from rapporteur.kernel.vault.faults import CannotOpen
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import Kind, MemberKey
from rapporteur.kernel.vault.phrases import COST, Cost
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.rules import may_hold_key
from rapporteur.people.vaults import rules


def key_of(person: Account) -> MemberKey:
    """Return the person's key in use. Raises Refused where they have none."""
    key = MemberKey.objects.of(person.pk).in_use().first()
    if key is None:
        raise Refused(_("You have no vault key yet. Set it up first."))
    return key


def set_up(person: Account, passphrase: str, *, cost: Cost = COST) -> Keyring:
    """Make the person's key under their passphrase. Raises Refused.

    It opens nothing until a colleague hands the key of a group to it.
    """
    for reason in (may_hold_key(person), rules.is_fit(person, passphrase)):
        if reason:
            raise Refused(reason)
    return vault.make_member_key(person.pk, passphrase, by=str(person.pk), cost=cost)


def unlock(person: Account, passphrase: str) -> Keyring:
    """Return the person's vault, open. Raises Refused; a failure is in the journal by itself."""
    key, by = key_of(person), str(person.pk)
    try:
        keyring = vault.open_member_key(key, passphrase)
    except CannotOpen:
        journal.record_refusal("unlock", key, by=by, why="the passphrase did not fit")
        raise Refused(_("This passphrase does not open your vault.")) from None
    if reason := rules.is_not_the_password(person, passphrase):
        raise Refused(reason)
    journal.record("unlock", key, by=by)
    return keyring


def change(person: Account, old: str, new: str, *, cost: Cost = COST) -> None:
    """Put the person's key under another passphrase. Raises Refused."""
    if reason := rules.is_fit(person, new):
        raise Refused(reason)
    key, by = key_of(person), str(person.pk)
    try:
        vault.change_passphrase(key, old, new, by=by, cost=cost)
    except CannotOpen:
        journal.record_refusal("change passphrase", key, by=by, why="the passphrase did not fit")
        raise Refused(_("This is not your passphrase until now.")) from None


def give_up(person: Account, password: str) -> None:
    """Give up a key whose passphrase is lost: a new one is set up and let in by a colleague.

    The password for signing in is asked for again, since a browser left alone would be enough
    otherwise; that is one derivation, right or wrong. Raises Refused.
    """
    key = key_of(person)
    if not person.check_password(password):
        raise Refused(_("This is not your password for signing in. Nothing was given up."))
    lay_down(person, key)


@transaction.atomic
def lay_down(person: Account, key: MemberKey) -> None:
    """Retire a key. Raises Refused where nobody else holds what it holds: it would be lost."""
    for recipient in sorted(set(key.wraps.values_list("epoch__recipient", flat=True))):
        vault.held(recipient)  # else two last holders could give up at once
    alone = [
        epoch for epoch in groups.held_alone(key) if epoch.recipient.kind != Kind.IDENTITY
    ]  # without a half the desk works on; a new one begins: ADR 0110
    if alone:
        names = ", ".join(epoch.recipient.name for epoch in alone)
        raise Refused(
            _(
                "You alone hold the key of %(names)s: what is sealed to it would be lost."
                " Try to remember the passphrase."
            )
            % {"names": names}
        )
    vault.retire(key, by=str(person.pk), why="passphrase lost")
