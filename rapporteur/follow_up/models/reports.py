"""A report on what became of the recommendations to a State: drafted, read by another, published.

What it says is kept as it was built, so that what was approved is what becomes public.
"""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from rapporteur.follow_up.models.evidence import Confirmation, Evidence
from rapporteur.follow_up.workflow import ReportState
from rapporteur.kernel.ids import new_id
from rapporteur.partners.models import AttributionRequest
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.world.models import Country

READ = ("approved", "published", "withdrawn")


class ReportQuerySet(models.QuerySet["FollowUpReport"]):
    def visible_to(self, person: Account) -> Self:
        return self.filter(desk__in=Desk.objects.visible_to(person))


class FollowUpReport(models.Model):
    """One report on one State as of a day, in one language. `body` is what it says (reporting)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="+")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    language = models.CharField(max_length=7)
    on = models.DateField()  # it tells how things stood on this day
    introduction = models.TextField(blank=True)
    body = models.JSONField()
    state = models.CharField(max_length=9, choices=ReportState, default=ReportState.DRAFT)
    prepared_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    begun_on = models.DateField()
    shown_on = models.DateField(null=True, blank=True)  # to the State, which may comment
    comments_until = models.DateField(null=True, blank=True)
    approved_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_on = models.DateField(null=True, blank=True)
    published_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_on = models.DateField(null=True, blank=True)  # the day from which anyone may read it
    published_key = models.CharField(max_length=8, blank=True)  # of its public copy

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="follow_up_report_by_another",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("prepared_by")),
            ),
            models.CheckConstraint(
                name="follow_up_report_approved_is_whole",
                condition=Q(state__in=READ, approved_by__isnull=False, approved_on__isnull=False)
                | (~Q(state__in=READ) & Q(approved_by__isnull=True, approved_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="follow_up_report_shown_has_days",
                condition=Q(shown_on__isnull=True, comments_until__isnull=True)
                | Q(shown_on__isnull=False, comments_until__gte=F("shown_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.on} {self.language}"

    def get_absolute_url(self) -> str:
        return reverse("follow_up_report", args=[self.pk])

    @property
    def to_ask(self) -> set[str]:
        """Return the ids of evidence in it whose givers are asked how to stand in it."""
        return {
            line["evidence"]
            for entry in self.body["entries"]
            for lines in entry["columns"].values()
            for line in lines
            if line["asked"]
        }

    def answers(self) -> dict[str, str]:
        """Return how those who gave evidence want to stand in this report, by its id. Three queries.

        Only what was answered since it was begun counts, and through the partners door for it alone.
        """
        asked = Evidence.objects.filter(pk__in=self.to_ask)
        own = dict(asked.exclude(contribution=None).values_list("contribution", "pk"))
        answered = AttributionRequest.objects.exclude(answer="").filter(publication=self.name)
        through_door = answered.filter(contribution__in=own).values_list("contribution", "answer")
        written = Confirmation.objects.filter(evidence__in=asked, on__gte=self.begun_on)
        return {
            **{str(pk): said for pk, said in written.values_list("evidence", "attribution")},
            **{str(own[pk]): said for pk, said in through_door},
        }

    @property
    def unanswered(self) -> set[str]:
        return self.to_ask - set(self.answers())

    @property
    def name(self) -> str:
        """Return how it is named wherever somebody is asked about it."""
        return f"Follow-up report {self.country_id} {self.on:%Y-%m-%d} {str(self.pk)[:8]}"
