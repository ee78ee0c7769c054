"""What the public register of country visits told, as files brought it. Lines are only added."""

from django.db import models
from django.db.models import Q

from rapporteur.communications.models.sheets import SheetDraft
from rapporteur.kernel.dates import PartialDateField
from rapporteur.kernel.ids import new_id
from rapporteur.people.mandates.models import Mandate
from rapporteur.visits.chains import Told
from rapporteur.visits.kinds import WITH_DAYS, Kind, Side
from rapporteur.world.models import Country


class RegisterEvent(models.Model):
    """One event of one mandate and one State as the register told it on a day.

    Of any mandate. Nothing is overwritten: what a later copy tells otherwise is one more line.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    word = models.CharField(max_length=40)  # of the register, as it was written
    side = models.CharField(max_length=7, choices=Side, blank=True)
    day = PartialDateField()  # on which it happened; empty: the register does not tell
    starts_on = PartialDateField()  # days of the visit itself
    ends_on = PartialDateField()
    symbol = models.CharField(max_length=60, blank=True)  # of the visit's report
    source = models.CharField(max_length=300)
    as_of = PartialDateField()
    by = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        ordering = ["country", "mandate", "day", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "mandate",
                    "country",
                    "kind",
                    "side",
                    "day",
                    "starts_on",
                    "ends_on",
                    "symbol",
                ],
                name="one_line_of_the_register_once",
            ),
            models.CheckConstraint(
                name="register_event_has_source", condition=~Q(source="") & ~Q(as_of="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.kind} {self.happened}".strip()

    @property
    def happened(self) -> str:
        """Return when it happened, as the record of documents tells it: by the visit where it must."""
        return self.day or self.starts_on

    @property
    def told(self) -> Told:
        days = (self.starts_on, self.ends_on) if self.kind in WITH_DAYS else ("", "")
        return Told(
            self.kind,
            self.happened,
            *days,
            as_of=self.as_of,
            side=self.side,
            symbol=self.symbol,
            source=self.source,
        )


class RegisterDraft(SheetDraft):
    """A draft of the public register of visits."""
