"""Who grades, who settles, and who sees what. Each rule answers None, or the reason why not."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from rapporteur.communications.rules import works_on
from rapporteur.kernel.access.rules import Reason
from rapporteur.people.accounts.models import Account

if TYPE_CHECKING:
    from rapporteur.communications.models import Communication, Grade, Grading


def works_on_grading(person: Account, grading: "Grading") -> Reason | None:
    return works_on(person, grading.communication)


def grader_ids(grading: "Grading") -> set[object]:
    return {one.grader_id for one in grading.grades.all()}


def did_not_grade(person: Account, grading: "Grading") -> Reason | None:
    """Two people grade, and a third settles what they see differently."""
    if person.pk in grader_ids(grading):
        return _("This is for someone who has not graded this question.")
    return None


def graded(person: Account, grading: "Grading") -> Reason | None:
    if person.pk in grader_ids(grading):
        return None
    return _("Only the two who graded this question propose a grade and agree on it.")


def did_not_propose(person: Account, grading: "Grading") -> Reason | None:
    if person.pk == grading.proposed_by_id:
        return _("The other of the two agrees to what one of them proposes.")
    return None


def is_not_graded_yet(grading: "Grading") -> Reason | None:
    """Both graders judge the same passages, so these stand still once one has graded."""
    if grading.grades.exists():
        return _("One grade was given already: both are given for the same passages.")
    return None


def has_reply(letter: "Communication") -> Reason | None:
    return None if letter.replies.exists() else _("No reply to this letter is on record.")


def sees(person: Account, grading: "Grading") -> "list[Grade]":
    """Return the grades that a person may see: the other's only once both are given.

    Whoever grades second has not seen the first; nor has whoever might still grade.
    """
    given = list(grading.given)
    if len(given) == 2:
        return given
    return [one for one in given if one.grader_id == person.pk]
