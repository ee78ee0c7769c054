"""Country visits as their documents tell them: requests, answers, visits. Only added to."""

from typing import Self

from django.db import models

from rapporteur.kernel.dates import PartialDateField
from rapporteur.kernel.reference.models import Weighed
from rapporteur.people.mandates.models import Mandate
from rapporteur.visits.chains import Told
from rapporteur.visits.kinds import WITH_DAYS, Kind, Side
from rapporteur.world.models import Country


class VisitEvent(Weighed):
    """One step of a visit that a document reports, in the vocabulary of OHCHR's visits database.

    The record is partial: a State without an event may have been visited all the same.
    """

    Kind = Kind

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="visit_events")
    country = models.ForeignKey(Country, models.PROTECT, related_name="visit_events")
    kind = models.CharField(max_length=12, choices=Kind)
    starts_on = PartialDateField()  # empty: the document gives no date
    ends_on = PartialDateField()
    symbol = models.CharField(max_length=60, blank=True)  # of the visit's own report
    text_held = models.BooleanField(default=False)  # whether the letter or report itself is held

    class Meta:
        ordering = ["country", "starts_on", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["mandate", "country", "kind", "starts_on"], name="one_visit_event_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.kind} {self.starts_on}"

    @property
    def told(self) -> Told:
        days = (self.starts_on, self.ends_on) if self.kind in WITH_DAYS else ("", "")
        return Told(
            self.kind,
            self.starts_on,
            *days,
            as_of=self.as_of,
            symbol=self.symbol,
            source=self.source,
            note=self.note,
            text_held=self.text_held,
        )


class PublicEventQuerySet(models.QuerySet["PublicEvent"]):
    def newest_first(self) -> Self:
        """Order by when it happened; in text order an empty day is the least, so it comes last."""
        return self.order_by("-day", "country", "mandate", "kind", "key")


class PublicEvent(Weighed):
    """One event of a visit that may be shown to anyone: of documents, or of the public register.

    A view of the database over both, which leaves out whoever loaded a line and whatever rests on
    a source that is not public (ADR 0197). Ask `visibility` for them, never this.
    """

    key = models.CharField(max_length=80, primary_key=True)
    document = models.ForeignKey(VisitEvent, models.DO_NOTHING, null=True, related_name="+")
    mandate = models.ForeignKey(Mandate, models.DO_NOTHING, related_name="+")
    country = models.ForeignKey(Country, models.DO_NOTHING, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    side = models.CharField(max_length=7, choices=Side, blank=True)
    day = PartialDateField()  # on which it happened; empty: the source gives no date
    starts_on = PartialDateField()  # days of the visit itself
    ends_on = PartialDateField()
    symbol = models.CharField(max_length=60, blank=True)
    text_held = models.BooleanField()
    told_at = models.DateTimeField()  # when the record last learned of it

    objects = PublicEventQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "visits_publicevent"

    def __str__(self) -> str:
        return f"{self.country_id} {self.kind} {self.day}".strip()

    @property
    def told(self) -> Told:
        days = (self.starts_on, self.ends_on) if self.kind in WITH_DAYS else ("", "")
        return Told(
            self.kind,
            self.day,
            *days,
            as_of=self.as_of,
            side=self.side,
            symbol=self.symbol,
            source=self.source,
            note=self.note,
            text_held=self.text_held,
        )
