"""How a letter over a visit moves: drafted by one person, signed by another, sent once."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.workflow import Step
from rapporteur.visits.cycles.letters.rules import (
    decides_on,
    has_snapshot,
    is_not_drafter,
    works_on,
)


class State(TextChoices):
    DRAFT = "draft", _("draft")
    SIGNED = "signed", _("signed")
    SENT = "sent", _("sent")
    DROPPED = "dropped", _("given up")


SIGN = Step("sign", [State.DRAFT], State.SIGNED, (decides_on, is_not_drafter))
REOPEN = Step("reopen", [State.SIGNED], State.DRAFT, (works_on,))
SEND = Step("send", [State.SIGNED], State.SENT, (works_on, has_snapshot))
DROP = Step("drop", [State.DRAFT], State.DROPPED, (works_on,))
STEPS = (SIGN, REOPEN, SEND, DROP)
