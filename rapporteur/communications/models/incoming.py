"""Mail that came in to the address of a desk: what kind, where it belongs, what became of it.

In the clear lie codes and days. Who wrote, what about and every word are sealed.
"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.models.cases import denied_to
from rapporteur.cases.rules import desks_read
from rapporteur.communications.models.communications import Communication
from rapporteur.communications.models.replies import Reply
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import Version
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk


class Nature(models.TextChoices):
    """What a mail is, as far as it says so itself."""

    WORDS = "words", _("written by a person")
    BOUNCE = "bounce", _("a mail of ours came back")
    AUTOMATIC = "auto", _("answered by a machine: no reply and no acknowledgement")


class Standing(models.TextChoices):
    MATCHED = "matched", _("matched to its letter")
    HELD = "held", _("held for a person")
    FILED = "filed", _("filed by a person")
    ASIDE = "aside", _("set aside")


class Why(models.TextChoices):
    """Why a mail is held."""

    NONE = "none", _("it names no letter")
    ALONE = "alone", _("one sign alone points to a letter")
    SEVERAL = "several", _("it points to more than one letter")
    UNKNOWN = "unknown", _("it has a reference or a code that no letter here has")
    ANOTHER = "another", _("it comes from another Mission than that of the letter")
    FORGED = "forged", _("its sender is doubtful")
    FORWARDED = "forward", _("it passes on what another wrote")
    LISTED = "list", _("it came by a mailing list")
    UNREADABLE = "broken", _("it cannot be read by rule")


class IncomingQuerySet(models.QuerySet["Incoming"]):
    def visible_to(self, person: Account) -> Self:
        """Keep the mail of the desks whose sealed things this person reads: RX.1."""
        found = self.filter(desk__in=desks_read(person))
        return found.exclude(communication__case__in=denied_to(person))

    def waiting(self) -> Self:
        """Keep what is held, and what lies with its letter and no person has looked at yet."""
        unread = Q(state=Standing.MATCHED, nature=Nature.WORDS, reply=None)
        return self.filter(Q(state=Standing.HELD) | unread)


class Incoming(models.Model):
    """One mail. `sealed` are its words, `raw` the message byte for byte with its attachments.

    `signs` say what agreed on its letter. `digest` keeps a message from being taken in twice.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="+")
    came_on = models.DateField()
    nature = models.CharField(max_length=6, choices=Nature)
    state = models.CharField(max_length=7, choices=Standing)
    why = models.CharField(max_length=7, choices=Why, blank=True)
    signs = models.JSONField(default=list, blank=True)
    communication = models.ForeignKey(
        Communication, models.PROTECT, null=True, blank=True, related_name="mails"
    )
    sealed = models.OneToOneField(Version, models.PROTECT, related_name="+")
    raw = models.OneToOneField(Version, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    files = models.PositiveSmallIntegerField(default=0)
    settled_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    settled_on = models.DateField(null=True, blank=True)
    reason = models.OneToOneField(Version, models.PROTECT, null=True, blank=True, related_name="+")
    reply = models.OneToOneField(  # as which it was logged
        Reply, models.PROTECT, null=True, blank=True, related_name="mail"
    )

    objects = IncomingQuerySet.as_manager()

    class Meta:
        ordering = ["-came_on", "pk"]
        indexes = [models.Index(fields=["desk", "state"], name="incoming_state")]
        constraints = [
            models.CheckConstraint(
                name="incoming_has_letter_or_none",
                condition=Q(state__in=["matched", "filed"], communication__isnull=False)
                | Q(state__in=["held", "aside"], communication__isnull=True),
            ),
            models.CheckConstraint(
                name="incoming_held_says_why", condition=~Q(state="held") | ~Q(why="")
            ),
            models.CheckConstraint(
                name="incoming_settled_is_whole",
                condition=Q(
                    state__in=["matched", "held"],
                    settled_by__isnull=True,
                    settled_on__isnull=True,
                    reason__isnull=True,
                )
                | Q(
                    state__in=["filed", "aside"],
                    settled_by__isnull=False,
                    settled_on__isnull=False,
                    reason__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="incoming_reply_has_letter",
                condition=Q(reply__isnull=True) | Q(communication__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.came_on} {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("mail_one", args=[self.pk])
