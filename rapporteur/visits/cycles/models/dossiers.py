"""Dossiers of visits: what the desk had on record of a State on a day. Rows are only added."""

import json
from hashlib import sha256
from typing import Any, Self

from django.db import models
from django.urls import reverse

from rapporteur.cases.rules import desks_read
from rapporteur.kernel.ids import new_id
from rapporteur.people.accounts.models import Account
from rapporteur.visits.cycles.models.visits import Visit
from rapporteur.world.models import Country


class DossierQuerySet(models.QuerySet["Dossier"]):
    def visible_to(self, person: Account) -> Self:
        """Keep the dossiers of the desks whose sealed things this person reads: RX.1."""
        return self.filter(visit__desk__in=desks_read(person))

    def whole(self) -> Self:
        return self.select_related("visit__desk", "visit__mandate", "country", "by")

    def of(self, visit: Visit, country: Country) -> Self:
        return self.filter(visit=visit, country=country)

    def without_content(self) -> Self:
        """Leave out what a list does not show."""
        return self.select_related("country", "by").defer("content")


class Dossier(models.Model):
    """One snapshot of a State's record for a visit: facts with day and source, nothing sealed.

    `content` is that of `dossiers.parts`; `digest` is the SHA-256 of its bytes as `written`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="dossiers")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()

    objects = DossierQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "pk"]
        indexes = [models.Index(fields=["visit", "country", "-at"], name="dossier_of_visit")]
        constraints = [
            models.CheckConstraint(name="visit_dossier_has_digest", condition=~models.Q(digest="")),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.on}"

    def get_absolute_url(self) -> str:
        return reverse("visits_dossier", args=[self.pk])

    @property
    def is_whole(self) -> bool:
        """Say whether the content still is what was kept."""
        return digest_of(self.content) == self.digest


def written(content: dict[str, Any]) -> bytes:
    """Return the bytes of a content: keys in order, so that the same facts are the same bytes."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1).encode()


def digest_of(content: dict[str, Any]) -> str:
    return sha256(written(content)).hexdigest()
