"""How a hand-over moves. The case changes hands when it is accepted, and not before."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.handovers.rules import is_who_asked, is_who_is_asked, works_here
from rapporteur.kernel.workflow import Step


class State(TextChoices):
    OFFERED = "offered", _("offered")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    TAKEN_BACK = "taken_back", _("taken back")


ACCEPT = Step("accept hand-over", [State.OFFERED], State.ACCEPTED, (works_here, is_who_is_asked))
DECLINE = Step("decline hand-over", [State.OFFERED], State.DECLINED, (works_here, is_who_is_asked))
TAKE_BACK = Step(
    "take hand-over back", [State.OFFERED], State.TAKEN_BACK, (works_here, is_who_asked)
)
STEPS = (ACCEPT, DECLINE, TAKE_BACK)
