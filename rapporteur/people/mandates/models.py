"""Mandates: their titles, holders, deciding resolutions and dealings, each true from a day to a day.

A mandate is data, and so is the one that works at this desk: `has_profile` says for which mandates
this installation keeps a desk. Dates are partial: nothing is more exact than its source.
"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel import dates
from rapporteur.kernel.dates import PartialDateField
from rapporteur.kernel.reference.models import Weighed
from rapporteur.kernel.texts import in_language, language_of, validate_texts


class MandateQuerySet(models.QuerySet["Mandate"]):
    def on(self, day: date) -> Self:
        """Keep the mandates that stood on `day`; an unknown first day counts as long ago."""
        text = day.isoformat()
        return self.filter(Q(established_on__lte=text), Q(ended_on="") | Q(ended_on__gt=text))

    def thematic(self) -> Self:
        return self.filter(kind=Mandate.Kind.THEMATIC)

    def for_countries(self) -> Self:
        return self.filter(kind=Mandate.Kind.COUNTRY)

    def with_profile(self) -> Self:
        """Keep the mandates whose desk is kept here."""
        return self.filter(has_profile=True)

    def with_titles(self) -> Self:
        """Bring titles along, so that a list asks twice and not once a row."""
        return self.prefetch_related("titles")


class Mandate(Weighed):
    """An office of the human-rights system, under our own code; its titles change, it does not."""

    class Kind(models.TextChoices):
        THEMATIC = "thematic", _("thematic special procedure")
        COUNTRY = "country", _("country special procedure")
        TREATY_BODY = "treaty_body", _("treaty body")
        SRSG = "srsg", _("expert or Special Representative of the Secretary-General")
        AGENCY = "agency", _("agency, fund or programme")

    code = models.CharField(max_length=16, primary_key=True)
    kind = models.CharField(max_length=12, choices=Kind)
    short_label_ohchr = models.CharField(max_length=120, blank=True)  # as OHCHR's rows print it
    country = models.CharField(max_length=3, blank=True)  # ISO 3166, of a country mandate
    established_on = PartialDateField()
    established_by = models.CharField(max_length=160, blank=True)
    ended_on = PartialDateField()  # empty: it stands, as far as the record goes
    may_cosign = models.BooleanField()  # signs letters with others; treaty bodies and SRSGs do not
    has_profile = models.BooleanField(default=False)

    objects = MandateQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="mandate_country_if_country",
                condition=(Q(kind="country") & ~Q(country=""))
                | (~Q(kind="country") & Q(country="")),
            ),
            models.CheckConstraint(
                name="mandate_cosigns_if_procedure",
                condition=Q(may_cosign=False) | Q(kind__in=["thematic", "country"]),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("mandate", args=[self.code])

    @property
    def last_title(self) -> "MandateTitle | None":
        """Return the newest title on record, also of a mandate that has ended."""
        return max(self.titles.all(), key=lambda title: title.valid_from, default=None)

    def standing_on(self, day: date) -> bool:
        text = day.isoformat()
        return self.established_on <= text and (not self.ended_on or self.ended_on > text)


class Succession(Weighed):
    """The mandate that took over the work of one that ended; two may end in the same one."""

    mandate = models.OneToOneField(Mandate, models.PROTECT, related_name="succession")
    successor = models.ForeignKey(Mandate, models.PROTECT, related_name="predecessions")
    act = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["mandate"]
        constraints = [
            models.CheckConstraint(
                name="successor_is_another", condition=~Q(mandate=models.F("successor"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mandate_id} → {self.successor_id}"


class MandateTitle(Weighed):
    """The title of a mandate from a day to a day, with the act that gave it."""

    class Form(models.TextChoices):
        RAPPORTEUR = "SR", _("Special Rapporteur")
        EXPERT = "IE", _("Independent Expert")
        WORKING_GROUP = "WG", _("Working Group")
        REPRESENTATIVE = "RSG", _("Representative of the Secretary-General")
        SPECIAL_REPRESENTATIVE = "SRSG", _("Special Representative of the Secretary-General")
        COMMITTEE = "Committee", _("Committee")

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="titles")
    form = models.CharField(max_length=10, choices=Form)
    titles = models.JSONField(validators=[validate_texts])
    signs_as = models.JSONField(default=dict, blank=True)  # empty: signs under its title
    valid_from = PartialDateField()
    valid_to = PartialDateField()  # the first day on which it no longer holds
    act = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["mandate", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["mandate", "valid_from"], name="one_title_a_day"),
            models.CheckConstraint(
                name="title_ends_after_start",
                condition=Q(valid_to="") | Q(valid_to__gt=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_language(self.titles)

    @property
    def language(self) -> str:
        """Return the language in which `title` answers, for the page's `lang` attribute."""
        return language_of(self.titles)

    @property
    def signature(self) -> str:
        return in_language(self.signs_as) or self.title

    def holds_on(self, day: date) -> bool:
        return dates.holds_on(day, self.valid_from, self.valid_to)


class HolderTerm(Weighed):
    """A person's time in a public office: when appointed, when in office, when it ended.

    `may_last_until` is the last day that the rules allow (six years in one post); with no
    successor on record the holder after that day is unknown.
    """

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="terms")
    name = models.CharField(max_length=120)
    appointed_on = PartialDateField()
    assumed_on = PartialDateField()
    ended_on = PartialDateField()
    may_last_until = PartialDateField()

    class Meta:
        ordering = ["mandate", "assumed_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["mandate", "name", "assumed_on"], name="one_term_a_day"
            ),
            models.CheckConstraint(name="term_has_start", condition=~Q(assumed_on="")),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.mandate_id}, {self.assumed_on})"


class MandateDecision(Weighed):
    """A resolution that made, renewed or renamed a mandate."""

    class Kind(models.TextChoices):
        ESTABLISHES = "establishes", _("establishes the mandate")
        RENEWS = "renews", _("renews the mandate")
        RENAMES = "renames", _("renews and renames the mandate")
        CITED = "cited", _("cited as part of the mandate")

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="decisions")
    symbol = models.CharField(max_length=40)
    label = models.CharField(max_length=80)
    adopted_on = PartialDateField()
    kind = models.CharField(max_length=12, choices=Kind)
    years = models.PositiveSmallIntegerField(null=True, blank=True)  # period; null is unknown

    class Meta:
        ordering = ["mandate", "adopted_on", "symbol"]
        constraints = [
            models.UniqueConstraint(fields=["mandate", "symbol"], name="one_decision_a_symbol"),
        ]

    def __str__(self) -> str:
        return self.symbol


class Relation(Weighed):
    """What the founding report says of another mandate: which paragraph, under which name, why."""

    class Kind(models.TextChoices):
        SIGNED = "signed", _("signed a joint statement")
        COORDINATE = "coordinate", _("shares information and coordinates")
        CAUSE = "cause", _("cooperates on root causes")
        JOIN = "join", _("joins in particular situations")

    class Cause(models.TextChoices):
        DISPLACEMENT = "displacement", _("displacement within a country")
        EDUCATION = "education", _("lack of education")
        INDIGENOUS = "indigenous", _("situation of indigenous peoples")
        MINORITIES = "minorities", _("situation of minorities")
        POVERTY = "poverty", _("extreme poverty")
        WOMEN = "women", _("discrimination against women")

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="relations")
    other = models.ForeignKey(Mandate, models.PROTECT, related_name="named_by")
    paragraph = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField()  # order in which the paragraph names it
    kind = models.CharField(max_length=10, choices=Kind)
    cause = models.CharField(max_length=12, choices=Cause, blank=True)
    named_as = models.CharField(max_length=300)  # the report's English words

    class Meta:
        ordering = ["mandate", "paragraph", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["mandate", "paragraph", "other"], name="one_relation_a_paragraph"
            ),
            models.CheckConstraint(
                name="relation_cause_if_cause",
                condition=(Q(kind="cause") & ~Q(cause="")) | (~Q(kind="cause") & Q(cause="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mandate_id} ¶{self.paragraph} {self.other_id}"

    @property
    def can_sign(self) -> bool:
        """Whether it may be invited to sign, or can only be informed."""
        return self.other.may_cosign
