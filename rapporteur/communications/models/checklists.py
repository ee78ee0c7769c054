"""Answers to the Code of Conduct and the Manual for one version of a letter."""

from django.db import models

from rapporteur.checklists.models import Saving
from rapporteur.communications.models.communications import Communication


class LetterChecklist(Saving):
    """One saving; the last one for a version counts, and no earlier one is lost."""

    communication = models.ForeignKey(Communication, models.PROTECT, related_name="checklists")

    class Meta(Saving.Meta):
        indexes = [models.Index(fields=["communication", "version"], name="letter_checklist_of")]
