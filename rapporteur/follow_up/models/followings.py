"""A recommendation that a desk follows for one State: its next action, and what was promised.

Next actions and versions of commitments are only added: any past day can be shown.
"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rapporteur.follow_up.workflow import State
from rapporteur.kernel.dates import PartialDateField
from rapporteur.kernel.ids import new_id
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.recommendations.models import Recommendation
from rapporteur.world.models import Country

# What a Mission may know of what is followed; the missions door has rights on these columns alone.
TOLD_OF_FOLLOWING = ("id", "desk", "recommendation", "country", "state", "begun_on")
TOLD_OF_RECOMMENDATION = (
    *("id", "mechanism", "body", "symbol", "paragraph"),
    *("text", "language", "dated"),
)


class FollowingQuerySet(models.QuerySet["Following"]):
    def visible_to(self, person: Account) -> Self:
        return self.filter(desk__in=Desk.objects.visible_to(person))

    def open(self) -> Self:
        return self.filter(state=State.OPEN)

    def tagged(self, name: str, code: str) -> Self:
        """Keep those with a tag of the recommendation: `pillars`, `sectors` or `levels`."""
        return self.filter(**{f"recommendation__standing__{name}__contains": [code]})

    def of_state(self, code: str) -> Self:
        return self.filter(country=code)

    def told_to(self, code: str) -> Self:
        """Keep what the Mission of a State may see, in the columns that it may know."""
        words = (f"recommendation__{name}" for name in TOLD_OF_RECOMMENDATION)
        found = self.open().filter(country=code).select_related("recommendation")
        return found.only(*TOLD_OF_FOLLOWING, *words)

    def with_next(self) -> Self:
        """Add day and owner of the next action, as `next_on` and `next_owner`."""
        newest = NextAction.objects.filter(following=OuterRef("pk")).order_by("-number")
        return self.annotate(
            next_on=Subquery(newest.values("on")[:1]),
            next_owner=Subquery(newest.values("owner")[:1]),
            next_owner_name=Subquery(newest.values("owner__name")[:1]),
            next_words=Subquery(newest.values("words")[:1]),
        )

    def due_before(self, day: date) -> Self:
        """Keep those that are open and whose next action was to be done before a day."""
        return self.open().with_next().filter(next_on__lt=day)

    def next_of(self, person: Account) -> Self:
        """Keep those whose next action is this person's."""
        return self.with_next().filter(next_owner=person.pk)

    def due_first(self) -> Self:
        return self.with_next().order_by("next_on", "country_id", "pk")


class Following(models.Model):
    """One recommendation, followed by one desk for one State that it is addressed to."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="+")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="followings")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    begun_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    begun_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    next_on: date  # these three by `with_next`
    next_words: str
    next_owner_name: str

    objects = FollowingQuerySet.as_manager()

    class Meta:
        ordering = ["country", "begun_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["desk", "recommendation", "country"], name="followed_once"
            ),
            models.CheckConstraint(
                name="following_closed_has_day",
                condition=Q(state="closed", closed_on__isnull=False)
                | Q(state="open", closed_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.country_id}"

    def get_absolute_url(self) -> str:
        return reverse("follow_up_one", args=[self.pk])


class NextAction(models.Model):
    """What the desk does next about a recommendation, by which day, and who; the last one holds."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    following = models.ForeignKey(Following, models.PROTECT, related_name="next_actions")
    number = models.PositiveIntegerField()
    words = models.CharField(max_length=300)
    on = models.DateField()
    owner = models.ForeignKey(Account, models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    made_on = models.DateField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["following", "number"], name="next_action_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.following_id}"


class Indicator(models.TextChoices):
    """What an indicator measures: what is laid down, what is done, what has changed."""

    STRUCTURE = "structure", _("structure: what is laid down")
    PROCESS = "process", _("process: what is done")
    OUTCOME = "outcome", _("outcome: what has changed")


class Progress(models.TextChoices):
    PLANNED = "planned", _("planned")
    UNDER_WAY = "under_way", _("under way")
    DONE = "done", _("said to be done")
    DROPPED = "dropped", _("given up")


class Commitment(models.Model):
    """Something that a State committed itself to, or a step of its plan. What it says has versions.

    `key` is the name that a national mechanism gives it in its own tool (FIELD §3.5).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    following = models.ForeignKey(Following, models.PROTECT, related_name="commitments")
    key = models.CharField(max_length=80, blank=True)
    made_on = models.DateField()

    class Meta:
        ordering = ["made_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["following", "key"], condition=~Q(key=""), name="commitment_of_a_plan_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.following_id} {self.key}".strip()


class CommitmentVersion(models.Model):
    """What was to be done, by whom in the State and until when, as it stood from a day on.

    `due` is as exact as its source; `due_by` the last day that it may mean.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    words = models.CharField(max_length=1_000)
    responsible = models.CharField(max_length=200, blank=True)  # an institution, never a person
    due = PartialDateField()
    due_by = models.DateField(null=True, blank=True)
    indicator_kind = models.CharField(max_length=9, choices=Indicator, blank=True)
    indicator = models.CharField(max_length=400, blank=True)
    budget = models.CharField(max_length=200, blank=True)
    progress = models.CharField(max_length=9, choices=Progress, default=Progress.PLANNED)
    source = models.CharField(max_length=300)
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    made_on = models.DateField()

    class Meta:
        ordering = ["commitment", "number"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "number"], name="commitment_in_order"),
            models.CheckConstraint(
                name="commitment_due_is_whole",
                condition=Q(due="", due_by__isnull=True) | (~Q(due="") & Q(due_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="commitment_indicator_has_kind",
                condition=Q(indicator="", indicator_kind="")
                | (~Q(indicator="") & ~Q(indicator_kind="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.words[:40]} {self.due}".strip()

    @property
    def is_settled(self) -> bool:
        return self.progress in {Progress.DONE, Progress.DROPPED}
