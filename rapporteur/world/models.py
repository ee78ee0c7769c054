"""States and areas, the bodies of the United Nations, their sessions and calendars."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.dates import PartialDateField
from rapporteur.kernel.reference.models import Sourced, Weighed
from rapporteur.kernel.texts import in_language, language_of, validate_texts

ELIDED = "'’"  # an article that ends so stands without a space: l'Inde


class CountryQuerySet(models.QuerySet["Country"]):
    def members(self) -> Self:
        """Keep the member States of the United Nations."""
        return self.filter(standing=Country.Standing.MEMBER)

    def states(self) -> Self:
        """Keep what a letter may be addressed to: members, observers, other treaty parties."""
        return self.exclude(standing=Country.Standing.AREA)


class Country(Sourced):
    """A State or area of the M49 standard, with UNTERM's names where it is a State."""

    class Standing(models.TextChoices):
        MEMBER = "member", _("member State")
        OBSERVER = "observer", _("observer State")
        TREATY_PARTY = "treaty_party", _("party to treaties")
        AREA = "area", _("area")
        EXERCISE = "exercise", _("exercise State")

    class RegionalGroup(models.TextChoices):
        AFRICA = "AFRICA", _("Group of African States")
        APG = "APG", _("Group of Asia-Pacific States")
        EEG = "EEG", _("Group of Eastern European States")
        GRULAC = "GRULAC", _("Group of Latin American and Caribbean States")
        WEOG = "WEOG", _("Group of Western European and other States")

    iso3 = models.CharField(max_length=3, primary_key=True)
    iso2 = models.CharField(max_length=2, blank=True)
    m49 = models.CharField(max_length=3, blank=True)
    names = models.JSONField(validators=[validate_texts])  # short names by language
    articles = models.JSONField(default=dict, blank=True)  # that UNTERM lists after a short name
    formal_names = models.JSONField(default=dict, blank=True)
    standing = models.CharField(max_length=12, choices=Standing)
    member_since = models.PositiveSmallIntegerField(null=True, blank=True)  # year
    region = models.CharField(max_length=3, blank=True)  # M49 code of the region
    subregion = models.CharField(max_length=3, blank=True)
    regional_group = models.CharField(max_length=8, blank=True, choices=RegionalGroup)  # of the UN
    regional_group_as_of = PartialDateField()  # older than the rest; empty where it is unknown
    ldc = models.BooleanField(null=True, blank=True)  # least developed; null is unknown
    lldc = models.BooleanField(null=True, blank=True)  # landlocked developing
    sids = models.BooleanField(null=True, blank=True)  # small island developing

    objects = CountryQuerySet.as_manager()

    class Meta:
        ordering = ["iso3"]
        constraints = [
            models.CheckConstraint(
                name="regional_group_has_day",
                condition=models.Q(regional_group="", regional_group_as_of="")
                | (~models.Q(regional_group="") & ~models.Q(regional_group_as_of="")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self.names)

    @property
    def name_in_text(self) -> str:
        """Return the short name as a sentence says it, with its article: the Sudan, l'Inde."""
        article = self.articles.get(language_of(self.names), "")
        space = "" if article.endswith(tuple(ELIDED)) else " "
        return f"{article}{space}{self.name}".strip()

    @property
    def regional_group_name(self) -> str:
        """Return the group's name, empty where it is unknown; show `regional_group_as_of` too."""
        return str(self.get_regional_group_display())

    @property
    def is_member(self) -> bool:
        return self.standing == self.Standing.MEMBER


class Region(Sourced):
    """A region or sub-region of the M49 standard: geography for statistics, no political grouping."""

    code = models.CharField(max_length=3, primary_key=True)  # M49
    names = models.JSONField(validators=[validate_texts])
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return in_language(self.names)


class Body(Weighed):
    """A body that meets, decides or examines: the Council, a Committee, the Assembly."""

    class Kind(models.TextChoices):
        PRINCIPAL = "principal", _("principal organ")
        SUBSIDIARY = "subsidiary", _("subsidiary body")
        TREATY_BODY = "treaty_body", _("treaty body")
        REVIEW = "review", _("review mechanism")
        AGENCY = "agency", _("agency, fund or programme")

    code = models.CharField(max_length=16, primary_key=True)  # ours: HRC, GA, CRC, UPR
    names = models.JSONField(validators=[validate_texts])
    kind = models.CharField(max_length=12, choices=Kind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    symbol_stem = models.CharField(max_length=20, blank=True)  # first part of its symbols: A/HRC
    began_on = PartialDateField()
    ended_on = PartialDateField()  # empty: it stands, as far as the record goes

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return in_language(self.names)


class Session(Weighed):
    """One numbered session of a body; a first day may be known by year only."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    starts_on = PartialDateField()
    ends_on = PartialDateField()
    cycle = models.PositiveSmallIntegerField(null=True, blank=True)  # of the UPR

    class Meta:
        ordering = ["body", "number"]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="one_session_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.body_id} {self.number}"


class Review(Weighed):
    """A State's place in a session that reviews States (the UPR)."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="reviews")
    country = models.ForeignKey(Country, models.PROTECT, related_name="reviews")

    class Meta:
        ordering = ["session__number", "country"]
        constraints = [
            models.UniqueConstraint(fields=["session", "country"], name="one_review_a_session"),
        ]

    def __str__(self) -> str:
        return f"{self.country_id}, session {self.session_id}"


class Deadline(Weighed):
    """A day by which something is due for a session, as its source gives it."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="deadlines")
    what = models.CharField(max_length=200)  # the source's English words
    due_on = PartialDateField()
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="+")
    input_for = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["due_on", "what"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "what", "due_on", "country"],
                nulls_distinct=False,
                name="one_deadline_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} ({self.due_on})"
