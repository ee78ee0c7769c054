"""What the desk asks of partners: to report on something, and as whose word it may stand."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.clock import today
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.partners import rules
from rapporteur.partners.models import (
    Ask,
    Asked,
    Attribution,
    AttributionRequest,
    Contribution,
    Kind,
    Organisation,
)
from rapporteur.partners.models.contributions import OF_A_RECORD
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk


@transaction.atomic
def ask(
    desk: Desk,
    *,
    kind: str,
    title: str,
    by: Account,
    subject: UUID | None = None,
    country: str | None = None,
    organisations: Sequence[Organisation] = (),
    until: date | None = None,
) -> Ask:
    """Ask something of these organisations; of all that are vetted where none is named.

    `subject` is the id of the record of another room that it is about, `title` what partners read
    of it, `country` an ISO code. Raises Refused.
    """
    if reason := rules.works_at(by, desk.pk):
        raise Refused(reason)
    if kind not in Kind.values or (kind in OF_A_RECORD) != (subject is not None):
        raise Refused(_("Say what it is that partners are asked for."))
    if not title.strip():
        raise Refused(_("Write what is asked."))
    if until is not None and until < today():
        raise Refused(_("Choose a day that is not over."))
    for one in organisations:
        if reason := rules.may_be_asked(one):
            raise Refused(reason)
        if one.desk_id != desk.pk:
            raise Refused(_("This organization is in the register of another desk."))
    made = Ask(
        pk=new_id(),
        desk=desk,
        kind=kind,
        subject=subject,
        country_id=country,
        title=title.strip(),
        of_all=not organisations,
        until=until,
        asked_by=by.pk,
        asked_on=today(),
    )
    made.save(force_insert=True)
    Asked.objects.bulk_create(Asked(ask=made, organisation=one) for one in organisations)
    detail: journal.Detail = {
        "kind": kind,
        "subject": str(subject or ""),
        "organisations": len(organisations),
    }
    journal.record("ask partners", made, by=str(by.pk), detail=detail)
    return made


@transaction.atomic
def close(asked: Ask, *, by: Account) -> Ask:
    """Take no more answers to a question. What came stays. Raises Refused."""
    current = Ask.objects.select_for_update().get(pk=asked.pk)
    if reason := rules.works_at(by, current.desk_id) or rules.is_open(current):
        raise Refused(reason)
    current.closed_on = today()
    current.save(update_fields=["closed_on"])
    journal.record("close question to partners", current, by=str(by.pk))
    return current


@transaction.atomic
def ask_attribution(
    contribution: Contribution, *, publication: str, by: Account
) -> AttributionRequest:
    """Ask, before a publication, as whose word a contribution may stand in it. Raises Refused.

    What was said of an earlier publication, or when it was sent, does not answer it.
    """
    if reason := rules.reviews(by, contribution):
        raise Refused(reason)
    if not contribution.counts:
        raise Refused(_("Only what was accepted can be published."))
    if not publication.strip():
        raise Refused(_("Say in which publication it would stand."))
    request = AttributionRequest(
        pk=new_id(),
        contribution=contribution,
        publication=publication.strip(),
        asked_by=by.pk,
        asked_on=today(),
    )
    try:
        with transaction.atomic():
            request.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("This was asked for this publication already.")) from None
    journal.record("ask attribution", request, by=str(by.pk))
    return request


@transaction.atomic
def answer_attribution(
    request: AttributionRequest, *, attribution: str, by: Account
) -> AttributionRequest:
    """Answer it for the partner, once. Raises Refused."""
    requests = AttributionRequest.objects.select_for_update(of=("self",))
    current = requests.select_related("contribution").get(pk=request.pk)
    if reason := rules.answers_for(by, current):
        raise Refused(reason)
    if attribution not in Attribution.values:
        raise Refused(_("Choose one of the three."))
    current.answer, current.answered_by, current.answered_on = attribution, by.pk, today()
    current.save(update_fields=["answer", "answered_by", "answered_on"])
    journal.record("answer attribution", current, by=str(by.pk))
    return current
