"""Accounts of Permanent Missions: the desk invites them, a colleague hands them their Mission's key.

The desk never holds that key, and sees no account of that door: it adds one without a password and
knows only for which State accounts speak. ADR 0037.
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
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.kernel.instance.rules import EXERCISE_STATE
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import actions as vault
from rapporteur.kernel.vault import groups, recipients
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import Kind, MemberKey, Recipient
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks import rules
from rapporteur.people.desks.models import MissionMembership
from rapporteur.people.desks.queries import mission_of
from rapporteur.world.models import Country

PASSWORD_PAGE = "account/password/reset/"  # noqa: S105  a page of the missions door, no password


def group_of(iso3: str) -> Recipient | None:
    """Return the group of a State's Permanent Mission, where it has one."""
    groups_of_missions = Recipient.objects.filter(kind=Kind.MISSION, closed_on__isnull=True)
    return groups_of_missions.filter(subject=f"mission/{iso3}").first()


@transaction.atomic
def invite(
    country: Country, *, email: str, name: str, language: str, by: Account
) -> MissionMembership:
    """Open an account at the missions door that speaks for a State from today. Raises Refused.

    It has no password and no key. Once committed, mail with the address of that door goes out;
    there its holder asks for a link of that door's own, which sets the password.
    """
    if reason := rules.invites(by):
        raise Refused(reason)
    if country.standing == Country.Standing.AREA or (
        is_exercise() and country.pk != EXERCISE_STATE
    ):
        raise Refused(_("Choose a State that letters may go to."))
    try:
        with transaction.atomic():
            account = Account.objects.create_account(
                door="missions", email=email, name=name, language=language
            )
    except (IntegrityError, ValidationError):
        raise Refused(_("This address has an account at the missions door already.")) from None
    membership = MissionMembership.objects.create(account=account, country=country, since=today())
    detail = {"account": str(account.pk), "state": country.pk}
    journal.record("invite to mission", membership, by=str(by.pk), detail=detail)
    transaction.on_commit(partial(send_invitation, account))
    return membership


def send_invitation(account: Account) -> None:
    """Send the address of the door, in the language of the account. The mail holds no secret."""
    given = {"address": f"{environment.door_address('missions')}{PASSWORD_PAGE}"}
    with translation.override(account.language):
        subject = render_to_string("account/email/mission_subject.txt").strip()
        text = render_to_string("account/email/mission_message.txt", given)
    send_mail(f"Rapporteur: {subject}", text.strip(), None, [account.email])


@dataclass(frozen=True)
class Colleague:
    """Someone who speaks for the same State, and how they stand to the key of the Mission."""

    membership: MissionMembership
    state: str  # missing (no vault key set up), waiting (to be handed the key), held


def colleagues(person: Account) -> list[Colleague]:
    """Return who speaks today for the State of this person, themselves included. Five queries."""
    mission = mission_of(person)
    if mission is None:
        return []
    of_state = MissionMembership.objects.filter(country=mission.country_id, account__is_active=True)
    ordered = of_state.select_related("account").order_by("account__name", "pk")
    found = [one for one in ordered if one.holds_on(today())]
    owners = [one.account_id for one in found]
    keys = dict(MemberKey.objects.in_use().filter(owner__in=owners).values_list("owner", "pk"))
    group = group_of(mission.country_id)
    wraps = groups.holders(group.pk) if group else []
    held = {wrap.member_key_id for wrap in wraps}

    def stands(one: MissionMembership) -> str:
        key = keys.get(one.account_id)
        return "missing" if key is None else "held" if key in held else "waiting"

    return [Colleague(one, stands(one)) for one in found]


def key_of(membership: MissionMembership) -> MemberKey | None:
    """Return the vault key that an account of a Mission has set up, or None."""
    return MemberKey.objects.of(membership.account_id).in_use().first()


def opened(keyring: Keyring | None, iso3: str) -> tuple[Recipient, Keyring]:
    """Return the Mission's group and the keyring, if that leads to its key. Raises Refused."""
    if keyring is None:
        raise Refused(_("Unlock your vault first: this takes the key of your Mission."))
    group = group_of(iso3)
    if group is None or not keyring.holds(group.pk):
        raise Refused(_("You do not hold the key of your Mission yet."))
    return group, keyring


@transaction.atomic
def hand_over(
    membership: MissionMembership, *, fingerprint: str, keyring: Keyring | None, by: Account
) -> None:
    """Hand the key of a Mission to a further account of it, from the hands of one that holds it.

    `fingerprint` is the one that was shown and compared: a key that was changed since gets
    nothing. Raises Refused.
    """
    current = MissionMembership.objects.select_related("account").get(pk=membership.pk)
    for rule in (rules.speaks_for_the_same_state, rules.is_not_oneself):
        if reason := rule(by, current):
            raise Refused(reason)
    group, mine = opened(keyring, current.country_id)
    key = key_of(current)
    if key is None:
        raise Refused(_("This person has not set up a vault key yet."))
    if recipients.fingerprint(key.public) != fingerprint:
        raise Refused(_("This vault key has changed since you looked. Compare it again."))
    vault.add_member(group.pk, key, mine, by=str(by.pk))


@transaction.atomic
def end(
    membership: MissionMembership, *, keyring: Keyring | None, why: str, by: Account
) -> MissionMembership:
    """End an account of a Mission, by a colleague who holds its key. Raises Refused.

    It signs in no more, speaks for its State no longer, and its vault key and what was handed to it
    are given up; the row stays as record. The Mission's key itself is not changed by it: an older
    copy of the database still opens under the old passphrase.
    """
    found = MissionMembership.objects.select_related("account")
    current = found.select_for_update(of=("self",)).get(pk=membership.pk)
    for rule in (rules.speaks_for_the_same_state, rules.is_not_oneself):
        if reason := rule(by, current):
            raise Refused(reason)
    if not why.strip():
        raise Refused(_("Give the reason."))
    opened(keyring, current.country_id)
    if key := key_of(current):
        vault.retire(key, by=str(by.pk), why=why.strip())
    current.until = today()
    current.save(update_fields=["until"])
    current.account.is_active = False
    current.account.save(update_fields=["is_active"])
    detail = {"account": str(current.account_id), "state": current.country_id}
    journal.record("end mission account", current, by=str(by.pk), why=why.strip(), detail=detail)
    return current
