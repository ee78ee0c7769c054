"""Writing down that questions were answered, when someone opens what the source sent.

The door of sources reaches no table of the desk, and the worker opens nothing.
"""

from contextlib import suppress

from rapporteur.cases.enquiries.workflow import TAKE_ANSWERS
from rapporteur.cases.models import Enquiry
from rapporteur.intake import asking
from rapporteur.intake.dialogue import Said
from rapporteur.intake.models import Submission
from rapporteur.kernel.workflow import StepRefused, take
from rapporteur.people.accounts.models import Account


def take_answers(submission: Submission, said: Said, *, by: Account) -> None:
    """Move open questions on where each was answered or skipped."""
    complete = {one.row for one in asking.enquiries(said.letters) if one.is_answered}
    for enquiry in Enquiry.objects.filter(submission=submission).open():
        if enquiry.message_id in complete:
            with suppress(StepRefused):  # a colleague who opened it at the same time was first
                take(TAKE_ANSWERS, enquiry, by=by)
