"""What the desk asks a source for more. The questions lie sealed in the thread; here lies the day."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from rapporteur.cases.enquiries.workflow import State
from rapporteur.intake.models import Message, Submission
from rapporteur.kernel.ids import new_id
from rapporteur.people.accounts.models import Account


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    def open(self) -> Self:
        return self.filter(state=State.OPEN)

    def unsettled(self) -> Self:
        return self.filter(state__in=(State.OPEN, State.ANSWERED))

    def passed(self, day: date) -> Self:
        """Keep those whose day lies before `day`."""
        return self.filter(until__lt=day)


class Enquiry(models.Model):
    """Questions to one source, with a day by which an answer would help. One at a time is open."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="enquiries")
    message = models.OneToOneField(Message, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    until = models.DateField()
    times = models.PositiveSmallIntegerField(default=1)  # that it was asked
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    on = models.DateField()

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        indexes = [
            models.Index(fields=["until"], condition=Q(state="open"), name="enquiry_open_until")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"], condition=Q(state="open"), name="one_enquiry_open"
            ),
            models.CheckConstraint(name="enquiry_state", condition=Q(state__in=State.values)),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("received_enquiry", args=[self.pk])
