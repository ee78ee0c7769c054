"""A Mission notes that a fact is not right, or another asks the desk; the desk reads and answers.

Whoever asks gets a number and the day by which there is an answer. Once it is answered about a
letter that is public, the public log says so: the kind and the days, no name (ADR 0166).
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.communications import sealing
from rapporteur.communications.dates import by_policy
from rapporteur.communications.models import Communication, Correction, Policy
from rapporteur.communications.models.public_renditions import WAS_PUBLIC
from rapporteur.communications.replies.rules import adds_to, is_of_the_addressee, is_public
from rapporteur.communications.replies.workflow import ANSWER
from rapporteur.communications.rules import works_on
from rapporteur.kernel.clock import now, today
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.repeating import once_only
from rapporteur.kernel.workflow import take
from rapporteur.people.accounts.models import Account
from rapporteur.publication import changes
from rapporteur.publication.models import PublicChange


def case_of(letter: Communication) -> dict[str, Any]:
    """Return the number of a new case and the day of its answer, by the policy of today."""
    policy = Policy.objects.on(letter.kind, Policy.Purpose.CORRECTION, today())
    return {
        "number": changes.case_number(),
        "answer_by": by_policy(now(), policy) if policy else None,
    }


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
        **case_of(letter),
    )
    with once_only(noted):
        noted.save(force_insert=True)
    journal.record("note correction", noted, by=who, detail={"letter": str(letter.pk)})
    return noted


@transaction.atomic
def take_down(
    letter: Communication, *, kind: str, of: str, asked_on: date, words: str, by: Account
) -> Correction:
    """Write down what another than the Mission asks about a public letter, sealed to the desk.

    It gets a number and a day like any other. Raises Refused.
    """
    if reason := works_on(by, letter) or is_public(letter):
        raise Refused(reason)
    if kind not in PublicChange.REQUESTS or of not in PublicChange.Of.values:
        raise Refused(_("Choose what is asked for."))
    if asked_on > today():
        raise Refused(_("That day is still to come."))
    if not words.strip():
        raise Refused(_("Write what is asked for."))
    readers, who = [sealing.kept_for(letter)], str(by.pk)
    noted = Correction(
        communication=letter,
        kind=kind,
        of=of,
        by_mission=False,
        noted_on=asked_on,
        noted_by=by.pk,
        sealed=sealing.keep(sealing.REPLY, {"fact": words, "right": ""}, readers, by=who),
        **case_of(letter),
    )
    noted.save(force_insert=True)
    journal.record("note request", noted, by=who, detail={"letter": str(letter.pk)})
    return noted


@transaction.atomic
def answer(correction: Correction, *, why: str, outcome: str, by: Account) -> Correction:
    """Answer a note, for the Mission to read; of a public letter the log says so. Raises Refused."""
    if not why.strip():
        raise Refused(_("Write the answer."))
    if outcome not in PublicChange.Outcome.values:
        raise Refused(_("Choose what came of it."))
    letter = correction.communication
    readers = sealing.addressed(letter) if correction.by_mission else [sealing.kept_for(letter)]
    sealed = sealing.keep(sealing.REVIEW, {"why": why}, readers, by=str(by.pk))
    done = take(
        ANSWER,
        correction,
        by=by,
        answer=sealed,
        answered_by=by,
        answered_on=today(),
        outcome=outcome,
        number=correction.number or changes.case_number(),
    )
    if letter.public_renditions.filter(state__in=WAS_PUBLIC).exists():
        log(done)
    return done


def log(done: Correction) -> PublicChange:
    by = PublicChange.By.STATE if done.by_mission else PublicChange.By.OTHER
    return changes.put(
        done.kind,
        done.of,
        number=done.number,
        asked_by=by,
        asked_on=done.noted_on,
        answer_by=done.answer_by,
        outcome=done.outcome,
    )
