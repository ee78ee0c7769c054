"""How a press statement moves: written, approved by another, held to its hour, public."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.workflow import Step
from rapporteur.press import rules


class State(TextChoices):
    DRAFT = "draft", _("draft")
    APPROVED = "approved", _("approved")
    EMBARGO = "embargo", _("under embargo")
    PUBLISHED = "published", _("published")
    CORRECTING = "correcting", _("published, a correction waits")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DROPPED = "dropped", _("not said")


PUBLIC = (State.PUBLISHED, State.CORRECTING, State.WITHDRAWN)  # it was said
WAITING = (State.DRAFT, State.APPROVED, State.EMBARGO)
MUST_HOLD = (rules.may_be_told, rules.sources_allow)

APPROVE = Step(
    "approve statement",
    [State.DRAFT],
    State.APPROVED,
    (rules.works_on, rules.wrote_none_of_it, rules.has_answered_checklist, *MUST_HOLD),
)
REWRITE = Step("rewrite statement", WAITING, State.DRAFT, (rules.works_on,))
HOLD = Step(
    "hold statement to its hour",
    [State.APPROVED],
    State.EMBARGO,
    (rules.works_on, rules.hour_is_ahead, *MUST_HOLD),
)
PUBLISH = Step(
    "publish statement",
    [State.APPROVED],
    State.PUBLISHED,
    (rules.works_on, rules.no_hour_is_ahead, *MUST_HOLD),
)
# By the worker, which opens nothing: sources were asked when the statement was held.
RELEASE = Step(
    "release statement",
    [State.EMBARGO],
    State.PUBLISHED,
    (rules.no_hour_is_ahead, rules.may_be_told),
)
CORRECT = Step(
    "correct statement", [State.PUBLISHED, State.CORRECTING], State.CORRECTING, (rules.works_on,)
)
APPROVE_CORRECTION = Step(
    "approve correction",
    [State.CORRECTING],
    State.PUBLISHED,
    (rules.works_on, rules.wrote_none_of_it, rules.has_answered_checklist, *MUST_HOLD),
)
WITHDRAW = Step(
    "withdraw statement",
    [State.PUBLISHED, State.CORRECTING],
    State.WITHDRAWN,
    (rules.works_on,),
)
DROP = Step("drop statement", WAITING, State.DROPPED, (rules.works_on,))
STEPS = (
    *(APPROVE, REWRITE, HOLD, PUBLISH, RELEASE),
    *(CORRECT, APPROVE_CORRECTION, WITHDRAW, DROP),
)
