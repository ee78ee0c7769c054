"""On which days an office works: its place, the week-end there, days off. Only what has a source.

None ships: an operator's file brings them (ADR 0135). Where nothing is on record every day counts.
"""

from django.core.exceptions import ValidationError
from django.db import models

from rapporteur.kernel.reference.models import Sourced

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def validate_weekend(value: object) -> None:
    """Raise ValidationError unless `value` lists days of the week, each once, and leaves one."""
    names = value if isinstance(value, list) else [""]
    if set(names) - set(WEEKDAYS) or len(set(names)) < len(names):
        raise ValidationError("A week-end is days of the week in English, each once.")
    if len(names) == len(WEEKDAYS):
        raise ValidationError("A week in which no day is worked is none.")


class Place(Sourced):
    """Where an office works: its time zone and its week-end, which is empty where it is unknown."""

    code = models.CharField(max_length=8, primary_key=True)  # the operator's own, as GVA
    name = models.CharField(max_length=100)
    zone = models.CharField(max_length=40)  # IANA
    weekend = models.JSONField(default=list, blank=True, validators=[validate_weekend])
    licence = models.CharField(max_length=160)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class DayOff(Sourced):
    """A day on which an office does not work; or, `worked`, one of its week-end on which it does."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="days")
    on = models.DateField()
    name = models.CharField(max_length=120)  # as the source calls it
    worked = models.BooleanField()
    licence = models.CharField(max_length=160)

    class Meta:
        ordering = ["place", "on"]
        constraints = [
            models.UniqueConstraint(fields=["place", "on"], name="one_row_a_day_and_place"),
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.on}"
