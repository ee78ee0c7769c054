"""Public statements that mandates made together, as documents tell of them; the law they comment on.

A letter goes to one addressee and is confidential for a while; a statement is public from its day.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.dates import PartialDateField
from rapporteur.kernel.reference.models import Weighed
from rapporteur.kernel.texts import in_language, language_of, validate_texts
from rapporteur.people.mandates.models import Mandate


class JointStatement(Weighed):
    """What several mandates said in public about an act of a State or of another body."""

    class Addressee(models.TextChoices):
        STATE = "state", _("a State")
        INTERGOVERNMENTAL = "intergovernmental", _("an intergovernmental body")
        COMPANY = "company", _("a company")
        OTHER = "other", _("someone else")

    key = models.SlugField(max_length=60, primary_key=True)
    said_on = PartialDateField()  # a whole day
    subjects = models.JSONField(validators=[validate_texts])
    addressee = models.CharField(max_length=17, choices=Addressee)  # kind of body whose act it is
    addressee_names = models.JSONField(validators=[validate_texts])
    text_held = models.BooleanField(default=False)  # whether the words of the statement are held

    class Meta:
        ordering = ["-said_on", "key"]

    def __str__(self) -> str:
        return self.key

    def get_absolute_url(self) -> str:
        return reverse("statement", args=[self.key])

    @property
    def subject(self) -> str:
        return in_language(self.subjects)

    @property
    def language(self) -> str:
        """Return the language in which `subject` stands."""
        return language_of(self.subjects)

    @property
    def addressee_name(self) -> str:
        return in_language(self.addressee_names)

    @property
    def day(self) -> date:
        return date.fromisoformat(self.said_on)


class StatementSigner(Weighed):
    """A mandate that joined in a statement, under the title that it had on that day."""

    statement = models.ForeignKey(JointStatement, models.PROTECT, related_name="signers")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="joint_statements")
    place = models.PositiveSmallIntegerField()  # as the source lists them, from 1

    class Meta:
        ordering = ["statement", "place"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "mandate"], name="one_signer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.statement_id} {self.mandate_id}"


class CitedFile(Weighed):
    """A legislative file on which a statement comments: its title, numbers, status and address."""

    statement = models.ForeignKey(JointStatement, models.PROTECT, related_name="files")
    number = models.CharField(max_length=120)  # as the source writes it
    titles = models.JSONField(validators=[validate_texts])
    status = models.CharField(max_length=200)  # in English
    decided_on = PartialDateField()
    address = models.URLField(
        max_length=300, blank=True
    )  # as printed then; it may lead nowhere now

    class Meta:
        ordering = ["statement", "number"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "number"], name="one_file_once"),
        ]

    def __str__(self) -> str:
        return f"{self.statement_id} {self.number}"

    @property
    def title(self) -> str:
        return in_language(self.titles)

    @property
    def language(self) -> str:
        """Return the language in which `title` stands."""
        return language_of(self.titles)


class PublicStatement(models.Model):
    """A press statement as anyone reads it, from the moment it is released (ADR 0163).

    Before that the row waits under its embargo: the public door has no right to see it. A statement
    that was withdrawn keeps its address and says why; its words are gone.
    """

    key = models.CharField(max_length=8, primary_key=True)  # random, tells no order
    mandate = models.CharField(max_length=24)  # code
    titles = models.JSONField(default=dict)
    texts = models.JSONField(default=dict)
    said_at = models.DateTimeField()  # UTC; the hour of the embargo, or of publishing at once
    zone = models.CharField(max_length=64)  # IANA name
    released_at = models.DateTimeField(null=True, blank=True)  # UTC
    corrections = models.JSONField(
        default=list, blank=True
    )  # {"on": day, "words": …}, oldest first
    withdrawn_on = models.DateField(null=True, blank=True)
    why_withdrawn = models.CharField(max_length=500, blank=True)
    exercise = models.BooleanField()

    class Meta:
        db_table = "published_statement"
        ordering = ["-said_at", "key"]
        constraints = [
            models.CheckConstraint(
                name="statement_not_before_its_hour",
                condition=Q(released_at__isnull=True) | Q(released_at__gte=models.F("said_at")),
            ),
            models.CheckConstraint(
                name="statement_withdrawn_says_why",
                condition=Q(withdrawn_on__isnull=True, why_withdrawn="")
                | (Q(withdrawn_on__isnull=False, titles={}, texts={}) & ~Q(why_withdrawn="")),
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def get_absolute_url(self) -> str:
        return reverse("press_statement", args=[self.key])

    @property
    def title(self) -> str:
        return in_language(self.titles)

    @property
    def text(self) -> str:
        return in_language(self.texts)

    @property
    def language(self) -> str:
        """Return the language in which `text` stands."""
        return language_of(self.texts)

    @property
    def there(self) -> datetime:
        """Return its hour in the time zone that it was set in."""
        return self.said_at.astimezone(ZoneInfo(self.zone))
