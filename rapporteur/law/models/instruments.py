"""Instruments with their articles, and the general comments that explain them."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.dates import PartialDateField
from rapporteur.kernel.reference.models import Sourced, Weighed
from rapporteur.kernel.texts import in_language, language_of, validate_texts


class InstrumentQuerySet(models.QuerySet["Instrument"]):
    def binding(self) -> Self:
        """Keep treaties: what binds a State once it has accepted it."""
        return self.filter(binding=True)

    def named_in_report(self) -> Self:
        return self.filter(named_in_report=True)


class Instrument(Weighed):
    """A treaty, declaration or set of rules under our own key; a protocol has a parent."""

    class Kind(models.TextChoices):
        TREATY = "treaty", _("convention or covenant")
        PROTOCOL = "protocol", _("protocol")
        DECLARATION = "declaration", _("declaration")
        RULES = "rules", _("rules")
        GUIDELINES = "guidelines", _("guidelines")
        STUDY = "study", _("study")

    class Unit(models.TextChoices):
        ARTICLE = "article", _("article")
        RULE = "rule", _("rule")
        GUIDELINE = "guideline", _("guideline")
        PARAGRAPH = "paragraph", _("paragraph")
        RECOMMENDATION = "recommendation", _("recommendation")
        PRINCIPLE = "principle", _("principle")

    class Reach(models.TextChoices):
        UNIVERSAL = "universal", _("open to all States")
        COUNCIL_OF_EUROPE = "coe", _("Council of Europe")
        AFRICAN_UNION = "au", _("African Union")
        AMERICAN_STATES = "oas", _("Organization of American States")

    class Depositary(models.TextChoices):
        UNITED_NATIONS = "un", _("Secretary-General of the United Nations")
        ILO = "ilo", _("International Labour Organization")
        HAGUE = "hcch", _("Hague Conference on Private International Law")
        COUNCIL_OF_EUROPE = "coe", _("Council of Europe")
        AFRICAN_UNION = "au", _("African Union")
        AMERICAN_STATES = "oas", _("Organization of American States")

    key = models.CharField(max_length=16, primary_key=True)
    label = models.CharField(max_length=40, unique=True)  # as a letter cites it: OPSC, ILO C182
    kind = models.CharField(max_length=12, choices=Kind)
    titles = models.JSONField(validators=[validate_texts])  # in full
    short_titles = models.JSONField(validators=[validate_texts])
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    binding = models.BooleanField()
    unit = models.CharField(max_length=14, choices=Unit, default=Unit.ARTICLE)
    number = models.CharField(max_length=20, blank=True)  # of the ILO or the Council of Europe
    adopted_on = PartialDateField()
    adopted_by = models.CharField(max_length=200, blank=True)  # the act: GA resolution 54/263
    in_force_on = PartialDateField()  # empty: unknown, or not in force when last known (see note)
    reach = models.CharField(max_length=9, choices=Reach, default=Reach.UNIVERSAL)
    depositary = models.CharField(max_length=4, choices=Depositary, blank=True)
    named_in_report = models.BooleanField()
    position = models.PositiveSmallIntegerField()  # order of a list

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.short_title

    @property
    def title(self) -> str:
        return in_language(self.titles)

    @property
    def short_title(self) -> str:
        return in_language(self.short_titles)

    @property
    def language(self) -> str:
        """Return the language in which `title` answers, for the page's `lang` attribute."""
        return language_of(self.titles)


class Provision(Sourced):
    """An article, or a paragraph of it, by its number: `34`, `3(1)(a)(i)`. No text is held.

    `subjects` says in our own words what it is about, empty where nobody has said so yet.
    """

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="provisions")
    number = models.CharField(max_length=24)
    position = models.PositiveSmallIntegerField()
    subjects = models.JSONField(default=dict, blank=True)
    matters = models.BooleanField(default=False)  # one that this mandate works with

    class Meta:
        ordering = ["instrument", "position"]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "number"], name="one_provision_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.instrument_id} {self.number}"

    @property
    def subject(self) -> str:
        return in_language(self.subjects)

    @property
    def article(self) -> str:
        """Return the number of the whole article that this stands in."""
        return self.number.partition("(")[0]


class GeneralComment(Weighed):
    """What a treaty body says that its treaty means. `committees` are codes of treaty bodies."""

    key = models.CharField(max_length=20, primary_key=True)  # CRC-GC13
    committees = models.JSONField(default=list)
    number = models.PositiveSmallIntegerField()
    symbol = models.CharField(max_length=60)
    adopted_on = PartialDateField()
    titles = models.JSONField(validators=[validate_texts])
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces"
    )
    paragraph_count = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["number", "key"]

    def __str__(self) -> str:
        return in_language(self.titles)


class CommentOnProvision(Sourced):
    """A general comment explains an article in these paragraphs."""

    comment = models.ForeignKey(GeneralComment, models.PROTECT, related_name="on_provisions")
    provision = models.ForeignKey(Provision, models.PROTECT, related_name="comments")
    paragraphs = models.JSONField(default=list, blank=True)  # numbers; empty: the whole of it

    class Meta:
        ordering = ["comment", "provision__position"]
        constraints = [
            models.UniqueConstraint(fields=["comment", "provision"], name="comment_once_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id} on {self.provision_id}"


class CommentOnScope(Sourced):
    """A general comment bears on what the mandate acts on."""

    comment = models.ForeignKey(GeneralComment, models.PROTECT, related_name="on_scope")
    scope_code = models.ForeignKey("law.ScopeCode", models.PROTECT, related_name="comments")

    class Meta:
        ordering = ["comment", "scope_code"]
        constraints = [
            models.UniqueConstraint(fields=["comment", "scope_code"], name="comment_once_a_code"),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id} on {self.scope_code_id}"
