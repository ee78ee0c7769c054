"""Who can help, and where online material is reported, State by State: only what has a source.

A number that was guessed can send a child to the wrong person. So a row names its source and the day
on which someone checked it, and a State without a row is said to have none on record. FIELD §8.4, 9.
"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.dates import PartialDateField, written_out
from rapporteur.kernel.reference.models import Sourced
from rapporteur.kernel.texts import in_language, validate_texts
from rapporteur.world.models import Country


class HelplineQuerySet(models.QuerySet["Helpline"]):
    def of(self, iso3: str) -> Self:
        return self.filter(country=iso3)

    def on(self, day: date) -> Self:
        """Keep the rows that hold on `day`."""
        return self.filter(Q(ended_on="") | Q(ended_on__gt=day.isoformat()))


class Helpline(Sourced):
    """A place that helps or takes reports in one State, or the rule on who must report there."""

    class Kind(models.TextChoices):
        EMERGENCY = "emergency", _("in danger now")
        HELPLINE = "helpline", _("a telephone line for children")
        HOTLINE = "hotline", _("where pictures and addresses online are reported")
        REPORTING = "reporting", _("who must report, and to whom")

    kind = models.CharField(max_length=9, choices=Kind)
    country = models.ForeignKey(Country, models.PROTECT, related_name="helplines")
    name = models.CharField(max_length=200)  # as it names itself; of a rule, its act and article
    phone = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=200, blank=True)  # of a site, a mailbox or a house
    languages = models.CharField(max_length=120, blank=True)  # as the source names them
    hours = models.JSONField(default=dict, blank=True, validators=[validate_texts])
    notes = models.JSONField(default=dict, blank=True, validators=[validate_texts])
    ended_on = PartialDateField()  # the first day on which it no longer holds
    licence = models.CharField(max_length=160)
    checked_on = PartialDateField()  # someone called, wrote or read the law on this day

    objects = HelplineQuerySet.as_manager()

    class Meta:
        ordering = ["country", "kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["country", "kind", "name"], name="one_helpline_a_name"),
            models.CheckConstraint(name="helpline_was_checked", condition=~Q(checked_on="")),
            models.CheckConstraint(
                name="helpline_can_be_reached",
                condition=Q(kind="reporting") | ~Q(phone="") | ~Q(address=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.name}"

    @property
    def opening(self) -> str:
        return in_language(self.hours)

    @property
    def note(self) -> str:
        return in_language(self.notes)

    @property
    def checked(self) -> str:
        """Return the day of the check, written out."""
        return written_out(self.checked_on)
