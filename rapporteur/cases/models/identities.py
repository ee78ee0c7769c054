"""Asking to see who a source is. The reason lies in the vault, and so does the name."""

from typing import Self

from django.db import models
from django.db.models import Q

from rapporteur.cases.identities.workflow import State
from rapporteur.cases.models.cases import Joined, denied_to
from rapporteur.cases.rules import desks_read
from rapporteur.intake.models import Identity
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import Version
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk


class AskingQuerySet(models.QuerySet["Asking"]):
    def visible_to(self, person: Account) -> Self:
        """Keep what was asked at the desks whose sealed things this person reads: RX.1."""
        hidden = Joined.objects.filter(case__in=denied_to(person)).values("submission")
        seen = self.filter(desk__in=desks_read(person))
        return seen.exclude(identity__submission__in=hidden)

    def newest_first(self) -> Self:
        return self.order_by("-asked_at", "pk")


class Asking(models.Model):
    """Someone asks to see a name. `part` is the half that they hold, `released` the other one.

    `released` is sealed to the key of who asked, for this row alone, and goes when it is opened.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="+")
    identity = models.ForeignKey(Identity, models.PROTECT, related_name="askings")
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    part = models.PositiveSmallIntegerField()
    sealed = models.OneToOneField(Version, models.PROTECT, related_name="+")  # the reason
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()  # UTC
    answered_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    until = models.DateTimeField(null=True, blank=True)
    released = models.BinaryField(max_length=4000, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)

    objects = AskingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="asking_part", condition=Q(part__in=[1, 2])),
            models.CheckConstraint(name="asking_state", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="asking_answered_by_another",
                condition=Q(state="asked", answered_by__isnull=True)
                | ~Q(state="asked")
                & Q(answered_by__isnull=False)
                & ~Q(answered_by=models.F("asked_by")),
            ),
            models.CheckConstraint(
                name="asking_half_only_while_released",
                condition=Q(state="released") | Q(released=b""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
