"""The signature of what a source wrote, sealed: the row says no more than that it was opened."""

from django.db import models

from rapporteur.intake.models import Submission
from rapporteur.kernel.vault.models import Version


class Likeness(models.Model):
    """By what a submission is found to read like another. Made when it is first opened."""

    submission = models.OneToOneField(
        Submission, models.PROTECT, primary_key=True, related_name="likeness"
    )
    sealed = models.OneToOneField(Version, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.pk)
