"""Papers of a visit, whose words lie sealed, and what a State answered on the terms of reference."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.rules import desks_read
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import SealedRecord
from rapporteur.people.accounts.models import Account
from rapporteur.recommendations.models import Recommendation
from rapporteur.visits.cycles.models.visits import Visit
from rapporteur.visits.cycles.reports.workflow import State
from rapporteur.visits.cycles.terms import Answer, Guarantee
from rapporteur.world.models import Country


class PaperKind(models.TextChoices):
    FEASIBILITY = "feasibility", _("feasibility note")
    CALL = "call", _("call for inputs")
    PROGRAMME = "programme", _("programme of meetings")
    STATEMENT = "statement", _("end-of-mission statement")
    REPORT = "report", _("report on the visit")


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(self, person: Account) -> Self:
        """Keep the papers of the desks whose sealed things this person reads: RX.1."""
        return self.filter(visit__desk__in=desks_read(person))

    def in_sections(self) -> Self:
        """Leave out the programme, which is made of meetings and has pages of its own."""
        return self.exclude(kind=PaperKind.PROGRAMME)

    def whole(self) -> Self:
        return self.select_related("visit__desk", "visit__mandate", "country", "record", "by")


class Paper(models.Model):
    """One paper of a visit; a report is of one State. A saving is one more sealed version."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="papers")
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=11, choices=PaperKind)
    record = models.OneToOneField(SealedRecord, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")  # who saved it last
    on = models.DateField()
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)  # of a report
    advance_on = models.DateField(null=True, blank=True)  # the State got the draft
    symbol = models.CharField(max_length=60, blank=True)
    published_on = models.DateField(null=True, blank=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "country"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "kind", "country"],
                nulls_distinct=False,
                name="visit_paper_once",
            ),
            models.CheckConstraint(
                name="visit_paper_report_is_of_a_state",
                condition=Q(kind="report", country__isnull=False)
                | (~Q(kind="report") & Q(country__isnull=True)),
            ),
            models.CheckConstraint(
                name="visit_paper_published_has_symbol",
                condition=~Q(state="published") | (~Q(symbol="") & Q(published_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.visit_id}"

    def get_absolute_url(self) -> str:
        return reverse("visits_paper", args=[self.pk])


class TermAnswer(models.Model):
    """What a State answered on one guarantee. Rows are only added; the newest counts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="term_answers")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    guarantee = models.CharField(max_length=12, choices=Guarantee)
    answer = models.CharField(max_length=8, choices=Answer)
    note = models.CharField(max_length=600, blank=True)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(
                name="term_answer_short_of_yes_has_note",
                condition=Q(answer="yes") | ~Q(note=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.guarantee} {self.answer}"


class Followed(models.Model):
    """A recommendation that a follow-up visit looks into, put there when it began (R35.2)."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="followed")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "recommendation"], name="visit_followed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.recommendation_id}"


class AfterCheck(models.Model):
    """Someone who was met shall be asked how they are since. The name lies in the programme, sealed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="after_checks")
    person = models.UUIDField()  # of the sealed programme
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["due_on", "person"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "person"], name="visit_after_check_once"),
            models.CheckConstraint(
                name="visit_after_check_done_by",
                condition=Q(done_on__isnull=True, by__isnull=True)
                | Q(done_on__isnull=False, by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)
