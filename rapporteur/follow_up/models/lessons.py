"""What a recommendation to one State teaches others in a similar situation: never an obligation (R32.4)."""

from typing import Self

from django.db import models
from django.db.models import Q

from rapporteur.kernel.ids import new_id
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.recommendations.models import Recommendation
from rapporteur.world.models import Country


class UsefulElsewhere(models.Model):
    """A recommendation of ours that its drafter marked as useful to other States too."""

    recommendation = models.OneToOneField(
        Recommendation, models.PROTECT, primary_key=True, related_name="useful_elsewhere"
    )
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="+")
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        ordering = ["-on", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class LessonQuerySet(models.QuerySet["Lesson"]):
    def visible_to(self, person: Account) -> Self:
        return self.filter(desk__in=Desk.objects.visible_to(person))

    def newest(self) -> Self:
        """Keep what was decided last of each recommendation and State by each desk."""
        one_each = ("desk_id", "recommendation_id", "country_id")
        last = self.model.objects.order_by(*one_each, "-at").distinct(*one_each)
        return self.filter(pk__in=last.values("pk"))


class Lesson(models.Model):
    """What a person decided: whether a recommendation is a lesson for another State, and why.

    Rows are only added; the newest counts. `shared` keeps what was suggested as similar at that
    moment, each with day and source.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="+")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="lessons")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    is_lesson = models.BooleanField()
    similar = models.CharField(max_length=600)  # what is similar, or why it is not enough
    shared = models.JSONField(default=list, blank=True)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = LessonQuerySet.as_manager()

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["country"], name="lesson_for_state")]
        constraints = [
            models.CheckConstraint(name="lesson_has_reason", condition=~Q(similar="")),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.country_id}"
