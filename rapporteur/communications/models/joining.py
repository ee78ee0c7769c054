"""Other mandates that were invited to sign, and what each answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.models.communications import Communication
from rapporteur.kernel.ids import new_id
from rapporteur.people.accounts.models import Account


class Invitation(models.Model):
    """A mandate was invited to sign one letter. No answer is not a yes: it does not sign."""

    class Answer(models.TextChoices):
        NONE = "none", _("no answer")
        JOINS = "joins", _("joins")
        DECLINES = "declines", _("declines")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    communication = models.ForeignKey(Communication, models.PROTECT, related_name="invitations")
    mandate = models.CharField(max_length=16)  # a code of people.mandates
    answer = models.CharField(max_length=8, choices=Answer, default=Answer.NONE)
    answered_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["mandate"]
        constraints = [
            models.UniqueConstraint(fields=["communication", "mandate"], name="invited_once"),
            models.CheckConstraint(
                name="invitation_answer_has_day_and_person",
                condition=models.Q(answer="none", answered_on__isnull=True)
                | (
                    ~models.Q(answer="none")
                    & models.Q(answered_on__isnull=False, recorded_by__isnull=False)
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mandate} {self.answer}"
