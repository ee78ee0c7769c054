"""What kinds of letters there are and to whom they go: codes, with the words for people."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """The three kinds of letters (FIELD 1.1). Whether one is joint follows from who signs."""

    URGENT_APPEAL = "UA", _("urgent appeal")
    ALLEGATION_LETTER = "AL", _("allegation letter")
    OTHER_LETTER = "OL", _("other letter")


class Addressee(models.TextChoices):
    """To whom a letter goes: Governments and other concerned parties (R28.3)."""

    STATE = "state", pgettext_lazy("country", "State")
    COMPANY = "company", _("company")
    ORGANIZATION = "organization", _("international organization")
    OTHER = "other", _("other")


class Language(models.TextChoices):
    """The languages in which letters are written."""

    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")
    SPANISH = "es", _("Spanish")
