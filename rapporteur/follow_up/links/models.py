"""Addresses that may be looked up, and what answered. An answer is added and deletes nothing."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapporteur.follow_up.models import Evidence
from rapporteur.kernel.ids import new_id
from rapporteur.people.accounts.models import Account


class Answer(models.TextChoices):
    """What came back. Only `gone` says that the page is not there any more."""

    THERE = "there", _("it answers")
    MOVED = "moved", _("it leads elsewhere")
    GONE = "gone", _("not found there any more")
    KEPT = "kept", _("the site lets nobody look")
    SILENT = "silent", _("no answer")
    UNFIT = "unfit", _("no address of a public site")


class WatchedLinkQuerySet(models.QuerySet["WatchedLink"]):
    def to_look_up(self) -> Self:
        return self.filter(ended_on__isnull=True).order_by("pk")


class WatchedLink(models.Model):
    """The address of one item, in the clear because a person of the desk released it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    evidence = models.OneToOneField(Evidence, models.PROTECT, related_name="watched")
    address = models.CharField(max_length=500)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = WatchedLinkQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(name="watched_link_has_address", condition=~Q(address="")),
        ]

    def __str__(self) -> str:
        return str(self.pk)  # no address: it may stand in a log


class LinkCheck(models.Model):
    """One look at one address."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    link = models.ForeignKey(WatchedLink, models.PROTECT, related_name="checks")
    at = models.DateTimeField()  # UTC
    answer = models.CharField(max_length=6, choices=Answer)
    code = models.PositiveSmallIntegerField(null=True, blank=True)  # of HTTP

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.link_id} {self.answer}"
