"""Letters from before this software: what a register knows of them, and nothing made up to fill it.

A line holds public facts: no allegation, no person, no word of a letter. What the register does
not say stays empty and is told as not held.
"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.rules import desks_read
from rapporteur.communications.models.kinds import Kind
from rapporteur.communications.models.sheets import SheetDraft
from rapporteur.kernel.dates import PartialDateField, written_out
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.reference.models import Sourced
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.world.models import Country

PUBLIC_HAS_SOURCE = Q(public=False) | ~Q(source_address="")
WORDS_ARE_PUBLIC = Q(public=True) | Q(subject="", addressee_name="")


class Answered(models.TextChoices):
    """What the register says of replies; empty is that it says nothing."""

    YES = "yes", _("reply on record")
    NONE = "none", _("no reply on record, as of the day of the line")


class EarlierLetterQuerySet(models.QuerySet["EarlierLetter"]):
    def visible_to(self, person: Account) -> Self:
        """Keep the registers of the desks whose sealed things this person reads: RX.1."""
        return self.filter(desk__in=desks_read(person))

    def of_desk(self, desk: Desk) -> Self:
        return self.filter(desk=desk)

    def newest_first(self) -> Self:
        return self.order_by("-sent_on", "pk")

    def in_order(self) -> Self:
        """Order by what the file says alone, so that every export is the same."""
        return self.order_by(
            *("sent_on", "reference_addressee", "reference_year", "reference_number"),
            *("source", "number"),
        )


class EarlierLetter(Sourced):
    """One line of a register: a letter that was sent, as far as the register knows it.

    `sent_on`, `replies` and `as_of` are partial dates. `answered` is empty where the register does
    not say whether a reply came. `printed` is the reference as the register has it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="+")
    number = models.CharField(max_length=40, blank=True)  # of the line in its own register
    printed = models.CharField(max_length=300, blank=True)
    reference_addressee = models.CharField(max_length=3, blank=True)
    reference_number = models.PositiveSmallIntegerField(null=True, blank=True)
    reference_year = models.PositiveSmallIntegerField(null=True, blank=True)
    symbols = models.JSONField(default=list, blank=True)  # of the mandates' own files
    kind = models.CharField(max_length=2, blank=True, choices=Kind)
    joint = models.BooleanField(default=False)  # it says so of itself: JUA, JAL, JOL
    sent_on = PartialDateField()
    year = models.PositiveSmallIntegerField(null=True, blank=True)  # of sending, else the reference
    addressee = models.CharField(max_length=3)  # a State, or OTH
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="+")
    addressee_name = models.CharField(max_length=200, blank=True)  # of who is no State, if public
    mandates = models.JSONField(default=list, blank=True)  # codes of those that signed, in order
    subject = models.CharField(max_length=400, blank=True)  # in short, if public
    answered = models.CharField(max_length=4, blank=True, choices=Answered)
    replies = models.JSONField(default=list, blank=True)  # days
    public = models.BooleanField(default=False)
    text_address = models.CharField(max_length=500, blank=True)  # where its text is public
    source_address = models.CharField(max_length=500, blank=True)
    # where this line was first read
    file = models.CharField(max_length=120)
    line = models.PositiveIntegerField()

    objects = EarlierLetterQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["desk", "-sent_on", "id"], name="earlier_list")]
        constraints = [
            models.UniqueConstraint(
                fields=["desk", "reference_addressee", "reference_number", "reference_year"],
                condition=~Q(reference_addressee=""),
                name="earlier_reference_once",
            ),
            models.UniqueConstraint(
                fields=["desk", "source", "number"],
                condition=~Q(number=""),
                name="earlier_number_once",
            ),
            models.CheckConstraint(
                name="earlier_is_named", condition=~Q(printed="") | ~Q(number="")
            ),
            models.CheckConstraint(
                name="earlier_answered", condition=Q(answered__in=["", *Answered.values])
            ),
            models.CheckConstraint(name="earlier_public_has_source", condition=PUBLIC_HAS_SOURCE),
            models.CheckConstraint(name="earlier_words_are_public", condition=WORDS_ARE_PUBLIC),
        ]

    def __str__(self) -> str:
        return self.reference or self.numbered

    @property
    def key(self) -> tuple[str, int | None, int | None] | None:
        """Return what finds the letter on the official site, or None without a reference."""
        if not self.reference_addressee:
            return None
        return self.reference_addressee, self.reference_number, self.reference_year

    @property
    def bare_reference(self) -> str:
        """Return the public key as it is written, empty without a reference."""
        if not self.reference_addressee:
            return ""
        return f"{self.reference_addressee} {self.reference_number}/{self.reference_year}"

    @property
    def reference(self) -> str:
        bare = self.bare_reference
        return f"{self.kind} {bare}".strip() if bare else ""

    @property
    def numbered(self) -> str:
        return gettext("line %(number)s of the register") % {"number": self.number}

    @property
    def days(self) -> dict[str, str]:
        """Return the days of the line in words; what is not held is empty."""
        return {
            "sent": written_out(self.sent_on),
            "as_of": written_out(self.as_of),
            "replies": "; ".join(map(written_out, self.replies)),
        }

    @property
    def is_joint(self) -> bool:
        return self.joint or len(self.mandates) > 1 or len(self.symbols) > 1


class RegisterDraft(SheetDraft):
    """A draft of the register of a desk."""

    desk = models.ForeignKey(Desk, models.PROTECT, related_name="+")
