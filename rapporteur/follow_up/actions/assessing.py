"""Assess whether a recommendation is carried out: one more grade, beside all others."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.follow_up import rules
from rapporteur.follow_up.models import Assessment, Assessor, Evidence, Following, Mark, Stage
from rapporteur.follow_up.workflow import EvidenceState
from rapporteur.kernel.clock import now, today
from rapporteur.kernel.dates import earliest
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account

WITHOUT_EVIDENCE = {Stage.NO_INFO.value, Stage.NOT_APPLICABLE.value}
NEED_ACTION = {Stage.PARTIAL.value, Stage.FULL.value}


@dataclass(frozen=True)
class Grade:
    """What an assessor says, of which day, and where; of the mandate, why and on what."""

    assessor_kind: str
    mark: Mark
    dated: str
    assessor: str = ""
    source: str = ""
    view: str = ""
    confidence: str = ""


@transaction.atomic
def assess(
    following: Following, grade: Grade, evidence: Sequence[Evidence] = (), *, by: Account
) -> Assessment:
    """Add a grade; those of others and earlier ones stay as they are. Raises Refused.

    The mandate's own rests on evidence that counts: what it says is done, on some that shows that
    something was done. Of others the source says where they gave it.
    """
    current = Following.objects.select_related("recommendation").get(pk=following.pk)
    if reason := rules.works_on(by, current) or rules.is_open(current) or refusal(current, grade):
        raise Refused(reason)
    if grade.assessor_kind == Assessor.MANDATE and (reason := unproved(current, grade, evidence)):
        raise Refused(reason)
    made = Assessment(following=current, made_by=by, made_at=now(), **vars(grade))
    made.save(force_insert=True)
    made.evidence.set(evidence)
    detail: journal.Detail = {
        "assessor": grade.assessor_kind,
        "mark": grade.mark.pk,
        "evidence": len(evidence),
    }
    journal.record("assess recommendation", current, by=str(by.pk), detail=detail)
    return made


def refusal(following: Following, grade: Grade) -> object:
    """Return why nobody of this kind can have given this grade; None where they can."""
    scale = grade.mark.scale
    if earliest(grade.dated) > today():
        return _("A grade cannot have been given on a day to come.")
    if grade.assessor_kind != Assessor.MANDATE and not grade.source.strip():
        return _("Say where this was assessed: a document, a page, a letter.")
    kind, body = grade.assessor_kind, grade.assessor
    return rules.is_in_force(scale, grade.dated) or rules.may_use(
        kind, body, scale, following.recommendation
    )


def unproved(following: Following, grade: Grade, evidence: Sequence[Evidence]) -> object:
    """Return why the mandate's own grade lacks what it must rest on; None where nothing does."""
    if not grade.view.strip():
        return _("Say why, in words that may be published.")
    if any(one.following_id != following.pk for one in evidence):
        return _("This evidence is about another recommendation.")
    if any(one.state != EvidenceState.COUNTED for one in evidence):
        return _("Only evidence that was reviewed and counts can be named.")
    if not evidence and (grade.mark.stage not in WITHOUT_EVIDENCE or changes(following, grade)):
        return _("Name the evidence on which this rests.")
    if grade.mark.stage in NEED_ACTION and not any(shows_action(one) for one in evidence):
        return _("A stated intention is not implementation: name evidence of what was done.")
    return None


def changes(following: Following, grade: Grade) -> bool:
    """Say whether the mandate said something else on this scale before: a change needs evidence."""
    of_the_mandate = following.assessments.filter(assessor_kind=Assessor.MANDATE)
    last = of_the_mandate.filter(mark__scale=grade.mark.scale).order_by("made_at").last()
    return last is not None and last.mark_id != grade.mark.pk


def shows_action(evidence: Evidence) -> bool:
    last = evidence.reviews.select_related("strength").order_by("-number").first()
    return last is not None and last.strength is not None and last.strength.shows_action
