"""How a reply and a request for time move: they come in, and a named officer answers."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.replies.rules import works_here
from rapporteur.kernel.workflow import Step


class ReplyState(TextChoices):
    LOGGED = "logged", _("logged")
    CLASSIFIED = "classified", _("classified")


class TimeState(TextChoices):
    ASKED = "asked", _("asked")
    GRANTED = "granted", _("granted")
    DECLINED = "declined", _("declined")


CLASSIFY = Step("classify reply", [ReplyState.LOGGED], ReplyState.CLASSIFIED, (works_here,))
GRANT = Step("grant time", [TimeState.ASKED], TimeState.GRANTED, (works_here,))
DECLINE = Step("decline time", [TimeState.ASKED], TimeState.DECLINED, (works_here,))
STEPS = (CLASSIFY, GRANT, DECLINE)
