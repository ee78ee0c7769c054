"""What waits of names: a half that is asked for, a name that may be opened, a half to change."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from rapporteur.cases.identities import rules
from rapporteur.cases.identities.workflow import State
from rapporteur.cases.models import Asking
from rapporteur.cases.rules import reads_sealed
from rapporteur.doors.desk.lines import Waiting
from rapporteur.kernel.clock import now
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks import halves

AT_MOST = 10  # lines


def for_person(person: Account) -> list[Waiting]:
    """Return what waits of names; four queries where nothing does."""
    if reads_sealed(person):
        return []
    return [*asked(person), *halves_due(person)]


def asked(person: Account) -> Iterator[Waiting]:
    waiting = Q(state=State.ASKED) & ~Q(asked_by=person)
    released = Q(state=State.RELEASED, asked_by=person, until__gt=now())
    found = Asking.objects.visible_to(person).filter(waiting | released).newest_first()
    for one in found.select_related("asked_by", "identity__sealed")[:AT_MOST]:
        if one.state == State.ASKED and (
            rules.is_a_second_person(person, one) or rules.is_asked_lately(person, one)
        ):
            continue
        mine = one.state == State.RELEASED
        yield Waiting(
            what=_("Open who the source is")
            if mine
            else _("%(name)s asks to see who a source is") % {"name": one.asked_by},
            note=_("It opens once, within a day.")
            if mine
            else _("You hold the other half. Read the reason, then release or refuse."),
            url=reverse("received_asking", args=[one.pk]),
            status=_("released") if mine else _("a second person answers"),
            since=one.asked_at.date(),
        )


def halves_due(person: Account) -> Iterator[Waiting]:
    for half in halves.due(person):
        yield Waiting(
            what=_("A new key is due for half %(side)s of %(desk)s")
            % {"side": half.side, "desk": half.desk},
            note=_("Someone who left, or a key that was given up, opens this half still."),
            url=reverse("vault_names"),
            status=_("change the key"),
        )
