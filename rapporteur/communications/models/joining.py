"""Other mandates that are asked to sign, for how long, and what each answered. ADR 0148.

What a mandate proposed, and why a window was closed, lie in the vault.
"""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.models.cases import denied_to
from rapporteur.cases.rules import desks_read
from rapporteur.communications.models.communications import Communication
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import Version
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, person: Account) -> Self:
        """Keep what desks were asked whose sealed things this person reads: RX.1.

        Whoever is denied the case at its own desk does not get it back through another.
        """
        found = self.filter(desk__in=desks_read(person), asked_at__isnull=False)
        return found.exclude(communication__case__in=denied_to(person))

    def open_at(self, moment: datetime) -> Self:
        """Keep the windows that are open: asked, not answered, neither over nor closed."""
        return self.filter(answer="none", closed_on__isnull=True, closes_at__gt=moment)

    def void(self) -> Self:
        """Keep the approvals of a draft that was changed since, which nobody has closed."""
        return self.filter(Q(voided=True) | Q(answer="edits"), closed_on__isnull=True)

    def signing(self) -> Self:
        """Keep whoever approved the draft as it stands."""
        return self.filter(answer="joins", voided=False)


class Invitation(models.Model):
    """A mandate is asked to sign one letter. No answer is not a yes: it does not sign.

    `desk` is set where the mandate has one here with a key: it reads the draft and answers itself.
    Of any other its answer is recorded, with the way by which it came.
    """

    class Answer(models.TextChoices):
        NONE = "none", _("no answer")
        JOINS = "joins", _("joins")
        EDITS = "edits", _("approves with edits")
        DECLINES = "declines", _("declines")

    class Means(models.TextChoices):
        MAIL = "mail", _("by electronic mail")
        POST = "post", _("by post")
        SPOKEN = "spoken", _("spoken")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    communication = models.ForeignKey(Communication, models.PROTECT, related_name="invitations")
    mandate = models.CharField(max_length=16)  # a code of people.mandates
    desk = models.ForeignKey(Desk, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True)  # UTC
    closes_at = models.DateTimeField(null=True, blank=True)  # UTC
    asked_version = models.PositiveIntegerField(null=True, blank=True)  # of the letter
    answer = models.CharField(max_length=8, choices=Answer, default=Answer.NONE)
    answered_on = models.DateField(null=True, blank=True)
    approved_version = models.PositiveIntegerField(null=True, blank=True)  # the last one
    voided = models.BooleanField(default=False)  # what it approved was changed since
    means = models.CharField(max_length=8, choices=Means, blank=True)  # of an answer from outside
    edits = models.OneToOneField(Version, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    why = models.OneToOneField(Version, models.PROTECT, null=True, blank=True, related_name="+")
    informed_on = models.DateField(null=True, blank=True)  # that it was sent without it

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["mandate"]
        indexes = [models.Index(fields=["desk", "closes_at"], name="invitation_window")]
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
            models.CheckConstraint(
                name="invitation_asked_has_window",
                condition=Q(asked_at__isnull=True, closes_at__isnull=True, desk__isnull=True)
                | Q(asked_at__isnull=False, closes_at__gt=models.F("asked_at")),
            ),
            models.CheckConstraint(
                name="invitation_closed_by_someone",
                condition=Q(closed_on__isnull=True, closed_by__isnull=True, why__isnull=True)
                | Q(closed_on__isnull=False, closed_by__isnull=False, why__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mandate} {self.answer}"

    def get_absolute_url(self) -> str:
        return reverse("joining_one", args=[self.pk])

    def is_open_at(self, moment: datetime) -> bool:
        waits = self.answer == self.Answer.NONE and self.closed_on is None
        return waits and self.closes_at is not None and self.closes_at > moment

    @property
    def is_void(self) -> bool:
        waits = self.voided or self.answer == self.Answer.EDITS
        return waits and self.closed_on is None


class FormerWords(models.Model):
    """What was sealed to an asking before the mandate was asked anew: its edits, or why it closed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="former")
    sealed = models.OneToOneField(Version, models.PROTECT, related_name="+")
    kept_on = models.DateField()

    class Meta:
        ordering = ["kept_on", "pk"]

    def __str__(self) -> str:
        return f"{self.invitation_id} {self.kept_on}"
