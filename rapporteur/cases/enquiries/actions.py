"""Asking a source for more, once more, and no longer. Each tells the source in its thread."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.cases import received, rules, sealing
from rapporteur.cases.enquiries.rules import are_questions, is_a_day_to_come
from rapporteur.cases.enquiries.workflow import ASK_AGAIN, CLOSE, GO_ON
from rapporteur.cases.models import Enquiry
from rapporteur.intake import dialogue
from rapporteur.intake.dialogue import Said
from rapporteur.intake.models import Message, Submission
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.workflow import Step, take
from rapporteur.people.accounts.models import Account


@transaction.atomic
def ask(
    submission: Submission,
    questions: Sequence[tuple[str, str]],
    until: date,
    text: str = "",
    *,
    said: Said,
    by: Account,
) -> Enquiry:
    """Ask the source of a submission; `questions` are words and `asking.Form` of each.

    They lie sealed in the thread, and the day in the clear beside it. Raises Refused.
    """
    about = (
        rules.reads_submission(by, submission),
        are_questions(questions),
        is_a_day_to_come(until),
    )
    for why in about:
        if why:
            raise Refused(why)
    received.require_willing(submission, said)
    asked = [{"words": words.strip(), "form": form} for words, form in questions]
    message = told(submission, said, text, by, questions=asked, until=until.isoformat())
    enquiry = Enquiry(submission=submission, message=message, until=until, by=by, on=today())
    try:
        with transaction.atomic():
            enquiry.save(force_insert=True)
    except IntegrityError:  # one is open, perhaps since this moment
        raise Refused(_("This source is asked something already: settle that first.")) from None
    journal.record("ask source", enquiry, by=str(by.pk), detail={"questions": len(asked)})
    return enquiry


@transaction.atomic
def ask_again(enquiry: Enquiry, until: date, *, said: Said, by: Account) -> Enquiry:
    """Tell the source that the same questions stay open until another day. Raises Refused."""
    if why := is_a_day_to_come(until):
        raise Refused(why)
    received.require_willing(enquiry.submission, said)
    changed = take(ASK_AGAIN, enquiry, by=by, until=until, times=enquiry.times + 1)
    told(enquiry.submission, said, "", by, of=str(enquiry.message_id), until=until.isoformat())
    return changed


def go_on(enquiry: Enquiry, *, said: Said, by: Account) -> Enquiry:
    """Go on without an answer after the day has passed. Raises Refused."""
    return ended(GO_ON, enquiry, said=said, by=by)


def close(enquiry: Enquiry, *, said: Said, by: Account) -> Enquiry:
    """Ask no longer, answered or not. Raises Refused."""
    return ended(CLOSE, enquiry, said=said, by=by)


@transaction.atomic
def ended(step: Step, enquiry: Enquiry, *, said: Said, by: Account) -> Enquiry:
    """Take a last step; the page of the source says that it is asked no longer.

    That is told to whoever asked not to be written to as well: it holds no word, and takes a
    question away.
    """
    changed = take(step, enquiry, by=by)
    told(enquiry.submission, said, "", by, of=str(enquiry.message_id), over=True)
    return changed


def told(submission: Submission, said: Said, text: str, by: Account, **asks: object) -> Message:
    """Seal what is asked into the thread, for the source and for whoever may read the submission."""
    reader, kind = sealing.kept_for_submission(submission), Message.Kind.ASK
    with sealing.answering():
        return dialogue.write(said, text, by=str(by.pk), kind=kind, reader=reader, asks=asks)
