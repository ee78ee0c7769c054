"""What was tried so that a letter reaches its addressee. The legal day of sending is another thing.

A letter has one day on which it was sent, from which its dates run (models.communications). Of
attempts there may be many, and what becomes of them moves no date.
"""

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.models.communications import Communication
from rapporteur.communications.models.deliveries import Channel
from rapporteur.communications.models.replies import Reply
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import Version
from rapporteur.people.accounts.models import Account


class Outcome(models.TextChoices):
    """What is known of an attempt; nothing known is not the same as arrived."""

    UNKNOWN = "", _("nothing known yet")
    HANDED = "handed", _("handed over")
    RETURNED = "returned", _("came back")


class Returned(models.TextChoices):
    """Why it came back. A mail server's own words are never kept: they quote what was sent."""

    UNKNOWN_PLACE = "no_place", _("no such address")
    FULL = "full", _("the mailbox is full")
    REFUSED = "refused", _("it was refused")
    DELAYED = "delayed", _("it could not be delivered in time")
    OTHER = "other", _("another reason, or none given")


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def came_back(self) -> "AttemptQuerySet":
        """Keep what came back and after which nothing else was tried, acknowledged or answered."""
        others = Attempt.objects.filter(communication=OuterRef("communication"))
        # notices of one delivery go out together: none of them answers for another
        other = others.exclude(outcome=Outcome.RETURNED).exclude(means=Channel.DOOR)
        later = other.filter(at__gt=OuterRef("at"))
        reached = others.filter(acknowledged_on__isnull=False)
        answered = Reply.objects.filter(communication=OuterRef("communication"))
        found = self.filter(outcome=Outcome.RETURNED)
        return found.filter(~Exists(later), ~Exists(reached), ~Exists(answered))

    def unacknowledged(self, by: date) -> "AttemptQuerySet":
        """Keep those made by a day that asked for an acknowledgement of which none is on record."""
        found = self.filter(asked=True, acknowledged_on=None, made_on__lte=by)
        return found.exclude(outcome=Outcome.RETURNED)

    def with_scans(self) -> "AttemptQuerySet":
        """Say of each how many `scanned` proofs it has, and by whom it was made."""
        return self.select_related("by").annotate(scanned=models.Count("scans"))


class Attempt(models.Model):
    """One attempt: by which means, on which day, by whom, and what became of it.

    By the missions door it is the notice that the worker mails to one account; `by` is then empty.
    `proof` are sealed words: to whom it went, the number of a parcel, who signed for it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    communication = models.ForeignKey(Communication, models.PROTECT, related_name="attempts")
    means = models.CharField(max_length=4, choices=Channel)
    made_on = models.DateField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()  # UTC: when it was recorded
    proof = models.OneToOneField(Version, models.PROTECT, null=True, blank=True, related_name="+")
    # of the mail that carried it: a digest of its Message-ID, by which what comes back is known
    message = models.CharField(max_length=64, null=True, blank=True, unique=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    returned = models.CharField(max_length=8, choices=Returned, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    outcome_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    asked = models.BooleanField(default=False)  # an acknowledgement of receipt was asked for
    acknowledged_on = models.DateField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(  # who recorded it
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["made_on", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="attempt_by_door_is_a_job",
                condition=Q(means="door", by__isnull=True)
                | (~Q(means="door") & Q(by__isnull=False)),
            ),
            models.CheckConstraint(
                name="attempt_outcome_has_day",
                condition=Q(outcome="", outcome_on__isnull=True, outcome_by__isnull=True)
                | (
                    ~Q(outcome="")
                    & Q(outcome_on__isnull=False, outcome_on__gte=models.F("made_on"))
                ),
            ),
            models.CheckConstraint(
                name="attempt_returned_has_reason",
                condition=(Q(outcome="returned") & ~Q(returned=""))
                | (~Q(outcome="returned") & Q(returned="")),
            ),
            models.CheckConstraint(
                name="attempt_acknowledged_is_whole",
                condition=Q(acknowledged_on__isnull=True, acknowledged_by__isnull=True)
                | Q(
                    acknowledged_on__isnull=False,
                    acknowledged_on__gte=models.F("made_on"),
                    acknowledged_by__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.made_on} {self.means}"
