"""What was decided where a letter brought no full answer: the ladder of FIELD 1.10, step by step."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.models.communications import Communication
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import Version
from rapporteur.people.accounts.models import Account


class Rung(models.IntegerChoices):
    """The steps of the ladder, the mildest first."""

    REMINDER = 1, _("reminder")
    LETTER = 2, _("follow-up letter")
    STATEMENT = 3, _("public statement")
    REPORT = 4, _("mention in a report")
    VISIT = 5, _("topic of a visit")


BY_HOLDER = (Rung.STATEMENT, Rung.REPORT, Rung.VISIT)  # what others hear of


class FollowUpStep(models.Model):
    """A step that a named person decided on for one letter; the reason is sealed to the desk.

    Written once. It says what was decided, not that it was done: a follow-up letter, a statement
    and a report have records of their own.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    communication = models.ForeignKey(Communication, models.PROTECT, related_name="steps_up")
    rung = models.PositiveSmallIntegerField(choices=Rung)
    sealed = models.OneToOneField(Version, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    decided_on = models.DateField()

    class Meta:
        ordering = ["decided_on", "rung", "pk"]
        constraints = [
            models.CheckConstraint(
                name="follow_up_rung", condition=models.Q(rung__gte=1, rung__lte=5)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rung} {self.decided_on}"
