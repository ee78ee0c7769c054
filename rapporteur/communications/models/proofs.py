"""Evidence for the facts of a letter: the dated scale, and the sealed record of each letter."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.models.communications import Communication
from rapporteur.kernel.dates import PartialDateField
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.reference.models import Weighed
from rapporteur.kernel.texts import in_language, validate_texts
from rapporteur.kernel.vault.models import SealedRecord
from rapporteur.people.accounts.models import Account


class ProofTermQuerySet(models.QuerySet["ProofTerm"]):
    def on(self, day: date) -> "list[ProofTerm]":
        """Return the kinds and the scale that hold on `day`, in their order."""
        text = day.isoformat()
        held = self.filter(Q(valid_to="") | Q(valid_to__gt=text), valid_from__lte=text)
        return list(held.order_by("what", "number"))

    def rated(self) -> set[str]:
        """Return the codes of every edition that say how far something can be relied on."""
        return set(self.filter(rated=True).values_list("code", flat=True))

    def labels(self) -> dict[str, str]:
        """Return the newest label of every code."""
        return {one.code: one.label for one in self.order_by("valid_from")}


class ProofTerm(Weighed):
    """A kind of evidence, or a step of the scale of reliability, from a day on."""

    class What(models.TextChoices):
        KIND = "kind", _("kind of evidence")
        RELIABILITY = "reliability", _("how far it can be relied on")

    what = models.CharField(max_length=11, choices=What)
    code = models.CharField(max_length=12)
    number = models.PositiveSmallIntegerField()
    valid_from = PartialDateField()
    valid_to = PartialDateField()
    rated = models.BooleanField()  # of the scale: it is a rating, not the lack of one
    labels = models.JSONField(validators=[validate_texts])
    rules = models.JSONField(validators=[validate_texts])

    objects = ProofTermQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from", "what", "number"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_proof_term_a_day"),
            models.CheckConstraint(name="proof_term_has_start", condition=~Q(valid_from="")),
            models.CheckConstraint(
                name="proof_term_ends_after_start",
                condition=Q(valid_to="") | Q(valid_to__gt=models.F("valid_from")),
            ),
            models.CheckConstraint(
                name="only_reliability_is_rated", condition=Q(rated=False) | Q(what="reliability")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}, {self.valid_from}"

    @property
    def label(self) -> str:
        return in_language(self.labels)

    @property
    def rule(self) -> str:
        return in_language(self.rules)


class FactProofs(models.Model):
    """The evidence for the facts of one letter, sealed to the desk, a version each time.

    In the clear lies how many paragraphs of which version of the letter had none, so that a page
    can tell without opening anything.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    communication = models.OneToOneField(Communication, models.PROTECT, related_name="proofs")
    record = models.OneToOneField(SealedRecord, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    letter_version = models.PositiveIntegerField()
    facts = models.PositiveSmallIntegerField()
    unsourced = models.PositiveSmallIntegerField()
    changed_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    changed_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="no_more_unsourced_than_facts",
                condition=Q(unsourced__lte=models.F("facts")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unsourced} of {self.facts}"
