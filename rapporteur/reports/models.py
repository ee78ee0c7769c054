"""Reports to sessions, and the figures in them that somebody agreed to."""

from collections.abc import Mapping
from datetime import date
from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapporteur.cases.rules import desks_read
from rapporteur.documents.counting import LIMITS, Origin
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import SealedRecord, Version
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.people.desks.workflow import State as Admission
from rapporteur.reports.counting import Counted, counted
from rapporteur.reports.workflow import ReportState
from rapporteur.reports.writing import Tied

SYMBOL = RegexValidator(
    r"^[A-Z]+(?:/[A-Za-z0-9.\-]+)+$", gettext_lazy("A symbol looks like A/HRC/9/21.")
)


class SessionReportQuerySet(models.QuerySet["SessionReport"]):
    def visible_to(self, person: Account) -> Self:
        """Keep the reports of the desks that have let this person in: RX.1."""
        mine = Q(desk__memberships__account=person, desk__memberships__state=Admission.LET_IN)
        return self.filter(mine).distinct()

    def newest_first(self) -> Self:
        return self.order_by("-begun_on", "pk")

    def at_work_of(self, person: Account) -> Self:
        """Keep what is not public yet at the desks whose sealed things this person reads."""
        states = (ReportState.DRAFT, ReportState.WAITING, ReportState.APPROVED)
        rows = self.filter(desk__in=desks_read(person), state__in=states)
        return rows.order_by(models.F("due_on").asc(nulls_last=True), "begun_on", "pk")

    def to_read(self, person: Account) -> Self:
        """Keep what waits for a second reader, where this person wrote none of it."""
        waiting = self.at_work_of(person).filter(state=ReportState.WAITING)
        return waiting.exclude(writers__contains=[str(person.pk)])

    def due_by(self, day: date) -> Self:
        return self.filter(due_on__lte=day)


class SessionReport(models.Model):
    """One report of a mandate. What it says lies sealed to its desk until it is published.

    Counted when it is saved: `words` in all, as the United Nations counts, and `recommendations`.
    `over` is None where the limit says nothing, as for Chinese. `figures` are those of the text.
    """

    class Body(models.TextChoices):
        COUNCIL = "council", gettext_lazy("Human Rights Council")
        ASSEMBLY = "assembly", gettext_lazy("General Assembly")

    class Kind(models.TextChoices):
        REPORT = "report", gettext_lazy("report")
        OBSERVATIONS = "observations", gettext_lazy("observations on communications")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.REPORT)
    body = models.CharField(max_length=8, choices=Body)
    session = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2)  # in which it is written: the original
    symbol = models.CharField(max_length=60, blank=True, validators=[SYMBOL])
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=ReportState, default=ReportState.DRAFT)
    record = models.OneToOneField(SealedRecord, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    writers = models.JSONField(default=list)
    begun_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    begun_on = models.DateField()
    words = models.PositiveIntegerField(default=0)
    over = models.BooleanField(null=True, blank=True, default=False)
    recommendations = models.PositiveIntegerField(default=0)
    figures = models.JSONField(default=list)  # as Tied: code, first and last day
    waiver_by = models.CharField(max_length=200, blank=True)  # the office that granted it
    waiver_on = models.DateField(null=True, blank=True)
    waiver_words = models.PositiveIntegerField(null=True, blank=True)  # None: no limit was said
    none_confirmed_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    none_confirmed_on = models.DateField(null=True, blank=True)
    remark = models.OneToOneField(  # why it was handed back or withdrawn, the last time
        Version, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_on = models.DateField(null=True, blank=True)
    published_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_on = models.DateField(null=True, blank=True)
    published_key = models.CharField(max_length=8, blank=True)

    objects = SessionReportQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="session_report_state", condition=Q(state__in=ReportState.values)
            ),
            models.CheckConstraint(
                name="session_report_kind",
                condition=Q(kind__in=("report", "observations")),
            ),
            models.CheckConstraint(
                name="session_report_waiver_has_day",
                condition=Q(waiver_by="", waiver_on=None, waiver_words=None)
                | (~Q(waiver_by="") & Q(waiver_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="session_report_none_confirmed_by_someone",
                condition=Q(none_confirmed_by=None, none_confirmed_on=None)
                | Q(none_confirmed_by__isnull=False, none_confirmed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="session_report_published_has_all",
                condition=~Q(state=ReportState.PUBLISHED)
                | Q(published_by__isnull=False, published_on__isnull=False)
                & ~Q(published_key="")
                & ~Q(symbol=""),
            ),
        ]

    def __str__(self) -> str:
        named = {"body": self.get_body_display(), "number": self.session}
        if self.symbol:
            return self.symbol
        if self.kind == self.Kind.OBSERVATIONS:
            return _("Observations on communications, %(body)s, session %(number)s") % named
        return _("Report to the %(body)s, session %(number)s") % named

    def get_absolute_url(self) -> str:
        return reverse("session_report", args=[self.pk])

    @property
    def limit(self) -> int:
        return LIMITS[Origin.MANDATE]

    @property
    def may_be_submitted(self) -> bool | None:
        """Tell whether the limit is kept or waived; None where nobody can tell."""
        if self.over and self.waiver_by:
            return self.waiver_words is None or self.words <= self.waiver_words
        return None if self.over is None else not self.over

    def tied(self) -> tuple[Tied, ...]:
        """Return the figures of its text as it was saved."""
        return tuple(Tied.of(one) for one in self.figures)

    def agreed(self) -> dict[Tied, "AgreedFigure"]:
        """Return what was last agreed to of each figure. One query."""
        found = self.agreed_figures.select_related("by").order_by("at", "pk")
        return {one.tied: one for one in found}

    def counted(self) -> Mapping[Tied, Counted]:
        return counted(self.desk_id, self.tied())

    def open_figures(self) -> list[Tied]:
        """Return the figures that nobody agreed to, or that count otherwise than was agreed to."""
        agreed = self.agreed()
        return [
            tied
            for tied, now in self.counted().items()
            if tied not in agreed or agreed[tied].value != now.value or now.value is None
        ]


class AgreedFigure(models.Model):
    """That somebody agreed to a figure as it was then. The newest of a figure counts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(SessionReport, models.PROTECT, related_name="agreed_figures")
    code = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField()
    value = models.PositiveIntegerField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="agreed_figure_in_order", condition=Q(until__gte=models.F("since"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tied.mark} = {self.value}"

    @property
    def tied(self) -> Tied:
        return Tied(self.code, self.since, self.until)
