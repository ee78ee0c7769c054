"""Consent, for each purpose apart, as it was said: rows are only added (FIELD §1.6)."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.models.cases import Case, Joined
from rapporteur.intake.models import Message, Submission
from rapporteur.kernel.ids import new_id
from rapporteur.people.accounts.models import Account


class ConsentQuerySet(models.QuerySet["Consent"]):
    def newest_first(self) -> Self:
        return self.order_by("-said_on", "-at", "pk")

    def of_what_is_joined(self) -> Self:
        """Keep what concerns submissions that the case holds now: others went to another case."""
        held = Joined.objects.filter(case=OuterRef("case"), submission=OuterRef("submission"))
        return self.filter(Exists(held))


class Consent(models.Model):
    """What a source said of one purpose, on a day. The newest of a submission and purpose counts.

    `purpose` is the code of a question of intake. A purpose that was not asked has no row.
    """

    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        NO = "no", _("no")
        SKIPPED = "skipped", _("not answered")
        WORDS = "words", _("said in words: read the submission")

    class Told(models.TextChoices):
        """How the desk knows."""

        SUBMISSION = "submission", _("the submission")
        MESSAGE = "message", _("a message in its thread")
        CODE = "code", _("the source itself, with its code")
        SPOKEN = "spoken", _("said to a member of the desk")
        GUARDIAN = "guardian", _("said by a guardian")
        PARTNER = "partner", _("passed on by a protection partner")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="consents")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=20)
    answer = models.CharField(max_length=7, choices=Answer)
    told = models.CharField(max_length=10, choices=Told)
    message = models.ForeignKey(Message, models.PROTECT, null=True, related_name="+")  # of CODE
    said_on = models.DateField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()  # UTC; when it was written down

    objects = ConsentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["case", "submission", "purpose"], name="consent_of_case")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.answer}"
