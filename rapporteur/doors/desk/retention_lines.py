"""What waits of erasing: what is due, and what a second person agrees to."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from rapporteur.cases import rules
from rapporteur.doors.desk.lines import Waiting
from rapporteur.kernel.clock import today
from rapporteur.people.accounts.models import Account
from rapporteur.retention import queries

AT_MOST = 10  # lines of a kind


def for_person(person: Account) -> list[Waiting]:
    """Return what waits of erasing for this person; at most four queries."""
    if rules.reads_sealed(person):
        return []
    return [*to_agree(person), *due(person)]


def to_agree(person: Account) -> Iterator[Waiting]:
    for purge in queries.waiting_for(person, today())[:AT_MOST]:
        yield Waiting(
            what=_("Agree to erase, or not: %(case)s") % {"case": purge.case},
            note=str(purge.what),
            url=reverse("retention_agree", args=[purge.pk]),
            status=_("a second person decides"),
            since=purge.not_before,
        )


def due(person: Account) -> Iterator[Waiting]:
    for one in queries.due(person, today())[:AT_MOST]:
        yield Waiting(
            what=_("Its time is over: %(case)s") % {"case": one.case},
            note=str(one.kept_class.label),
            url=reverse("retention_case", args=[one.case.pk]),
            status=_("to be erased or held"),
            shape="open",
            since=one.since,
        )
