"""What a person did to many rows of a list at once, row by row, so that it can be undone."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.models.cases import Case
from rapporteur.intake.models import Submission
from rapporteur.kernel.clock import now
from rapporteur.kernel.ids import new_id
from rapporteur.people.accounts.models import Account

UNDO_FOR = timedelta(minutes=15)


class HeldBack(models.Model):
    """A person has put a submission aside, to be looked at again; letting it in takes this away."""

    submission = models.OneToOneField(
        Submission, models.PROTECT, primary_key=True, related_name="held_back"
    )
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    on = models.DateField()

    def __str__(self) -> str:
        return str(self.pk)


class BulkQuerySet(models.QuerySet["Bulk"]):
    def visible_to(self, person: Account) -> Self:
        """Keep a person's own; the journal has everybody's, row by row."""
        return self.filter(by=person)


class Bulk(models.Model):
    """One act on many rows."""

    class Kind(models.TextChoices):
        OWNER = "owner", _("given to someone")
        DUE = "due", _("another day")
        HOLD = "hold", _("held back or let in")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=5, choices=Kind)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()  # UTC
    undone_at = models.DateTimeField(null=True, blank=True)  # UTC

    objects = BulkQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("cases_bulk_done", args=[self.pk])

    @property
    def until(self) -> datetime:
        return self.at + UNDO_FOR

    @property
    def can_be_undone(self) -> bool:
        return self.undone_at is None and now() <= self.until


class BulkItem(models.Model):
    """One row of it: a case or a submission, what stood there before, and what was put there.

    `before` and `after` hold the id of an account, a day, or whether it is held back.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bulk = models.ForeignKey(Bulk, models.PROTECT, related_name="items")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    submission = models.ForeignKey(
        Submission, models.PROTECT, null=True, blank=True, related_name="+"
    )
    before = models.CharField(max_length=36, blank=True)
    after = models.CharField(max_length=36, blank=True)
    undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["case", "submission"]
        constraints = [
            models.CheckConstraint(
                name="bulk_item_is_of_one_row",
                condition=Q(case__isnull=True, submission__isnull=False)
                | Q(case__isnull=False, submission__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return str(self.case or self.submission_id)
