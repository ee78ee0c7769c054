"""That cases were merged or split: which, what moved, by whom, on which day. Reasons lie sealed."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.models.cases import Case
from rapporteur.intake.models import Submission
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import Version
from rapporteur.people.accounts.models import Account


class ShiftQuerySet(models.QuerySet["Shift"]):
    def standing(self) -> Self:
        return self.filter(undone_on=None)

    def of_case(self, case: Case) -> Self:
        return self.filter(Q(source=case) | Q(target=case))


class Shift(models.Model):
    """Submissions went from one case to another, all (a merge) or some (a split)."""

    class Kind(models.TextChoices):
        MERGE = "merge", _("merged")
        SPLIT = "split", _("split")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=5, choices=Kind)
    source = models.ForeignKey(Case, models.PROTECT, related_name="+")
    target = models.ForeignKey(Case, models.PROTECT, related_name="+")
    sealed = models.OneToOneField(Version, models.PROTECT, related_name="+")
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    on = models.DateField()
    undone_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    undone_on = models.DateField(null=True, blank=True)

    objects = ShiftQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source"],
                condition=Q(kind="merge", undone_on=None),
                name="merged_once_at_a_time",
            ),
            models.CheckConstraint(
                name="shift_undone_is_whole",
                condition=Q(undone_by__isnull=True, undone_on__isnull=True)
                | Q(undone_by__isnull=False, undone_on__isnull=False, kind="merge"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"


class Moved(models.Model):
    """A submission that a shift moved."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    shift = models.ForeignKey(Shift, models.PROTECT, related_name="moved")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shift", "submission"], name="moved_once_a_shift")
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} by {self.shift_id}"
