"""What waits of sharing with other mandates: what should be stopped."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from rapporteur.cases import rules
from rapporteur.doors.desk.lines import Waiting
from rapporteur.people.accounts.models import Account
from rapporteur.sharing import queries


def for_person(person: Account) -> Iterator[Waiting]:
    """Yield what is shared and should not be; one query where nothing is."""
    if rules.reads_sealed(person):
        return
    for one in queries.to_stop(person):
        yield Waiting(
            what=_("Stop sharing %(case)s with %(desk)s, or not")
            % {"case": one.sharing.case, "desk": one.sharing.desk},
            note=str(one.why.value),
            url=reverse("cases_share", args=[one.sharing.case_id]),
            status=_("look at it"),
            since=one.sharing.on,
        )
