"""Who may do what at a desk. Each answers None (yes) or the reason why not.

Roles hold only while their membership is let in; an invited or removed person has none.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.access import roles
from rapporteur.kernel.access.rules import Reason, is_signed_in, needs
from rapporteur.kernel.clock import today
from rapporteur.kernel.vault import groups
from rapporteur.people.accounts.models import Account

if TYPE_CHECKING:
    from rapporteur.people.desks.models import Membership, MissionMembership


def current(person: Account) -> "QuerySet[Membership]":
    """Return the person's memberships that are let in."""
    memberships: QuerySet[Membership] = person.memberships.filter(state="let_in")
    return memberships


def roles_of(person: Account) -> frozenset[str]:
    """Return the codes of all roles that a person holds now, at any desk. One query a request."""
    held: frozenset[str] | None = getattr(person, "roles_held", None)
    if held is None:
        held = ROLES_OF.get(person.door, roles_of_desks)(person)
        person.roles_held = held  # type: ignore[attr-defined]  # kept for the rest of this request
    return held


def roles_of_desks(person: Account) -> frozenset[str]:
    found = current(person).values_list("roles", flat=True)
    return frozenset(code for codes in found for code in codes)


def roles_of_mission(person: Account) -> frozenset[str]:
    """Return the role of whoever speaks for a State today. That door reads no membership of a desk."""
    mission = getattr(person, "mission", None)
    return frozenset({"mission_officer"} if mission and mission.holds_on(today()) else ())


def roles_of_partner(person: Account) -> frozenset[str]:
    """Return the role of whoever speaks for a partner today; the room of partners keeps which."""
    membership = getattr(person, "partner", None)
    return frozenset({"partner_officer"} if membership and membership.holds_on(today()) else ())


ROLES_OF = {"missions": roles_of_mission, "partners": roles_of_partner}


def roles_at(person: Account, desk_id: UUID) -> frozenset[str]:
    """Return the codes of the roles that a person holds now at one desk."""
    found = current(person).filter(desk_id=desk_id).values_list("roles", flat=True)
    return frozenset(code for codes in found for code in codes)


def may_at(person: Account, capability: str, desk_id: UUID) -> bool:
    return capability in roles.capabilities(roles_at(person, desk_id))


def desks_with(person: Account, capability: str) -> list[UUID]:
    """Return the desks at which a person has this capability now. One query."""
    held = current(person).values_list("desk_id", "roles")
    return [desk for desk, codes in held if capability in roles.capabilities(codes)]


def holds_key(codes: Iterable[str]) -> bool:
    """Say whether one of these roles reads sealed things."""
    return any(roles.BY_CODE[code].holds_key for code in codes if code in roles.BY_CODE)


sees_today = needs(roles.SEE_TODAY, roles_of)
invites = needs(roles.INVITE_MEMBERS, roles_of)
lets_members_in = needs(roles.LET_MEMBERS_IN, roles_of)
removes = needs(roles.REMOVE_MEMBERS, roles_of)
manages_accounts = needs(roles.MANAGE_ACCOUNTS, roles_of)
looks_up_reference = needs(roles.LOOK_UP_REFERENCE, roles_of)
corrects_reference = needs(roles.CORRECT_REFERENCE, roles_of)
reads_journal = needs(roles.READ_JOURNAL, roles_of)
verifies_journal = needs(roles.VERIFY_JOURNAL, roles_of)
speaks_for_a_state = needs(roles.SPEAK_FOR_A_STATE, roles_of)
speaks_for_a_partner = needs(roles.SPEAK_FOR_A_PARTNER, roles_of)


def is_of_the_desk(person: Account) -> Reason | None:
    """Everyone with an account of the desk door, also before being let in."""
    if why := is_signed_in(person):
        return why
    return None if person.door == "desk" else _("This page is for members of a desk.")


def is_of_a_mission(person: Account) -> Reason | None:
    if why := is_signed_in(person):
        return why
    return None if person.door == "missions" else _("This page is for Permanent Missions.")


def lets_in(person: Account) -> Reason | None:
    """Coordinators let in; administrators too, for the first coordinator of a desk."""
    if person.is_authenticated and "administrator" in roles_of(person):
        return None
    return lets_members_in(person)


def lets_in_at_the_desk(person: Account, membership: "Membership") -> Reason | None:
    if may_at(person, roles.LET_MEMBERS_IN, membership.desk_id):
        return None
    if is_first_coordinator(membership) and "administrator" in roles_at(person, membership.desk_id):
        return None
    return _("Only a coordinator of this desk lets members in.")


def is_first_coordinator(membership: "Membership") -> bool:
    """Say whether the desk has no coordinator yet, and this would be one."""
    let_in = type(membership)._default_manager.filter(desk_id=membership.desk_id, state="let_in")
    return "coordinator" in membership.roles and not any("coordinator" in m.roles for m in let_in)


def removes_at_the_desk(person: Account, membership: "Membership") -> Reason | None:
    if may_at(person, roles.REMOVE_MEMBERS, membership.desk_id):
        return None
    return _("Only a coordinator of this desk removes members or changes their roles.")


def manages_accounts_at_the_desk(person: Account, membership: "Membership") -> Reason | None:
    if may_at(person, roles.MANAGE_ACCOUNTS, membership.desk_id):
        return None
    return _("Only an administrator of this desk manages accounts.")


def speaks_for_the_same_state(person: Account, membership: "MissionMembership") -> Reason | None:
    """Both speak for one State today, and the other's account is open."""
    mine, day = getattr(person, "mission", None), today()
    if mine and mine.holds_on(day) and mine.country_id == membership.country_id:
        if membership.holds_on(day) and membership.account.is_active:
            return None
        return _("This account speaks for your State no longer.")
    return _("Only someone who speaks for the same State does this.")


def is_not_oneself(person: Account, membership: "Membership | MissionMembership") -> Reason | None:
    if membership.account_id == person.pk:
        return _("Nobody does this to themselves: another member must.")
    return None


def may_hold_key(person: Account) -> Reason | None:
    """Those who read sealed things, and those who are invited to: they set up a key meanwhile."""
    if why := is_signed_in(person):
        return why
    if holds_key(roles_of(person)):
        return None
    if person.door == "desk" and not roles_of(person):
        invited = person.memberships.filter(state="invited").values_list("roles", flat=True)
        if any(holds_key(codes) for codes in invited):
            return None
    return _("Your roles read nothing that is sealed, so you have no vault.")


def founds_the_key(person: Account, desk_id: UUID) -> Reason | None:
    if "coordinator" in roles_at(person, desk_id):
        return None
    return _("Only a coordinator of this desk makes its key.")


def hands_keys_at_the_desk(person: Account, membership: "Membership") -> Reason | None:
    """Coordinators hand over the key; where none of them holds it yet, any member who does."""
    if may_at(person, roles.LET_MEMBERS_IN, membership.desk_id):
        return None
    if not holds_key(roles_at(person, membership.desk_id)):
        return _("Only a member who holds the key of this desk hands it over.")
    if any("coordinator" in one.roles for one in holders(membership)):
        return _("Only a coordinator of this desk hands over its key.")
    return None


def is_handed_the_key(person: Account, membership: "Membership") -> Reason | None:
    """Say whether letting this member in hands over the key: who may must then do so."""
    if membership.desk.recipient is None:
        return _("This desk has no key yet.")
    return reads_sealed(person, membership) or hands_keys_at_the_desk(person, membership)


def holders(membership: "Membership") -> list["Membership"]:
    """Return the memberships of the same desk whose people hold its key now."""
    recipient = membership.desk.recipient
    if recipient is None:
        return []
    owners = groups.holders(recipient).values("member_key__owner")
    let_in = type(membership)._default_manager.filter(desk_id=membership.desk_id, state="let_in")
    return list(let_in.filter(account_id__in=owners))


def able(membership: "Membership") -> frozenset[UUID]:
    """Return who holds the key of the desk, without the member in question. Two queries."""
    return frozenset(one.account_id for one in holders(membership)) - {membership.account_id}


def has_too_few_holders(membership: "Membership") -> bool:
    """Say whether nobody could agree: fewer than two hold the key, besides who this is about."""
    return len(able(membership)) < 2


def two_holders_stand_for_it(person: Account, membership: "Membership") -> Reason | None:
    """Of those who asked, agreed and let in, two hold the key of the desk: ADR 0101.

    Else one coordinator could invite an address of their own, and be two people. Where fewer than
    two hold the key nobody can agree, and one person does it alone. A first coordinator is let in
    by an administrator, who holds none: there one holder suffices.
    """
    if not holds_key(membership.roles):
        return None
    holding = able(membership)
    standing = {membership.asked_by, membership.agreed_by, person.pk} & holding
    needed = 1 if is_first_coordinator(membership) else 2
    if len(holding) < 2 or len(standing) >= needed:
        return None
    return _(
        "Another member who holds the key must agree first: the page Members shows it to them."
    )


def is_a_second_holder(person: Account, membership: "Membership") -> Reason | None:
    if not holds_key(membership.wanted_roles or membership.roles):
        return _("These roles read nothing that is sealed: nobody needs to agree.")
    if person.pk not in able(membership):
        return _("Only a member who holds the key of this desk agrees.")
    if person.pk == membership.asked_by:
        return _("You asked for this yourself: another member who holds the key must agree.")
    return None


def still_leaves_a_coordinator(person: Account, membership: "Membership") -> Reason | None:
    """Ask anew when roles take effect: the other coordinator may have left since."""
    if not membership.wanted_roles or "coordinator" in membership.wanted_roles:
        return None
    return leaves_a_coordinator(person, membership)


def reads_sealed(_person: Account, membership: "Membership") -> Reason | None:
    if membership.state == "let_in" and holds_key(membership.roles):
        return None
    return _("The roles of this person read nothing that is sealed.")


def leaves_a_coordinator(_person: Account, membership: "Membership") -> Reason | None:
    """A desk without a coordinator could let nobody in any more."""
    if "coordinator" not in membership.roles:
        return None
    others = type(membership)._default_manager.filter(desk_id=membership.desk_id, state="let_in")
    if any("coordinator" in m.roles for m in others.exclude(pk=membership.pk)):
        return None
    return _("This is the last coordinator of the desk. Make someone else coordinator first.")
