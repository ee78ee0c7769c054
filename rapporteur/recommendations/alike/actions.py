"""Group recommendations by what they ask, one State at a time; part or join as a person rules.

A group is a suggestion: no recommendation is changed, and none is merged.
"""

from uuid import UUID

from django.db import connection, transaction

from rapporteur.kernel.clock import now
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account
from rapporteur.recommendations.alike import asks, queries
from rapporteur.recommendations.alike.grouping import Pair, grouped
from rapporteur.recommendations.alike.rules import can_be_ruled
from rapporteur.recommendations.models import Alike, AlikeRuling, Recommendation

ONE_AT_A_TIME = (
    5_050_002  # of an advisory lock: the worker and a person may group one State at once
)
STATES = 60  # of one run of the worker


def group_new(*, by: str, at_most: int = STATES) -> int:
    """Group the States of which something was loaded since; return how many."""
    states = queries.waiting(at_most)
    for state in states:
        with transaction.atomic():
            detail: dict[str, str | int] = {"state": state, "changed": regroup(state)}
            journal.record("group recommendations", Alike, by=by, detail=detail)
    return len(states)


def regroup(state: str) -> int:
    """Group all recommendations to one State anew; return how many came into another group.

    The work grows with the square of their number, which is some 160 today and 1,400 in all of the
    Index. For one who holds a transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
    rows = Recommendation.objects.filter(country=state).order_by("dated", "session", "id")
    told = list(rows.values_list("pk", "text", "language"))
    places = {pk: place for place, (pk, _text, _language) in enumerate(told)}
    joined, parted = ruled(places)
    groups = grouped([asks.read(text, code) for _pk, text, code in told], joined, parted)
    held = dict(Alike.objects.filter(country=state).values_list("pk", "cluster"))
    made = [
        Alike(
            recommendation_id=told[place][0],
            country_id=state,
            cluster=told[members[0]][0],
            read_with=asks.mark(),
        )
        for members in groups
        for place in members
    ]
    Alike.objects.bulk_create(
        made,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["recommendation"],
        update_fields=["cluster", "read_with"],
    )
    return sum(held.get(one.recommendation_id) != one.cluster for one in made)


def ruled(places: dict[UUID, int]) -> tuple[set[Pair], set[Pair]]:
    """Return the pairs that people joined and those that they parted, by the last word on each."""
    last: dict[Pair, bool] = {}
    told = AlikeRuling.objects.filter(one__in=list(places)).order_by("at")
    for one, other, same in told.values_list("one_id", "other_id", "same"):
        first, second = sorted((places[one], places[other]))
        last[first, second] = same
    joined = {pair for pair, same in last.items() if same}
    return joined, last.keys() - joined


@transaction.atomic
def rule(one: Recommendation, other: Recommendation, *, same: bool, by: Account) -> AlikeRuling:
    """Rule that two recommendations ask the same, or that they do not, and group anew. Raises Refused."""
    if why := can_be_ruled(one, other):
        raise Refused(why)
    first, second = sorted((one, other), key=lambda it: it.pk)
    made = AlikeRuling.objects.create(one=first, other=second, same=same, by=by, at=now())
    regroup(str(one.country_id))
    verb = "join recommendations" if same else "part recommendations"
    journal.record(verb, made, by=str(by.pk))
    return made
