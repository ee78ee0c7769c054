"""Questions about desks, missions and who holds which key."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from rapporteur.kernel.access.roles import REMOVE_MEMBERS, capabilities
from rapporteur.kernel.clock import day_in, today
from rapporteur.kernel.vault.models import (
    Epoch,
    Kind,
    MemberKey,
    MemberWrap,
    Recipient,
    RenewalDue,
)
from rapporteur.kernel.vault.recipients import is_signed, spoken
from rapporteur.kernel.vault.records import left_behind
from rapporteur.kernel.vault.recovery import key_of as recovery_key
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk, Membership, MissionMembership
from rapporteur.people.desks.rules import current, holders, holds_key, may_at
from rapporteur.people.desks.workflow import State
from rapporteur.world.models import Country
from rapporteur.world.queries import in_order


def mission_of(person: Account) -> MissionMembership | None:
    """Return for which State this account speaks today, with the State; None if for none."""
    memberships = MissionMembership.objects.select_related("country")
    membership = memberships.filter(account=person).first()
    return membership if membership and membership.holds_on(today()) else None


def led_by_day(person: Account, capability: str) -> dict[date, list[UUID]]:
    """Return the desks at which a person has this capability, by the day it is there. One query."""
    found: dict[date, list[UUID]] = {}
    held = current(person).values_list("desk_id", "roles", "desk__place__zone")
    for desk, codes, zone in held:
        if capability in capabilities(codes):
            found.setdefault(day_in(zone or "UTC"), []).append(desk)
    return found


def newest_epochs(recipients: Collection[UUID]) -> dict[UUID, Epoch]:
    """Return the newest epoch of each recipient. One query, none for none."""
    if not recipients:
        return {}
    epochs = Epoch.objects.filter(recipient__in=recipients).select_related("recipient")
    found = epochs.order_by("recipient_id", "-number").distinct("recipient_id")
    return {epoch.recipient_id: epoch for epoch in found}


def key_states(memberships: Collection[Membership]) -> dict[UUID, str]:
    """Return how each membership stands to the key of its desk, by id. At most three queries.

    `none` (no role that reads sealed things), `missing` (no vault key set up), `unfounded` (the
    desk has no key yet), `waiting` (let in, to be handed the key), `held`.
    """
    keyed = [one for one in memberships if holds_key(one.roles)]
    states = {one.pk: "none" for one in memberships}
    if not keyed:
        return states
    epochs = newest_epochs({one.desk.recipient for one in keyed if one.desk.recipient})
    owners = {one.account_id for one in keyed}
    keys = dict(MemberKey.objects.in_use().filter(owner__in=owners).values_list("owner", "pk"))
    held = set(
        MemberWrap.objects.filter(epoch__in=epochs.values()).values_list(
            "epoch__recipient_id", "member_key_id"
        )
    )
    for one in keyed:
        key, recipient = keys.get(one.account_id), one.desk.recipient
        if key is None:
            states[one.pk] = "missing"
        elif recipient is None:
            states[one.pk] = "unfounded"
        else:
            states[one.pk] = "held" if (recipient, key) in held else "waiting"
    return states


def to_agree(person: Account) -> list[Membership]:
    """Return who waits for this person to agree, as a second holder of the key, oldest first.

    Three queries, and two a desk where somebody may wait.
    """
    around = Membership.objects.visible_to(person).current().exclude(account=person)
    found = list(around.select_related("account", "desk").order_by("invited_on", "pk"))
    states = key_states(found)
    asked = [
        one
        for one in found
        if one.wanted_roles
        or (one.state == State.INVITED and holds_key(one.roles))
        or states[one.pk] == "waiting"
    ]
    by_desk = {one.desk_id: {m.account_id for m in holders(one)} for one in asked}
    return [one for one in asked if lacks_only(person, one, by_desk[one.desk_id])]


def lacks_only(person: Account, membership: Membership, holding: set[UUID]) -> bool:
    """Say whether this person's agreement is what is missing, where these hold the key."""
    able = holding - {membership.account_id}
    agreed = {membership.asked_by, membership.agreed_by} & able
    return len(able) >= 2 and len(agreed) < 2 and person.pk in able - {membership.asked_by}


@dataclass(frozen=True)
class DeskKey:
    """The key of one desk as its member sees it: who holds it, its fingerprint, what is left."""

    desk: Desk
    holds: bool = False
    fingerprint: str = ""
    epoch: int = 0
    state: str = ""  # signed, waiting, revoked
    left: int = 0  # record keys under an older epoch
    shares_on: date | None = None  # when shares of its recovery key were made
    may_change: bool = False  # whether this person may give the desk a new key


def keys_due(person: Account) -> list[tuple[Desk, date]]:
    """Return the desks that this person coordinates and whose key must be changed, and since when.

    Three queries.
    """
    memberships = Membership.objects.let_in().filter(account=person).select_related("desk")
    desks = {
        one.desk.recipient: one.desk
        for one in memberships
        if one.desk.recipient and REMOVE_MEMBERS in capabilities(one.roles)
    }
    epochs = [epoch.pk for epoch in newest_epochs(desks.keys()).values()]
    due = RenewalDue.objects.filter(epoch__in=epochs).order_by("-day")
    since = dict(due.values_list("epoch__recipient", "day"))
    return [(desks[recipient], day) for recipient, day in since.items()]


def state_of(epoch: Epoch) -> str:
    """Return whether things may be sealed to an epoch: `signed`, `waiting`, `revoked`."""
    if epoch.revoked_on is not None:
        return "revoked"
    return "signed" if is_signed(epoch) else "waiting"


def groups_of(person: Account, key: MemberKey | None, *, whole: bool = True) -> list[DeskKey]:
    """Return the keys of the desks of which this person reads sealed things. Three queries.

    `whole` also counts what is left under older epochs and asks for shares: five more a desk.
    """
    if person.door != "desk":
        return []
    memberships = Membership.objects.let_in().filter(account=person).select_related("desk")
    desks = [one.desk for one in memberships if holds_key(one.roles)]
    epochs = newest_epochs({desk.recipient for desk in desks if desk.recipient})
    held = MemberWrap.objects.filter(epoch__in=epochs.values(), member_key=key)
    mine = set(held.values_list("epoch_id", flat=True))
    found = []
    for desk in desks:
        epoch = epochs.get(desk.recipient) if desk.recipient else None
        if epoch is None:
            found.append(DeskKey(desk))
            continue
        one = DeskKey(
            desk=desk,
            holds=epoch.pk in mine,
            fingerprint=spoken(epoch.public),
            epoch=epoch.number,
            state=state_of(epoch),
        )
        found.append(with_rest(one, epoch, person) if whole else one)
    return found


def goes_along(recovery: MemberKey, epoch: Epoch) -> bool:
    """Say whether shares open this epoch: a row that was spoilt is not carried on."""
    return MemberWrap.objects.filter(epoch=epoch, member_key=recovery).exists()


def with_rest(one: DeskKey, epoch: Epoch, person: Account) -> DeskKey:
    recovery = recovery_key(epoch.recipient)
    return replace(
        one,
        left=left_behind(epoch.recipient_id),
        shares_on=recovery.made_on if recovery and goes_along(recovery, epoch) else None,
        may_change=may_at(person, REMOVE_MEMBERS, one.desk.pk),
    )


@dataclass(frozen=True)
class Mission:
    """A State's Permanent Mission as the desk sees it: how many accounts, and whether it has a key."""

    country: Country
    accounts: int
    has_key: bool


def missions() -> list[Mission]:
    """Return the States for which accounts speak today, in the order of their names. Two queries."""
    day = today()
    found = MissionMembership.objects.select_related("country")
    counted = Counter(one.country for one in found if one.holds_on(day))
    groups = Recipient.objects.filter(kind=Kind.MISSION, closed_on__isnull=True)
    keyed = set(groups.values_list("subject", flat=True))
    return [
        Mission(country, counted[country], f"mission/{country.pk}" in keyed)
        for country in in_order(counted)
    ]
