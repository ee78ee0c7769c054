"""How a question is graded: by one, by another who did not see it, and settled where they differ."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.grading.rules import (
    did_not_grade,
    did_not_propose,
    graded,
    works_on_grading,
)
from rapporteur.kernel.workflow import Step


class GradingState(TextChoices):
    OPEN = "open", _("waits for two grades")
    ONCE = "once", _("waits for a second grade")
    ALIKE = "alike", _("graded alike by two people")
    DIFFER = "differ", _("graded differently")
    PROPOSED = "proposed", _("one of the two proposes a grade")
    SETTLED = "settled", _("settled")


FIRST = Step("grade first", [GradingState.OPEN], GradingState.ONCE, (works_on_grading,))
ALIKE = Step(
    "grade alike", [GradingState.ONCE], GradingState.ALIKE, (works_on_grading, did_not_grade)
)
DIFFER = Step(
    "grade differently", [GradingState.ONCE], GradingState.DIFFER, (works_on_grading, did_not_grade)
)
PROPOSE = Step(
    "propose grade",
    [GradingState.DIFFER, GradingState.PROPOSED],
    GradingState.PROPOSED,
    (works_on_grading, graded),
)
AGREE = Step(
    "agree on grade",
    [GradingState.PROPOSED],
    GradingState.SETTLED,
    (works_on_grading, graded, did_not_propose),
)
SETTLE = Step(
    "settle grade",
    [GradingState.DIFFER, GradingState.PROPOSED],
    GradingState.SETTLED,
    (works_on_grading, did_not_grade),
)
STEPS = (FIRST, ALIKE, DIFFER, PROPOSE, AGREE, SETTLE)
