"""Accounts of partners: the desk invites them, a colleague hands them their organisation's key.

The desk never holds that key, and sees no account of that door: it adds one without a password and
knows only for which organisation accounts speak. As for Missions (ADR 0037, 0174).
"""

from dataclasses import dataclass
from functools import partial

from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel import environment
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import actions as vault
from rapporteur.kernel.vault import groups, recipients
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import MemberKey, Recipient
from rapporteur.partners import rules
from rapporteur.partners.models import Organisation, PartnerMembership
from rapporteur.partners.sealing import group_of
from rapporteur.people.accounts.models import Account

PASSWORD_PAGE = "account/password/reset/"  # noqa: S105  a page of the partners door, no password


@transaction.atomic
def invite(
    organisation: Organisation, *, email: str, name: str, language: str, by: Account
) -> PartnerMembership:
    """Open an account at the partners door that speaks for an organisation from today. Raises Refused.

    It has no password and no key. Once committed, mail with the address of that door goes out;
    there its holder asks for a link of that door's own, which sets the password.
    """
    current = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    if reason := rules.invites_partners(by, current):
        raise Refused(reason)
    try:
        with transaction.atomic():
            account = Account.objects.create_account(
                door="partners", email=email, name=name, language=language
            )
    except (IntegrityError, ValidationError):
        raise Refused(_("This address has an account at the partners door already.")) from None
    membership = PartnerMembership(account=account, organisation=current, since=today())
    membership.save(force_insert=True)
    detail = {"account": str(account.pk), "organisation": str(current.pk)}
    journal.record("invite partner", membership, by=str(by.pk), detail=detail)
    transaction.on_commit(partial(send_invitation, account))
    return membership


def send_invitation(account: Account) -> None:
    """Send the address of the door, in the language of the account. The mail holds no secret."""
    given = {"address": f"{environment.door_address('partners')}{PASSWORD_PAGE}"}
    with translation.override(account.language):
        subject = render_to_string("account/email/partner_subject.txt").strip()
        text = render_to_string("account/email/partner_message.txt", given)
    send_mail(f"Rapporteur: {subject}", text.strip(), None, [account.email])


@dataclass(frozen=True)
class Colleague:
    """Someone who speaks for the same organisation, and how they stand to its key."""

    membership: PartnerMembership
    state: str  # missing (no vault key set up), waiting (to be handed the key), held


def colleagues(person: Account) -> list[Colleague]:
    """Return who speaks today for the organisation of this person, themselves included."""
    mine = rules.membership_of(person)
    if mine is None:
        return []
    of_partner = PartnerMembership.objects.filter(
        organisation=mine.organisation_id, account__is_active=True
    )
    ordered = of_partner.select_related("account").order_by("account__name", "pk")
    found = [one for one in ordered if one.holds_on(today())]
    owners = [one.account_id for one in found]
    keys = dict(MemberKey.objects.in_use().filter(owner__in=owners).values_list("owner", "pk"))
    group = group_of(mine.organisation_id)
    held = {wrap.member_key_id for wrap in groups.holders(group.pk)} if group else set()

    def stands(one: PartnerMembership) -> str:
        key = keys.get(one.account_id)
        return "missing" if key is None else "held" if key in held else "waiting"

    return [Colleague(one, stands(one)) for one in found]


def key_of(membership: PartnerMembership) -> MemberKey | None:
    """Return the vault key that an account of a partner has set up, or None."""
    return MemberKey.objects.of(membership.account_id).in_use().first()


def opened(keyring: Keyring | None, membership: PartnerMembership) -> tuple[Recipient, Keyring]:
    """Return the partner's group and the keyring, if that leads to its key. Raises Refused."""
    if keyring is None:
        raise Refused(_("Unlock your vault first: this takes the key of your organization."))
    group = group_of(membership.organisation_id)
    if group is None or not keyring.holds(group.pk):
        raise Refused(_("You do not hold the key of your organization yet."))
    return group, keyring


@transaction.atomic
def hand_over(
    membership: PartnerMembership, *, fingerprint: str, keyring: Keyring | None, by: Account
) -> None:
    """Hand the key of a partner to a further account of it, from the hands of one that holds it.

    `fingerprint` is the one that was shown and compared: a key that was changed since gets
    nothing. Raises Refused.
    """
    current = PartnerMembership.objects.select_related("account").get(pk=membership.pk)
    for rule in (rules.speaks_for_the_same_partner, rules.is_not_oneself):
        if reason := rule(by, current):
            raise Refused(reason)
    group, mine = opened(keyring, current)
    key = key_of(current)
    if key is None:
        raise Refused(_("This person has not set up a vault key yet."))
    if recipients.fingerprint(key.public) != fingerprint:
        raise Refused(_("This vault key has changed since you looked. Compare it again."))
    vault.add_member(group.pk, key, mine, by=str(by.pk))


@transaction.atomic
def end(
    membership: PartnerMembership, *, keyring: Keyring | None, why: str, by: Account
) -> PartnerMembership:
    """End an account of a partner, by a colleague who holds its key. Raises Refused.

    It signs in no more and speaks for nobody, and its vault key and what was handed to it are given
    up; the row stays as record. An older copy of the database still opens under the old passphrase.
    """
    found = PartnerMembership.objects.select_related("account")
    current = found.select_for_update(of=("self",)).get(pk=membership.pk)
    for rule in (rules.speaks_for_the_same_partner, rules.is_not_oneself):
        if reason := rule(by, current):
            raise Refused(reason)
    if not why.strip():
        raise Refused(_("Give the reason."))
    opened(keyring, current)
    if key := key_of(current):
        vault.retire(key, by=str(by.pk), why=why.strip())
    current.until = today()
    current.save(update_fields=["until"])
    current.account.is_active = False
    current.account.save(update_fields=["is_active"])
    detail = {"account": str(current.account_id)}
    journal.record("end partner account", current, by=str(by.pk), why=why.strip(), detail=detail)
    return current
