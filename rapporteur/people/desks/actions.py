"""What changes a desk: inviting, letting in, removing, changing roles. The only writers."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.access.roles import BY_CODE, INVITE_MEMBERS
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.workflow import StepRule, take
from rapporteur.people.accounts.models import Account, fold_email
from rapporteur.people.desks import halves, keys, rules
from rapporteur.people.desks.models import Desk, Membership
from rapporteur.people.desks.workflow import AGREE, AGREE_AT_THE_DESK, LET_IN, REMOVE, State
from rapporteur.world.calendars.models import Place

LinkTo = Callable[[Account], str]


def desk_roles(codes: Iterable[str]) -> list[str]:
    """Return the codes sorted, each once. Refused where one is not a role of the desk, or none."""
    wanted = sorted(set(codes))
    if not wanted:
        raise Refused(_("Choose at least one role."))
    if any(code not in BY_CODE or BY_CODE[code].door != "desk" for code in wanted):
        raise Refused(_("One of these is not a role of the desk."))
    return wanted


@transaction.atomic
def invite(
    desk: Desk,
    *,
    email: str,
    name: str,
    roles: Iterable[str],
    language: str,
    link_to: LinkTo,
    by: Account,
) -> Membership:
    """Open an account where there is none and a membership that waits to be let in.

    Once committed, mail with a link that sets the password goes to the address; it holds no
    secret besides. `link_to` makes the link of an account. Raises Refused.
    """
    if not rules.may_at(by, INVITE_MEMBERS, desk.pk):
        raise Refused(_("Only a coordinator or an administrator of this desk invites."))
    codes = desk_roles(roles)
    account = Account.objects.of_door("desk").filter(email=fold_email(email)).first()
    if account is None:
        account = Account.objects.create_account(
            door="desk", email=email, name=name, language=language
        )
    elif desk.memberships.current().filter(account=account).exists():
        raise Refused(_("This person is a member of the desk already, or invited."))
    membership = Membership.objects.create(
        desk=desk, account=account, roles=codes, invited_on=today(), asked_by=by.pk
    )
    journal.record("invite", membership, by=str(by.pk), detail={"account": str(account.pk)})
    transaction.on_commit(partial(send_invitation, account, link_to(account)))
    return membership


def send_invitation(account: Account, link: str) -> None:
    """Send the link that sets a first password, in the language of the account."""
    with translation.override(account.language):
        subject = render_to_string("account/email/invitation_subject.txt").strip()
        text = render_to_string("account/email/invitation_message.txt", {"link": link})
    send_mail(f"Rapporteur: {subject}", text.strip(), None, [account.email])


@transaction.atomic
def let_in(
    membership: Membership, *, by: Account, keyring: Keyring | None = None, fingerprint: str = ""
) -> Membership:
    """Let an invited person in: from now on the roles hold. Raises Refused.

    Where a role reads sealed things two holders of the key must stand for it: `agree`, ADR 0101.
    Where their role reads sealed things and they have set up a vault key, the key of the desk is
    handed to it in the same act: `keyring` is the open vault of `by`, `fingerprint` that of the
    key as it was compared. Otherwise they wait for the key.
    """
    done = take(LET_IN, membership, by=by, let_in_on=today())
    if rules.is_handed_the_key(by, done) is None and keys.key_of(done) is not None:
        keys.hand_over(done, fingerprint=fingerprint, keyring=keyring, by=by)
    else:
        keys.note_if_alone(done, by=by)
    return done


@transaction.atomic
def agree(membership: Membership, *, by: Account) -> Membership:
    """Stand for a role with a key, as a second holder; roles that were wanted hold from now on.

    Raises Refused.
    """
    current = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    fields: dict[str, Any] = {"agreed_by": by.pk, "agreed_on": today()}
    if current.wanted_roles:
        fields |= {"roles": current.wanted_roles, "wanted_roles": []}
    step = AGREE if current.state == State.INVITED else AGREE_AT_THE_DESK
    done = take(step, current, by=by, **fields)
    if current.wanted_roles:
        detail = {"roles": "+".join(done.roles), "asked_by": str(done.asked_by)}
        journal.record("change roles", done, by=str(by.pk), detail=detail)
    return done


@transaction.atomic
def remove(
    membership: Membership, *, why: str, by: Account, keyring: Keyring | None = None
) -> Membership:
    """End a membership from today; the record stays. Raises Refused.

    Where the member holds the key of the desk it is changed: that takes the open vault of `by`.
    """
    if not why.strip():
        raise Refused(_("Give the reason for removing this member."))
    done = take(REMOVE, membership, by=by, why=why, removed_on=today())
    keys.take_away(done, keyring=keyring, by=by, why=why)
    halves.leave(done, keyring=keyring, by=by, why=why)
    return done


@transaction.atomic
def change_roles(
    membership: Membership,
    roles: Iterable[str],
    *,
    why: str,
    by: Account,
    keyring: Keyring | None = None,
) -> Membership:
    """Give a current member other roles, with the reason. Raises Refused.

    A further role that reads sealed things waits for a second holder of the key, unless there is
    none; until then the roles stay. Whoever gets a role with a key for the first time must be let
    in with the key afterwards. Where the last role with a key is taken away, the key is changed.
    """
    current = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    codes = desk_roles(roles)
    checks: list[StepRule] = [rules.removes_at_the_desk, rules.is_not_oneself]
    if "coordinator" not in codes:
        checks.append(rules.leaves_a_coordinator)
    for check in checks:
        if reason := check(by, current):
            raise Refused(reason)
    if current.state == State.REMOVED or not why.strip():
        raise Refused(_("Give the reason for the change; a removed member keeps no roles."))
    gained = rules.holds_key(set(codes) - set(current.roles))
    if gained and current.state == State.LET_IN and not rules.has_too_few_holders(current):
        return ask_for_roles(current, codes, why=why, by=by)
    give_roles(current, codes, gained=gained, why=why, by=by)
    if not rules.holds_key(codes):
        keys.take_away(current, keyring=keyring, by=by, why=why)
        halves.leave(current, keyring=keyring, by=by, why=why)
    return current


@transaction.atomic
def work_at(desk: Desk, place: Place | None, *, by: str) -> None:
    """Let a desk work by the calendar of a place, or by calendar days for None.

    What is feared must be reckoned anew in the same transaction: `cases.clocks.actions.recount`.
    """
    current = Desk.objects.held(desk.pk)
    current.place = place
    current.save(update_fields=["place"])
    code = place.pk if place else "none"
    journal.record("choose calendar", current, by=by, detail={"place": code})


def give_roles(
    membership: Membership, codes: list[str], *, gained: bool, why: str, by: Account
) -> None:
    """Let roles hold from now on; what was agreed to before does not count for further ones."""
    membership.roles, membership.wanted_roles = codes, []
    if gained:
        membership.asked_by, membership.agreed_by, membership.agreed_on = by.pk, None, None
    membership.save(update_fields=["roles", "wanted_roles", "asked_by", "agreed_by", "agreed_on"])
    detail = {"roles": "+".join(codes)}
    journal.record("change roles", membership, by=str(by.pk), why=why, detail=detail)
    if gained and membership.state == State.LET_IN:
        keys.note_if_alone(membership, by=by)


def ask_for_roles(membership: Membership, codes: list[str], *, why: str, by: Account) -> Membership:
    """Let roles wait for a second holder of the key. Raises Refused."""
    if by.pk not in rules.able(membership):
        raise Refused(_("Only a member who holds the key of this desk asks for such a role."))
    membership.wanted_roles = codes
    membership.asked_by, membership.agreed_by, membership.agreed_on = by.pk, None, None
    membership.save(update_fields=["wanted_roles", "asked_by", "agreed_by", "agreed_on"])
    detail = {"roles": "+".join(codes)}
    journal.record("ask for roles", membership, by=str(by.pk), why=why, detail=detail)
    return membership
