"""What the desk did so that States accept a treaty: one contact after another. Only added to."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.ids import new_id
from rapporteur.law.models import Instrument
from rapporteur.people.accounts.models import Account
from rapporteur.world.models import Country


class Means(models.TextChoices):
    LETTER = "letter", _("letter")
    MEETING = "meeting", _("meeting")
    CALL = "call", _("telephone call")
    VISIT = "visit", _("during a visit")
    OTHER = "other", _("another way")


class ContactQuerySet(models.QuerySet["Contact"]):
    def about(self, instrument: Instrument) -> Self:
        return self.filter(instrument=instrument).select_related("by")

    def newest_first(self) -> Self:
        return self.order_by("-made_on", "-at", "-pk")


class Contact(models.Model):
    """One contact with a State about one treaty, what came of it, and what is to be done next.

    Nothing confidential stands here: what a source said has no place in it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="contacts")
    country = models.ForeignKey(Country, models.PROTECT, related_name="contacts")
    made_on = models.DateField()
    means = models.CharField(max_length=8, choices=Means)
    outcome = models.CharField(max_length=1000)
    next_step = models.CharField(max_length=300, blank=True)
    next_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()  # UTC: when it was recorded

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["made_on", "at", "pk"]
        indexes = [models.Index(fields=["instrument", "country"], name="contact_about")]
        constraints = [
            models.CheckConstraint(
                name="contact_next_day_has_step",
                condition=Q(next_on__isnull=True) | ~Q(next_step=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.instrument_id} {self.made_on}"
