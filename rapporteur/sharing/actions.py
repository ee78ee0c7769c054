"""Sharing with another mandate by key, a new version of a summary, and stopping it. ADR 0112.

The only writers of the room. One transaction each, under the row of the case.
"""

import json
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.models import Case
from rapporteur.cases.sealing import answering, kept_for, recipient_of
from rapporteur.kernel.clock import today
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import records
from rapporteur.kernel.vault import sharing as vault
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import Version
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.sharing import queries, rules
from rapporteur.sharing.models import SharedSource, Sharing

REASON, SUMMARY = "sharing.reason", "sharing.summary"


def body(sharing: UUID, text: str) -> bytes:
    """Return words that say of themselves where they belong."""
    return json.dumps({"sharing": str(sharing), "text": text}, ensure_ascii=False).encode()


@transaction.atomic
def share(
    case: Case,
    desk: Desk,
    submissions: Collection[UUID],
    summary: str,
    reason: str,
    *,
    keyring: Keyring,
    by: Account,
) -> Sharing:
    """Share submissions whole, a summary, or both, with another desk. Raises Refused.

    A summary draws on every source of the case, so each must have said yes.
    """
    current = Case.objects.select_related("desk").held(case)
    if refusal := rules.shares(by, current) or rules.can_receive(desk, current):
        raise Refused(refusal)
    if not reason.strip():
        raise Refused(_("Say why that mandate should read it."))
    going = going_along(current, submissions, summary)
    require_new(desk, submissions)
    other = recipient_at(desk)
    made = Sharing(pk=new_id(), case=current, desk=desk, recipient=other, by=by, on=today())
    with answering():
        vault.another_desk(other, recipient_of(current))
        readers = [kept_for(current), other]
        made.reason = records.keep(REASON, body(made.pk, reason), readers, by=str(by.pk))
        if summary.strip():
            text = body(made.pk, summary)
            made.summary = records.keep(SUMMARY, text, readers, by=str(by.pk)).record
        versions = [
            one.joined.submission.sealed_id
            for one in going
            if one.joined.submission_id in submissions
        ]
        vault.share(versions, recipient_of(current), other, keyring, by=str(by.pk))
    made.save(force_insert=True)
    SharedSource.objects.bulk_create(
        SharedSource(
            sharing=made,
            submission_id=one.joined.submission_id,
            whole=one.joined.submission_id in submissions,
        )
        for one in going
    )
    detail: journal.Detail = {
        "case": str(current.pk),
        "to": str(desk.pk),
        "submissions": len(versions),
        "summary": int(made.summary is not None),
    }
    journal.record("share with desk", made, by=str(by.pk), detail=detail)
    return made


def recipient_at(desk: Desk) -> UUID:
    """Return the group of a desk. Raises Refused where it has none."""
    if desk.recipient is None:
        raise Refused(_("Choose the desk of another mandate that has a key."))
    return desk.recipient


def going_along(case: Case, submissions: Collection[UUID], summary: str) -> list[queries.Source]:
    """Return the sources whose words go along. Raises Refused where one of them may not."""
    if not submissions and not summary.strip():
        raise Refused(_("Choose a submission, or write a summary."))
    found = queries.sources(case)
    if not set(submissions) <= {one.joined.submission_id for one in found}:
        raise Refused(_("This submission does not belong to the case."))
    going = [one for one in found if summary.strip() or one.joined.submission_id in submissions]
    if not going:
        raise Refused(_("No source of this case was asked whether other mandates may read it."))
    require_consent(going)
    return going


def require_consent(going: Iterable[queries.Source]) -> None:
    """Raise Refused, with the day and the reason, for the first source whose words may not go."""
    for one in going:
        if one.refusal:
            day = one.joined.submission.day
            raise Refused(
                _("Submission of %(day)s: %(why)s") % {"day": day.isoformat(), "why": one.refusal}
            )


def require_new(desk: Desk, submissions: Collection[UUID]) -> None:
    """Raise Refused for what that desk reads already: stopping one would stop the other."""
    rows = SharedSource.objects.filter(submission__in=submissions, whole=True, sharing__desk=desk)
    if rows.filter(sharing__stopped_on__isnull=True).exists():
        raise Refused(_("A submission that you chose is shared with that desk already."))


@transaction.atomic
def rewrite(sharing: Sharing, text: str, *, number: int, by: Account) -> Version:
    """Add a version of a summary that stands, for both desks. Raises Refused.

    `number` is the version that was shown: what somebody else wrote since is not passed over.
    """
    case = Case.objects.select_related("desk").held(sharing.case)
    current = Sharing.objects.select_related("desk", "summary").get(pk=sharing.pk)
    if refusal := (
        rules.shares(by, case) or rules.stops(by, current) or rules.can_receive(current.desk, case)
    ):
        raise Refused(refusal)
    if current.summary is None or not text.strip():
        raise Refused(_("Write something first."))
    require_consent(queries.sources(case))
    newest = current.summary.versions.count()
    if newest != number:
        raise Refused(_("Somebody else has written since. Read it, then send this again."))
    with answering():
        vault.another_desk(current.recipient, recipient_of(case))
        readers = [kept_for(case), current.recipient]
        words = body(current.pk, text)
        return records.add_version(current.summary, newest + 1, words, readers, by=str(by.pk))


@transaction.atomic
def stop(sharing: Sharing, *, by: Account) -> Sharing:
    """Stop sharing: the other desk loses the keys, and gets no new version. Raises Refused."""
    Case.objects.held(sharing.case)
    current = Sharing.objects.select_related("case__desk", "desk", "reason").get(pk=sharing.pk)
    if refusal := rules.stops(by, current):
        raise Refused(refusal)
    return end(current, by=by)


def end(current: Sharing, *, by: Account) -> Sharing:
    vault.withdraw(current.records(), current.recipient, by=str(by.pk))
    current.stopped_by, current.stopped_on = by, today()
    current.save(update_fields=["stopped_by", "stopped_on"])
    journal.record("stop sharing", current, by=str(by.pk), detail={"case": str(current.case_id)})
    return current


@transaction.atomic
def stop_where(cases: Collection[UUID], whom: Account, *, by: Account) -> int:
    """Stop what is shared of these cases with desks that somebody belongs to; count it.

    Called where they are denied the case: they would get it back through the other desk.
    """
    done = 0
    for one in queries.touching(cases).select_related("case__desk", "desk", "reason"):
        if rules.belongs_to(whom, one):
            end(one, by=by)
            done += 1
    return done
