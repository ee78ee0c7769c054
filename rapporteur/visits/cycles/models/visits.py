"""A visit that this desk follows: its States, and what happened, which is only ever added to."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.rules import desks_read
from rapporteur.kernel.dates import PartialDateField
from rapporteur.kernel.ids import new_id
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.people.mandates.models import Mandate
from rapporteur.visits.chains import Told
from rapporteur.visits.kinds import Kind, Side
from rapporteur.world.models import Country


class VisitKind(models.TextChoices):
    VISIT = "visit", _("country visit")
    FOLLOW_UP = "follow_up", _("follow-up visit")
    REGIONAL = "regional", _("regional mission")


class VisitQuerySet(models.QuerySet["Visit"]):
    def visible_to(self, person: Account) -> Self:
        """Keep the visits of the desks whose sealed things this person reads: RX.1."""
        return self.filter(desk__in=desks_read(person))

    def with_chains(self) -> Self:
        """Bring along what chains are made of, so that a list asks no more for three than for one."""
        return self.select_related("desk", "mandate").prefetch_related(
            "states__country", "steps__by", "mandate__titles"
        )

    def newest_first(self) -> Self:
        return self.order_by("-begun_on", "pk")


class Visit(models.Model):
    """One visit of a mandate to a State, or one mission to several; each State consents apart.

    It is the mandate's and not its holder's. `continues_record` takes up what documents tell of
    the mandate and the State, so that a predecessor's request and a reminder of today are one.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="+")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="visits")  # which leads
    kind = models.CharField(max_length=9, choices=VisitKind, default=VisitKind.VISIT)
    name = models.CharField(max_length=200, blank=True)  # of a mission to several States
    co_mandates = models.JSONField(default=list, blank=True)  # codes of those who go along
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    continues_record = models.BooleanField(default=False)
    begun_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    begun_on = models.DateField()

    objects = VisitQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["desk", "-begun_on"], name="visit_of_desk")]
        constraints = [
            models.CheckConstraint(
                name="visit_follow_up_follows",
                condition=~Q(kind="follow_up") | Q(follows__isnull=False),
            ),
            models.CheckConstraint(
                name="visit_regional_has_name", condition=~Q(kind="regional") | ~Q(name="")
            ),
        ]

    def __str__(self) -> str:
        if self.name:
            return self.name
        return ", ".join(one.country.name for one in self.states.all()) or str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("visits_visit", args=[self.pk])

    @property
    def countries(self) -> list[Country]:
        """Return its States. No query where the caller brought `states__country`."""
        return [one.country for one in self.states.all()]


class VisitedState(models.Model):
    """A State to which a visit goes, or shall go."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="states")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "country"], name="visited_state_once"),
        ]

    def __str__(self) -> str:
        return self.country_id


class VisitStep(models.Model):
    """One event of a visit and a State as this desk wrote it down. Rows are only added.

    What was written down in error is taken back by one more row, `undoes`, with the reason.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="steps")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()  # in the visit, from 1
    kind = models.CharField(max_length=12, choices=Kind)
    day = PartialDateField()  # on which it happened
    starts_on = PartialDateField()  # days of the visit itself
    ends_on = PartialDateField()
    side = models.CharField(max_length=7, choices=Side, blank=True)
    symbol = models.CharField(max_length=60, blank=True)  # of the visit's report
    note = models.CharField(max_length=600, blank=True)
    text_held = models.BooleanField(default=False)
    undoes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="undone_by"
    )
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["visit", "place"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "place"], name="visit_step_place_once"),
            models.CheckConstraint(name="visit_step_has_day", condition=~Q(day="")),
            models.CheckConstraint(
                name="visit_step_report_has_symbol", condition=~Q(kind="report") | ~Q(symbol="")
            ),
            models.CheckConstraint(
                name="visit_step_taken_back_has_reason",
                condition=Q(undoes__isnull=True) | ~Q(note=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.kind} {self.day}"

    @property
    def told(self) -> Told:
        return Told(
            self.kind,
            self.day,
            self.starts_on,
            self.ends_on,
            place=self.place,
            side=self.side,
            symbol=self.symbol,
            note=self.note,
            text_held=self.text_held,
            by=str(self.by),
            key=str(self.pk),
        )


class Pace(models.Model):
    """After how many days a desk reminds a State of a request. The newest row counts."""

    desk = models.ForeignKey(Desk, models.PROTECT, related_name="+")
    remind_after = models.PositiveSmallIntegerField()  # days since the request or last reminder
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(name="pace_has_days", condition=Q(remind_after__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.desk_id} {self.remind_after}"
