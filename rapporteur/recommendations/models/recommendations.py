"""Recommendations, and what each source says of them. What sources say is kept side by side."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.dates import PartialDateField
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.reference.models import Evidence
from rapporteur.publication.kinds import Mechanism, Position
from rapporteur.world.models import Country


def in_conflict(positions: list[str]) -> bool:
    """Tell whether positions contradict; a State that had taken none yet contradicts nothing."""
    return len(set(positions) - {Position.PENDING.value}) > 1


POSITIONS = {
    "supported": Position.SUPPORTED,
    "accepted": Position.SUPPORTED,
    "voluntary pledge": Position.SUPPORTED,
    "noted": Position.NOTED,
    "rejected": Position.NOTED,
    "supported/noted": Position.PARTLY,
    "partially supported": Position.PARTLY,
    "pending": Position.PENDING,
    "under consideration": Position.PENDING,
}


def sortable(name: str) -> models.Func:
    """Return a column with each of its numbers five digits long, so that words sort as numbers do."""
    padded = models.Func(
        models.F(name), models.Value(r"(\d+)"), models.Value(r"0000\1"), models.Value("g"),
        function="regexp_replace",
    )  # fmt: skip
    return models.Func(
        padded, models.Value(r"\d*(\d{5})(?!\d)"), models.Value(r"\1"), models.Value("g"),
        function="regexp_replace",
    )  # fmt: skip


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    def of_state(self, code: str) -> Self:
        """Keep those to a State, alone or with others; the index of States serves both."""
        return self.filter(models.Q(country=code) | models.Q(country=None, states__contains=[code]))

    def in_conflict(self) -> Self:
        """Keep those of which sources tell different positions."""
        return self.filter(in_conflict=True)

    def in_scope(self) -> Self:
        """Keep those that a person decided to be of concern to the mandate (R50.2)."""
        return self.filter(standing__in_scope=True)

    def in_order(self) -> Self:
        """Order by State, the newest document first, then as they stand in it."""
        return self.order_by("country_id", "-session", "symbol", "place", "id")


class Recommendation(models.Model):
    """One recommendation, of however many sources. Filled in by sources, never overwritten."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    match_key = models.CharField(max_length=64)  # words and States: see `matching`
    mechanism = models.CharField(max_length=17, choices=Mechanism)
    body = models.CharField(max_length=120, blank=True)
    symbol = models.CharField(max_length=120, blank=True)  # of the document, without addenda
    paragraph = models.CharField(max_length=20, blank=True)
    place = models.GeneratedField(  # the paragraph as it sorts: 6.2 before 6.10
        expression=sortable("paragraph"),
        output_field=models.CharField(max_length=200),
        db_persist=True,
    )
    text = models.TextField()
    language = models.CharField(max_length=8, blank=True)
    country = models.ForeignKey(  # the one State it is addressed to; empty: several, or all
        Country, models.PROTECT, null=True, blank=True, related_name="recommendations"
    )
    states = models.JSONField(default=list, blank=True)  # codes of all it is addressed to
    recommending = models.JSONField(default=list, blank=True)  # codes
    dated = PartialDateField()
    session = models.PositiveSmallIntegerField(null=True, blank=True)
    cycle = models.PositiveSmallIntegerField(null=True, blank=True)
    positions = models.JSONField(default=list, blank=True)  # each that a source tells, once
    in_conflict = models.BooleanField(default=False)  # sources tell more than one
    source = models.CharField(max_length=300)  # of the one that told it first
    as_of = PartialDateField()
    evidence = models.CharField(max_length=8, choices=Evidence, default=Evidence.DOCUMENT)
    note = models.CharField(max_length=600, blank=True)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["country_id", "symbol", "place"]
        indexes = [
            models.Index(fields=["match_key"], name="recommendation_match"),
            models.Index(
                fields=["country", "-session", "symbol", "place", "id"],
                name="recommendation_place",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="recommendation_has_text", condition=~models.Q(text="") & ~models.Q(source="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.symbol} {self.paragraph}".strip() or str(self.id)

    @property
    def said(self) -> list[str]:
        """Return the positions that sources tell, in words."""
        return [str(Position(code).label) for code in self.positions]


class StudyManager(models.Manager["StudyRecommendation"]):
    def get_queryset(self) -> models.QuerySet["StudyRecommendation"]:
        return super().get_queryset().filter(mechanism=Mechanism.STUDY)


class StudyRecommendation(Recommendation):
    """One of the twelve overarching recommendations of the UN Study, addressed to every State."""

    objects = StudyManager()  # type: ignore[misc, assignment]  # fewer rows of the same table

    class Meta:
        proxy = True
        default_manager_name = "objects"
        base_manager_name = "objects"


class SourceRow(models.Model):
    """One row of one source, as it was given: its words, its position, its themes."""

    class Kind(models.TextChoices):
        UHRI = "uhri", _("Universal Human Rights Index")
        UPR_INFO = "upr_info", _("UPR Info")
        THEMATIC = "thematic", _("thematic list of OHCHR")
        REPORT = "report", _("report of a Working Group")
        PAPER = "paper", _("document of a body or a mandate")
        OWN = "own", _("file of one's own")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="rows")
    kind = models.CharField(max_length=8, choices=Kind)
    key = models.CharField(max_length=160)  # the source's own id, or a hash of what it says
    words = models.CharField(max_length=64)  # hash of the compared words
    digest = models.CharField(max_length=64)  # of all it says; equal: nothing changed
    file = models.CharField(max_length=120)
    line = models.PositiveIntegerField()
    loaded_at = models.DateTimeField()
    text = models.TextField()
    symbol = models.CharField(max_length=120, blank=True)
    paragraph = models.CharField(max_length=20, blank=True)
    position = models.CharField(max_length=60, blank=True)  # in the source's word
    dated = PartialDateField()
    recommending = models.JSONField(default=list, blank=True)
    recommending_written = models.JSONField(default=list, blank=True)  # names nobody knows
    themes = models.JSONField(default=list, blank=True)  # the source's; they decide nothing
    affected = models.JSONField(default=list, blank=True)
    sdgs = models.JSONField(default=list, blank=True)
    category = models.PositiveSmallIntegerField(null=True, blank=True)  # of the action, 1 to 5

    class Meta:
        ordering = ["kind", "file", "line"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="one_row_of_a_source_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
