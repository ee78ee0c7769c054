"""What is said of a reprisal in codes."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Act(TextChoices):
    THREAT = "threat", _("threat or intimidation")
    WATCHED = "watched", _("being watched or followed")
    SMEAR = "smear", _("smear or false accusation")
    DETAINED = "detained", _("arrest or detention")
    HARMED = "harmed", _("physical harm")
    TRAVEL = "travel", _("kept from travelling or meeting")
    WORK = "work", _("loss of work, school, housing or services")
    CHARGES = "charges", _("charges or measures of the law")
    RELATIVES = "relatives", _("something done to relatives")
    OTHER = "other", _("something else, in words")


class Process(TextChoices):
    """For what cooperation it came."""

    SUBMISSION = "submission", _("a submission")
    LETTER = "letter", _("a letter")
    VISIT = "visit", _("a visit")
    OTHER = "other", _("other cooperation with the United Nations")


class Taken(TextChoices):
    """What the desk did about it."""

    AL = "AL", _("allegation letter")
    UA = "UA", _("urgent appeal")
    ASG = "ASG", _("referred to the Assistant Secretary-General for Human Rights")
    PUBLIC = "PUBLIC", _("said in public")
