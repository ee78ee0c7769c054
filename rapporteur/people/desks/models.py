"""Desks, who belongs to them with which roles, and which State a mission account speaks for."""

from datetime import date
from typing import Self
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.ids import new_id
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.workflow import State
from rapporteur.world.calendars.models import Place
from rapporteur.world.models import Country


class DeskQuerySet(models.QuerySet["Desk"]):
    def visible_to(self, person: Account) -> Self:
        """Keep the desks that have let this person in."""
        return self.filter(memberships__account=person, memberships__state=State.LET_IN).distinct()

    def held(self, desk: UUID) -> "Desk":
        """Hold the row of a desk until the transaction ends: its calendar stays what it is."""
        return self.select_for_update(no_key=True).get(pk=desk)

    def all_held(self) -> Self:
        """Hold the rows of all desks likewise."""
        return self.select_for_update(no_key=True).order_by("pk")


class Desk(models.Model):
    """The people who work for one mandate; in the vault, a group with one key pair."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    mandate_code = models.CharField(max_length=40)  # as in people.mandates
    name = models.CharField(max_length=200)
    recipient = models.UUIDField(null=True, blank=True, unique=True)  # the vault's group
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="desks")

    objects = DeskQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def visible_to(self, person: Account) -> Self:
        """Keep the memberships of the desks that have let this person in: RX.1."""
        return self.filter(desk__in=Desk.objects.visible_to(person))

    def current(self) -> Self:
        return self.exclude(state=State.REMOVED)

    def let_in(self) -> Self:
        return self.filter(state=State.LET_IN)

    def invited(self) -> Self:
        return self.filter(state=State.INVITED)


class Membership(models.Model):
    """A person at a desk, with roles, from a day to a day. A removed one stays as record."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="memberships")
    account = models.ForeignKey(Account, models.PROTECT, related_name="memberships")
    roles = models.JSONField(default=list)  # codes of kernel.access.roles
    state = models.CharField(max_length=8, choices=State, default=State.INVITED)
    invited_on = models.DateField()
    let_in_on = models.DateField(null=True, blank=True)
    removed_on = models.DateField(null=True, blank=True)
    asked_by = models.UUIDField(null=True, blank=True)  # who invited, or asked for other roles
    agreed_by = models.UUIDField(null=True, blank=True)  # the second holder of the key
    agreed_on = models.DateField(null=True, blank=True)
    wanted_roles = models.JSONField(default=list, blank=True)  # until a second holder agrees

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["account__name", "invited_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["desk", "account"],
                condition=~models.Q(state="removed"),
                name="membership_once",
            ),
            models.CheckConstraint(
                name="membership_let_in_has_day",
                condition=~models.Q(state="let_in") | models.Q(let_in_on__isnull=False),
            ),
            models.CheckConstraint(
                name="membership_removed_has_day",
                condition=models.Q(state="removed", removed_on__isnull=False)
                | (~models.Q(state="removed") & models.Q(removed_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="membership_agreed_by_another",
                condition=models.Q(agreed_by__isnull=True, agreed_on__isnull=True)
                | models.Q(agreed_by__isnull=False, agreed_on__isnull=False)
                & ~models.Q(agreed_by=models.F("asked_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} at {self.desk}"


class MissionMembership(models.Model):
    """The State for whose Permanent Mission a missions account speaks."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.OneToOneField(Account, models.PROTECT, related_name="mission")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["country", "since"]
        verbose_name = _("membership of a Permanent Mission")

    def __str__(self) -> str:
        return f"{self.account} for {self.country_id}"

    def holds_on(self, day: date) -> bool:
        """Say whether the account spoke for the State on `day`: up to but without the end day."""
        return self.since <= day and (self.until is None or self.until > day)
