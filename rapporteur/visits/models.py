"""Country visits as their documents tell them: requests, answers, visits. Only added to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.dates import PartialDateField
from rapporteur.kernel.reference.models import Weighed
from rapporteur.people.mandates.models import Mandate
from rapporteur.world.models import Country


class VisitEvent(Weighed):
    """One step of a visit that a document reports, in the vocabulary of OHCHR's visits database.

    The record is partial: a State without an event may have been visited all the same.
    """

    class Kind(models.TextChoices):
        REQUESTED = "requested", _("visit requested")
        REMINDER = "reminder", _("request renewed")
        INVITED = "invited", _("invited")
        ACCEPTED = "accepted", _("accepted in principle")
        DECLINED = "declined", _("declined")
        ACKNOWLEDGED = "acknowledged", _("receipt acknowledged")
        DATES_AGREED = "dates_agreed", _("dates agreed")
        ANNOUNCED = "announced", _("visit announced")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", _("cancelled")
        COMPLETED = "completed", _("visit carried out")
        REPORT_PUBLISHED = "report", _("report published")

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
