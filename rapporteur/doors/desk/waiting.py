"""What waits for a person today: each line says what, since when, and where to do it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rapporteur.kernel.journal.models import Checkpoint
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks import rules
from rapporteur.people.desks.models import Membership


@dataclass(frozen=True)
class Waiting:
    """One line of *Today*. `status` is a word, `shape` the class that gives it its shape."""

    what: str
    note: str
    url: str
    status: str
    shape: str = "waiting"
    since: date | None = None


def for_person(person: Account) -> list[Waiting]:
    """Return what waits for this person, what stands in their own way first. Three queries."""
    return [*own_admission(person), *to_let_in(person)]


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


def last_checkpoint() -> Checkpoint | None:
    return Checkpoint.objects.order_by("number").last()


def journal_note(person: Account) -> dict[str, Any] | None:
    """Return the last checkpoint for whoever reads the journal; None for others."""
    if rules.reads_journal(person):
        return None
    return {"checkpoint": last_checkpoint()}
