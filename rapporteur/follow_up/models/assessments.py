"""Assessments of whether a recommendation is carried out: each assessor's own, none overwritten."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapporteur.follow_up.models.evidence import Evidence
from rapporteur.follow_up.models.followings import Following
from rapporteur.follow_up.models.scales import Mark
from rapporteur.kernel.dates import PartialDateField
from rapporteur.kernel.ids import new_id
from rapporteur.people.accounts.models import Account


class Assessor(models.TextChoices):
    STATE = "state", _("the State itself")
    NHRI = "nhri", _("national human rights institution")
    NGO = "ngo", _("non-governmental organization")
    UN = "un", _("United Nations")
    MANDATE = "mandate", _("the mandate")
    CHILDREN = "children", _("children")
    TREATY_BODY = "treaty_body", _("treaty body")


class Confidence(models.TextChoices):
    LOW = "low", _("low")
    MEDIUM = "medium", _("medium")
    HIGH = "high", _("high")


class Assessment(models.Model):
    """One grade by one assessor on one scale, of a day; a later one stands beside it.

    Of others than the mandate `source` says where they gave it. `view` is why, in words that may be
    published.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    following = models.ForeignKey(Following, models.PROTECT, related_name="assessments")
    assessor_kind = models.CharField(max_length=11, choices=Assessor)
    assessor = models.CharField(max_length=200, blank=True)  # its name or code; empty: by kind
    mark = models.ForeignKey(Mark, models.PROTECT, related_name="+")
    dated = PartialDateField()
    confidence = models.CharField(max_length=6, choices=Confidence, blank=True)
    view = models.CharField(max_length=2_000, blank=True)
    source = models.CharField(max_length=300, blank=True)
    evidence = models.ManyToManyField(Evidence, related_name="assessments", blank=True)
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["following", "made_at"], name="assessment_following")]
        constraints = [
            models.CheckConstraint(name="assessment_has_day", condition=~Q(dated="")),
            models.CheckConstraint(
                name="assessment_of_others_has_source",
                condition=Q(assessor_kind="mandate") | ~Q(source=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessor_kind} {self.mark_id} {self.dated}"
