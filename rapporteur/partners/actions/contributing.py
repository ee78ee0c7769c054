"""What partners bring, and its review. A contribution counts when it was accepted, never before."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.clock import today
from rapporteur.kernel.files.taking import Taken
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.kernel.instance.rules import EXERCISE_STATE
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.repeating import once_only
from rapporteur.kernel.workflow import take
from rapporteur.partners import rules, sealing
from rapporteur.partners.models import (
    Ask,
    Attribution,
    Contribution,
    ContributionFile,
    Kind,
    Organisation,
)
from rapporteur.partners.workflow import ACCEPT, DECLINE, WITHDRAW
from rapporteur.people.accounts.models import Account
from rapporteur.world.models import Country


def own(person: Account) -> Organisation:
    """Return the organisation for which an account speaks. Raises Refused."""
    membership = rules.membership_of(person) if person.door == "partners" else None
    if membership is None:
        raise Refused(_("This account speaks for no organization."))
    if reason := rules.speaks_for(person, membership.organisation_id):
        raise Refused(reason)
    return Organisation.objects.told().get(pk=membership.organisation_id)


@transaction.atomic
def propose_visit(
    country: Country,
    *,
    why: str,
    by: Account,
    evidence: str = "",
    when: str = "",
    attribution: str = Attribution.DESK_ONLY,
    file: Taken | None = None,
    once: UUID | None = None,
) -> Contribution:
    """Propose a visit to a State: why, what shows it, and the best time. Raises Refused.

    `once` is the id that the form was given, so that the same post is not a second one: Repeated.
    """
    organisation = own(by)
    if country.standing == Country.Standing.AREA or (
        is_exercise() and country.pk != EXERCISE_STATE
    ):
        raise Refused(_("Choose a State that can be visited."))
    if not why.strip():
        raise Refused(_("Say why a visit would help."))
    words = {"why": why, "evidence": evidence, "when": when}
    made = Contribution(
        pk=once or new_id(),
        kind=Kind.VISIT_PROPOSAL,
        country_id=country.pk,
        attribution=attribution,
    )
    return brought(made, organisation, words, file, by=by)


@transaction.atomic
def report_progress(
    asked: Ask,
    *,
    text: str,
    by: Account,
    evidence: str = "",
    attribution: str = Attribution.DESK_ONLY,
    file: Taken | None = None,
    once: UUID | None = None,
) -> Contribution:
    """Report on a recommendation that the desk asked about. Raises Refused; `once` as above.

    It is evidence for the desk to weigh, and changes no assessment.
    """
    organisation = own(by)
    known = Ask.objects.to(organisation).filter(pk=asked.pk).first()
    if known is None or known.kind != Kind.RECOMMENDATION_PROGRESS:
        raise Refused(_("This was not asked of your organization."))
    if reason := rules.is_open(known):
        raise Refused(reason)
    if not text.strip() and file is None:
        raise Refused(_("Write what was done or not done, or add a file."))
    made = Contribution(
        pk=once or new_id(),
        kind=Kind.RECOMMENDATION_PROGRESS,
        subject=known.subject,
        country_id=known.country_id,
        ask=known,
        attribution=attribution,
    )
    return brought(made, organisation, {"text": text, "evidence": evidence}, file, by=by)


def brought(
    made: Contribution,
    organisation: Organisation,
    words: Mapping[str, Any],
    file: Taken | None,
    *,
    by: Account,
) -> Contribution:
    """Seal and add what a partner brings. Raises Refused, Repeated."""
    if made.attribution not in Attribution.values:
        raise Refused(_("Choose one of the three."))
    who = str(by.pk)
    readers = sealing.both_readers(organisation.desk_id, organisation.pk)
    made.organisation_id, made.sent_by, made.sent_on = organisation.pk, by.pk, today()
    said = {**words, "contribution": str(made.pk)}
    made.sealed = sealing.keep(sealing.CONTRIBUTION, said, readers, by=who)
    with once_only(made):
        made.save(force_insert=True)
    if file is not None:
        kept = sealing.keep_bytes(sealing.FILE, file.data, readers, by=who)
        ContributionFile(contribution=made, form=file.form, parts=file.parts, sealed=kept).save(
            force_insert=True
        )
    journal.record("contribute", made, by=who, detail={"kind": made.kind})
    return made


@transaction.atomic
def review(contribution: Contribution, *, accept: bool, why: str, by: Account) -> Contribution:
    """Accept a contribution, or not, with the reason, which the partner can read. Raises Refused.

    It can be reviewed anew; the journal keeps each review, the partner reads the last.
    """
    if not why.strip():
        raise Refused(_("Give the reason; the partner can read it."))
    organisation = contribution.organisation
    if reason := rules.works_with(by, organisation):
        raise Refused(reason)
    readers = sealing.both_readers(organisation.desk_id, organisation.pk)
    said = {"why": why, "contribution": str(contribution.pk)}
    answer = sealing.keep(sealing.ANSWER, said, readers, by=str(by.pk))
    return take(
        ACCEPT if accept else DECLINE,
        contribution,
        by=by,
        answer=answer,
        reviewed_by=by,
        reviewed_on=today(),
    )


def withdraw(contribution: Contribution, *, by: Account) -> Contribution:
    """Take a contribution back: it counts no more. What was published stays said. Raises Refused."""
    return take(WITHDRAW, contribution, by=by)


@transaction.atomic
def attribute(contribution: Contribution, *, attribution: str, by: Account) -> Contribution:
    """Say anew, for the partner, as whose word it may stand, while it waits for review.

    Later each publication asks. Raises Refused.
    """
    current = Contribution.objects.select_for_update(of=("self",)).get(pk=contribution.pk)
    if reason := rules.brought_it(by, current) or rules.waits(current):
        raise Refused(reason)
    if attribution not in Attribution.values:
        raise Refused(_("Choose one of the three."))
    current.attribution = attribution
    current.save(update_fields=["attribution"])
    journal.record("attribute contribution", current, by=str(by.pk))
    return current
