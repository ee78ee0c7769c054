"""Whether a source may be asked what it says to a reply. Each answers None, or the reason why not.

Asked only where it is safe; what is not known is no yes (FIELD 1.10).
"""

from django.utils.translation import gettext_lazy as _

from rapporteur.cases import consents
from rapporteur.cases.models import Case, Consent
from rapporteur.cases.plans.words import is_missing
from rapporteur.cases.received import MAY_ANSWER
from rapporteur.cases.triages.rules import child_is_guarded
from rapporteur.communications import grounds
from rapporteur.communications.models import Reply, SourceComment
from rapporteur.communications.replies.rules import works_here
from rapporteur.intake.models import Submission
from rapporteur.kernel.access.rules import Reason
from rapporteur.people.accounts.models import Account


def is_of_the_case(case: Case, submission: Submission) -> Reason | None:
    if case.joined.filter(submission=submission).exists():
        return None
    return _("This submission does not belong to the case of the letter.")


def said_yes(case: Case, submission: Submission) -> Reason | None:
    """Being written to about a reply needs a yes, not only the lack of a no."""
    said = consents.standing(case).get(submission.pk, {}).get(MAY_ANSWER)
    if said is not None and said.answer == Consent.Answer.YES:
        return None
    return _("The source has not said that we may write to it, so it is not asked.")


def has_plan(case: Case) -> Reason | None:
    """A risk above low, or one that is not known, needs a safety plan first."""
    if is_missing(case):
        return _("The risk is above low or not known, and there is no safety plan yet.")
    return None


def child_is_safe(case: Case) -> Reason | None:
    triage = grounds.triage_of(case)
    return child_is_guarded(triage) if triage else grounds.UNDECIDED


def is_asked_once(reply: Reply, submission: Submission) -> Reason | None:
    if SourceComment.objects.filter(reply=reply, enquiry__submission=submission).exists():
        return _("This source was asked about this reply already.")
    return None


def may_ask(person: Account, reply: Reply, submission: Submission) -> Reason | None:
    """Return why this source may not be asked about this reply now; None means that it may."""
    if reason := works_here(person, reply):
        return reason
    case = reply.communication.case
    return (
        is_of_the_case(case, submission)
        or said_yes(case, submission)
        or has_plan(case)
        or child_is_safe(case)
        or grounds.a_word_waits(case)
        or is_asked_once(reply, submission)
    )
