"""How a reprisal is followed: noted, reported with consent, closed, opened again."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.reprisals.rules import handles_here, is_agreed_to
from rapporteur.kernel.workflow import Step


class State(TextChoices):
    NOTED = "noted", _("noted")
    REPORTED = "reported", _("reported")
    CLOSED = "closed", _("closed")


REPORT = Step("report reprisal", [State.NOTED], State.REPORTED, (handles_here, is_agreed_to))
CLOSE = Step("close reprisal", [State.NOTED, State.REPORTED], State.CLOSED, (handles_here,))
REOPEN = Step("reopen reprisal", [State.CLOSED], State.NOTED, (handles_here,))
STEPS = (REPORT, CLOSE, REOPEN)
