"""The texts that a draft starts from: one block of a kind of letter, from a day on."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.models.kinds import Kind
from rapporteur.kernel.dates import PartialDateField
from rapporteur.kernel.reference.models import Weighed
from rapporteur.kernel.texts import in_language, validate_texts


class TextBlockQuerySet(models.QuerySet["TextBlock"]):
    def of(self, kind: str, day: date) -> "list[TextBlock]":
        """Return the blocks of a kind of letter that hold on `day`, in their order."""
        text = day.isoformat()
        held = self.filter(Q(valid_to="") | Q(valid_to__gt=text), kind=kind, valid_from__lte=text)
        return list(held.order_by("number"))


class TextBlock(Weighed):
    """One block of the structure of a letter (FIELD 1.5), as our own draft words it.

    What stands in braces is filled in when a letter is drafted or shown: `{subject}`.
    """

    class Part(models.IntegerChoices):
        LETTERHEAD = 1, _("letterhead")
        REFERENCE = 2, _("reference and date")
        OPENING = 3, _("opening")
        SUBJECT = 4, _("subject")
        FACTS = 5, _("facts, as reported")
        CONCERNS = 6, _("concerns")
        STANDARDS = 7, _("legal standards")
        QUESTIONS = 8, _("questions")
        MEASURES = 9, _("interim measures")
        PUBLICITY = 10, _("when this becomes public")
        CLOSING = 11, _("closing")

    kind = models.CharField(max_length=2, choices=Kind)
    number = models.PositiveSmallIntegerField(choices=Part)
    valid_from = PartialDateField()
    valid_to = PartialDateField()
    texts = models.JSONField(validators=[validate_texts])

    objects = TextBlockQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "number", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number", "valid_from"], name="one_block_a_day"
            ),
            models.CheckConstraint(name="block_has_start", condition=~Q(valid_from="")),
            models.CheckConstraint(
                name="block_ends_after_start",
                condition=Q(valid_to="") | Q(valid_to__gt=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def text(self) -> str:
        return in_language(self.texts)
