"""How a contribution moves: a partner sends it, the desk reviews it, the partner may withdraw it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.workflow import Step
from rapporteur.partners.rules import brought_it, reviews


class State(TextChoices):
    SENT = "sent", _("waits for review")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("not accepted")
    WITHDRAWN = "withdrawn", _("withdrawn")


ACCEPT = Step("accept contribution", [State.SENT, State.DECLINED], State.ACCEPTED, (reviews,))
DECLINE = Step("decline contribution", [State.SENT, State.ACCEPTED], State.DECLINED, (reviews,))
WITHDRAW = Step(
    "withdraw contribution", [State.SENT, State.ACCEPTED], State.WITHDRAWN, (brought_it,)
)
STEPS = (ACCEPT, DECLINE, WITHDRAW)
