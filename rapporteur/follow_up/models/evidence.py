"""What came in about a recommendation, from whom, and what the desk made of it.

The words, the name of whoever gave them and the file are sealed. What stands in the clear is written
at the review, for the report, or is no word at all.
"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapporteur.follow_up.models.followings import Following
from rapporteur.follow_up.models.scales import Strength
from rapporteur.follow_up.workflow import EvidenceState
from rapporteur.kernel.dates import PartialDateField
from rapporteur.kernel.files.verdicts import Form
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import Version
from rapporteur.people.accounts.models import Account

# What a Mission reads back of its own; the missions door has rights on these columns alone.
TOLD_OF_EVIDENCE = (
    *("id", "following", "state", "received_on", "by_mission", "logged_by"),
    *("language", "form", "parts", "sealed"),
)


class Voice(models.TextChoices):
    """Who speaks. On pages and in reports they stand in three columns (R35.3)."""

    GOVERNMENT = "government", _("Government")
    UN = "un", _("United Nations")
    NHRI = "nhri", _("national human rights institution")
    NGO = "ngo", _("non-governmental organization")
    CHILDREN = "children", _("children")
    OTHER = "other", _("another voice")


COLUMNS: dict[str, tuple[str, ...]] = {
    "government": (Voice.GOVERNMENT,),
    "un": (Voice.UN, Voice.NHRI),
    "ngo": (Voice.NGO, Voice.CHILDREN, Voice.OTHER),
}


class Attribution(models.TextChoices):
    """How whoever gave it wants to stand in what is published; asked again before each time."""

    DESK_ONLY = "desk_only", _("known to the desk only, not in the report")
    BY_KIND = "by_kind", _("by kind, without a name")
    NAMED = "named", _("with the name")


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, person: Account) -> Self:
        return self.filter(following__in=Following.objects.visible_to(person))

    def to_review(self) -> Self:
        return self.filter(state=EvidenceState.RECEIVED)

    def counted(self) -> Self:
        return self.filter(state=EvidenceState.COUNTED)

    def told(self) -> Self:
        """Bring no more than a Mission may know of what it sent."""
        return self.filter(by_mission=True).only(*TOLD_OF_EVIDENCE)


class Evidence(models.Model):
    """One thing that somebody gave about one recommendation; it counts once it was reviewed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    following = models.ForeignKey(Following, models.PROTECT, related_name="evidence")
    state = models.CharField(max_length=8, choices=EvidenceState, default=EvidenceState.RECEIVED)
    voice = models.CharField(max_length=10, choices=Voice)
    attribution = models.CharField(max_length=9, choices=Attribution, default=Attribution.DESK_ONLY)
    received_on = models.DateField()
    dated = PartialDateField()  # of what is shown; empty: unknown
    by_mission = models.BooleanField()
    contribution = models.UUIDField(null=True, blank=True, unique=True)  # of a partner, at its door
    logged_by = models.UUIDField()  # an account, of the desk, a Mission or a partner
    language = models.CharField(max_length=7, blank=True)
    has_link = models.BooleanField(default=False)
    sealed = models.OneToOneField(Version, models.PROTECT, related_name="+")
    form = models.CharField(
        max_length=4, choices=[(one.value, one.name) for one in Form], blank=True
    )
    parts = models.PositiveIntegerField(default=0)  # pages of a PDF, paragraphs of a DOCX
    file = models.OneToOneField(Version, models.PROTECT, null=True, blank=True, related_name="+")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["received_on", "pk"]
        indexes = [models.Index(fields=["following", "state"], name="evidence_following")]
        constraints = [
            models.CheckConstraint(
                name="evidence_file_is_whole",
                condition=Q(form="", file__isnull=True) | (~Q(form="") & Q(file__isnull=False)),
            ),
            models.CheckConstraint(
                name="evidence_of_mission_is_of_its_government",
                condition=Q(by_mission=False) | Q(voice="government", attribution="named"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.voice} {self.received_on}"

    @property
    def is_reviewed(self) -> bool:
        return self.state != EvidenceState.RECEIVED


class Review(models.Model):
    """What the desk made of one item, with the reason; the last one holds, none is changed.

    `summary` is what it shows, in words that may be published: no person, no source. `credit` is a
    name, where that was allowed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="reviews")
    number = models.PositiveIntegerField()
    counts = models.BooleanField()
    strength = models.ForeignKey(Strength, models.PROTECT, null=True, blank=True, related_name="+")
    summary = models.CharField(max_length=1_500, blank=True)
    limits = models.CharField(max_length=600, blank=True)  # what it does not show
    credit = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=600)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        ordering = ["evidence", "number"]
        constraints = [
            models.UniqueConstraint(fields=["evidence", "number"], name="review_in_order"),
            models.CheckConstraint(
                name="review_that_counts_is_whole",
                condition=Q(counts=False) | (Q(strength__isnull=False) & ~Q(summary="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.counts}"


class Confirmation(models.Model):
    """Whoever gave an item was asked again how to stand in what is published, and answered so."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="confirmations")
    attribution = models.CharField(max_length=9, choices=Attribution)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.on} {self.attribution}"
