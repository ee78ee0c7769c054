"""Who asks a source for more, and what must hold first. Each answers None (yes) or the reason."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from rapporteur.cases.rules import reads_submission
from rapporteur.kernel.access.rules import Reason
from rapporteur.kernel.clock import today
from rapporteur.people.accounts.models import Account

if TYPE_CHECKING:
    from rapporteur.cases.models import Enquiry

MOST_QUESTIONS = 5
LONGEST = timedelta(days=366)


def works_here(person: Account, enquiry: "Enquiry") -> Reason | None:
    return reads_submission(person, enquiry.submission)


def day_has_passed(_person: Account, enquiry: "Enquiry") -> Reason | None:
    if enquiry.until < today():
        return None
    return _("The day that the source was told has not passed: wait for it.")


def is_asked_once(_person: Account, enquiry: "Enquiry") -> Reason | None:
    """Nobody is asked a third time: who is silent may have to be."""
    if enquiry.times == 1:
        return None
    return _("The source was asked twice: go on without, or close the questions.")


def is_a_day_to_come(day: date) -> Reason | None:
    if today() < day <= today() + LONGEST:
        return None
    return _("Choose a day to come, within a year.")


def are_questions(asked: Sequence[tuple[str, str]]) -> Reason | None:
    if not 1 <= len(asked) <= MOST_QUESTIONS or not all(words.strip() for words, _form in asked):
        return _("Write at least one question, and at most five.")
    return None
