"""How asking to see who a source is moves: asked, answered by a second person, opened once."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.identities import rules
from rapporteur.kernel.workflow import Step


class State(TextChoices):
    ASKED = "asked", _("asked")
    RELEASED = "released", _("released")
    REFUSED = "refused", _("refused")
    OPENED = "opened", _("opened")


SECOND = (rules.reads_at_the_desk, rules.is_a_second_person, rules.is_asked_lately)
RELEASE = Step("release half of a name", [State.ASKED], State.RELEASED, SECOND)
REFUSE = Step("refuse to release a name", [State.ASKED], State.REFUSED, SECOND)
OPEN = Step(
    "open who the source is",
    [State.RELEASED],
    State.OPENED,
    (rules.reads_at_the_desk, rules.asked_it, rules.is_released),
)
STEPS = (RELEASE, REFUSE, OPEN)
