"""Answer the checklist of the Code of Conduct and the Manual for the version that stands (R29.1)."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.checklists import answers
from rapporteur.checklists.answers import Given
from rapporteur.communications import rules, sealing
from rapporteur.communications.actions import drafting
from rapporteur.communications.models import Communication, LetterChecklist
from rapporteur.communications.workflow import State
from rapporteur.kernel.clock import now
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account

OPEN = (State.DRAFT, State.REVIEW, State.APPROVED, State.SIGNED)


@transaction.atomic
def answer(
    letter: Communication, given: Mapping[str, Given], *, read: int, by: Account
) -> LetterChecklist:
    """Keep the answers to what is asked today, by code; reasons are sealed. Raises Refused.

    `read` is the version of the letter that was read. What stays without an answer stops the
    steps, not this saving.
    """
    current = drafting.held(letter)
    if reason := rules.works_on(by, current):
        raise Refused(reason)
    if current.state not in OPEN:
        raise Refused(_("The checklist is answered before a letter is sent."))
    if current.version != read:
        raise Refused(_("Someone else has saved this letter meanwhile. Read it again."))
    kept = answers.answered(rules.asked_of(current), given)
    saving = LetterChecklist(communication=current, version=read, answers=kept, by=by, at=now())
    if words := answers.reasons(given):
        readers = [sealing.kept_for(current)]
        saving.reasons = sealing.keep(sealing.CHECKLIST, words, readers, by=str(by.pk))
    saving.save(force_insert=True)
    detail: journal.Detail = {"version": read, "answers": len(kept)}
    journal.record("answer checklist", current, by=str(by.pk), detail=detail)
    return saving
