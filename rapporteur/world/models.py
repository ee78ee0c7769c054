"""States and areas, the bodies of the United Nations, their sessions and calendars."""

from typing import Self

from django.db import models

from rapporteur.kernel.reference.models import Sourced
from rapporteur.kernel.texts import in_language, validate_texts


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
        MEMBER = "member", "member State"
        OBSERVER = "observer", "observer State"
        TREATY_PARTY = "treaty_party", "party to treaties"
        AREA = "area", "area"
        EXERCISE = "exercise", "exercise State"

    iso3 = models.CharField(max_length=3, primary_key=True)
    iso2 = models.CharField(max_length=2, blank=True)
    m49 = models.CharField(max_length=3, blank=True)
    names = models.JSONField(validators=[validate_texts])  # short names by language
    formal_names = models.JSONField(default=dict, blank=True)
    standing = models.CharField(max_length=12, choices=Standing)
    member_since = models.PositiveSmallIntegerField(null=True, blank=True)  # year
    region = models.CharField(max_length=3, blank=True)  # M49 code of the region
    subregion = models.CharField(max_length=3, blank=True)
    regional_group = models.CharField(max_length=8, blank=True)  # of the UN; empty is unknown
    ldc = models.BooleanField(null=True)  # least developed; null is unknown
    lldc = models.BooleanField(null=True)  # landlocked developing
    sids = models.BooleanField(null=True)  # small island developing

    objects = CountryQuerySet.as_manager()

    class Meta:
        ordering = ["iso3"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self.names)

    @property
    def is_member(self) -> bool:
        return self.standing == self.Standing.MEMBER
