"""How a case moves. What was decided, and why, stands in its triages; reasons lie in sealed notes."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.rules import decides_on, works_on
from rapporteur.kernel.workflow import Step


class State(TextChoices):
    OPEN = "open", _("open")
    TRIAGE = "triage", _("in triage")
    DECIDED = "decided", _("decided")
    REOPENED = "reopened", _("reopened")
    CLOSED = "closed", _("closed")
    ERASED = "erased", _("erased")
    MERGED = "merged", _("merged into another")


BEGIN_TRIAGE = Step("begin triage", [State.OPEN, State.REOPENED], State.TRIAGE, (works_on,))
DECIDE = Step("decide case", [State.TRIAGE], State.DECIDED, (decides_on,))
REOPEN = Step("reopen", [State.DECIDED, State.CLOSED], State.REOPENED, (works_on,))
CLOSE = Step("close", [State.DECIDED], State.CLOSED, (works_on,))
ERASE = Step("erase case", [State.CLOSED], State.ERASED, (works_on,))  # by two: retention
# Never from a triage at work: it is decided first, so that no words of it are left hanging.
MERGE = Step(
    "merge into another",
    [State.OPEN, State.DECIDED, State.REOPENED, State.CLOSED],
    State.MERGED,
    (works_on,),
)
TAKE_APART = Step("take apart again", [State.MERGED], State.REOPENED, (works_on,))
STEPS = (BEGIN_TRIAGE, DECIDE, REOPEN, CLOSE, ERASE, MERGE, TAKE_APART)
