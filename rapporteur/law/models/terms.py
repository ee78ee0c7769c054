"""Terms: what the treaty says, what we say, and what we do not say."""

from django.db import models

from rapporteur.kernel.dates import PartialDateField
from rapporteur.kernel.reference.models import Weighed
from rapporteur.kernel.texts import in_language, validate_texts
from rapporteur.law.models.scope import ScopeCode


class Term(Weighed):
    """A term of the treaties beside the preferred one; `avoid` holds words by language.

    Treaty wording is used in titles and quotations only (R17.4).
    """

    code = models.CharField(max_length=40, primary_key=True)
    treaty_labels = models.JSONField(default=dict, blank=True)
    preferred_labels = models.JSONField(validators=[validate_texts])
    avoid = models.JSONField(default=dict, blank=True)  # language: list of words
    explanations = models.JSONField(default=dict, blank=True)
    scope_code = models.ForeignKey(
        ScopeCode, models.PROTECT, null=True, blank=True, related_name="terms"
    )
    valid_from = PartialDateField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.preferred

    @property
    def preferred(self) -> str:
        return in_language(self.preferred_labels)

    @property
    def treaty_label(self) -> str:
        return in_language(self.treaty_labels)

    @property
    def explanation(self) -> str:
        return in_language(self.explanations)
