"""Triages: what was weighed, proposed and decided about a case. Codes here, words in the vault.

A triage that was decided is never changed: a new one is made.
"""

from datetime import date, timedelta
from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from rapporteur.cases.criteria import Criterion, Result
from rapporteur.cases.facts import Age, Attitude, Choice, Known, Risk, SafePerson, Side
from rapporteur.cases.models.cases import Case
from rapporteur.cases.outcomes import Outcome
from rapporteur.cases.triages.workflow import State
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import SealedRecord
from rapporteur.law.models import ScopeCode, ScopeRule
from rapporteur.people.accounts.models import Account


class TriageQuerySet(models.QuerySet["Triage"]):
    def waiting(self) -> Self:
        return self.filter(state=State.WAITING)

    def visible_with(self, cases: "models.QuerySet[Case]") -> Self:
        return self.filter(case__in=cases)


class Triage(models.Model):
    """One triage of a case. `record` is the vault's, `version` the newest version of its words."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="triages")
    number = models.PositiveSmallIntegerField()  # from 1, in its case
    state = models.CharField(max_length=7, choices=State, default=State.DRAFT)
    record = models.OneToOneField(SealedRecord, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    prepared_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    begun_on = models.DateField()
    # what it is about
    primary_code = models.CharField(max_length=40, blank=True)
    scope_answer = models.CharField(max_length=10, choices=ScopeRule.Answer, blank=True)
    scope_on = models.DateField(null=True, blank=True)  # the day whose rules answered
    commercial = models.CharField(max_length=7, choices=Known, default=Known.UNKNOWN)
    exploited = models.CharField(max_length=7, choices=Known, default=Known.UNKNOWN)
    facts = models.JSONField(default=list, blank=True)  # codes of facts.Fact
    causes = models.JSONField(default=list, blank=True)  # codes of facts.Cause
    side = models.CharField(max_length=7, choices=Side, default=Side.UNKNOWN)
    emerging = models.BooleanField(default=False)
    states = models.JSONField(default=list, blank=True)  # ISO 3166-1 alpha-3
    month = models.CharField(max_length=7, blank=True)  # of the facts: 2026-03, or a year
    age = models.CharField(max_length=8, choices=Age, default=Age.PRESUMED)
    # with whom
    overlap_on = models.DateField(null=True, blank=True)
    attitude = models.CharField(max_length=13, choices=Attitude, blank=True)
    # what must be guarded
    risk = models.CharField(max_length=7, choices=Risk, default=Risk.UNKNOWN)
    child_alone = models.BooleanField(default=False)
    best_interests = models.BooleanField(default=False)  # the note is in the record
    safe_person = models.CharField(max_length=8, choices=SafePerson, blank=True)
    seconded_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    seconded_on = models.DateField(null=True, blank=True)
    # what comes of it
    recommended = models.CharField(max_length=26, choices=Outcome, blank=True)
    recommended_by = models.CharField(max_length=40, blank=True)  # key of the rule
    proposed = models.CharField(max_length=26, choices=Outcome, blank=True)
    outcome = models.CharField(max_length=26, choices=Outcome, blank=True)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)  # UTC

    objects = TriageQuerySet.as_manager()

    class Meta:
        ordering = ["case", "number"]
        indexes = [
            models.Index(fields=["state"], condition=Q(state="waiting"), name="triage_waiting"),
            GinIndex(fields=["causes"], name="triage_causes"),
            GinIndex(fields=["states"], name="triage_states"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="triage_number_once"),
            models.UniqueConstraint(
                fields=["case"], condition=~Q(state="decided"), name="one_triage_at_work"
            ),
            models.CheckConstraint(
                name="triage_decided_has_outcome_person_and_time",
                condition=Q(
                    ~Q(outcome=""),
                    ~Q(recommended=""),
                    state="decided",
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                )
                | Q(
                    ~Q(state="decided"),
                    outcome="",
                    decided_by__isnull=True,
                    decided_at__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="triage_seconded_has_day",
                condition=Q(seconded_by__isnull=True, seconded_on__isnull=True)
                | Q(seconded_by__isnull=False, seconded_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"

    @property
    def title(self) -> str:
        """Return its neutral title, of codes alone: State, scope, month."""
        return " · ".join(
            part for part in (", ".join(self.states), self.primary_code, self.month) if part
        )

    @property
    def week(self) -> date:
        """Return the Monday of the week in which it was begun, for lists by week."""
        return self.begun_on - timedelta(days=self.begun_on.weekday())

    @property
    def is_decided(self) -> bool:
        return self.state == State.DECIDED


class Weighed(models.Model):
    """The result of one criterion. There is a row only where a reason lies in the record."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    triage = models.ForeignKey(Triage, models.PROTECT, related_name="weighed")
    criterion = models.CharField(max_length=24, choices=Criterion)
    result = models.CharField(max_length=7, choices=Result)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()  # UTC

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["triage", "criterion"], name="weighed_once"),
            models.CheckConstraint(name="weighed_result", condition=Q(result__in=Result.values)),
        ]

    def __str__(self) -> str:
        return f"{self.criterion} {self.result}"


class Coded(models.Model):
    """A scope code of a triage, with the answer of the day and the rule that gave it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    triage = models.ForeignKey(Triage, models.PROTECT, related_name="coded")
    code = models.ForeignKey(ScopeCode, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=ScopeRule.Answer)
    rule = models.ForeignKey(ScopeRule, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["code__position"]
        constraints = [models.UniqueConstraint(fields=["triage", "code"], name="coded_once")]

    def __str__(self) -> str:
        return self.code_id


class Involved(models.Model):
    """What was chosen for one proposal. There is a row only where a reason lies in the record.

    `rule` is the key of a line of data/joining.csv, `target` the mandate or body as of that day.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    triage = models.ForeignKey(Triage, models.PROTECT, related_name="involved")
    target = models.CharField(max_length=40)
    rule = models.CharField(max_length=40)
    choice = models.CharField(max_length=9, choices=Choice)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()  # UTC

    class Meta:
        ordering = ["target"]
        constraints = [models.UniqueConstraint(fields=["triage", "target"], name="involved_once")]

    def __str__(self) -> str:
        return f"{self.target} {self.choice}"
