"""Letters over a visit: to whom, in which state, on which indicators. What they say lies sealed."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from rapporteur.cases.rules import desks_read
from rapporteur.communications.models.deliveries import Channel
from rapporteur.communications.models.kinds import Language
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import SealedRecord
from rapporteur.people.accounts.models import Account
from rapporteur.visits.cycles.letters.workflow import State
from rapporteur.visits.cycles.models.visits import Visit, VisitStep
from rapporteur.visits.kinds import Kind
from rapporteur.world.models import Country


class Snapshot(models.Model):
    """What was known of a State on a day, on which a request rests. Rows are only added.

    `values` hold measure, amount, day and source; a measure that is not there was missing.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="snapshots")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    values = models.JSONField()
    run = models.UUIDField(null=True, blank=True)  # of the ranking, where it comes from one
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.country_id} {self.at:%Y-%m-%d}"


class VisitLetterQuerySet(models.QuerySet["VisitLetter"]):
    def visible_to(self, person: Account) -> Self:
        """Keep the letters of the desks whose sealed things this person reads: RX.1."""
        return self.filter(visit__desk__in=desks_read(person))

    def whole(self) -> Self:
        return self.select_related("visit__desk", "visit__mandate", "country", "record")

    def waiting(self) -> Self:
        """Keep what is neither sent nor given up."""
        return self.filter(state__in=(State.DRAFT, State.SIGNED))


class VisitLetter(models.Model):
    """One request or reminder to one State. Its sending is a step of the visit."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="letters")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)  # of the step that sending it is
    state = models.CharField(max_length=7, choices=State, default=State.DRAFT)
    language = models.CharField(max_length=2, choices=Language)
    record = models.OneToOneField(SealedRecord, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    batch = models.UUIDField(null=True, blank=True, db_index=True)  # written together
    snapshot = models.ForeignKey(
        Snapshot, models.PROTECT, null=True, blank=True, related_name="letters"
    )
    drafted_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    drafted_on = models.DateField()
    signed_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    sent_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    sent_on = models.DateField(null=True, blank=True)
    channel = models.CharField(max_length=4, choices=Channel, blank=True)
    event = models.OneToOneField(  # that its sending is
        VisitStep, models.PROTECT, null=True, blank=True, related_name="letter"
    )

    objects = VisitLetterQuerySet.as_manager()

    class Meta:
        ordering = ["-drafted_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="visit_letter_kind", condition=Q(kind__in=["requested", "reminder"])
            ),
            models.UniqueConstraint(  # none twice
                fields=["visit", "country"],
                condition=Q(state__in=["draft", "signed"]),
                name="visit_letter_one_waits",
            ),
            models.UniqueConstraint(fields=["batch", "country"], name="visit_letter_once_a_batch"),
            models.CheckConstraint(
                name="visit_letter_sent_is_a_step",
                condition=~Q(state="sent")
                | Q(sent_on__isnull=False, sent_by__isnull=False, event__isnull=False)
                & ~Q(channel=""),
            ),
            models.CheckConstraint(
                name="visit_letter_request_has_snapshot",
                condition=~Q(state="sent", kind="requested") | Q(snapshot__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.kind}"

    def get_absolute_url(self) -> str:
        return reverse("visits_letter", args=[self.pk])

    @property
    def newest_snapshot(self) -> Snapshot | None:
        """Return what was last known of the State of this letter; one query."""
        return Snapshot.objects.filter(visit=self.visit_id, country=self.country_id).first()
