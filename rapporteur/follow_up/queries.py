"""Questions about what is followed: the list of a State, what is overdue, what stands side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from rapporteur.follow_up.models import (
    Commitment,
    CommitmentVersion,
    Evidence,
    Following,
    Lesson,
    Progress,
    Proposal,
)
from rapporteur.follow_up.models.evidence import EvidenceQuerySet
from rapporteur.follow_up.models.followings import FollowingQuerySet
from rapporteur.kernel.clock import today
from rapporteur.partners import queries as partners
from rapporteur.partners.models import Contribution, Kind
from rapporteur.partners.workflow import State as Brought
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk, Membership
from rapporteur.people.desks.rules import holds_key
from rapporteur.recommendations.models import Recommendation, RecommendationQuerySet
from rapporteur.world.models import Country

NEAR = timedelta(days=7)  # before a next action is due it stands on Today
NEAR_COMMITMENT = timedelta(days=30)


@dataclass(frozen=True)
class Wanted:
    """What a list is to show; what is empty keeps nothing out."""

    country: str = ""
    pillar: str = ""
    sector: str = ""
    level: str = ""
    mechanism: str = ""
    overdue: bool = False
    closed: bool = False


def listed(person: Account, wanted: Wanted) -> FollowingQuerySet:
    """Return what the desks of a person follow: what is due first comes first. One query."""
    found = Following.objects.visible_to(person)
    found = found.select_related("recommendation", "country", "desk")
    if not wanted.closed:
        found = found.open()
    if wanted.country:
        found = found.of_state(wanted.country)
    for name in ("pillar", "sector", "level"):
        if code := getattr(wanted, name):
            found = found.tagged(f"{name}s", code)
    if wanted.mechanism:
        found = found.filter(recommendation__mechanism=wanted.mechanism)
    if wanted.overdue:
        found = found.due_before(today())
    return found.due_first()


def to_follow(desk: Desk, country: Country) -> RecommendationQuerySet:
    """Return what is addressed to a State or to all, is in scope, and is not followed yet."""
    followed = Following.objects.filter(desk=desk, country=country).values("recommendation")
    found = Recommendation.objects.filter(Q(states__contains=[country.pk]) | Q(states=[]))
    return found.in_scope().exclude(pk__in=followed).in_order()


@dataclass(frozen=True)
class ForAnother:
    """What was recommended to one State, and teaches another: `similar` says why."""

    text: str
    place: str
    country: Country | None  # that it was made to; None where it was made to several
    similar: str
    recommendation: UUID | None


def lessons(person: Account, country: str) -> list[ForAnother]:
    """Return what was recommended to other States and is useful for this one; two queries, or none."""
    if not country:
        return []
    proposed = Proposal.objects.visible_to(person).lessons_for(country).select_related("country")
    found = [
        ForAnother(one.text, str(one), one.country, one.similar, one.recommendation_id)
        for one in proposed
    ]
    decided = Lesson.objects.visible_to(person).newest().filter(country=country, is_lesson=True)
    known = {one.recommendation for one in found}
    for one in decided.select_related("recommendation__country"):
        told = one.recommendation
        if told.pk not in known:
            place = f"{told.symbol} {told.paragraph}".strip()
            found.append(ForAnother(told.text, place, told.country, one.similar, told.pk))
    return found


def due_soon(person: Account, day: date) -> FollowingQuerySet:
    """Return what is followed and due by a day or overdue, of this person first."""
    found = Following.objects.visible_to(person).due_before(day + timedelta(days=1))
    return found.next_of(person).select_related("recommendation", "country").due_first()


def versions_on(commitments: Iterable[Commitment], day: date) -> list[CommitmentVersion]:
    """Return what each commitment said on a day, as its last version until then. One query."""
    found = CommitmentVersion.objects.filter(commitment__in=commitments, made_on__lte=day)
    found = found.select_related("commitment", "made_by")
    newest = found.order_by("commitment_id", "-number").distinct("commitment_id")
    return sorted(newest, key=lambda one: (one.due or "9", one.commitment.made_on, str(one.pk)))


def commitments_due(person: Account, by: date) -> list[CommitmentVersion]:
    """Return commitments that stand unsettled and whose last day is not after `by`. One query."""
    of_theirs = Following.objects.visible_to(person).open()
    newest = (
        CommitmentVersion.objects.filter(commitment__following__in=of_theirs)
        .order_by("commitment_id", "-number")
        .distinct("commitment_id")
    )
    found = CommitmentVersion.objects.filter(pk__in=newest.values("pk"), due_by__lte=by)
    found = found.exclude(progress__in=[Progress.DONE, Progress.DROPPED])
    found = found.select_related("commitment__following__country")
    return list(found.order_by("due_by", "pk"))


def to_review(person: Account) -> EvidenceQuerySet:
    """Return what waits for a review by this person: nobody reviews what they brought themselves."""
    found = Evidence.objects.visible_to(person).to_review().exclude(logged_by=person.pk)
    return found.select_related("following__country", "following__recommendation")


def brought(following: Following, person: Account) -> list[Contribution]:
    """Return what partners brought about it that was not taken over yet. Two queries."""
    found = partners.contributions(
        Kind.RECOMMENDATION_PROGRESS, [following.recommendation_id], to=person
    )
    taken = following.evidence.exclude(contribution=None).values_list("contribution", flat=True)
    known = set(taken)
    return [
        one
        for one in found
        if one.pk not in known
        and one.state != Brought.WITHDRAWN
        and one.country_id in (None, following.country_id)
        and one.organisation.desk_id == following.desk_id
    ]


def who_may_own(following: Following) -> list[Account]:
    """Return the members of the desk who may own a next action, by name. One query."""
    return members_of(following.desk_id)


def members_of(desk: UUID) -> list[Account]:
    members = Membership.objects.let_in().filter(desk=desk).select_related("account")
    return [one.account for one in members if holds_key(one.roles)]
