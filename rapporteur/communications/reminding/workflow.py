"""How a reminder moves: drafted, then sent by a person or dropped. Nothing sends it by itself."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.reminding.rules import nothing_came_since, works_on_reminder
from rapporteur.kernel.workflow import Step


class ReminderState(TextChoices):
    DRAFTED = "drafted", _("drafted")
    SENT = "sent", _("sent")
    DROPPED = "dropped", _("dropped")


SEND = Step(
    "send reminder",
    [ReminderState.DRAFTED],
    ReminderState.SENT,
    (works_on_reminder, nothing_came_since),
)
DROP = Step("drop reminder", [ReminderState.DRAFTED], ReminderState.DROPPED, (works_on_reminder,))
STEPS = (SEND, DROP)
