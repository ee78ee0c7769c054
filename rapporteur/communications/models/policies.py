"""Which time is given for a reply, and for how long a letter stays confidential, from a day on."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.models.kinds import Kind
from rapporteur.kernel.dates import PartialDateField
from rapporteur.kernel.reference.models import Weighed
from rapporteur.kernel.texts import in_language, validate_texts

KEPT = (
    *("kind", "purpose", "valid_from", "valid_to", "unit", "amount", "words"),
    *("evidence", "note", "source", "as_of"),
)


# The policies that a letter keeps from the day it was sent.
OF_A_LETTER = ("reply", "publication")


class PolicyQuerySet(models.QuerySet["Policy"]):
    def on(self, kind: str, purpose: str, day: date) -> "Policy | None":
        """Return the policy of a kind of letter that held on `day`; None where none is known."""
        text = day.isoformat()
        held = self.filter(
            Q(valid_to="") | Q(valid_to__gt=text), kind=kind, purpose=purpose, valid_from__lte=text
        )
        return held.order_by("-valid_from").first()


class Policy(Weighed):
    """A working method with a first day. A letter keeps the policy of the day it was sent (R15.2).

    Days are calendar days: no week-end and no holiday is left out.
    """

    class Purpose(models.TextChoices):
        REPLY = "reply", _("time for a reply")
        PUBLICATION = "publication", _("confidential period")
        JOINING = "joining", _("time for other mandates to join")
        CORRECTION = "correction", _("time for an answer to a request to correct")

    class Unit(models.TextChoices):
        HOURS = "hours", _("hours")
        DAYS = "days", _("calendar days")
        MONTHS = "months", _("months")
        REPORT = "report", _("until a report is before the Council")  # gives no day by itself

    kind = models.CharField(max_length=2, choices=Kind)
    purpose = models.CharField(max_length=11, choices=Purpose)
    valid_from = PartialDateField()
    valid_to = PartialDateField()  # the first day on which it no longer holds
    unit = models.CharField(max_length=6, choices=Unit)
    amount = models.PositiveSmallIntegerField(null=True, blank=True)  # of the unit
    words = models.JSONField(validators=[validate_texts])

    objects = PolicyQuerySet.as_manager()

    class Meta:
        ordering = ["purpose", "kind", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "purpose", "valid_from"], name="one_policy_a_day"
            ),
            models.CheckConstraint(name="policy_has_start", condition=~Q(valid_from="")),
            models.CheckConstraint(
                name="policy_ends_after_start",
                condition=Q(valid_to="") | Q(valid_to__gt=models.F("valid_from")),
            ),
            models.CheckConstraint(
                name="policy_amount_unless_report",
                condition=Q(unit="report", amount__isnull=True)
                | (~Q(unit="report") & Q(amount__gt=0)),
            ),
        ]

    def __str__(self) -> str:
        return in_language(self.words)

    def kept(self) -> dict[str, Any]:
        """Return the policy as a letter keeps it, so that no later change of facts reaches it."""
        return {name: getattr(self, name) for name in KEPT}
