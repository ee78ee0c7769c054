"""What the Code of Conduct and the Manual ask of a letter or a statement, and what was answered.

An item counts from its first day. What was answered keeps the item as it stood then: a later
version of the text asks anew, and changes no answer.
"""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.dates import PartialDateField, written_out
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.reference.models import Weighed
from rapporteur.kernel.texts import in_language, validate_texts
from rapporteur.kernel.vault.models import Version
from rapporteur.people.accounts.models import Account


class ChecklistItemQuerySet(models.QuerySet["ChecklistItem"]):
    def of(self, subject: str, day: date, kind: str = "") -> "list[ChecklistItem]":
        """Return what is asked on `day` of a letter of this kind, or of a statement; one query."""
        text = day.isoformat()
        held = self.filter(
            Q(valid_to="") | Q(valid_to__gt=text), subject=subject, valid_from__lte=text
        )
        return [one for one in held.order_by("number") if not one.kinds or kind in one.kinds]


class ChecklistItem(Weighed):
    """One thing that a text asks, from a day on, with the article or paragraph that asks it.

    Where `gate` names a rule that a step asks by itself, nobody is asked a second time.
    """

    class Subject(models.TextChoices):
        LETTER = "letter", _("letter")
        STATEMENT = "statement", _("press statement")

    class Text(models.TextChoices):
        CODE = "CODE", _("Code of Conduct")
        MANUAL = "MANUAL", _("Manual of Operations")

    code = models.CharField(max_length=24)
    subject = models.CharField(max_length=9, choices=Subject)
    kinds = models.JSONField(default=list, blank=True)  # of letters; empty: all
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=6, choices=Text)
    edition = PartialDateField()  # the day of the version of the text
    cited = models.CharField(max_length=60)  # article or paragraph
    valid_from = PartialDateField()
    valid_to = PartialDateField()  # the first day on which it no longer counts
    gate = models.CharField(max_length=12, blank=True)
    questions = models.JSONField(validators=[validate_texts])

    objects = ChecklistItemQuerySet.as_manager()

    class Meta:
        ordering = ["subject", "number", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_item_a_day"),
            models.CheckConstraint(
                name="item_cites", condition=~Q(cited="") & ~Q(edition="") & ~Q(valid_from="")
            ),
            models.CheckConstraint(
                name="item_ends_after_start",
                condition=Q(valid_to="") | Q(valid_to__gt=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_text_display()}, {self.cited}"

    @property
    def question(self) -> str:
        return in_language(self.questions)

    @property
    def citation(self) -> str:
        """Return article or paragraph, with the version of the text that asks it."""
        told = {"item": str(self), "day": written_out(self.edition)}
        return _now("%(item)s, version of %(day)s") % told

    def kept(self) -> dict[str, Any]:
        """Return the item as an answer keeps it, so that no later version reaches it."""
        names = ("text", "edition", "cited", "valid_from", "questions")
        return {name: getattr(self, name) for name in names}


class Saving(models.Model):
    """One saving of a checklist by a named person, for one version of what it is about.

    `answers` are by code, each with the item as it stood; the reasons are sealed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.PositiveIntegerField()  # of the letter or the statement
    answers = models.JSONField(default=dict)
    reasons = models.OneToOneField(Version, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()  # UTC

    class Meta:
        abstract = True
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"version {self.version}, {len(self.answers)} answers"
