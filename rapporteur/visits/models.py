"""Country visits as their documents tell them: requests, answers, visits. Only added to."""

from django.db import models

from rapporteur.kernel.dates import PartialDateField
from rapporteur.kernel.reference.models import Weighed
from rapporteur.people.mandates.models import Mandate
from rapporteur.visits.chains import Told
from rapporteur.visits.kinds import WITH_DAYS, Kind
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
