"""A press statement at the desk: in which state, under which hour, of which letters.

What it says, and why an exception was chosen, lie in the vault until it is held to its hour or
published.
"""

from datetime import datetime
from typing import Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.models.cases import denied_to
from rapporteur.cases.rules import desks_read
from rapporteur.checklists.models import Saving
from rapporteur.communications.models import Communication
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import SealedRecord
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.press.workflow import PUBLIC, State


class Ground(models.TextChoices):
    """When the Manual lets a statement go before the confidential period of a letter is over."""

    NONE = "", _("none")
    GRAVE = "grave", _("a situation of grave concern")
    SILENCE = "silence", _("a Government that repeatedly gave no substantive reply")


class PressStatementQuerySet(models.QuerySet["PressStatement"]):
    def visible_to(self, person: Account) -> Self:
        """Keep those of the desks whose sealed things this person reads: RX.1."""
        denied = Communication.objects.filter(case__in=denied_to(person))
        return self.filter(desk__in=desks_read(person)).exclude(letters__in=denied)

    def newest_first(self) -> Self:
        return self.order_by("-begun_on", "code")

    def due_at(self, moment: datetime) -> Self:
        """Keep those under embargo whose hour has come."""
        return self.filter(state=State.EMBARGO, embargo_at__lte=moment)

    def held_before(self, moment: datetime) -> Self:
        """Keep what is to be public before a moment, under embargo or approved only."""
        states = (State.APPROVED, State.EMBARGO)
        return self.filter(state__in=states, embargo_at__lt=moment).order_by("embargo_at", "code")

    def not_written_by(self, person: Account) -> Self:
        """Keep what this person wrote none of and could approve."""
        unread = self.filter(state__in=(State.DRAFT, State.CORRECTING))
        return unread.exclude(writers__contains=[str(person.pk)])


class PressStatement(models.Model):
    """What the mandate says to the press. `writers` wrote any of it: none of them approves it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=11, unique=True)  # ours: random, tells no order
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    record = models.OneToOneField(SealedRecord, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    languages = models.JSONField(default=list)
    letters = models.ManyToManyField(Communication, related_name="press_statements")
    embargo_at = models.DateTimeField(null=True, blank=True)  # UTC
    zone = models.CharField(max_length=64, default="UTC")  # IANA name
    exception = models.CharField(max_length=7, choices=Ground, blank=True)
    exception_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    writers = models.JSONField(default=list)
    drafter = models.ForeignKey(Account, models.PROTECT, related_name="+")
    begun_on = models.DateField()
    approved_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)  # UTC
    public_key = models.CharField(max_length=8, blank=True)  # of its public copy

    objects = PressStatementQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_on", "code"]
        indexes = [models.Index(fields=["state", "embargo_at"], name="press_due")]
        constraints = [
            models.CheckConstraint(name="press_state", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="press_exception_has_a_person",
                condition=Q(exception="") | Q(exception_by__isnull=False),
            ),
            models.CheckConstraint(
                name="press_approved_before_it_is_held",
                condition=~Q(state__in=["approved", "embargo"])
                | (Q(approved_by__isnull=False) & ~Q(approved_by=models.F("drafter"))),
            ),
            models.CheckConstraint(
                name="press_public_has_hour",
                condition=~Q(state__in=PUBLIC) | (Q(published_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("press_one", args=[self.pk])

    @property
    def there(self) -> datetime | None:
        """Return the hour of the embargo in its own time zone."""
        return self.embargo_at.astimezone(ZoneInfo(self.zone)) if self.embargo_at else None

    @property
    def may_be_written(self) -> bool:
        return self.state not in {State.WITHDRAWN, State.DROPPED}


class StatementChecklist(Saving):
    """Answers to the Code of Conduct and the Manual for one version of a press statement."""

    statement = models.ForeignKey(PressStatement, models.PROTECT, related_name="checklists")

    class Meta(Saving.Meta):
        indexes = [models.Index(fields=["statement", "version"], name="press_checklist_of")]
