"""What partners are asked, what they bring, and how it may be attributed. ADR 0175.

A partner adds rows; what it adds counts once the desk has reviewed it. The words are sealed to the
desk, and to the partner where it has a key. Accounts of partners are not visible to the desk, so
whoever sent something stands here by id.
"""

from collections.abc import Collection
from datetime import date
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.files.verdicts import Form
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import Version
from rapporteur.partners.models.organisations import Organisation
from rapporteur.partners.workflow import State
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.world.models import Country


class Kind(models.TextChoices):
    """What a contribution is. Its subject is a State, or a record of another room by its id."""

    VISIT_PROPOSAL = "visit_proposal", _("proposal of a country visit")
    RECOMMENDATION_PROGRESS = "recommendation_progress", _("progress on a recommendation")


OF_A_RECORD = (Kind.RECOMMENDATION_PROGRESS.value,)  # kinds whose subject is a record


class Attribution(models.TextChoices):
    """As whose word something may appear in what the mandate publishes."""

    DESK_ONLY = "desk_only", _("known to the desk alone")
    BY_KIND = "by_kind", _("by the kind of organization, without its name")
    NAMED = "named", _("with the name of the organization")


class AskQuerySet(models.QuerySet["Ask"]):
    def open_on(self, day: date) -> Self:
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), closed_on__isnull=True)

    def to(self, organisation: Organisation) -> Self:
        """Keep what was asked of an organisation by its desk: by name, or of all that are vetted."""
        asked = Q(pk__in=Asked.objects.filter(organisation=organisation.pk).values("ask"))
        if organisation.is_vetted:
            asked |= Q(of_all=True)
        return self.filter(asked, desk=organisation.desk_id)


class Ask(models.Model):
    """Something the desk asks of partners: of some by name, or of all that are vetted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24, choices=Kind)
    subject = models.UUIDField(null=True, blank=True)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="+")
    title = models.TextField()  # as partners read it: the text of the recommendation
    of_all = models.BooleanField()  # of every vetted partner
    until = models.DateField(null=True, blank=True)  # the last day; empty: as long as it stands
    asked_by = models.UUIDField()
    asked_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    objects = AskQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="ask_has_its_subject",
                condition=(Q(kind__in=OF_A_RECORD) & Q(subject__isnull=False))
                | (~Q(kind__in=OF_A_RECORD) & Q(subject__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Asked(models.Model):
    """One organisation of whom something is asked by name."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    ask = models.ForeignKey(Ask, models.PROTECT, related_name="asked")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ask", "organisation"], name="asked_once")]

    def __str__(self) -> str:
        return f"{self.organisation_id} of {self.ask_id}"


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def of_desks(self, desks: Collection[UUID]) -> Self:
        return self.filter(organisation__desk__in=desks)

    def of(self, organisation: Organisation) -> Self:
        return self.filter(organisation=organisation.pk)

    def about(self, kind: str, subjects: Collection[UUID]) -> Self:
        return self.filter(kind=kind, subject__in=subjects)

    def to_review(self) -> Self:
        return self.filter(state=State.SENT).order_by("sent_on", "pk")

    def accepted(self) -> Self:
        return self.filter(state=State.ACCEPTED)

    def newest_first(self) -> Self:
        return self.order_by("-sent_on", "pk")


class Contribution(models.Model):
    """One thing that a partner brought. It counts when the desk has accepted it, never before."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="contributions")
    kind = models.CharField(max_length=24, choices=Kind)
    subject = models.UUIDField(null=True, blank=True)  # a record of another room
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="+")
    ask = models.ForeignKey(Ask, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.SENT)
    sent_on = models.DateField()
    sent_by = models.UUIDField()  # an account of the partners door
    attribution = models.CharField(max_length=9, choices=Attribution, default=Attribution.DESK_ONLY)
    sealed = models.OneToOneField(Version, models.PROTECT, related_name="+")
    answer = models.OneToOneField(Version, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_on = models.DateField(null=True, blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_on", "pk"]
        indexes = [
            models.Index(fields=["kind", "subject"], name="contribution_subject"),
            models.Index(fields=["state", "sent_on"], name="contribution_queue"),
        ]
        constraints = [
            models.CheckConstraint(
                name="contribution_has_its_subject",
                condition=(Q(kind__in=OF_A_RECORD) & Q(subject__isnull=False))
                | (~Q(kind__in=OF_A_RECORD) & Q(subject__isnull=True, country__isnull=False)),
            ),
            models.CheckConstraint(
                name="contribution_reviewed_is_whole",
                condition=Q(
                    state__in=["sent", "withdrawn"],
                    answer__isnull=True,
                    reviewed_by__isnull=True,
                    reviewed_on__isnull=True,
                )
                | Q(
                    state__in=["accepted", "declined", "withdrawn"],
                    answer__isnull=False,
                    reviewed_by__isnull=False,
                    reviewed_on__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="contribution_attribution", condition=Q(attribution__in=Attribution.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state} {self.pk}"

    @property
    def counts(self) -> bool:
        """Say whether the desk has accepted it."""
        return self.state == State.ACCEPTED


class ContributionFile(models.Model):
    """A PDF or DOCX as it came, sealed byte for byte. Its name is not kept: a name can tell."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    contribution = models.OneToOneField(Contribution, models.PROTECT, related_name="file")
    form = models.CharField(max_length=4, choices=[(one.value, one.name) for one in Form])
    parts = models.PositiveIntegerField()  # pages of a PDF, paragraphs of a DOCX
    sealed = models.OneToOneField(Version, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="contribution_file_form", condition=Q(form__in=[one.value for one in Form])
            )
        ]

    def __str__(self) -> str:
        return f"{self.form} of {self.contribution_id}"


class AttributionRequestQuerySet(models.QuerySet["AttributionRequest"]):
    def of(self, organisation: Organisation) -> Self:
        return self.filter(contribution__organisation=organisation.pk)

    def waiting(self) -> Self:
        return self.filter(answer="")


class AttributionRequest(models.Model):
    """The question, before each publication, as whose word a contribution may stand in it.

    Until the partner has answered it stays with the desk, whatever was said before.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    contribution = models.ForeignKey(
        Contribution, models.PROTECT, related_name="attribution_requests"
    )
    publication = models.CharField(max_length=300)  # in which it would stand, as the partner reads
    asked_by = models.UUIDField()
    asked_on = models.DateField()
    answer = models.CharField(max_length=9, choices=Attribution, blank=True)
    answered_by = models.UUIDField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    objects = AttributionRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="attribution_request_answered_is_whole",
                condition=Q(answer="", answered_by__isnull=True, answered_on__isnull=True)
                | Q(
                    answer__in=Attribution.values,
                    answered_by__isnull=False,
                    answered_on__isnull=False,
                ),
            ),
            models.UniqueConstraint(
                fields=["contribution", "publication"], name="attribution_asked_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id} {self.answer}"

    @property
    def agreed(self) -> str:
        """Return how it may be attributed in this publication: to nobody, until they answered."""
        return self.answer or Attribution.DESK_ONLY
