"""A Mission notes that a fact is not right; the desk reads it and answers."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.communications import sealing
from rapporteur.communications.models import Communication, Correction
from rapporteur.communications.replies.rules import adds_to, is_of_the_addressee
from rapporteur.communications.replies.workflow import ANSWER
from rapporteur.kernel.clock import today
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.repeating import once_only
from rapporteur.kernel.workflow import take
from rapporteur.people.accounts.models import Account


@transaction.atomic
def note(
    letter: Communication, *, fact: str, right: str, by: Account, once: UUID | None = None
) -> Correction:
    """Add a note: which fact, and what would be right. It changes nothing by itself. Raises Refused."""
    if reason := is_of_the_addressee(by, letter) or adds_to(by, letter):
        raise Refused(reason)
    if not fact.strip() or not right.strip():
        raise Refused(_("Say which fact is not right, and what is."))
    words, who = {"fact": fact, "right": right}, str(by.pk)
    noted = Correction(
        id=once or new_id(),
        communication_id=letter.pk,
        noted_on=today(),
        noted_by=by.pk,
        sealed=sealing.keep(sealing.REPLY, words, sealing.both_readers(letter), by=who),
    )
    with once_only(noted):
        noted.save(force_insert=True)
    journal.record("note correction", noted, by=who, detail={"letter": str(letter.pk)})
    return noted


@transaction.atomic
def answer(correction: Correction, *, why: str, by: Account) -> Correction:
    """Answer a note, for the Mission to read. Raises Refused."""
    if not why.strip():
        raise Refused(_("Write the answer; the Mission can read it."))
    readers = sealing.addressed(correction.communication)
    sealed = sealing.keep(sealing.REVIEW, {"why": why}, readers, by=str(by.pk))
    return take(ANSWER, correction, by=by, answer=sealed, answered_by=by, answered_on=today())
