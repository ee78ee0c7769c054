"""What a triage can come to (FIELD §1.4). Silence is not among them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Outcome(TextChoices):
    ACT_UA = "ACT_UA", _("act: urgent appeal")
    ACT_AL = "ACT_AL", _("act: allegation letter")
    ACT_OL = "ACT_OL", _("act: other letter, on a law, policy or practice")
    REQUEST_MORE_INFO = "REQUEST_MORE_INFO", _("ask for more information")
    REFER_OTHER_MANDATE = "REFER_OTHER_MANDATE", _("refer to another mandate or body")
    REFER_OPIC = (
        "REFER_OPIC",
        _("refer to the complaints procedure of the Committee on the Rights of the Child"),
    )
    REFER_COMPLAINT_PROCEDURE = (
        "REFER_COMPLAINT_PROCEDURE",
        _("refer to the complaint procedure of the Human Rights Council"),
    )
    REFER_PROTECTION_SERVICE = "REFER_PROTECTION_SERVICE", _("refer to a protection service")
    INVESTIGATION_CHANNEL = (
        "INVESTIGATION_CHANNEL",
        _("pass to the channel that investigates people of the United Nations or of aid work"),
    )
    REFER_HOTLINE = "REFER_HOTLINE", _("refer to a hotline for material online")
    INFO_FOR_TRENDS = "INFO_FOR_TRENDS", _("keep to see trends")
    INFO_FOR_VISIT = "INFO_FOR_VISIT", _("keep to prepare a visit")
    CLOSE_OUT_OF_SCOPE = "CLOSE_OUT_OF_SCOPE", _("close: outside the mandate")
    CLOSE_INADMISSIBLE = "CLOSE_INADMISSIBLE", _("close: it cannot be considered")


ACTS = frozenset({Outcome.ACT_UA, Outcome.ACT_AL, Outcome.ACT_OL})
