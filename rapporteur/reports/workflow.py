"""How a report to a session moves: written, read by somebody else, published."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.workflow import Step
from rapporteur.reports import rules


class ReportState(TextChoices):
    DRAFT = "draft", _("draft")
    WAITING = "waiting", _("waits for a second reading")
    APPROVED = "approved", _("approved for publication")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


READY = (
    rules.keeps_the_limit,
    rules.figures_stand,
    rules.recommends_or_says_so,
)

HAND_IN = Step(
    "hand in report",
    [ReportState.DRAFT],
    ReportState.WAITING,
    (rules.works_on, rules.has_a_text),
)
HAND_BACK = Step(
    "hand back report",
    [ReportState.WAITING, ReportState.APPROVED],
    ReportState.DRAFT,
    (rules.works_on,),
)
APPROVE = Step(
    "approve report",
    [ReportState.WAITING],
    ReportState.APPROVED,
    (rules.works_on, rules.wrote_none_of_it, *READY),
)
PUBLISH = Step(
    "publish report",
    [ReportState.APPROVED],
    ReportState.PUBLISHED,
    (rules.decides, rules.has_symbol, *READY),
)
WITHDRAW = Step("withdraw report", [ReportState.PUBLISHED], ReportState.WITHDRAWN, (rules.decides,))
STEPS = (HAND_IN, HAND_BACK, APPROVE, PUBLISH, WITHDRAW)
