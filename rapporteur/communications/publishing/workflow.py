"""How a public version moves: prepared, read by a second person, published, withdrawn."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.publishing import rules
from rapporteur.kernel.workflow import Step


class PublicState(TextChoices):
    PREPARED = "prepared", _("in preparation")
    WAITING = "waiting", _("waits for a second reading")
    APPROVED = "approved", _("approved for publication")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


HAND_UP = Step(
    "hand up public version",
    [PublicState.PREPARED],
    PublicState.WAITING,
    (rules.works_here, rules.was_sent),
)
HAND_BACK = Step(
    "hand back public version",
    [PublicState.WAITING, PublicState.APPROVED],
    PublicState.PREPARED,
    (rules.works_here,),
)
APPROVE = Step(
    "approve public version",
    [PublicState.WAITING],
    PublicState.APPROVED,
    (rules.works_here, rules.wrote_none_of_it),
)
PUBLISH = Step(
    "publish",
    [PublicState.APPROVED],
    PublicState.PUBLISHED,
    (rules.works_here, *(rule for _name, rule in rules.BEFORE_PUBLISHING)),
)
WITHDRAW = Step(
    "withdraw from the public", [PublicState.PUBLISHED], PublicState.WITHDRAWN, (rules.works_here,)
)
STEPS = (HAND_UP, HAND_BACK, APPROVE, PUBLISH, WITHDRAW)
