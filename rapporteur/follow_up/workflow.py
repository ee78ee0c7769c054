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


class ReportState(TextChoices):
    DRAFT = "draft", _("in preparation")
    WAITING = "waiting", _("waits for a second reading")
    APPROVED = "approved", _("approved for publication")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class ProposalState(TextChoices):
    DRAFT = "draft", _("draft")
    FINAL = "final", _("final")


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
HAND_UP = Step(
    "hand up follow-up report",
    [ReportState.DRAFT],
    ReportState.WAITING,
    (rules.works_on_report, rules.says_something),
)
HAND_BACK = Step(
    "hand back follow-up report",
    [ReportState.WAITING, ReportState.APPROVED],
    ReportState.DRAFT,
    (rules.works_on_report,),
)
APPROVE = Step(
    "approve follow-up report",
    [ReportState.WAITING],
    ReportState.APPROVED,
    (rules.works_on_report, rules.did_not_prepare_it),
)
PUBLISH = Step(
    "publish follow-up report",
    [ReportState.APPROVED],
    ReportState.PUBLISHED,
    (
        rules.works_on_report,
        rules.is_released_by_another,
        *(rule for _name, rule in rules.BEFORE_PUBLISHING),
    ),
)
WITHDRAW = Step(
    "withdraw follow-up report",
    [ReportState.PUBLISHED],
    ReportState.WITHDRAWN,
    (rules.works_on_report,),
)
FINISH = Step(
    "make recommendation final",
    [ProposalState.DRAFT],
    ProposalState.FINAL,
    (rules.works_on_proposal, *(rule for _name, rule in rules.BEFORE_FINAL)),
)
STEPS = (
    *(CLOSE, REOPEN, COUNT, SET_ASIDE),
    *(HAND_UP, HAND_BACK, APPROVE, PUBLISH, WITHDRAW, FINISH),
)
