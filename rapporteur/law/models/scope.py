"""What the mandate may act on: codes, what each rests on, and the rule of each day."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel import dates
from rapporteur.kernel.dates import PartialDateField
from rapporteur.kernel.reference.models import Sourced, Weighed
from rapporteur.kernel.texts import in_language, validate_texts
from rapporteur.law.models.instruments import Provision


class ScopeCodeQuerySet(models.QuerySet["ScopeCode"]):
    def on(self, day: date) -> Self:
        """Keep the codes that were in use on `day`."""
        text = day.isoformat()
        return self.filter(Q(valid_from__lte=text), Q(valid_to="") | Q(valid_to__gt=text))

    def roots(self) -> Self:
        return self.filter(parent=None)


class ScopeCode(Weighed):
    """One kind of matter, or one act of it, under a code that never changes its meaning.

    A meaning that changes gets a code of its own with a first day; the old one keeps its last day.
    """

    class Kind(models.TextChoices):
        MATTER = "matter", _("kind of matter")
        ACT = "act", _("act")
        LIABILITY = "liability", _("form of liability")

    code = models.CharField(max_length=40, primary_key=True)
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.MATTER)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    names = models.JSONField(validators=[validate_texts])  # preferred terms
    treaty_terms = models.JSONField(default=dict, blank=True)  # as the treaty says it
    plain = models.JSONField(default=dict, blank=True)  # in plain words
    valid_from = PartialDateField()
    valid_to = PartialDateField()  # the first day on which it is no longer given
    position = models.PositiveSmallIntegerField()

    objects = ScopeCodeQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(name="scope_code_has_start", condition=~Q(valid_from="")),
            models.CheckConstraint(
                name="scope_code_ends_after_start",
                condition=Q(valid_to="") | Q(valid_to__gt=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self.names)

    @property
    def treaty_term(self) -> str:
        return in_language(self.treaty_terms)

    @property
    def plain_words(self) -> str:
        return in_language(self.plain)


class ScopeBasis(Sourced):
    """What a code rests on: a provision of a treaty, or a dated decision of the mandate (R17.1)."""

    scope_code = models.ForeignKey(ScopeCode, models.PROTECT, related_name="bases")
    position = models.PositiveSmallIntegerField()
    provision = models.ForeignKey(
        Provision, models.PROTECT, null=True, blank=True, related_name="scope_bases"
    )
    decision = models.CharField(max_length=60, blank=True)  # symbol of a document
    decided_on = PartialDateField()
    note = models.CharField(max_length=600, blank=True)

    class Meta:
        ordering = ["scope_code", "position"]
        constraints = [
            models.UniqueConstraint(fields=["scope_code", "position"], name="one_basis_a_place"),
            models.CheckConstraint(
                name="basis_is_provision_or_dated_decision",
                condition=Q(provision__isnull=False, decision="")
                | (Q(provision__isnull=True) & ~Q(decision="") & ~Q(decided_on="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scope_code_id}: {self.decision or self.provision_id}"


class ScopeRule(Weighed):
    """From a day to a day: does this kind of matter fit the mandate, and if not, who else may act.

    The answer is never a hard no (¶17): borderline and other body still go to a person.
    """

    class Answer(models.TextChoices):
        FITS = "fits", _("fits the mandate")
        BORDERLINE = "borderline", _("borderline: a person decides")
        OTHER_BODY = "other_body", _("another body is better placed")

    class When(models.TextChoices):
        ALWAYS = "", _("always")
        COMMERCIAL = "commercial", _("where something was given or promised in return")
        NOT_COMMERCIAL = "not_commercial", _("where nothing was given or promised in return")
        EXPLOITED = "exploited", _("where sale or exploitation is part of it")
        NOT_EXPLOITED = "not_exploited", _("where neither sale nor exploitation is part of it")

    scope_code = models.ForeignKey(ScopeCode, models.PROTECT, related_name="rules")
    when = models.CharField(max_length=14, choices=When, blank=True)
    answer = models.CharField(max_length=10, choices=Answer)
    valid_from = PartialDateField()
    valid_to = PartialDateField()
    reasons = models.JSONField(validators=[validate_texts])
    elsewhere = models.CharField(max_length=120, blank=True)  # codes of bodies, with commas between

    class Meta:
        ordering = ["scope_code", "when", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["scope_code", "when", "valid_from"], name="one_scope_rule_a_day"
            ),
            models.CheckConstraint(
                name="scope_rule_ends_after_start",
                condition=Q(valid_to="") | Q(valid_to__gt=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scope_code_id} {self.answer} from {self.valid_from}"

    @property
    def reason(self) -> str:
        return in_language(self.reasons)

    def holds_on(self, day: date) -> bool:
        return dates.holds_on(day, self.valid_from, self.valid_to)


class ScopeReading(Weighed):
    """A way to read a word of the mandate, as the codes that it counts: sale, narrow or broad."""

    key = models.CharField(max_length=30, primary_key=True)
    titles = models.JSONField(validators=[validate_texts])
    codes = models.JSONField(default=list)  # each with all that stands below it

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return in_language(self.titles)
