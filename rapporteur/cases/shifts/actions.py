"""Merging a case into another, taking it apart again, and splitting one in two.

A submission moves by its row in `Joined`. What was said of consent is only ever added: the rows
stay with the case where they were written, and equal ones are added where the submission goes; of
each case only those of submissions that it holds now count (`consents.standing`).
"""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.cases import rules, sealing
from rapporteur.cases.actions import note, unused_reference
from rapporteur.cases.clocks.actions import follow
from rapporteur.cases.due import STARTED_ANEW
from rapporteur.cases.models import Case, Consent, Joined, Moved, Note, Shift
from rapporteur.cases.shifts.rules import (
    have_the_same_readers,
    leaves_something,
    may_be_merged,
    may_be_split,
)
from rapporteur.cases.workflow import MERGE, TAKE_APART
from rapporteur.kernel.clock import today
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.workflow import take
from rapporteur.people.accounts.models import Account

KIND = "cases.shift"
SAID = ("submission_id", "purpose", "answer", "told", "said_on", "by_id", "at")


@transaction.atomic
def merge(case: Case, into: Case, reason: str, *, by: Account) -> Case:
    """Merge a case into another: its submissions move, its reference leads there. Raises Refused."""
    away, target = locked(case, into)
    for why in (
        rules.works_on(by, away),
        rules.works_on(by, target),
        may_be_merged(away, target),
        have_the_same_readers(away, target),
    ):
        if why:
            raise Refused(why)
    shift = kept(Shift.Kind.MERGE, away, target, reason, by=by)
    moved = take(MERGE, away, by=by, merged_into=target)
    follow(target)
    move(shift, list(moved.joined.values_list("submission_id", flat=True)))
    journal.record("merge", target, by=str(by.pk), detail={"from": str(away.pk)})
    return target


@transaction.atomic
def take_apart(case: Case, reason: str, *, by: Account) -> Case:
    """Undo a merge: what came from the case goes back, where it still is. Raises Refused."""
    if case.merged_into is None:
        raise Refused(_("This case is not merged."))
    away, target = locked(case, case.merged_into)
    shift = Shift.objects.standing().filter(source=away, target=target).get()
    went = set(shift.moved.values_list("submission_id", flat=True))
    if why := leaves_something(target, went):
        raise Refused(why)
    if not reason.strip():
        raise Refused(_("Give the reason."))
    back = take(TAKE_APART, away, by=by, merged_into=None, reopened_on=today(), **STARTED_ANEW)
    return_moved(shift, back, target, went)
    follow(target)
    follow(back)
    shift.undone_by, shift.undone_on = by, today()
    shift.save(update_fields=["undone_by", "undone_on"])
    journal.record("take apart", target, by=str(by.pk), detail={"from": str(away.pk)})
    note(back, reason, by=by, kind=Note.Kind.REOPENING)
    return back


@transaction.atomic
def split(case: Case, submissions: Collection[UUID], reason: str, *, by: Account) -> Case:
    """Move some submissions of a case to a new one, the mover's. Merging it back undoes it.

    Raises Refused.
    """
    (current,) = locked(case)
    for why in (rules.works_on(by, current), may_be_split(current, submissions)):
        if why:
            raise Refused(why)
    new = Case(
        desk=current.desk,
        reference=unused_reference(),
        owner=by,
        opened_on=today(),
        opened_by=by,
        circle=current.circle,
    )
    new.save(force_insert=True)
    shift = kept(Shift.Kind.SPLIT, current, new, reason, by=by)
    move(shift, submissions)
    journal.record("split", current, by=str(by.pk), detail={"to": str(new.pk)})
    return new


def locked(*cases: Case) -> list[Case]:
    """Lock these cases, always in one order, and return them as they stand."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("desk").order_by("pk")
    found = {one.pk: one for one in rows.filter(pk__in=[case.pk for case in cases])}
    return [found[case.pk] for case in cases]


def kept(kind: Shift.Kind, source: Case, target: Case, reason: str, *, by: Account) -> Shift:
    """Keep that a shift was made, its reason sealed. Raises Refused."""
    if not reason.strip():
        raise Refused(_("Give the reason."))
    sealed = sealing.keep(source, KIND, reason.encode(), by=str(by.pk))
    shift = Shift(kind=kind, source=source, target=target, sealed=sealed, by=by, on=today())
    shift.save(force_insert=True)
    return shift


def move(shift: Shift, submissions: Collection[UUID]) -> None:
    """Move submissions from the source of a shift to its target; one that is in both stays so."""
    carry(shift.source, shift.target, submissions)
    there = shift.target.joined.values_list("submission_id", flat=True)
    going = sorted(set(submissions) - set(there))
    Joined.objects.filter(case=shift.source, submission__in=going).update(case=shift.target)
    Moved.objects.bulk_create(Moved(shift=shift, submission_id=one) for one in going)


def return_moved(shift: Shift, back: Case, target: Case, went: Collection[UUID]) -> None:
    both = back.joined.values_list("submission_id", flat=True)
    carry(target, back, [*went, *both])
    Joined.objects.filter(case=target, submission__in=went).update(case=back)


def carry(source: Case, target: Case, submissions: Collection[UUID]) -> None:
    """Add to a case what was said of consent in another, each saying once; take nothing away."""
    there = set(target.consents.values_list(*SAID))
    said = source.consents.filter(submission__in=submissions)
    Consent.objects.bulk_create(
        Consent(id=new_id(), case=target, **dict(zip(SAID, row, strict=True)))
        for row in said.values_list(*SAID)
        if row not in there
    )
