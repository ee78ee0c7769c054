"""Cases: what was received, joined into a situation. A case is no submission: many to many.

In the clear lie ids, days and codes; whatever a person typed lies in a record of the vault.
"""

from datetime import date
from typing import Self
from uuid import UUID

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rapporteur.cases import due as due_days
from rapporteur.cases.facts import Risk
from rapporteur.cases.rules import desks_read
from rapporteur.cases.workflow import State
from rapporteur.intake.models import Submission
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.barring import may_be_barred
from rapporteur.kernel.vault.models import Barred, Version
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk


def denied_to(person: Account) -> "models.QuerySet[Case, UUID]":
    """Return the cases whose circle is kept from a person, as a part of another query."""
    if not may_be_barred(person.pk):
        return Case.objects.none().values_list("pk", flat=True)
    kept = Barred.objects.standing().of(person.pk).values("recipient")
    return Case.objects.filter(circle__in=kept).values_list("pk", flat=True)


def denied_to_anyone() -> "models.QuerySet[Case, UUID]":
    """Return the cases whose circle is kept from somebody, as a part of another query."""
    kept = Barred.objects.standing().values("recipient")
    return Case.objects.filter(circle__in=kept).values_list("pk", flat=True)


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, person: Account) -> Self:
        """Keep the cases of the desks whose sealed things this person reads: RX.1."""
        return self.filter(desk__in=desks_read(person)).exclude(pk__in=denied_to(person))

    def held(self, case: "Case") -> "Case":
        """Hold the row of a case until the transaction ends; return it as it stands now."""
        return self.select_for_update(of=("self",)).get(pk=case.pk)

    def newest_first(self) -> Self:
        return self.order_by("-opened_on", "reference")

    def in_work(self) -> Self:
        return self.exclude(state__in=(State.CLOSED, State.MERGED, State.ERASED))

    def owned_by(self, person: Account) -> Self:
        return self.filter(owner=person)

    def due_by(self, day: date) -> Self:
        """Keep those whose decision is due on a day or before it."""
        return self.filter(due_days.is_due_by(day))

    def due_first(self) -> Self:
        """Order by the day of the decision; what waits for none, or stands still, comes last."""
        day = due_days.due_on()
        found = self.alias(due_day=day)
        return found.order_by(models.F("due_day").asc(nulls_last=True), "reference")

    def of_risk(self, risk: str) -> Self:
        """Keep those of a risk; where no triage says one it is not known, which is no low one."""
        found = models.Q(current__risk=risk)
        if risk == Risk.UNKNOWN:
            found |= models.Q(current=None)
        return self.filter(found)

    def unassigned(self) -> Self:
        return self.filter(owner=None)

    def with_cause(self, cause: str) -> Self:
        return self.filter(current__causes__contains=[cause])

    def on_side(self, side: str) -> Self:
        return self.filter(current__side=side)

    def to_review(self) -> Self:
        """Keep what is marked as emerging, and what a triage has given no code yet (R17.3)."""
        uncoded = models.Q(current__isnull=False, current__primary_code="")
        return self.filter(models.Q(current__emerging=True) | uncoded)


class Case(models.Model):
    """A situation that the desk works on. Its reference is random and tells no order.

    `current` is its newest triage, whose codes name the case.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="+")
    reference = models.CharField(max_length=11, unique=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    owner = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    current = models.OneToOneField(
        "cases.Triage", models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_on = models.DateField()
    opened_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    reopened_on = models.DateField(null=True, blank=True)  # the last time; from then on it is due
    # the clock, see `due`: kept here so that lists can order by it
    paused_days = models.PositiveSmallIntegerField(default=0)
    paused_on = models.DateField(null=True, blank=True)
    due_chosen = models.DateField(null=True, blank=True)  # by a person, in place of the rule
    event_by = models.DateField(null=True, blank=True)  # by which to decide, for what is feared
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )
    circle = models.UUIDField(null=True, blank=True)  # in the vault, where some are denied it

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(  # with the key, so that any page is found in the index alone
                fields=["desk", "-opened_on", "reference"], include=["id"], name="case_list"
            ),
            models.Index(fields=["owner", "state"], name="case_of_owner"),
            models.Index(
                fields=["circle"],
                condition=models.Q(circle__isnull=False),
                name="case_of_circle",
            ),
            models.Index(  # beside the letters' index of cases: which closed ones have none
                fields=["id"], condition=models.Q(state=State.CLOSED), name="case_closed"
            ),
        ]
        constraints = [
            models.CheckConstraint(name="case_state", condition=models.Q(state__in=State.values)),
            models.CheckConstraint(
                name="case_merged_leads_somewhere",
                condition=models.Q(state=State.MERGED, merged_into__isnull=False)
                | (~models.Q(state=State.MERGED) & models.Q(merged_into__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("cases_case", args=[self.pk])

    @property
    def title(self) -> str:
        """Return its neutral title, of codes alone: State, scope, month."""
        return self.current.title if self.current else ""

    def family(self) -> list[UUID]:
        """Return the ids of the case and of those that were merged into it: one matter."""
        return [self.pk, *self.merged.order_by("pk").values_list("pk", flat=True)]

    @property
    def due(self) -> due_days.Explained | None:
        """Return by when it should be decided, and why that day; from loaded fields."""
        return due_days.explained(self)


class Joined(models.Model):
    """A submission belongs to a case. `writer` is who wrote, as a code of intake.questions.

    Merging and splitting move the row to another case; nothing else of it ever changes.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="joined")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="joined")
    writer = models.CharField(max_length=12, blank=True)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "submission"], name="joined_once"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} in {self.case_id}"


class Opening(models.Model):
    """A submission was opened for the first time: by whom, on which day. The journal has all."""

    submission = models.OneToOneField(
        Submission, models.PROTECT, primary_key=True, related_name="opening"
    )
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    on = models.DateField()

    def __str__(self) -> str:
        return str(self.pk)


class Release(models.Model):
    """A person has looked at a submission that was held back, and let it into the queue."""

    submission = models.OneToOneField(
        Submission, models.PROTECT, primary_key=True, related_name="release"
    )
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    on = models.DateField()

    def __str__(self) -> str:
        return str(self.pk)


class Note(models.Model):
    """Something a member wrote on a case, sealed to the desk."""

    class Kind(models.TextChoices):
        NOTE = "note", _("note")
        REOPENING = "reopening", _("reason for reopening")
        CLOSING = "closing", _("reason for closing")
        PAUSE = "pause", _("the clock was stopped")
        RESUME = "resume", _("the clock goes on")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.NOTE)
    sealed = models.OneToOneField(Version, models.PROTECT, related_name="+")
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()  # UTC

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)
