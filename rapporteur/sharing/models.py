"""What a desk shares of a case with the desk of another mandate: ids and days. ADR 0112.

The reason and the summary lie in records of the vault, sealed to both desks while it stands.
"""

from typing import Self
from uuid import UUID

from django.db import models

from rapporteur.cases.models import Case, Joined
from rapporteur.cases.models.cases import denied_to
from rapporteur.cases.rules import desks_read
from rapporteur.intake.models import Submission
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import SealedRecord, Version
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk


def denied_sharings(person: Account) -> "models.QuerySet[SharedSource, UUID]":
    """Return what opens a submission of a case that is denied to a person, or is shared of one."""
    cases = denied_to(person)
    held = Joined.objects.filter(case__in=cases).values("submission")
    found = models.Q(submission__in=held) | models.Q(sharing__case__in=cases)
    return SharedSource.objects.filter(found).values_list("sharing", flat=True)


class SharingQuerySet(models.QuerySet["Sharing"]):
    def standing(self) -> Self:
        return self.filter(stopped_on__isnull=True)

    def given_by(self, person: Account) -> Self:
        """Keep what was shared of cases that this person works with: RX.1."""
        return self.filter(case__in=Case.objects.visible_to(person))

    def visible_to(self, person: Account) -> Self:
        """Keep what was shared with desks whose sealed things this person reads: RX.1.

        Whoever is denied the case at its own desk does not get it back through another.
        """
        return self.filter(desk__in=desks_read(person)).exclude(pk__in=denied_sharings(person))

    def newest_first(self) -> Self:
        return self.order_by("-on", "pk")


class Sharing(models.Model):
    """Something of a case shared with one other desk, until it is stopped. Rows are never removed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="sharings")
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="+")  # that receives it
    recipient = models.UUIDField()  # in the vault: its group on that day
    reason = models.OneToOneField(Version, models.PROTECT, related_name="+")
    summary = models.OneToOneField(
        SealedRecord, models.PROTECT, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    on = models.DateField()
    stopped_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    stopped_on = models.DateField(null=True, blank=True)

    objects = SharingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["desk", "-on"], name="sharing_received")]
        constraints = [
            models.CheckConstraint(
                name="sharing_stopped_by_someone",
                condition=models.Q(stopped_on__isnull=True, stopped_by__isnull=True)
                | models.Q(stopped_on__isnull=False, stopped_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def stands(self) -> bool:
        return self.stopped_on is None

    def records(self) -> set[UUID]:
        """Return every record that it opens to the other desk. One query."""
        whole = self.sources.filter(whole=True)
        found = {self.reason.record_id, *whole.values_list("submission__sealed__record", flat=True)}
        return found | {self.summary_id} if self.summary_id else found


class SharedSource(models.Model):
    """A submission whose words go along: whole, or drawn on by the summary."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sharing = models.ForeignKey(Sharing, models.PROTECT, related_name="sources")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+")
    whole = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sharing", "submission"], name="shared_source_once"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} in {self.sharing_id}"
