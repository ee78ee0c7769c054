"""How questions to a source move. Silence moves nothing: a person chooses what comes of it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rapporteur.cases.enquiries.rules import day_has_passed, is_asked_once, works_here
from rapporteur.kernel.workflow import Step


class State(TextChoices):
    OPEN = "open", pgettext_lazy("questions", "asked")
    ANSWERED = "answered", pgettext_lazy("questions", "answered")
    WITHOUT = "without", _("gone on without")
    CLOSED = "closed", pgettext_lazy("questions", "closed")


TAKE_ANSWERS = Step("take answers", [State.OPEN], State.ANSWERED, (works_here,))
ASK_AGAIN = Step(
    "ask once more", [State.OPEN], State.OPEN, (works_here, day_has_passed, is_asked_once)
)
GO_ON = Step("go on without answer", [State.OPEN], State.WITHOUT, (works_here, day_has_passed))
CLOSE = Step("close questions", [State.OPEN, State.ANSWERED], State.CLOSED, (works_here,))
STEPS = (TAKE_ANSWERS, ASK_AGAIN, GO_ON, CLOSE)
