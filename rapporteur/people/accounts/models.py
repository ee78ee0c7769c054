"""Accounts, and what a door with a login keeps for them: sessions and counters.

An account belongs to one door. Each door has session and counter tables of its own, and row
policies (`doors.policies`) let its role see only its own accounts: ADR 0021, 0022.
"""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.ids import new_id


class Door(models.TextChoices):
    """The doors that have a login."""

    DESK = "desk", _("desk")
    MISSIONS = "missions", _("missions")
    PARTNERS = "partners", _("partners")


def fold_email(email: str) -> str:
    """Return the one spelling under which an e-mail address is kept and looked up."""
    return email.strip().casefold()


class AccountManager(BaseUserManager["Account"]):
    def create_account(
        self,
        *,
        door: str,
        email: str,
        name: str,
        password: str | None = None,
        language: str = "en",
    ) -> "Account":
        """Add an account. Without a password nobody can sign in until one is set by mail."""
        account = self.model(door=door, email=fold_email(email), name=name, language=language)
        account.set_password(password)
        account.full_clean(exclude=["password"])
        account.save(force_insert=True)
        return account

    def of_door(self, door: str) -> models.QuerySet["Account"]:
        return self.filter(door=door)


class Account(AbstractBaseUser):
    """A person who signs in at one door. What they may do stands in their memberships."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    door = models.CharField(max_length=8, choices=Door)
    email = models.EmailField(_("e-mail address"), max_length=254)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(
        _("language"), max_length=7, choices=settings.LANGUAGES, default="en"
    )
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "id"  # nobody types it; sign-in is by e-mail address
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ["name", "email"]
        constraints = [
            models.UniqueConstraint("door", Lower("email"), name="account_email_once_a_door"),
            models.CheckConstraint(name="account_door", condition=models.Q(door__in=Door.values)),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:
        self.email = fold_email(self.email)
        super().save(*args, **options)

    @property
    def short_name(self) -> str:
        return self.name.split()[0] if self.name.split() else self.name


class Session(models.Model):
    """One signed-in browser. Kept under the hash of its key; the body opens with the key only."""

    key_hash = models.CharField(max_length=64, primary_key=True)
    body = models.BinaryField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.key_hash[:8]


class DeskSession(Session):
    """A session of the desk door."""


class MissionsSession(Session):
    """A session of the missions door."""


class PartnersSession(Session):
    """A session of the partners door."""


class Counter(models.Model):
    """One counter of the throttle, or one code that was used up, until it expires."""

    key_hash = models.CharField(max_length=64, primary_key=True)
    value = models.JSONField()
    expires = models.DateTimeField(null=True, db_index=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.key_hash[:8]


class DeskCounter(Counter):
    """A counter of the desk door."""


class MissionsCounter(Counter):
    """A counter of the missions door."""


class PartnersCounter(Counter):
    """A counter of the partners door."""


class CalendarFeed(models.Model):
    """An address at which a calendar reads a person's days; kept under the hash of its token.

    One at a time. It ends by itself, or earlier where the person ends it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="feeds")
    token_hash = models.CharField(max_length=64, unique=True)
    made_on = models.DateField()
    until = models.DateField()  # the last day on which it answers
    ended_on = models.DateField(null=True, blank=True)
    read_on = models.DateField(null=True, blank=True)  # the last day on which something read it

    class Meta:
        ordering = ["-made_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=models.Q(ended_on__isnull=True),
                name="calendar_feed_one_at_a_time",
            ),
            models.CheckConstraint(
                name="calendar_feed_ends", condition=models.Q(until__gt=models.F("made_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.made_on} {self.until}"
