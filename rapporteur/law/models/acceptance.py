"""What each State has accepted, as the depositary or a copy of its list says. Missing is unknown."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.dates import PartialDateField
from rapporteur.kernel.reference.models import Weighed
from rapporteur.law.models.instruments import Instrument
from rapporteur.world.models import Country


class TreatyActionQuerySet(models.QuerySet["TreatyAction"]):
    def of_state(self, iso3: str) -> Self:
        return self.filter(country_id=iso3)

    def binding_the_state(self) -> Self:
        """Keep the acts by which a State becomes a party."""
        return self.filter(kind__in=TreatyAction.CONSENTS)


class TreatyAction(Weighed):
    """One act of one State concerning one treaty, or that a source lists none as of a day.

    No row at all means that our record does not know: never that the State is not a party.
    """

    class Kind(models.TextChoices):
        SIGNATURE = "signature", _("signature")
        RATIFICATION = "ratification", _("ratification")
        ACCESSION = "accession", _("accession")
        ACCEPTANCE = "acceptance", _("acceptance")
        SUCCESSION = "succession", _("succession")
        CONSENT = "consent", _("consent to be bound, in a form not on record")
        DENUNCIATION = "denunciation", _("denunciation")
        NONE_LISTED = "none_listed", _("no action listed by the source")

    CONSENTS = (
        Kind.RATIFICATION,
        Kind.ACCESSION,
        Kind.ACCEPTANCE,
        Kind.SUCCESSION,
        Kind.CONSENT,
    )

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="actions")
    country = models.ForeignKey(Country, models.PROTECT, related_name="treaty_actions")
    kind = models.CharField(max_length=12, choices=Kind)
    taken_on = PartialDateField()  # empty: the day is not on record
    in_force_on = PartialDateField()  # for this State

    objects = TreatyActionQuerySet.as_manager()

    class Meta:
        ordering = ["country", "instrument", "taken_on", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "country", "kind", "taken_on"], name="one_action_once"
            ),
            models.CheckConstraint(
                name="none_listed_has_no_day",
                condition=~models.Q(kind="none_listed") | models.Q(taken_on=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.instrument_id} {self.kind}"


class Reservation(Weighed):
    """A reservation or declaration that a State made, or an objection to one."""

    class Kind(models.TextChoices):
        RESERVATION = "reservation", _("reservation")
        DECLARATION = "declaration", _("declaration")
        EITHER = "either", _("reservation or declaration, not told apart by the source")
        OBJECTION = "objection", _("objection")
        WITHDRAWAL = "withdrawal", _("withdrawal")

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="reservations")
    country = models.ForeignKey(Country, models.PROTECT, related_name="reservations")
    kind = models.CharField(max_length=12, choices=Kind)
    made_on = PartialDateField()
    provisions = models.CharField(max_length=120, blank=True)  # numbers, with commas between
    gist = models.JSONField(default=dict, blank=True)  # what it says, in our words

    class Meta:
        ordering = ["country", "instrument", "made_on", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "country", "kind", "made_on"], name="one_reservation_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.instrument_id} {self.kind}"
