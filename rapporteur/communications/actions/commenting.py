"""Ask a source what it says to a reply, in its own thread, where that is safe."""

from datetime import date

from django.db import transaction

from rapporteur.cases.enquiries import actions as enquiries
from rapporteur.communications.commenting.rules import may_ask
from rapporteur.communications.models import Reply, SourceComment
from rapporteur.intake.asking import Form
from rapporteur.intake.dialogue import Said
from rapporteur.intake.models import Submission
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account


@transaction.atomic
def ask(
    reply: Reply,
    submission: Submission,
    *,
    question: str,
    until: date,
    text: str = "",
    said: Said,
    by: Account,
) -> SourceComment:
    """Ask the source of a submission about a reply, with what it may know of it in `text`.

    Nothing of the reply goes along by itself. What comes back is sealed in the thread as every
    answer there. Raises Refused with the reason where it is not safe.
    """
    Reply.objects.select_for_update(of=("self",)).get(pk=reply.pk)
    if reason := may_ask(by, reply, submission):
        raise Refused(reason)
    enquiry = enquiries.ask(submission, [(question, Form.WORDS)], until, text, said=said, by=by)
    comment = SourceComment.objects.create(
        reply=reply, enquiry=enquiry, asked_by=by, asked_on=today()
    )
    journal.record("ask source about reply", comment, by=str(by.pk))
    return comment
