"""How much hard text someone opened this week, for themselves alone (SG13).

Counted from the journal, which has each reading anyway: nothing more is stored. The limit is advice
and locks nothing. A coordinator learns that someone should be talked to, never who or how many, and
not even that where so few read that it would name them.
"""

from datetime import date, timedelta

from django.db.models import Count, QuerySet

from rapporteur.kernel.access import roles
from rapporteur.kernel.clock import today
from rapporteur.kernel.environment import hard_texts_a_week
from rapporteur.kernel.journal.models import Entry, Outcome
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Membership
from rapporteur.people.desks.rules import desks_with

HARD = (  # kinds of records
    "intake.submission",
    "intake.message",
    "communications.letter",
    "sharing.summary",
)
FEWEST = 3  # other readers, below which nothing is said: it would point at someone


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def read_this_week() -> QuerySet[Entry]:
    return Entry.objects.filter(
        verb="read", outcome=Outcome.DONE, day__gte=monday(today()), detail__kind__in=HARD
    )


def opened_by(person: Account) -> int:
    """Return how many hard texts this person opened since Monday, each once. One query."""
    mine = read_this_week().filter(by=str(person.pk))
    return mine.aggregate(texts=Count("subject_id", distinct=True))["texts"] or 0


def is_above(person: Account) -> bool:
    return opened_by(person) > hard_texts_a_week()


def someone_is_above(person: Account) -> bool:
    """Say whether one of the others is above the limit, at a desk where this person lets people in.

    At most three queries. False at a desk of so few that the answer would name someone.
    """
    led = desks_with(person, roles.LET_MEMBERS_IN)
    if not led:
        return False
    others: dict[object, set[str]] = {}
    members = Membership.objects.let_in().filter(desk__in=led).exclude(account=person)
    for desk, account, codes in members.values_list("desk_id", "account_id", "roles"):
        if roles.READ_SEALED in roles.capabilities(codes):
            others.setdefault(desk, set()).add(str(account))
    asked = {one for found in others.values() if len(found) >= FEWEST for one in found}
    if not asked:
        return False
    counted = read_this_week().filter(by__in=asked).values("by")
    texts = counted.annotate(texts=Count("subject_id", distinct=True))
    return texts.filter(texts__gt=hard_texts_a_week()).exists()
