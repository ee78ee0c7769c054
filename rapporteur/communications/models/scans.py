"""Scans of what proves a delivery, and the text of a scan: read by a machine, or typed.

A scan is a picture of paper; its text is somebody's or something's reading of it, and is told as
that. What a machine read stays as it was read: whoever corrects it adds a text of their own.
"""

from django.db import models
from django.db.models import Q

from rapporteur.communications.models.attempts import Attempt
from rapporteur.communications.models.files import ReplyFile
from rapporteur.communications.models.translations import Into
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import Version
from rapporteur.people.accounts.models import Account


class Scan(models.Model):
    """A PDF that proves an attempt: a stamp, a signature, a receipt. Sealed byte for byte."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="scans")
    parts = models.PositiveIntegerField()  # pages
    sealed = models.OneToOneField(Version, models.PROTECT, related_name="+")
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()  # UTC

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"scan of {self.attempt_id}"


class ScanText(models.Model):
    """The text of some pages of a scan, or of a reply's file that is one. Only ever added.

    With an `engine` a machine read it, and nobody has looked at it; without one a person typed it,
    or corrected what it `corrects`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scan = models.ForeignKey(
        Scan, models.PROTECT, null=True, blank=True, related_name="texts"
    )  # either of the two
    file = models.ForeignKey(ReplyFile, models.PROTECT, null=True, blank=True, related_name="texts")
    language = models.CharField(max_length=7, choices=Into)
    first = models.PositiveIntegerField()  # pages, from 1
    last = models.PositiveIntegerField()
    engine = models.CharField(max_length=40, blank=True)  # name and version
    confidence = models.PositiveSmallIntegerField(null=True, blank=True)  # 0 to 100, of the worst
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    sealed = models.OneToOneField(Version, models.PROTECT, related_name="+")
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")  # who asked for it or typed
    at = models.DateTimeField()  # UTC

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="scan_text_is_of_one",
                condition=Q(scan__isnull=True, file__isnull=False)
                | Q(scan__isnull=False, file__isnull=True),
            ),
            models.CheckConstraint(
                name="scan_text_machine_says_how_sure",
                condition=Q(engine="", confidence__isnull=True)
                | (
                    ~Q(engine="")
                    & Q(confidence__isnull=False, confidence__lte=100, corrects__isnull=True)
                ),
            ),
            models.CheckConstraint(
                name="scan_text_pages", condition=Q(first__gte=1, last__gte=models.F("first"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.first}-{self.last}"
