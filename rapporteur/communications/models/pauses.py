"""The clock of a letter stands still, from a day on and until one. Days alone; the reason is sealed."""

from django.db import models
from django.db.models import Q

from rapporteur.communications.models.communications import Communication
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import Version
from rapporteur.people.accounts.models import Account

# What a Mission may know of it; the missions door has rights on these columns alone.
TOLD_OF_PAUSE = ("id", "communication", "paused_on", "resumed_on")


class LetterPauseQuerySet(models.QuerySet["LetterPause"]):
    def standing(self) -> "LetterPauseQuerySet":
        return self.filter(resumed_on=None)

    def told(self) -> "LetterPauseQuerySet":
        return self.only(*TOLD_OF_PAUSE)


class LetterPause(models.Model):
    """No reply is waited for in between, and the days are given back. One at a time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    communication = models.ForeignKey(Communication, models.PROTECT, related_name="pauses")
    paused_on = models.DateField()
    paused_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    why = models.OneToOneField(Version, models.PROTECT, related_name="+")
    resumed_on = models.DateField(null=True, blank=True)
    resumed_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")

    objects = LetterPauseQuerySet.as_manager()

    class Meta:
        ordering = ["paused_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["communication"],
                condition=Q(resumed_on__isnull=True),
                name="letter_pause_one_at_a_time",
            ),
            models.CheckConstraint(
                name="letter_pause_ends_after_start",
                condition=Q(resumed_on__isnull=True, resumed_by__isnull=True)
                | Q(resumed_on__gte=models.F("paused_on"), resumed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paused_on} {self.resumed_on or ''}".strip()
