"""Reprisals: codes, days and States here, words in the vault."""

from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.urls import reverse

from rapporteur.cases.facts import Known
from rapporteur.cases.models.cases import Case, denied_to
from rapporteur.cases.reprisals.facts import Act, Process, Taken
from rapporteur.cases.reprisals.rules import desks_handled
from rapporteur.cases.reprisals.workflow import State
from rapporteur.kernel.dates import PartialDateField
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import Version
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.world.models import Country


class ReprisalQuerySet(models.QuerySet["ReprisalIncident"]):
    def visible_to(self, person: Account) -> Self:
        """Keep those of desks where the person handles reprisals; for others there are none."""
        seen = self.filter(desk__in=desks_handled(person))
        return seen.exclude(case__isnull=False, case__in=denied_to(person))

    def about(self, case: Case, letter: UUID | None = None) -> Self:
        """Keep what is linked with a case, or, where a letter is given, with that letter."""
        return self.filter(letter=letter) if letter else self.filter(case=case)

    def open(self) -> Self:
        return self.exclude(state=State.CLOSED)


class ReprisalIncident(models.Model):
    """Something done to someone for working with the United Nations, or to their relatives.

    `letter` is the id of a communication, a room above this one, so there is no key to its table.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.NOTED)
    process = models.CharField(max_length=10, choices=Process)
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="reprisals")
    letter = models.UUIDField(null=True, blank=True)
    act = models.CharField(max_length=9, choices=Act)
    day = PartialDateField()  # empty means not known
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="+")
    taken = models.JSONField(default=list, blank=True)  # codes of facts.Taken
    consent = models.CharField(max_length=7, choices=Known, default=Known.UNKNOWN)  # to report it
    sealed = models.OneToOneField(Version, models.PROTECT, related_name="+")
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    on = models.DateField()

    objects = ReprisalQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "pk"]
        indexes = [models.Index(fields=["letter"], name="reprisal_of_letter")]
        constraints = [
            models.CheckConstraint(
                name="reprisal_of_letter_has_letter",
                condition=~Q(process=Process.LETTER) | Q(letter__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("reprisals_incident", args=[self.pk])

    @property
    def taken_in_words(self) -> list[str]:
        return [str(Taken(code).label) for code in self.taken]
