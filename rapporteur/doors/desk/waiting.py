"""What waits for a person today: each line says what, since when, and where to do it."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rapporteur.doors.desk import (
    case_lines,
    follow_up_lines,
    identity_lines,
    joint_lines,
    letter_lines,
    mission_lines,
    press_lines,
    recommendation_lines,
    retention_lines,
    session_report_lines,
    sharing_lines,
    visit_lines,
)
from rapporteur.doors.desk.lines import Part, Waiting
from rapporteur.kernel.journal.models import Checkpoint
from rapporteur.kernel.vault.models import MemberKey
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks import queries, rules
from rapporteur.people.desks.models import Membership

AT_ONCE = 5  # lines of a part that are seen at once; the others open on demand


def in_parts(lines: Iterable[Waiting]) -> list[tuple[Part, list[Waiting], list[Waiting]]]:
    """Return the parts of *Today* that hold something: the first lines of each, and the rest."""
    held: dict[Part, list[Waiting]] = {part: [] for part in Part}
    for one in lines:
        held[one.part].append(one)
    return [(part, some[:AT_ONCE], some[AT_ONCE:]) for part, some in held.items() if some]


def for_person(person: Account, key: MemberKey | None) -> list[Waiting]:
    """Return what waits for this person, whose vault key is `key`; their own way in comes first."""
    return [
        *own_admission(person),
        *own_key(person, key),
        *new_key_due(person),
        *case_lines.for_person(person),
        *letter_lines.for_person(person),
        *press_lines.for_person(person),
        *session_report_lines.for_person(person),
        *mission_lines.for_person(person),
        *retention_lines.for_person(person),
        *identity_lines.for_person(person),
        *sharing_lines.for_person(person),
        *joint_lines.for_person(person),
        *follow_up_lines.for_person(person),
        *visit_lines.for_person(person),
        *recommendation_lines.for_person(person),
        *to_agree(person),
        *to_let_in(person),
        *to_hand_key(person),
    ]


def own_admission(person: Account) -> Iterator[Waiting]:
    """Say what stands between an invited person and the desk."""
    if rules.roles_of(person):
        return
    invited = Membership.objects.invited().filter(account=person).select_related("desk").first()
    if invited:
        yield Waiting(
            what=_("A coordinator lets you in"),
            note=_("You are invited to %(desk)s. Nothing to do for you now.")
            % {"desk": invited.desk},
            url="",
            status=_("waiting for a colleague"),
            since=invited.invited_on,
        )
    else:
        yield Waiting(
            what=_("You belong to no desk"),
            note=_("Ask the person who gave you this account."),
            url="",
            status=_("nothing open"),
            shape="open",
        )


def to_let_in(person: Account) -> Iterator[Waiting]:
    if rules.lets_in(person):
        return
    for membership in (
        Membership.objects.visible_to(person)
        .invited()
        .select_related("account", "desk")
        .order_by("invited_on")
    ):
        yield Waiting(
            what=_("Let in %(name)s") % {"name": membership.account},
            note=str(membership.desk),
            url=reverse("members_let_in", args=[membership.pk]),
            status=_("let in or refuse"),
            since=membership.invited_on,
        )


def to_agree(person: Account) -> Iterator[Waiting]:
    """Name those for whom a second holder of the key must stand, where this person is one."""
    if rules.may_hold_key(person):
        return
    for membership in queries.to_agree(person):
        yield Waiting(
            what=_("Do you stand for %(name)s?") % {"name": membership.account},
            note=_("A role that reads sealed things takes two who hold the key."),
            url=reverse("members_agree", args=[membership.pk]),
            status=_("a second holder agrees"),
            since=membership.invited_on,
        )


def own_key(person: Account, key: MemberKey | None) -> Iterator[Waiting]:
    """Say what stands between a person and what is sealed to them."""
    if rules.may_hold_key(person):
        return
    if key is None:
        yield Waiting(
            what=_("Set up your vault"),
            note=_("Your role reads what is sealed. That takes a passphrase of your own."),
            url=reverse("vault_set_up"),
            status=_("to set up"),
            shape="open",
        )
        return
    for group in queries.groups_of(person, key, whole=False):
        if not group.fingerprint:
            continue
        if not group.holds:
            yield Waiting(
                what=_("A colleague hands you the key of %(desk)s") % {"desk": group.desk},
                note=_("Read out to them the fingerprint on the page Your vault."),
                url=reverse("vault"),
                status=_("waiting for key"),
            )
        elif group.state == "waiting":
            yield Waiting(
                what=_("The key of %(desk)s waits to be signed") % {"desk": group.desk},
                note=_("Nothing can be sealed to the desk until the operator has signed it."),
                url=reverse("vault"),
                status=_("waiting for the operator"),
            )


def new_key_due(person: Account) -> Iterator[Waiting]:
    """Say where a vault key or shares were given up, and an older copy still opens the desk."""
    if rules.removes(person):
        return
    for desk, since in queries.keys_due(person):
        yield Waiting(
            what=_("A new key is due for %(desk)s") % {"desk": desk},
            note=_(
                "A vault key or shares were given up. Until the key is changed, an older copy of the"
                " database still opens with the old passphrase or the old shares."
            ),
            url=reverse("vault_new_key", args=[desk.pk]),
            status=_("change the key"),
            since=since,
        )


def to_hand_key(person: Account) -> Iterator[Waiting]:
    """Name those who were let in and wait for the key that this person can hand them."""
    if rules.may_hold_key(person):
        return
    let_in = Membership.objects.visible_to(person).let_in().exclude(account=person)
    members = list(let_in.select_related("account", "desk").order_by("let_in_on"))
    states = queries.key_states(members)
    waiting = [one for one in members if states[one.pk] == "waiting"]
    by_desk = {one.desk_id: one for one in waiting}  # the rule is asked once a desk
    refused = {desk for desk, one in by_desk.items() if rules.hands_keys_at_the_desk(person, one)}
    for membership in waiting:
        if membership.desk_id not in refused:
            yield Waiting(
                what=_("Let in %(name)s with the key") % {"name": membership.account},
                note=str(membership.desk),
                url=reverse("members_key", args=[membership.pk]),
                status=_("hand over the key"),
                since=membership.let_in_on,
            )


def last_checkpoint() -> Checkpoint | None:
    return Checkpoint.objects.order_by("number").last()


def journal_note(person: Account) -> dict[str, Any] | None:
    """Return the last checkpoint for whoever reads the journal; None for others."""
    if rules.reads_journal(person):
        return None
    return {"checkpoint": last_checkpoint()}
