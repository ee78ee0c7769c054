"""What waits of what is followed: what came in, what is due soon or overdue, what States promised."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rapporteur.doors.desk.lines import Waiting
from rapporteur.follow_up import queries, rules
from rapporteur.kernel.clock import today
from rapporteur.kernel.dates import written_out
from rapporteur.people.accounts.models import Account

AT_MOST = 10  # lines of a kind; the list has all


def for_person(person: Account) -> list[Waiting]:
    """Return what waits of recommendations for this person; at most three queries."""
    if rules.follows(person):
        return []
    return [*to_review(person), *next_actions(person), *commitments(person)]


def to_review(person: Account) -> Iterator[Waiting]:
    for one in queries.to_review(person)[:AT_MOST]:
        yield Waiting(
            what=_("Review what came in on a recommendation"),
            note=f"{one.following.country.name}, {one.get_voice_display()}",
            url=reverse("follow_up_evidence", args=[one.pk]),
            status=_("to review"),
            since=one.received_on,
        )


def next_actions(person: Account) -> Iterator[Waiting]:
    """Say what this person does next about a recommendation, some days before it is due."""
    day = today()
    for one in queries.due_soon(person, day + queries.NEAR)[:AT_MOST]:
        due = {"day": date_format(one.next_on)}
        overdue = one.next_on < day
        yield Waiting(
            what=one.next_words,
            note=f"{one.country.name}, {one.recommendation}",
            url=one.get_absolute_url(),
            status=_("was due on %(day)s") % due if overdue else _("due on %(day)s") % due,
            shape="waiting" if overdue else "open",
            since=one.next_on,
        )


def commitments(person: Account) -> Iterator[Waiting]:
    """Say what a State committed itself to do by a day that is near or over; it says no failing."""
    for one in queries.commitments_due(person, today() + queries.NEAR_COMMITMENT)[:AT_MOST]:
        following = one.commitment.following
        yield Waiting(
            what=_("A commitment was to be carried out by %(day)s") % {"day": written_out(one.due)},
            note=f"{following.country.name}: {one.words[:120]}",
            url=following.get_absolute_url(),
            status=_("ask what was done"),
            shape="open",
            since=one.due_by,
        )
