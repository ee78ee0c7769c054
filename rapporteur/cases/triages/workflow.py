"""How a triage moves: prepared by an officer, decided by a named person, and then never changed."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.triages.rules import (
    decides_here,
    has_no_empty_item,
    has_overlap_checked,
    says_alone_or_jointly,
    says_what_to_do,
    works_here,
)
from rapporteur.kernel.workflow import Step


class State(TextChoices):
    DRAFT = "draft", _("being prepared")
    WAITING = "waiting", _("waiting for a decision")
    DECIDED = "decided", _("decided")


COMPLETE = (has_no_empty_item, has_overlap_checked, says_alone_or_jointly)

SUBMIT = Step(
    "submit triage", [State.DRAFT], State.WAITING, (works_here, *COMPLETE, says_what_to_do)
)
RETURN = Step("return triage", [State.WAITING], State.DRAFT, (works_here,))
DECIDE = Step("decide triage", [State.WAITING], State.DECIDED, (decides_here, *COMPLETE))
STEPS = (SUBMIT, RETURN, DECIDE)
