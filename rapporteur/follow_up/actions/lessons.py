"""Mark a recommendation as useful elsewhere, and decide for which States it is a lesson (R32.4)."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.follow_up import rules
from rapporteur.follow_up.models import Lesson, UsefulElsewhere
from rapporteur.kernel.clock import now, today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.recommendations.models import Recommendation
from rapporteur.world.models import Country


@transaction.atomic
def mark(found: Iterable[UUID], *, desk: Desk, by: Account) -> int:
    """Mark recommendations as useful to other States; for which, a person decides. Raises Refused."""
    if reason := rules.works_at(by, desk):
        raise Refused(reason)
    rows = [UsefulElsewhere(recommendation_id=one, desk=desk, by=by, on=today()) for one in found]
    UsefulElsewhere.objects.bulk_create(rows)
    if rows:
        detail: dict[str, str | int] = {"marked": len(rows)}
        journal.record("mark as useful elsewhere", UsefulElsewhere, by=str(by.pk), detail=detail)
    return len(rows)


@transaction.atomic
def decide(
    recommendation: Recommendation,
    country: Country,
    similar: str,
    *,
    is_lesson: bool,
    desk: Desk,
    by: Account,
    shared: Iterable[Mapping[str, str]] = (),
) -> Lesson:
    """Decide whether a recommendation is a lesson for a State. Raises Refused.

    It stays what it is for the State that it was made to, and is an obligation of no other.
    """
    if reason := rules.works_at(by, desk) or rules.is_for_another(recommendation, country):
        raise Refused(reason)
    if not similar.strip():
        raise Refused(_("Say in what the situation is similar, or why that is not enough."))
    made = Lesson(
        desk=desk,
        recommendation=recommendation,
        country=country,
        is_lesson=is_lesson,
        similar=similar.strip(),
        shared=[dict(one) for one in shared],
        by=by,
        at=now(),
    )
    made.save(force_insert=True)
    verb = "take as lesson" if is_lesson else "take as no lesson"
    journal.record(verb, recommendation, by=str(by.pk), detail={"state": country.pk})
    return made
