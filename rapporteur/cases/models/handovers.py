"""Hand-overs of a case from one colleague to another. The note lies sealed."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from rapporteur.cases.handovers.workflow import State
from rapporteur.cases.models.cases import Case
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import Version
from rapporteur.people.accounts.models import Account


class HandOverQuerySet(models.QuerySet["HandOver"]):
    def visible_with(self, cases: "models.QuerySet[Case]") -> Self:
        return self.filter(case__in=cases)

    def offered(self) -> Self:
        return self.filter(state=State.OFFERED)


class HandOver(models.Model):
    """A case is offered to a colleague, who accepts it or not. One offer a case at a time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="handovers")
    to = models.ForeignKey(Account, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.OFFERED)
    sealed = models.OneToOneField(Version, models.PROTECT, related_name="+")
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="offered"), name="one_offer_a_case"
            ),
            models.CheckConstraint(
                name="handover_answered_has_day",
                condition=Q(state="offered", answered_on__isnull=True)
                | (~Q(state="offered") & Q(answered_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("cases_handover", args=[self.pk])
