"""The log of what was asked about, corrected or taken away of what is public: kinds and days, no names."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.ids import new_id


class PublicChange(models.Model):
    """One line of the log, written once. It names neither a State, nor who asked, nor why.

    `key` is that of a public copy: of the one that was withdrawn, or of the one in its place. A
    line about a request has none: from a letter and a day people could tell who asked. ADR 0166.
    """

    class Kind(models.TextChoices):
        WITHDRAWN = "withdrawn", _("withdrawn")
        AGAIN = "again", _("published again after a withdrawal")
        CORRECTION = "correction", _("correction asked for")
        REMOVAL = "removal", _("removal asked for")
        PROBLEM = "problem", _("problem reported")

    class Of(models.TextChoices):
        LETTER = "letter", _("letter")
        REPLY = "reply", _("reply")

    class By(models.TextChoices):
        STATE = "state", _("asked by a State")
        OTHER = "other", _("asked by another")

    class Outcome(models.TextChoices):
        CORRECTED = "corrected", _("corrected")
        WITHDRAWN = "withdrawn", _("taken from the public")
        UNCHANGED = "unchanged", _("left as it was")

    REQUESTS = (Kind.CORRECTION, Kind.REMOVAL, Kind.PROBLEM)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=11, unique=True)  # of the case: random, tells no order
    kind = models.CharField(max_length=10, choices=Kind)
    of = models.CharField(max_length=6, choices=Of)
    key = models.CharField(max_length=8, blank=True)
    asked_by = models.CharField(max_length=5, choices=By, blank=True)
    asked_on = models.DateField(null=True, blank=True)
    answer_by = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    day = models.DateField()  # of the withdrawal, of the answer

    class Meta:
        db_table = "published_change"
        ordering = ["-day", "number"]
        indexes = [models.Index(fields=["-day", "number"], name="published_change_list")]
        constraints = [
            models.CheckConstraint(
                name="published_change_request_is_whole",
                condition=Q(
                    kind__in=("correction", "removal", "problem"), key="", asked_on__isnull=False
                )
                & ~Q(asked_by="")
                & ~Q(outcome="")
                | Q(
                    kind__in=("withdrawn", "again"),
                    asked_by="",
                    asked_on__isnull=True,
                    answer_by__isnull=True,
                    outcome="",
                )
                & ~Q(key=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"
