"""How a letter moves, from a draft to what became of it. Reasons lie in sealed reviews."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rapporteur.communications import rules
from rapporteur.kernel.workflow import Step


class State(TextChoices):
    DRAFT = "draft", _("draft")
    REVIEW = "review", _("internal review")
    APPROVED = "approved", _("approved")
    SIGNED = "signed", _("signed")
    SENT = "sent", _("sent")
    PARTLY = "partly", _("replied in part")
    REPLIED = "replied", _("replied")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


OUT = (State.SENT, State.PARTLY, State.REPLIED, State.PUBLISHED)  # the addressee has it

GROUNDS = (
    rules.was_decided,
    rules.was_checked_for_overlap,
    rules.has_known_source,
    rules.has_consent,
)
READY = (
    rules.has_gender_review,
    rules.has_best_interests_note,
    rules.has_answered_checklist,
    rules.has_settled_law,
    rules.no_mandate_waits,
)

SUBMIT = Step(
    "submit", [State.DRAFT], State.REVIEW, (rules.works_on, rules.is_in_its_language, *GROUNDS)
)
RETURN = Step("return", [State.REVIEW], State.DRAFT, (rules.works_on,))
APPROVE = Step(
    "approve",
    [State.REVIEW],
    State.APPROVED,
    (rules.works_on, rules.is_second_reader, *GROUNDS, *READY),
)
SIGN = Step(
    "sign", [State.APPROVED], State.SIGNED, (rules.signs, *GROUNDS, *READY, rules.no_word_waits)
)
REOPEN = Step("reopen", [State.APPROVED, State.SIGNED], State.DRAFT, (rules.works_on,))
SEND = Step(
    "send", [State.SIGNED], State.SENT, (rules.works_on, *GROUNDS, *READY, rules.no_word_waits)
)
REPLY_IN_PART = Step("reply in part", [State.SENT], State.PARTLY, (rules.works_on,))
REPLY = Step("reply", [State.SENT, State.PARTLY], State.REPLIED, (rules.works_on,))
PUBLISH = Step(
    "publish",
    [State.SENT, State.PARTLY, State.REPLIED],
    State.PUBLISHED,
    (rules.works_on, rules.is_no_longer_confidential),
)
# Its copy was withdrawn from the public: it stands where its replies say (actions.publishing).
BACK_TO_SENT = Step("back to sent", [State.PUBLISHED], State.SENT, (rules.works_on,))
BACK_TO_PARTLY = Step("back to replied in part", [State.PUBLISHED], State.PARTLY, (rules.works_on,))
BACK_TO_REPLIED = Step("back to replied", [State.PUBLISHED], State.REPLIED, (rules.works_on,))
WITHDRAW = Step(
    "withdraw",
    [State.DRAFT, State.REVIEW, State.APPROVED, State.SIGNED],
    State.WITHDRAWN,
    (rules.works_on,),
)
STEPS = (
    *(SUBMIT, RETURN, APPROVE, SIGN, REOPEN, SEND),
    *(REPLY_IN_PART, REPLY, PUBLISH, WITHDRAW),
    *(BACK_TO_SENT, BACK_TO_PARTLY, BACK_TO_REPLIED),
)
