"""Organisations that a desk works with, people of them, and which account speaks for which.

In the clear lie names, kinds and days. Why a partner is not to be written to, how it was vetted,
and a private contact lie in records of the vault.
"""

from collections.abc import Collection
from datetime import date
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import Version
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk

# What the partners door may know of an organisation; it has rights on these columns alone.
TOLD_OF_ORGANISATION = ("id", "desk", "name", "kinds", "vetting")


class OrganisationKind(models.TextChoices):
    """What an organisation is; it may be several things (R36.1, R49.2)."""

    NGO = "ngo", _("non-governmental organization")
    UN = "un", _("entity of the United Nations")
    UNCT = "unct", _("United Nations country team")
    NHRI = "nhri", _("national human rights institution")
    IGO = "igo", _("intergovernmental organization")
    REGIONAL = "regional", _("regional body")
    ACADEMIC = "academic", _("university or researchers")
    CHILDREN = "children", _("group led by children")
    FORUM = "forum", _("forum or network")
    DONOR = "donor", _("donor")
    MEDIA = "media", _("media")
    POLICE = "police", _("police or customs")
    INTERNET = "internet", _("internet company")
    TOURISM = "tourism", _("tourism sector")
    COMPANY = "company", _("other company")
    OTHER = "other", _("other")


class Vetting(models.TextChoices):
    """Whether a named person has looked at who an organisation is. Unknown is no answer."""

    UNKNOWN = "unknown", _("not looked at yet")
    VETTED = "vetted", _("vetted")
    DECLINED = "declined", _("looked at, and not vetted")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def of_desks(self, desks: Collection[UUID]) -> Self:
        return self.filter(desk__in=desks)

    def told(self) -> Self:
        """Bring no more than the partners door may know."""
        return self.only(*TOLD_OF_ORGANISATION).order_by("name")

    def in_order(self) -> Self:
        return self.order_by("folded", "pk")

    def named(self, folded: str) -> Self:
        """Keep those one of whose names has these letters, as folded."""
        return self.filter(folded__contains=folded)

    def of_kind(self, kind: str) -> Self:
        return self.filter(kinds__contains=[kind])

    def working_in(self, state: str) -> Self:
        """Keep those that say they work in a State."""
        return self.filter(states__contains=[state])

    def verified_before(self, day: date) -> Self:
        """Keep those of which nobody has checked since a day that they are who they say."""
        return self.filter(Q(verified_on__isnull=True) | Q(verified_on__lt=day))

    def vetted(self) -> Self:
        return self.filter(vetting=Vetting.VETTED)

    def to_ask(self) -> Self:
        """Keep those that may be asked something: vetted, and not to be left alone."""
        return self.vetted().filter(no_contact_on__isnull=True)


class Organisation(models.Model):
    """One organisation in the register of one desk."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    other_names = models.JSONField(default=list, blank=True)  # in other languages, short, former
    folded = models.TextField()  # all names, for searching
    kinds = models.JSONField(default=list)  # codes of OrganisationKind
    states = models.JSONField(default=list, blank=True)  # ISO codes of where it works
    regions = models.JSONField(default=list, blank=True)  # M49 codes
    website = models.URLField(max_length=300, blank=True)
    added_on = models.DateField()
    verified_on = models.DateField(null=True, blank=True)
    verified_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    verified_how = models.CharField(max_length=300, blank=True)
    vetting = models.CharField(max_length=8, choices=Vetting, default=Vetting.UNKNOWN)
    vetted_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    vetted_on = models.DateField(null=True, blank=True)
    vetted_why = models.OneToOneField(
        Version, models.PROTECT, null=True, blank=True, related_name="+"
    )
    no_contact_on = models.DateField(null=True, blank=True)  # since when not to be written to
    no_contact_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    no_contact_why = models.OneToOneField(
        Version, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["folded"]
        constraints = [
            models.UniqueConstraint(fields=["desk", "name"], name="organisation_name_once_a_desk"),
            models.CheckConstraint(
                name="organisation_verified_is_whole",
                condition=Q(verified_on__isnull=True, verified_by__isnull=True, verified_how="")
                | (Q(verified_on__isnull=False, verified_by__isnull=False) & ~Q(verified_how="")),
            ),
            models.CheckConstraint(
                name="organisation_vetting_is_whole",
                condition=Q(
                    vetting="unknown",
                    vetted_by__isnull=True,
                    vetted_on__isnull=True,
                    vetted_why__isnull=True,
                )
                | Q(
                    vetting__in=["vetted", "declined"],
                    vetted_by__isnull=False,
                    vetted_on__isnull=False,
                    vetted_why__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="organisation_no_contact_is_whole",
                condition=Q(
                    no_contact_on__isnull=True,
                    no_contact_by__isnull=True,
                    no_contact_why__isnull=True,
                )
                | Q(
                    no_contact_on__isnull=False,
                    no_contact_by__isnull=False,
                    no_contact_why__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_names(self) -> list[str]:
        """Return what it is, in words and in the order of the table."""
        return [str(kind.label) for kind in OrganisationKind if kind.value in self.kinds]

    @property
    def is_vetted(self) -> bool:
        return self.vetting == Vetting.VETTED


class Person(models.Model):
    """Someone of an organisation. A contact that is private is sealed to the desk."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="people")
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=300, blank=True)  # of the office, as anyone may know it
    sealed = models.OneToOneField(Version, models.PROTECT, null=True, blank=True, related_name="+")
    no_contact_on = models.DateField(null=True, blank=True)
    no_contact_why = models.OneToOneField(
        Version, models.PROTECT, null=True, blank=True, related_name="+"
    )
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(
                name="person_no_contact_is_whole",
                condition=Q(no_contact_on__isnull=True, no_contact_why__isnull=True)
                | Q(no_contact_on__isnull=False, no_contact_why__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PartnerMembership(models.Model):
    """The organisation for which an account of the partners door speaks."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.OneToOneField(Account, models.PROTECT, related_name="partner")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="accounts")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["organisation", "since"]
        verbose_name = _("membership of a partner")

    def __str__(self) -> str:
        return f"{self.account_id} for {self.organisation_id}"

    def holds_on(self, day: date) -> bool:
        """Say whether the account spoke for it on `day`: up to but without the end day."""
        return self.since <= day and (self.until is None or self.until > day)
