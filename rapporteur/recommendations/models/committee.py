"""What the Committee on the Rights of the Child has done and plans about a State, by session."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.models.sheets import SheetDraft
from rapporteur.kernel.dates import PartialDateField
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.reference.models import Weighed
from rapporteur.law.models import Instrument
from rapporteur.world.models import Country


class Stage(models.TextChoices):
    """The stages of a report to the Committee, in their order."""

    DUE = "report_due", _("report due")
    RECEIVED = "report_received", _("report received")
    ISSUES = "list_of_issues", _("list of issues")
    DIALOGUE = "dialogue", _("dialogue")
    ADOPTED = "concluding_observations", _("concluding observations adopted")


class Status(models.TextChoices):
    PLANNED = "planned", _("planned")
    DONE = "done", _("done")
    PUT_OFF = "put_off", _("put off")


class CommitteeDateQuerySet(models.QuerySet["CommitteeDate"]):
    def newest(self) -> Self:
        """Order so that of each State, instrument, stage and session the newest comes first."""
        return self.order_by("country_id", "instrument_id", "stage", "session", "-as_of", "-at")


class CommitteeDate(Weighed):
    """One line of the calendar as a source gives it. Only ever added: a newer day follows."""

    INSTRUMENTS: ClassVar = ("CRC", "OPSC", "OPAC")  # of which the Committee takes reports

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+")
    session = models.PositiveSmallIntegerField(null=True, blank=True)
    stage = models.CharField(max_length=24, choices=Stage)
    status = models.CharField(max_length=8, choices=Status)
    dated = PartialDateField()
    symbol = models.CharField(max_length=120, blank=True)
    by = models.CharField(max_length=60)
    at = models.DateTimeField()  # UTC

    objects = CommitteeDateQuerySet.as_manager()

    class Meta:
        ordering = ["country", "instrument", "-dated", "-as_of"]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    *("country", "instrument", "session", "stage", "status", "dated"),
                    *("symbol", "source", "as_of"),
                ],
                name="one_line_of_the_calendar_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="committee_date_is_told",
                condition=~models.Q(dated="") & ~models.Q(source="") & ~models.Q(as_of=""),
            ),
        ]

    def __str__(self) -> str:
        session = f" {self.session}" if self.session else ""
        return f"{self.instrument_id}{session} {self.stage} {self.dated}"


class CommitteeDraft(SheetDraft):
    """A draft of the Committee's calendar."""
