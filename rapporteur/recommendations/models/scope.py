"""What is suggested of a recommendation's scope, what people decided, and how it stands now."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.clock import now
from rapporteur.kernel.ids import new_id
from rapporteur.people.accounts.models import Account
from rapporteur.recommendations.models.recommendations import Recommendation
from rapporteur.recommendations.models.tags import Tagged

UNDO_FOR = timedelta(minutes=15)


class Outlook(models.TextChoices):
    """What the suggestion comes to, from yes to no (ADR 0171)."""

    SURE = "sure", _("surely in scope")
    LIKELY = "likely", _("perhaps in scope")
    OPEN = "open", _("about children, no kind of matter found")
    NOTHING = "nothing", _("no word speaks for it")
    UNREAD = "unread", _("in a language without terms")


class ScopeBulkQuerySet(models.QuerySet["ScopeBulk"]):
    def visible_to(self, person: Account) -> Self:
        """Keep a person's own; the history of each recommendation shows everybody's."""
        return self.filter(by=person)


class ScopeBulk(models.Model):
    """One act on many recommendations of which the suggestion was sure."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    in_scope = models.BooleanField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()  # UTC
    undone_at = models.DateTimeField(null=True, blank=True)  # UTC

    objects = ScopeBulkQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("recommendations_scope_done", args=[self.pk])

    @property
    def until(self) -> datetime:
        return self.at + UNDO_FOR

    @property
    def can_be_undone(self) -> bool:
        return self.undone_at is None and now() <= self.until


class ScopeDecision(Tagged):
    """What a person decided of one recommendation; only ever added, the last number holds.

    `in_scope` is empty where a decision was taken back: it is to be decided again. `suggested`
    keeps what was suggested at that moment, so that suggestions can be measured.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    in_scope = models.BooleanField(null=True)
    codes = models.JSONField(default=list, blank=True)  # scope codes
    suggested = models.JSONField(default=list, blank=True)  # as in Standing
    outlook = models.CharField(max_length=7, choices=Outlook, blank=True)
    departs = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    bulk = models.ForeignKey(
        ScopeBulk, models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        ordering = ["recommendation", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "number"], name="one_scope_decision_a_number"
            ),
            models.CheckConstraint(
                name="in_scope_names_codes",
                condition=Q(~Q(codes=[]), in_scope=True)
                | Q(in_scope=False, codes=[])
                | Q(in_scope__isnull=True, codes=[]),
            ),
            models.CheckConstraint(  # no cell of sectors and pillars stays untagged: R25.2
                name="in_scope_is_tagged",
                condition=Q(in_scope=False)
                | Q(in_scope__isnull=True)
                | Q(~Q(pillars=[]), ~Q(sectors=[]), ~Q(levels=[])),
            ),
            models.CheckConstraint(
                name="scope_departure_has_reason", condition=Q(departs=False) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.number}"


class Standing(Tagged):
    """What is suggested and decided of one recommendation now: the row that lists ask.

    `suggested` holds a row for each scope code: code, score, words, chance (of a model, or null),
    sure. What it was read with is named, so that a new list of terms reads it again.
    """

    recommendation = models.OneToOneField(
        Recommendation, models.PROTECT, primary_key=True, related_name="standing"
    )
    outlook = models.CharField(max_length=7, choices=Outlook, default=Outlook.UNREAD)
    suggested = models.JSONField(default=list, blank=True)
    tags_suggested = models.JSONField(default=dict, blank=True)  # as the fields of Tagged
    read_with = models.CharField(max_length=64, blank=True)
    in_scope = models.BooleanField(null=True)
    codes = models.JSONField(default=list, blank=True)
    decision = models.ForeignKey(
        ScopeDecision, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["recommendation"]
        indexes = [
            models.Index(fields=["outlook"], name="standing_to_decide", condition=Q(in_scope=None)),
            models.Index(fields=["recommendation"], name="standing_in", condition=Q(in_scope=True)),
        ]

    def __str__(self) -> str:
        return str(self.recommendation_id)

    @property
    def number(self) -> int:
        """Return the number of the decision that holds; 0 where there is none."""
        return self.decision.number if self.decision else 0
