"""The law that a letter cites: proposed by the engine, settled line by line by a named officer."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.models.communications import Communication
from rapporteur.kernel.dates import PartialDateField
from rapporteur.kernel.ids import new_id
from rapporteur.law.models import Provision
from rapporteur.people.accounts.models import Account


class AnnexLineQuerySet(models.QuerySet["AnnexLine"]):
    def unsettled(self) -> "AnnexLineQuerySet":
        return self.filter(use=AnnexLine.Use.PROPOSED)

    def printed(self) -> "AnnexLineQuerySet":
        return self.filter(use__in=AnnexLine.PRINTED)

    def stale(self, day: date) -> "AnnexLineQuerySet":
        """Keep what is cited as binding and was not checked in the month of `day` (DESIGN §9)."""
        first = day.replace(day=1)
        return self.filter(use=AnnexLine.Use.BINDING).exclude(confirmed_on__gte=first)


class AnnexLine(models.Model):
    """A provision, where the State stood as far as our record goes, and what became of it.

    What the record says of a State's position is for the officer alone: “not a party” and “not
    known” are never printed. A treaty is cited as binding once a named officer has confirmed it
    against the depositary; the words of that confirmation lie in the annex record of the letter.
    """

    class Use(models.TextChoices):
        PROPOSED = "proposed", _("not settled yet")
        BINDING = "binding", _("cite as binding")
        STANDARD = "standard", _("cite as a standard that is not binding")
        INTERNAL = "internal", _("internal note, not printed")

    class Bound(models.TextChoices):
        """Whether a treaty bound the State on a day, by our record. Unknown is never no."""

        YES = "yes", _("in force for the State")
        NO = "no", _("not in force for the State")
        UNKNOWN = "unknown", _("not known")

    PRINTED = (Use.BINDING, Use.STANDARD)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    communication = models.ForeignKey(Communication, models.PROTECT, related_name="lines")
    provision = models.ForeignKey(Provision, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    codes = models.JSONField(default=list)  # scope codes that speak for it; empty: added by hand
    use = models.CharField(max_length=8, choices=Use, default=Use.PROPOSED)
    # what our record said on the day it was asked
    asked_on = models.DateField()
    standing = models.CharField(max_length=12, blank=True)  # of law.queries.acceptance
    since = PartialDateField()
    on_facts = models.CharField(max_length=7, choices=Bound, default=Bound.UNKNOWN)
    on_today = models.CharField(max_length=7, choices=Bound, default=Bound.UNKNOWN)
    as_of = PartialDateField()
    source = models.CharField(max_length=300, blank=True)  # of our reference data
    settled_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_on = models.DateField(null=True, blank=True)
    depositary_on = models.DateField(null=True, blank=True)  # as at, says the depositary's list

    objects = AnnexLineQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["communication", "provision"], name="cited_once"),
            models.CheckConstraint(
                name="line_settled_has_person",
                condition=Q(use="proposed", settled_by__isnull=True)
                | (~Q(use="proposed") & Q(settled_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="line_binding_was_confirmed",
                condition=~Q(use="binding")
                | Q(confirmed_on__isnull=False, depositary_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provision_id} {self.use}"

    @property
    def is_treaty(self) -> bool:
        return self.provision.instrument.binding

    @property
    def is_warned(self) -> bool:
        """Say whether our record does not show that the treaty binds the State."""
        return self.is_treaty and self.on_today != self.Bound.YES
