"""A reminder of a letter that is out: drafted and queued, sent by a person or dropped."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from rapporteur.communications.models.communications import Communication
from rapporteur.communications.reminding.workflow import ReminderState
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import Version
from rapporteur.people.accounts.models import Account

# What a Mission sees of it; the missions door has rights on these columns alone.
TOLD_OF_REMINDER = ("id", "communication", "sent_on", "told")


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def drafted(self) -> "ReminderQuerySet":
        return self.filter(state=ReminderState.DRAFTED)

    def told_of(self) -> "ReminderQuerySet":
        """Keep what was sent to the Mission, with no more than it may know."""
        found = self.filter(told__isnull=False).order_by("sent_on", "pk")
        return found.only(*TOLD_OF_REMINDER)


class Reminder(models.Model):
    """`sealed` is the draft, for the desk; `told` is what was sent, for the Mission as well.

    `replies` is how many replies there were when it was drafted.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    communication = models.ForeignKey(Communication, models.PROTECT, related_name="reminders")
    state = models.CharField(max_length=7, choices=ReminderState, default=ReminderState.DRAFTED)
    questions = models.JSONField(default=list)  # their numbers in the letter
    replies = models.PositiveSmallIntegerField()
    sealed = models.OneToOneField(Version, models.PROTECT, related_name="+")
    told = models.OneToOneField(Version, models.PROTECT, null=True, blank=True, related_name="+")
    drafted_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    drafted_on = models.DateField()
    sent_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    sent_on = models.DateField(null=True, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["drafted_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["communication"], condition=Q(state="drafted"), name="one_reminder_drafted"
            ),
            models.CheckConstraint(  # never without a person
                name="reminder_sent_is_whole",
                condition=Q(
                    state="sent", told__isnull=False, sent_by__isnull=False, sent_on__isnull=False
                )
                | (
                    ~Q(state="sent")
                    & Q(told__isnull=True, sent_by__isnull=True, sent_on__isnull=True)
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.drafted_on} {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("communications_reminder", args=[self.communication_id, self.pk])
