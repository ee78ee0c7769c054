"""What kinds of letters there are, to whom they go and in which language, with words for people.

Kinds and addressees are those of `publication`, which the public door knows, too.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapporteur.publication.kinds import Addressee, Kind

__all__ = ["Addressee", "Kind", "Language"]


class Language(models.TextChoices):
    """The languages in which letters are written."""

    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")
    SPANISH = "es", _("Spanish")
