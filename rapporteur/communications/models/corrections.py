"""A Mission says that a fact in a letter is not right. It is a note to the desk, no reply."""

from django.db import models
from django.db.models import Q

from rapporteur.communications.models.communications import Communication
from rapporteur.communications.replies.workflow import CorrectionState
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import Version
from rapporteur.people.accounts.models import Account

# What a Mission reads back of its own; the missions door has rights on these columns alone.
TOLD_OF_CORRECTION = ("id", "communication", "state", "noted_on", "noted_by", "sealed", "answer")


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def waiting(self) -> "CorrectionQuerySet":
        return self.filter(state=CorrectionState.NOTED)

    def told(self) -> "CorrectionQuerySet":
        """Bring no more than a Mission may know of its notes."""
        return self.only(*TOLD_OF_CORRECTION)


class Correction(models.Model):
    """The words lie in the vault, sealed to the desk and to the Mission, and so does the answer."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    communication = models.ForeignKey(Communication, models.PROTECT, related_name="corrections")
    state = models.CharField(max_length=8, choices=CorrectionState, default=CorrectionState.NOTED)
    noted_on = models.DateField()
    noted_by = models.UUIDField()  # an account of the Mission
    sealed = models.OneToOneField(Version, models.PROTECT, related_name="+")
    answer = models.OneToOneField(Version, models.PROTECT, null=True, blank=True, related_name="+")
    answered_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_on = models.DateField(null=True, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["noted_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="correction_answered_is_whole",
                condition=Q(
                    state="noted",
                    answer__isnull=True,
                    answered_by__isnull=True,
                    answered_on__isnull=True,
                )
                | Q(
                    state="answered",
                    answer__isnull=False,
                    answered_by__isnull=False,
                    answered_on__isnull=False,
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.noted_on} {self.state}"
