"""What of a case could be shared, what is, and what has changed since. Nothing is opened."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.models import Case, Consent, Joined
from rapporteur.kernel.access.rules import Reason
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.sharing import rules
from rapporteur.sharing.models import SharedSource, Sharing

PURPOSE = "may_share"  # as intake asks it


@dataclass(frozen=True)
class Source:
    """A submission of a case, what its source last said of sharing, and why it may not go."""

    joined: Joined
    said: Consent | None
    refusal: Reason | None


def last_said(submissions: Collection[UUID]) -> dict[UUID, Consent]:
    """Return what each source last said of sharing. One query.

    A submission may belong to several cases: where one of them last holds anything but a yes, that
    counts, so that no case brings a consent back that was taken back in another.
    """
    rows = Consent.objects.of_what_is_joined().filter(submission__in=submissions, purpose=PURPOSE)
    by_case: dict[tuple[UUID, UUID], Consent] = {}
    for one in rows.newest_first():
        by_case.setdefault((one.submission_id, one.case_id), one)
    found: dict[UUID, Consent] = {}
    for (submission, _case), one in by_case.items():
        if found.setdefault(submission, one).answer == Consent.Answer.YES:
            found[submission] = one
    return found


def sources(case: Case) -> list[Source]:
    """Return the submissions of a case as they could be shared. Two queries."""
    rows = case.joined.select_related("submission__sealed", "case__current")
    joined = list(rows.order_by("on", "pk"))
    said = last_said([one.submission_id for one in joined])
    return [
        Source(one, said.get(one.submission_id), rules.may_go(one, said.get(one.submission_id)))
        for one in joined
    ]


def desks_for(case: Case) -> QuerySet[Desk]:
    """Return the desks of other mandates that things can be sealed to."""
    return Desk.objects.exclude(pk=case.desk_id).exclude(recipient=None)


def of_case(case: Case) -> QuerySet[Sharing]:
    """Return what was shared of a case and of those merged into it."""
    found = Sharing.objects.filter(case__in=case.family()).newest_first()
    return found.select_related(
        "case__desk", "desk", "reason__record", "summary", "by", "stopped_by"
    )


def touching(cases: Iterable[UUID]) -> QuerySet[Sharing]:
    """Return what stands of these cases, or opens a submission that they hold."""
    held = Joined.objects.filter(case__in=list(cases)).values("submission")
    of_sources = SharedSource.objects.filter(submission__in=held).values("sharing")
    standing = Sharing.objects.standing()
    return (standing.filter(case__in=list(cases)) | standing.filter(pk__in=of_sources)).distinct()


def taken_back(found: Iterable[Sharing]) -> set[UUID]:
    """Return those of which a source does not say yes any more. Two queries, one without any."""
    rows = list(SharedSource.objects.filter(sharing__in=[one.pk for one in found]))
    if not rows:
        return set()
    said = last_said({one.submission_id for one in rows})
    yes = {key for key, one in said.items() if one.answer == Consent.Answer.YES}
    return {one.sharing_id for one in rows if one.submission_id not in yes}


def received(person: Account) -> QuerySet[Sharing]:
    """Return what other desks share with a person's desks, and what they did, the newest first."""
    found = Sharing.objects.visible_to(person).newest_first()
    parts = Count("sources", filter=Q(sources__whole=True))
    return found.select_related("case__desk", "desk").annotate(parts=parts)


class Why(Enum):
    """Why something that is shared should be stopped."""

    CONSENT = _("A source does not allow it any more.")
    DENIED = _("Somebody who is denied this case belongs to that desk now.")


@dataclass(frozen=True)
class ToStop:
    """Something that is shared, and why it should not be any more."""

    sharing: Sharing
    why: Why


def reasons_to_stop(found: Iterable[Sharing]) -> dict[UUID, Why]:
    """Return why each should be stopped, by id. Two queries, and two for each case with a circle."""
    rows = [one for one in found if one.stands]
    gone = taken_back(rows)
    said = {
        one.pk: Why.DENIED
        for one in rows
        if one.case.circle is not None and rules.denied_at(one.desk, one.case.circle)
    }
    return said | dict.fromkeys(gone, Why.CONSENT)


def to_stop(person: Account) -> list[ToStop]:
    """Return what stands of a person's cases and should not. One query where nothing is shared."""
    rows = Sharing.objects.standing().given_by(person).select_related("case", "desk")
    found = list(rows.newest_first())
    why = reasons_to_stop(found) if found else {}
    return [ToStop(one, why[one.pk]) for one in found if one.pk in why]
