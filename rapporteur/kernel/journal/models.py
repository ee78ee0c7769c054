"""What was done, by whom, when and why; the chain that shows tampering; its signed checkpoints.

Entries hold ids and counts, never content. Rows are only ever added: a trigger of the database
refuses UPDATE, DELETE and TRUNCATE to everyone, the owner too. ADR 0030.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.ids import new_id


class Outcome(models.TextChoices):
    DONE = "done", _("done")
    REFUSED = "refused", _("refused")
    FAILED = "failed", _("failed")


def accounts_among(actors: Iterable[str]) -> set[UUID]:
    """Return the accounts among those who acted; a job and a command have none."""
    found = set()
    for actor in actors:
        try:
            found.add(UUID(actor))
        except ValueError:
            continue
    return found


class EntryQuerySet(models.QuerySet["Entry"]):
    def about(self, table: str, subject: object) -> "EntryQuerySet":
        return self.filter(subject_table=table, subject_id=str(subject))

    def newest_first(self) -> "EntryQuerySet":
        return self.order_by("-day", "-at", "id")


class Entry(models.Model):
    """One act, refusal, failure or reading of something sealed.

    No column has a default of the database and the key is made here, so that a role that may
    only INSERT can add one. Rows of the intake door carry a day and no time.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    day = models.DateField(_("day"))
    at = models.DateTimeField(_("time"), null=True)  # UTC; none at the intake door
    door = models.CharField(_("door"), max_length=12)
    verb = models.CharField(_("act"), max_length=80)
    subject_table = models.CharField(max_length=80, blank=True)
    subject_id = models.CharField(max_length=80, blank=True)
    by = models.CharField(_("by"), max_length=80)
    why = models.CharField(_("reason"), max_length=1000, blank=True)
    detail = models.JSONField(default=dict)
    outcome = models.CharField(_("outcome"), max_length=7, choices=Outcome)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")
        indexes = [
            models.Index(fields=["day", "at"], name="entry_day"),
            models.Index(fields=["subject_table", "subject_id"], name="entry_subject"),
        ]
        constraints = [
            models.CheckConstraint(
                name="entry_outcome", condition=models.Q(outcome__in=Outcome.values)
            ),
            models.CheckConstraint(
                name="entry_of_intake_has_no_time",
                condition=models.Q(door="intake", at__isnull=True)
                | (~models.Q(door="intake") & models.Q(at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_table} {self.subject_id}"


class Link(models.Model):
    """The place of one entry in the chain: SHA-256 of the hash before it and the entry's line."""

    number = models.BigIntegerField(primary_key=True)  # from 1, without gaps
    entry_id = models.UUIDField(unique=True)
    hash = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"{self.number} {bytes(self.hash).hex()}"


class Checkpoint(models.Model):
    """The hash at one number of the chain, signed with a key that the database never sees."""

    number = models.BigIntegerField(primary_key=True)  # of the link it covers, and all before
    hash = models.BinaryField(max_length=32)
    at = models.DateTimeField()  # UTC
    signature = models.BinaryField(max_length=64)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {bytes(self.hash).hex()}"
