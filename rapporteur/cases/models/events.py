"""What is feared on a day: a court date, a removal. A kind and days, no word of it."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Min, Q
from django.utils.translation import gettext_lazy as _

from rapporteur.cases import due
from rapporteur.cases.models.cases import Case
from rapporteur.kernel.ids import new_id
from rapporteur.people.accounts.models import Account
from rapporteur.world.calendars.counting import Calendar


class RiskEventQuerySet(models.QuerySet["RiskEvent"]):
    def of_case(self, case: Case) -> Self:
        """Keep those of a case, and of the cases that were merged into it."""
        return self.filter(Q(case=case) | Q(case__merged_into=case))

    def standing(self) -> Self:
        return self.filter(removed_on=None)

    def to_come(self, day: date) -> Self:
        """Keep what is not over before a day."""
        return self.filter(on__gte=day)

    def soonest(self) -> date | None:
        """Return the day by which to decide for the first of them. One query."""
        found: date | None = self.aggregate(first=Min("decide_by"))["first"]
        return found


class RiskEvent(models.Model):
    """Something that will happen on a day at a place, for which a decision should come before.

    It is never changed: one that moves to another day is taken away and added anew.
    """

    class Kind(models.TextChoices):
        COURT = "court", _("a court date")
        REMOVAL = "removal", _("a removal or deportation")
        FEARED = "feared", _("something else that is feared")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="risk_events")
    kind = models.CharField(max_length=7, choices=Kind)
    on = models.DateField()  # there
    at = models.TimeField(null=True, blank=True)  # there; empty: not known
    zone = models.CharField(max_length=40)  # IANA
    decide_by = models.DateField()  # the desk's own, from the three above and its calendar
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    added_on = models.DateField()
    removed_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    removed_on = models.DateField(null=True, blank=True)

    objects = RiskEventQuerySet.as_manager()

    class Meta:
        ordering = ["decide_by", "pk"]
        constraints = [
            models.CheckConstraint(
                name="risk_event_removed_has_day",
                condition=Q(removed_by__isnull=True, removed_on__isnull=True)
                | Q(removed_by__isnull=False, removed_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"

    def day_before(self, calendar: Calendar) -> date:
        """Return the last whole day of the desk before it begins, worked or not."""
        return due.day_before(self.on, self.at, self.zone, calendar.zone)

    def decided_before(self, calendar: Calendar) -> date:
        return due.decided_before(self.on, self.at, self.zone, calendar)
