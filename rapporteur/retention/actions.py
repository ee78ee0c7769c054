"""Holds, and erasing by two people. The only writers of the room.

Each takes the row of the case first, so that a hold and an agreement come one after the other.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from rapporteur.cases import rules as of_cases
from rapporteur.cases import sealing
from rapporteur.cases.models import Case
from rapporteur.cases.workflow import ERASE
from rapporteur.intake import dialogue, erasure
from rapporteur.intake.models import Message, Submission
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import erasure as vault
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.workflow import take
from rapporteur.people.accounts.models import Account
from rapporteur.retention import queries, rules
from rapporteur.retention.models import Hold, Kept, Purge, RetentionClass

REASON = "retention.hold"


@transaction.atomic
def hold(case: Case, reason: str, *, by: Account) -> Hold:
    """Put a legal hold on a case, its reason sealed to the desk. Raises Refused."""
    current = Case.objects.select_related("desk").held(case)
    if refusal := rules.coordinates(by, current) or rules.is_free(current):
        raise Refused(refusal)
    if not reason.strip():
        raise Refused(_("Give the reason."))
    sealed = sealing.keep(current, REASON, reason.encode(), by=str(by.pk))
    made = Hold(case=current, sealed=sealed, by=by, on=today())
    made.save(force_insert=True)
    journal.record("hold case", current, by=str(by.pk))
    return made


@transaction.atomic
def lift(standing: Hold, reason: str, *, by: Account) -> Hold:
    """Lift a hold that another person put there; the reason lies sealed. Raises Refused."""
    case = Case.objects.select_related("desk").held(standing.case)
    current = Hold.objects.select_related("case").get(pk=standing.pk)
    if refusal := rules.lifts(by, current):
        raise Refused(refusal)
    if current.lifted_by_id is not None:
        raise Refused(_("This hold was lifted already."))
    if not reason.strip():
        raise Refused(_("Give the reason."))
    current.lifted_sealed = sealing.keep(case, REASON, reason.encode(), by=str(by.pk))
    current.lifted_by, current.lifted_on = by, today()
    current.save(update_fields=["lifted_sealed", "lifted_by", "lifted_on"])
    journal.record("lift hold", case, by=str(by.pk))
    return current


def refuse_unless_due(case: Case, kept: str) -> None:
    if refusal := rules.is_free(case):
        raise Refused(refusal)
    if kept not in queries.ERASED_BY_TWO or not queries.is_due(case, kept, today()):
        raise Refused(
            _("Its time is not over, a letter rests on it, or it was opened again: it is kept.")
        )


@transaction.atomic
def ask(case: Case, kept: str, *, keyring: Keyring, by: Account) -> Purge:
    """Ask that a class of a case be erased; its sources read in their threads from which day on.

    For who the sources are nobody is told: their threads stay as they are. Raises Refused.
    """
    current = Case.objects.select_related("desk").held(case)
    if refusal := of_cases.works_on(by, current):
        raise Refused(refusal)
    refuse_unless_due(current, kept)
    if Purge.objects.waiting().filter(case=current).exists():
        raise Refused(_("Erasing was asked for already."))
    notice = RetentionClass.objects.get(pk=kept).notice_days or 0
    purge = Purge(
        case=current,
        kept_class=kept,
        asked_by=by,
        asked_on=today(),
        not_before=today() + timedelta(days=notice),
    )
    purge.save(force_insert=True)
    journal.record("ask to erase", current, by=str(by.pk), detail={"class": kept})
    if kept == Kept.UNSENT:
        tell_sources(purge, keyring, by=by)
    return purge


def tell_sources(purge: Purge, keyring: Keyring, *, by: Account) -> None:
    """Write into each thread of a case on which day it will be closed. Raises Refused."""
    submissions = Submission.objects.filter(pk__in=queries.submissions_of(purge.case))
    with sealing.answering():
        for submission in submissions.select_related("sealed__record").order_by("pk"):
            said = dialogue.open_submission(submission, keyring, by=str(by.pk))
            with translation.override(said.answers.get("language") or "en"):
                dialogue.write(
                    said,
                    notice_of(purge),
                    by=str(by.pk),
                    reader=sealing.kept_for_submission(submission),
                )


def notice_of(purge: Purge) -> str:
    """Return what a source reads, in the active language: nothing of what was said."""
    words = _(
        "This page will be closed on %(day)s, and what you wrote here will be erased. After that day"
        " your code opens nothing any more. If you do not want that, or if something has happened,"
        " write here before that day. You need not do anything else."
    )
    return str(words) % {"day": date_format(purge.not_before, "DATE_FORMAT")}


def source_wrote_since(purge: Purge) -> bool:
    """Say whether a source of the case wrote on the day it was told or later."""
    return Message.objects.filter(
        thread__submission__joined__case=purge.case, from_desk=False, day__gte=purge.asked_on
    ).exists()


@transaction.atomic
def withdraw(purge: Purge, *, by: Account) -> Purge:
    """Take back what was asked for; the case stays. Raises Refused."""
    current = waiting(purge)
    if refusal := of_cases.works_on(by, current.case):
        raise Refused(refusal)
    current.withdrawn_by, current.withdrawn_on = by, today()
    current.save(update_fields=["withdrawn_by", "withdrawn_on"])
    journal.record("withdraw erasing", current.case, by=str(by.pk))
    return current


def waiting(purge: Purge) -> Purge:
    """Return what was asked for, its case held, as it stands now. Raises Refused where it is over."""
    Case.objects.select_related("desk").held(purge.case)
    current = Purge.objects.waiting().filter(pk=purge.pk).select_related("case__desk").first()
    if current is None:
        raise Refused(_("This was erased or withdrawn already."))
    return current


@transaction.atomic
def agree(purge: Purge, *, by: Account) -> Purge:
    """Agree as the second person, and erase: keys, texts, and the way into the threads.

    All in one transaction, or nothing. What stays is the tombstone. Raises Refused.
    """
    current = waiting(purge)
    if refusal := rules.agrees(by, current):
        raise Refused(refusal)
    refuse_unless_due(current.case, current.kept_class)
    if current.kept_class == Kept.UNSENT and source_wrote_since(current):
        raise Refused(
            _("A source wrote since this was asked for. Read it; then withdraw this or ask anew.")
        )
    current.agreed_by, current.agreed_on = by, today()
    current.records, current.keys = destroy(current, by=str(by.pk))
    current.backups_end = queries.last_backup_ends(today())
    current.save(update_fields=["agreed_by", "agreed_on", "records", "keys", "backups_end"])
    detail: journal.Detail = {
        "class": current.kept_class,
        "records": current.records,
        "keys": current.keys,
    }
    journal.record("agree to erase", current.case, by=str(by.pk), detail=detail)
    if current.kept_class == Kept.UNSENT:
        take(ERASE, current.case, by=by)
    return current


def destroy(purge: Purge, *, by: str) -> tuple[int, int]:
    """Destroy what the class holds of the case; return records and keys."""
    submissions = queries.submissions_of(purge.case)
    if purge.kept_class == Kept.IDENTITY:
        return vault.erase(erasure.identities_of(submissions), by=by)
    of_sources = erasure.erase_threads(submissions, by=by)
    of_desk = vault.erase(
        queries.records_of(purge.case) | queries.likenesses_of(submissions), by=by
    )
    return of_sources[0] + of_desk[0], of_sources[1] + of_desk[1]
