"""Reference data of follow-up: scales of assessments with their grades, and kinds of evidence."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.dates import PartialDateField
from rapporteur.kernel.reference.models import Weighed
from rapporteur.kernel.texts import in_language, validate_texts


class Stage(models.TextChoices):
    """What a grade of any scale comes to, so that scales can be counted side by side."""

    NOT_STARTED = "not_started", _("not started")
    IN_PROGRESS = "in_progress", _("in progress")
    PARTIAL = "partial", _("partly implemented")
    FULL = "full", _("implemented")
    REGRESSED = "regressed", _("gone back")
    NO_INFO = "no_info", _("no information")
    NOT_APPLICABLE = "not_applicable", _("not applicable")


class ScaleQuerySet(models.QuerySet["Scale"]):
    def on(self, day: date) -> Self:
        text = day.isoformat()
        return self.filter(Q(valid_to="") | Q(valid_to__gt=text), valid_from__lte=text)


class Scale(Weighed):
    """One scale of grades, from a day to a day; `body` gives its grades alone, empty: anyone may.

    `mechanisms` are the kinds of recommendation that the body grades on it.
    """

    code = models.CharField(max_length=20, primary_key=True)
    labels = models.JSONField(validators=[validate_texts])
    body = models.CharField(max_length=20, blank=True)
    mechanisms = models.JSONField(default=list, blank=True)
    valid_from = PartialDateField()
    valid_to = PartialDateField()
    position = models.PositiveSmallIntegerField()

    objects = ScaleQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(name="scale_has_start", condition=~Q(valid_from="")),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def label(self) -> str:
        return in_language(self.labels)


class Mark(Weighed):
    """One grade of a scale, in the words of the scale, and the stage that it comes to."""

    key = models.CharField(max_length=40, primary_key=True)  # SCALE/grade
    scale = models.ForeignKey(Scale, models.PROTECT, related_name="marks")
    code = models.CharField(max_length=20)
    labels = models.JSONField(validators=[validate_texts])
    stage = models.CharField(max_length=14, choices=Stage)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["scale", "position"]
        constraints = [
            models.UniqueConstraint(fields=["scale", "code"], name="one_mark_of_a_scale_once"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def label(self) -> str:
        return in_language(self.labels)


class Strength(Weighed):
    """A kind of evidence by how much it shows: 1 is the strongest (FIELD §3.5).

    What does not show that anything was done, as a stated intention, is marked so.
    """

    code = models.CharField(max_length=20, primary_key=True)
    number = models.PositiveSmallIntegerField(unique=True)
    labels = models.JSONField(validators=[validate_texts])
    shows_action = models.BooleanField()

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.code

    @property
    def label(self) -> str:
        return in_language(self.labels)
