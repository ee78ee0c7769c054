"""Follow a recommendation for a State, say what is done next, close and reopen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from rapporteur.follow_up import rules
from rapporteur.follow_up.models import Following, NextAction
from rapporteur.follow_up.workflow import CLOSE, REOPEN
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.workflow import take
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.recommendations.models import Recommendation
from rapporteur.world.models import Country


@dataclass(frozen=True)
class Next:
    """What is done next, by which day, and by whom."""

    words: str
    on: date
    owner: Account


@transaction.atomic
def follow(
    recommendation: Recommendation,
    country: Country,
    *,
    desk: Desk,
    then: Next,
    by: Account,
) -> Following:
    """Begin to follow a recommendation for one State, with its first next action. Raises Refused.

    It is sorted by the tags of the decision that it is in scope, so that none lacks them (R25.2).
    """
    if reason := rules.works_at(by, desk) or rules.is_addressed_to(recommendation, country):
        raise Refused(reason)
    if not Recommendation.objects.in_scope().filter(pk=recommendation.pk).exists():
        raise Refused(_("It was not decided that this recommendation is in scope."))
    following = Following(
        desk=desk,
        recommendation=recommendation,
        country=country,
        begun_by=by,
        begun_on=today(),
    )
    try:
        with transaction.atomic():
            following.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("This desk follows this recommendation for this State already.")) from None
    detail = {"recommendation": str(recommendation.pk), "country": country.pk}
    journal.record("follow recommendation", following, by=str(by.pk), detail=detail)
    append_next(following, then, by=by)
    return following


@transaction.atomic
def follow_many(
    recommendations: Iterable[Recommendation],
    country: Country,
    *,
    desk: Desk,
    then: Next,
    by: Account,
) -> list[Following]:
    """Follow several alike; those that are followed already stay as they are. Raises Refused."""
    chosen = list(recommendations)
    there = Following.objects.filter(desk=desk, country=country, recommendation__in=chosen)
    known = set(there.values_list("recommendation_id", flat=True))
    return [
        follow(one, country, desk=desk, then=then, by=by) for one in chosen if one.pk not in known
    ]


@transaction.atomic
def plan_next(following: Following, then: Next, *, by: Account) -> NextAction:
    """Say what is done next; what was said before stays on record. Raises Refused."""
    current = Following.objects.select_for_update().get(pk=following.pk)
    if reason := rules.works_on(by, current) or rules.is_open(current):
        raise Refused(reason)
    made = append_next(current, then, by=by)
    detail: journal.Detail = {
        "number": made.number,
        "on": made.on.isoformat(),
        "owner": str(made.owner_id),
    }
    journal.record("plan next action", current, by=str(by.pk), detail=detail)
    return made


def append_next(following: Following, then: Next, *, by: Account) -> NextAction:
    if not then.words.strip():
        raise Refused(_("Say what is done next."))
    if then.on < today():
        raise Refused(_("The next action lies ahead: choose today or a later day."))
    if reason := rules.works_on(then.owner, following):
        raise Refused(reason)
    last = following.next_actions.aggregate(last=Max("number"))["last"] or 0
    made = NextAction(
        following=following,
        number=last + 1,
        words=then.words,
        on=then.on,
        owner=then.owner,
        made_by=by,
        made_on=today(),
    )
    made.save(force_insert=True)
    return made


def close(following: Following, *, why: str, by: Account) -> Following:
    """Follow it no longer, with the reason in the journal. Raises Refused."""
    if not why.strip():
        raise Refused(_("Give the reason."))
    return take(CLOSE, following, by=by, why=why, closed_on=today())


@transaction.atomic
def reopen(following: Following, then: Next, *, by: Account) -> Following:
    """Follow it again, with a next action. Raises Refused."""
    opened = take(REOPEN, following, by=by, closed_on=None)
    append_next(opened, then, by=by)
    return opened
