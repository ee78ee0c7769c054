"""What someone else found in a letter: gender, best interests, a second reading, a withdrawal."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.models.communications import Communication
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import Version
from rapporteur.people.accounts.models import Account


class Review(models.Model):
    """A review of one version of a letter; its words are sealed to the desk.

    A letter that is edited has a new version, and what was said of an older one no longer counts.
    """

    class Kind(models.TextChoices):
        GENDER = "gender", _("gender review")
        BEST_INTERESTS = "interests", _("best-interests note")
        SECOND_READING = "reading", _("second reading")
        RETURNED = "returned", _("returned to the drafter")
        WITHDRAWN = "withdrawn", _("withdrawn")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    communication = models.ForeignKey(Communication, models.PROTECT, related_name="reviews")
    kind = models.CharField(max_length=9, choices=Kind)
    version = models.PositiveIntegerField()  # of the letter that was read
    sealed = models.OneToOneField(Version, models.PROTECT, related_name="+")
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()  # UTC

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="review_kind",
                condition=models.Q(
                    kind__in=["gender", "interests", "reading", "returned", "withdrawn"]
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of version {self.version}"
