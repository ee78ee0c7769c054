"""The desk of an exercise: one account for every role, all made up, all of Exerland.

What opens them is random, made here and told once; it never leaves the machine that asked.
"""

import base64
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import translation

from rapporteur.kernel import environment
from rapporteur.kernel.access.roles import BY_CODE, ROLES, Role
from rapporteur.kernel.clock import today
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import actions as vault
from rapporteur.kernel.vault.apart import subject_of
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import Kind, MemberKey, Recipient
from rapporteur.kernel.vault.phrases import COST, Cost
from rapporteur.people.accounts import factors
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.halves import BEGINS, name_of
from rapporteur.people.desks.models import Desk, Membership, MissionMembership
from rapporteur.people.desks.workflow import State
from rapporteur.world.models import Country

MANDATE = "SALECHILD"
STATE = "XEX"
BY = "command:exercise"
OF_THIS_ROOM = ("desk", "missions")  # doors whose accounts find their place here
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is taken for something else


def readable_secret() -> str:
    """Return 20 random characters in groups of four: 99 bits."""
    return "-".join("".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(5))


@dataclass(frozen=True)
class Opened:
    """What opens one account."""

    role: Role
    account: Account
    password: str
    passphrase: str
    totp_secret: str

    def told(self) -> dict[str, str]:
        return {
            "role": self.role.code,
            "door": self.role.door,
            "email": self.account.email,
            "password": self.password,
            "vault_passphrase": self.passphrase,
            "totp_secret": self.totp_secret,
            "address": f"http://localhost:{environment.port(self.role.door)}/",
        }


@transaction.atomic
def seed_exercise(*, cost: Cost = COST) -> list[Mapping[str, str]]:
    """Make the exercise desk and an account for every role; return what opens each.

    Done again, it makes nothing twice but gives every account new secrets, since the old ones
    cannot be told: groups are founded anew, and what was sealed to the old ones is lost. Raises
    Refused in a real installation.
    """
    if not is_exercise():
        raise Refused("Accounts of an exercise have no place in a real installation.")
    desk, _new = Desk.objects.get_or_create(
        mandate_code=MANDATE, defaults={"name": "Sale of children (exercise)"}
    )
    opened = [open_account(role) for role in ROLES if role.door in OF_THIS_ROOM]
    for one in opened:
        place(one, desk)
    hand_out_keys(desk, opened, cost)
    journal.record("seed exercise", desk, by=BY, detail={"accounts": len(opened)})
    return [one.told() for one in opened]


def open_account(role: Role) -> Opened:
    """Make the account of a role, or give the one that is there new secrets."""
    with translation.override("en"):
        name = f"Exercise {role.label}"
    email = f"{role.code.replace('_', '.')}@exercise.invalid"
    account = Account.objects.filter(door=role.door, email=email).first()
    if account is None:
        account = Account.objects.create_account(door=role.door, email=email, name=name)
    password, totp = readable_secret(), base64.b32encode(secrets.token_bytes(20)).decode()
    account.set_password(password)
    account.save(update_fields=["password"])
    Authenticator.objects.update_or_create(
        user=account,
        type=Authenticator.Type.TOTP,
        defaults={"data": {"secret": factors.seal(totp, door=role.door)}},
    )
    return Opened(role, account, password, readable_secret() if role.holds_key else "", totp)


def place(one: Opened, desk: Desk) -> None:
    """Put an account where its role belongs: at the desk, or at the Mission of Exerland."""
    if one.role.door == "missions":
        MissionMembership.objects.get_or_create(
            account=one.account, defaults={"country_id": STATE, "since": today()}
        )
        return
    Membership.objects.get_or_create(
        desk=desk,
        account=one.account,
        defaults={
            "roles": [one.role.code],
            "state": State.LET_IN,
            "invited_on": today(),
            "let_in_on": today(),
        },
    )


@transaction.atomic
def move_back(desk: Desk, day: date, *, by: str) -> None:
    """Let the people of the exercise have been there since a day, so that a past can be told.

    Raises Refused in a real installation.
    """
    if not is_exercise():
        raise Refused("In real work nobody was there before they came.")
    ours = {"account__email__endswith": "@exercise.invalid"}
    members = Membership.objects.filter(desk=desk, let_in_on__gt=day, **ours)
    moved = members.update(invited_on=day, let_in_on=day)
    speaking = MissionMembership.objects.filter(country=STATE, since__gt=day, **ours)
    moved += speaking.update(since=day)
    if moved:
        journal.record("move back", desk, by=by, detail={"people": moved})


def hand_out_keys(desk: Desk, opened: Iterable[Opened], cost: Cost) -> None:
    """Give everyone whose role reads sealed things a vault, and the key of their group."""
    keyrings = {one.role.code: renewed_keyring(one, cost) for one in opened if one.role.holds_key}
    at_desk = [ring for code, ring in keyrings.items() if BY_CODE[code].door == "desk"]
    group = found_anew(Kind.DESK, f"desk/{desk.pk}", desk.name, at_desk)
    Desk.objects.filter(pk=desk.pk).update(recipient=group.pk)
    for side, role in BEGINS.items():
        subject = subject_of(group.subject, side)
        found_anew(Kind.IDENTITY, subject, name_of(desk, side), [keyrings[role]])
    mission = f"Permanent Mission of {Country.objects.get(iso3=STATE).names['en']}"
    found_anew(Kind.MISSION, f"mission/{STATE}", mission, [keyrings["mission_officer"]])


def renewed_keyring(one: Opened, cost: Cost) -> Keyring:
    for key in MemberKey.objects.of(one.account.pk).in_use():
        vault.retire(key, by=BY, why="seeded anew")
    return vault.make_member_key(one.account.pk, one.passphrase, by=BY, cost=cost)


def found_anew(kind: Kind, subject: str, name: str, members: Sequence[Keyring]) -> Recipient:
    for old in Recipient.objects.filter(subject=subject, closed_on__isnull=True):
        vault.close_group(old, by=BY, why="seeded anew")
    first, *others = members
    group = vault.found_group(kind, subject, name, first, by=BY)
    for other in others:
        vault.add_member(group.pk, other.key, first, by=BY)
    return group
