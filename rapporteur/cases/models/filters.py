"""Filters of lists that a person keeps. A name and codes, nothing of a matter."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.ids import new_id
from rapporteur.people.accounts.models import Account


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    def visible_to(self, person: Account) -> Self:
        """Keep a person's own; nobody sees another's."""
        return self.filter(account=person)

    def of_page(self, page: str) -> Self:
        return self.filter(page=page)


class SavedFilter(models.Model):
    """What a person often looks at. `query` is the filter as the address of the list has it."""

    class Page(models.TextChoices):
        RECEIVED = "received", _("Received")
        CASES = "cases", _("Cases")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    page = models.CharField(max_length=8, choices=Page)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=300)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["account", "page", "name"], name="filter_name_once")
        ]

    def __str__(self) -> str:
        return self.name
