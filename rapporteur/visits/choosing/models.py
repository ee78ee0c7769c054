"""What a choice of visits rests on: figures, weights, runs of the ranking, decisions. Only added to.

No row refers to an account: the public door, which shows the weights, knows none. Who added a row
stands in `by`, as in the journal.
"""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.ids import new_id
from rapporteur.kernel.reference.models import Weighed
from rapporteur.people.mandates.models import Mandate
from rapporteur.world.models import Country


class Weighting(models.Model):
    """A version of the weights, with its reason. The newest is in force."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.CharField(max_length=20, unique=True)
    weights = models.JSONField()  # by the code of the measure
    reason = models.CharField(max_length=600)
    by = models.CharField(max_length=60)
    at = models.DateTimeField()  # UTC

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.version


class FigureQuerySet(models.QuerySet["Figure"]):
    def newest(self) -> Self:
        return self.order_by("country_id", "series", "-as_of", "-at")


class Figure(Weighed):
    """One figure of one State from a public source, or what the desk rated by one (I1)."""

    class Series(models.TextChoices):
        PROGRAMMES = "I1", _("effective programmes, rated 0 to 3")
        CHILD_MARRIAGE = "sdg531", _("women married before 18, aged 20 to 24, in per cent")
        HDI = "hdi", _("Human Development Index")
        GENDER = "gii", _("Gender Inequality Index")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    series = models.CharField(max_length=8, choices=Series)
    amount = models.DecimalField(max_digits=12, decimal_places=4)
    by = models.CharField(max_length=60)
    at = models.DateTimeField()  # UTC

    objects = FigureQuerySet.as_manager()

    class Meta:
        ordering = ["country", "series", "-as_of"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "series", "as_of", "source"], name="one_figure_once"
            ),
            models.CheckConstraint(
                name="programmes_are_rated_0_to_3",
                condition=~Q(series="I1") | Q(amount__gte=0, amount__lte=3),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.series} {self.as_of}"


class Run(models.Model):
    """One run of the ranking, kept as the bytes that it was written in."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    on = models.DateField()
    written = models.TextField()  # JSON, see `runs`
    inherited = models.JSONField(default=list)  # codes: agreed under an earlier holder (R46.1)
    behind = models.JSONField(default=dict)  # by State and measure, what stands behind a value
    by = models.CharField(max_length=60)
    at = models.DateTimeField()  # UTC

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.mandate_id} {self.on}"


class Decision(models.Model):
    """Which visits to propose, why, and where this departs from the ranking."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    run = models.ForeignKey(Run, models.PROTECT, related_name="decisions")
    chosen = models.JSONField()  # codes, in order
    departures = models.JSONField()  # {"added": codes, "passed_over": codes}
    reason = models.TextField()
    why_departs = models.TextField(blank=True)
    by = models.CharField(max_length=60)
    at = models.DateTimeField()  # UTC

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(name="decision_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return ", ".join(self.chosen)

    @property
    def departs(self) -> bool:
        told: dict[str, Any] = self.departures
        return bool(told["added"] or told["passed_over"])
