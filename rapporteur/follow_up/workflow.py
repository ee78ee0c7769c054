"""How a recommendation is followed, and how what comes in about it begins to count."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rapporteur.follow_up import rules
from rapporteur.kernel.workflow import Step


class State(TextChoices):
    OPEN = "open", _("followed")
    CLOSED = "closed", _("no longer followed")


class EvidenceState(TextChoices):
    RECEIVED = "received", _("received")
    COUNTED = "counted", _("reviewed, counts")
    SET_ASIDE = "aside", _("reviewed, does not count")


CLOSE = Step("close follow-up", [State.OPEN], State.CLOSED, (rules.works_on,))
REOPEN = Step("reopen follow-up", [State.CLOSED], State.OPEN, (rules.works_on,))
COUNT = Step(
    "count evidence",
    [EvidenceState.RECEIVED, EvidenceState.SET_ASIDE],
    EvidenceState.COUNTED,
    (rules.works_on_evidence, rules.did_not_bring_it, rules.has_stored_copy),
)
SET_ASIDE = Step(
    "set evidence aside",
    [EvidenceState.RECEIVED, EvidenceState.COUNTED],
    EvidenceState.SET_ASIDE,
    (rules.works_on_evidence, rules.did_not_bring_it),
)
STEPS = (CLOSE, REOPEN, COUNT, SET_ASIDE)
