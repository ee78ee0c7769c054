"""How a report on a visit moves. The State is the first to read its conclusions."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.workflow import Step
from rapporteur.visits.cycles.reports.rules import decides_on, works_on


class State(TextChoices):
    DRAFT = "draft", _("draft")
    ADVANCE = "advance", _("advance draft with the State")
    FINAL = "final", _("final")
    PUBLISHED = "published", _("published")


ADVANCE = Step("send advance draft", [State.DRAFT], State.ADVANCE, (decides_on,))
FINISH = Step("finish report", [State.ADVANCE], State.FINAL, (works_on,))
PUBLISH = Step("publish report", [State.FINAL], State.PUBLISHED, (decides_on,))
STEPS = (ADVANCE, FINISH, PUBLISH)
