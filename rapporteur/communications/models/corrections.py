"""Someone asks for a correction: a Mission at its door, or another, as the desk wrote it down.

It is a note to the desk, no reply.
"""

from django.db import models
from django.db.models import Q

from rapporteur.communications.models.communications import Communication
from rapporteur.communications.replies.workflow import CorrectionState
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import Version
from rapporteur.people.accounts.models import Account
from rapporteur.publication.models import PublicChange

ASKED = [(one.value, one.label) for one in PublicChange.REQUESTS]

# What a Mission reads back of its own; the missions door has rights on these columns alone.
TOLD_OF_CORRECTION = (
    *("id", "communication", "state", "noted_on", "noted_by", "by_mission", "sealed", "answer"),
    *("number", "answer_by", "outcome"),
)


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def waiting(self) -> "CorrectionQuerySet":
        return self.filter(state=CorrectionState.NOTED)

    def told(self) -> "CorrectionQuerySet":
        """Bring no more than a Mission may know, and of its own notes only."""
        return self.filter(by_mission=True).only(*TOLD_OF_CORRECTION)


class Correction(models.Model):
    """The words lie in the vault, sealed to the desk and to the Mission, and so does the answer.

    What another than the Mission asks for (`by_mission` is no) is sealed to the desk alone. Whoever
    asks is given `number` and the day by which there is an answer; older notes have neither.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    communication = models.ForeignKey(Communication, models.PROTECT, related_name="corrections")
    state = models.CharField(max_length=8, choices=CorrectionState, default=CorrectionState.NOTED)
    kind = models.CharField(max_length=10, choices=ASKED, default=PublicChange.Kind.CORRECTION)
    of = models.CharField(max_length=6, choices=PublicChange.Of, default=PublicChange.Of.LETTER)
    by_mission = models.BooleanField(default=True)
    number = models.CharField(max_length=11, blank=True)  # of the case
    noted_on = models.DateField()
    noted_by = models.UUIDField()  # an account of the Mission, or of the desk
    answer_by = models.DateField(null=True, blank=True)
    sealed = models.OneToOneField(Version, models.PROTECT, related_name="+")
    answer = models.OneToOneField(Version, models.PROTECT, null=True, blank=True, related_name="+")
    answered_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=9, choices=PublicChange.Outcome, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["noted_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="correction_number_once"
            ),
            models.CheckConstraint(
                name="correction_answered_is_whole",
                condition=Q(
                    state="noted",
                    answer__isnull=True,
                    answered_by__isnull=True,
                    answered_on__isnull=True,
                )
                | Q(
                    state="answered",
                    answer__isnull=False,
                    answered_by__isnull=False,
                    answered_on__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.noted_on} {self.state}"
