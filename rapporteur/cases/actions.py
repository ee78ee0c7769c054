"""What makes and changes cases. With `triages`, the only writers of the room."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.cases import consents, due, rules, sealing
from rapporteur.cases.models import Case, HeldBack, Joined, Note, Opening, Release
from rapporteur.cases.references import new_reference
from rapporteur.cases.workflow import CLOSE, REOPEN
from rapporteur.intake.models import Submission
from rapporteur.kernel.clock import now, today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.workflow import Step, take
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk

NOTE = "cases.note"


def mark_opened(submission: Submission, *, by: Account) -> None:
    """Note that a submission was opened, the first time; the journal has every time."""
    Opening.objects.get_or_create(submission=submission, defaults={"by": by, "on": today()})


@transaction.atomic
def release(submission: Submission, *, by: Account) -> None:
    """Let a submission that was held back into the queue; once is enough. Raises Refused."""
    if reason := rules.reads_submission(by, submission):
        raise Refused(reason)
    HeldBack.objects.filter(submission=submission).delete()
    _row, is_new = Release.objects.get_or_create(
        submission=submission, defaults={"by": by, "on": today()}
    )
    if is_new:
        journal.record("release", submission, by=str(by.pk))


def unused_reference() -> str:
    """Return a reference that no case has; the constraint sees to the rest."""
    reference = new_reference()
    while Case.objects.filter(reference=reference).exists():
        reference = new_reference()
    return reference


@transaction.atomic
def open_case(submission: Submission, answers: Mapping[str, str], *, by: Account) -> Case:
    """Make a case of a submission that was just opened. `answers` are its own. Raises Refused."""
    desk = Desk.objects.filter(recipient=submission.desk).first()
    if desk is None:
        raise Refused(_("The desk that this was sent to is not here any more."))
    case = Case(desk=desk, reference=unused_reference(), owner=by, opened_on=today(), opened_by=by)
    if reason := rules.works_on(by, case):
        raise Refused(reason)
    case.save(force_insert=True)
    journal.record("open case", case, by=str(by.pk))
    join(case, submission, answers, by=by)
    return case


@transaction.atomic
def join(case: Case, submission: Submission, answers: Mapping[str, str], *, by: Account) -> Joined:
    """Join a submission to a case, and write down what it says about consent. Raises Refused."""
    current = Case.objects.held(case)
    if reason := rules.works_on(by, current):
        raise Refused(reason)
    if reason := rules.is_a_submission(submission):
        raise Refused(reason)
    if current.merged_into_id:
        raise Refused(_("This case was merged into another: join it there."))
    if current.desk.recipient != submission.desk:
        raise Refused(_("This was sent to another desk."))
    if current.joined.filter(submission=submission).exists():
        raise Refused(_("It belongs to this case already."))
    writer = answers.get("writer", "")[:12]
    joined = Joined(case=current, submission=submission, writer=writer, by=by, on=today())
    joined.save(force_insert=True)
    consents.take_over(current, submission, answers, by=by)
    journal.record("join", current, by=str(by.pk), detail={"submission": str(submission.pk)})
    return joined


@transaction.atomic
def own(case: Case, owner: Account, *, by: Account) -> Case:
    """Give a case to a member of its desk. Raises Refused."""
    current = Case.objects.held(case)
    for person in (by, owner):
        if reason := rules.works_on(person, current):
            raise Refused(reason)
    current.owner = owner
    current.save(update_fields=["owner"])
    journal.record("own case", current, by=str(by.pk), detail={"owner": str(owner.pk)})
    return current


@transaction.atomic
def note(case: Case, text: str, *, by: Account, kind: Note.Kind = Note.Kind.NOTE) -> Note:
    """Add a note, sealed to the desk. Raises Refused."""
    if reason := rules.works_on(by, case):
        raise Refused(reason)
    if not text.strip():
        raise Refused(_("Write something first."))
    return keep_note(case, text, by=by, kind=kind)


def keep_note(case: Case, text: str, *, by: Account, kind: Note.Kind = Note.Kind.NOTE) -> Note:
    """Seal a note, whoever writes it: who is denied the case says why and reads it no more."""
    sealed = sealing.keep(case, NOTE, text.encode(), by=str(by.pk))
    added = Note(case=case, kind=kind, sealed=sealed, by=by, at=now())
    added.save(force_insert=True)
    return added


def close(case: Case, reason: str, *, by: Account) -> Case:
    """Close a case that was decided; the reason becomes a sealed note. Raises Refused."""
    return moved(CLOSE, case, reason, kind=Note.Kind.CLOSING, by=by)


def reopen(case: Case, reason: str, *, by: Account) -> Case:
    """Open a case again, for a new triage; the reason becomes a sealed note. Raises Refused."""
    return moved(
        REOPEN,
        case,
        reason,
        kind=Note.Kind.REOPENING,
        by=by,
        reopened_on=today(),
        **due.STARTED_ANEW,
    )


@transaction.atomic
def moved(
    step: Step, case: Case, reason: str, *, kind: Note.Kind, by: Account, **fields: Any
) -> Case:
    if not reason.strip():
        raise Refused(_("Give the reason."))
    changed = take(step, case, by=by, **fields)
    note(changed, reason, by=by, kind=kind)
    return changed
