"""Reference data: what changed in it, and what a person corrected, with the reason.

Every room keeps its facts in CSV files beside its code. `loading` reads them; a correction made
at the desk outlives the next load; each change is kept for the feed of changes.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.dates import PartialDateField
from rapporteur.kernel.ids import new_id


class Sourced(models.Model):
    """A fact that says where it comes from and on what day it was so."""

    source = models.CharField(max_length=300)
    as_of = PartialDateField()

    class Meta:
        abstract = True


class Evidence(models.TextChoices):
    """How well a fact is known; a page shows it beside the source."""

    REPORT = "report", _("stated in the founding report")
    DOCUMENT = "document", _("read in a public document")
    GENERAL = "general", _("general knowledge, not yet verified")


class Weighed(Sourced):
    """A sourced fact that also says how well it is known and what is not known about it."""

    evidence = models.CharField(max_length=8, choices=Evidence)
    note = models.CharField(max_length=600, blank=True)  # English; what the record lacks

    class Meta:
        abstract = True


class Change(models.Model):
    """One reference record that was added, changed or withdrawn, for the public feed."""

    class Kind(models.TextChoices):
        ADDED = "added"
        CHANGED = "changed"
        CORRECTED = "corrected"
        WITHDRAWN = "withdrawn"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField()
    table = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind)
    fields = models.JSONField(default=list)
    file = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-at"], name="change_at")]
        ordering = ["-at", "table", "key"]

    def __str__(self) -> str:
        return f"{self.kind} {self.table} {self.key}"


class Correction(models.Model):
    """A field of a reference record as a named person corrected it, with reason and source."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    table = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    field = models.CharField(max_length=60)
    before = models.JSONField()
    after = models.JSONField()
    reason = models.TextField()
    source = models.CharField(max_length=300)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["table", "key"], name="correction_of")]
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                name="correction_has_reason", condition=~models.Q(reason="") & ~models.Q(source="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.key} {self.field}"
