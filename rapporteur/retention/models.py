"""How long what is sealed is kept, what may not be erased, and what was: ids, days, codes alone."""

from datetime import date
from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.models import Case
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.reference.models import Weighed
from rapporteur.kernel.vault.models import Version
from rapporteur.people.accounts.models import Account


class Kept(models.TextChoices):
    """The classes of what is kept."""

    DRAFT = "draft", _("answers that were never sent")
    IDENTITY = "identity", _("who the sources are")
    UNSENT = "unsent", _("everything sealed in a case without a letter")
    LETTER = "letter", _("letters and replies")


class RetentionClass(Weighed):
    """How long one class is kept, from a source. `days` None: it is not erased."""

    class From(models.TextChoices):
        WRITTEN = "written", _("the day it was written")
        CLOSED = "closed", _("the day the case was closed")
        NEVER = "never", _("it is kept")

    code = models.CharField(max_length=8, primary_key=True, choices=Kept)
    counts_from = models.CharField(max_length=7, choices=From)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    notice_days = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="retention_days_unless_kept",
                condition=models.Q(counts_from="never", days__isnull=True)
                | (~models.Q(counts_from="never") & models.Q(days__gt=0)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_code_display())


class HoldQuerySet(models.QuerySet["Hold"]):
    def standing(self) -> Self:
        return self.filter(lifted_by__isnull=True)


class Hold(models.Model):
    """A case that must not be erased: a legal hold. Its reasons lie sealed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="holds")
    sealed = models.OneToOneField(Version, models.PROTECT, related_name="+")
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    on = models.DateField()
    lifted_sealed = models.OneToOneField(
        Version, models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    lifted_on = models.DateField(null=True, blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(lifted_by__isnull=True),
                name="one_hold_stands",
            ),
            models.CheckConstraint(
                name="hold_lifted_by_another",
                condition=models.Q(
                    lifted_by__isnull=True, lifted_on__isnull=True, lifted_sealed__isnull=True
                )
                | (
                    ~models.Q(lifted_by=models.F("by"))
                    & models.Q(lifted_on__isnull=False, lifted_sealed__isnull=False)
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class PurgeQuerySet(models.QuerySet["Purge"]):
    def waiting(self) -> Self:
        return self.filter(agreed_by__isnull=True, withdrawn_by__isnull=True)

    def done(self) -> Self:
        return self.filter(agreed_by__isnull=False)


class Purge(models.Model):
    """Erasing that one person asked for; once another agreed, the tombstone of what was erased.

    It holds what class, which case, by whom, on which day and how many keys, and nothing of the
    content. `backups_end` is the last day of the last backup that was begun before it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="purges")
    kept_class = models.CharField(max_length=8, choices=Kept)
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    not_before = models.DateField()  # the day that the sources read in their threads
    agreed_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_on = models.DateField(null=True, blank=True)
    records = models.PositiveIntegerField(default=0)
    keys = models.PositiveIntegerField(default=0)
    backups_end = models.DateField(null=True, blank=True)

    objects = PurgeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(agreed_by__isnull=True, withdrawn_by__isnull=True),
                name="one_purge_waits",
            ),
            models.CheckConstraint(
                name="purge_by_two",
                condition=models.Q(agreed_by__isnull=True, agreed_on__isnull=True)
                | (
                    ~models.Q(agreed_by=models.F("asked_by"))
                    & models.Q(agreed_on__isnull=False, withdrawn_by__isnull=True)
                    & models.Q(agreed_on__gte=models.F("not_before"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kept_class} of {self.case_id}"

    def get_absolute_url(self) -> str:
        return reverse("retention_certificate", args=[self.pk])

    @property
    def what(self) -> str | Promise:
        return Kept(self.kept_class).label

    def has_come(self, on: date) -> bool:
        return self.not_before <= on
