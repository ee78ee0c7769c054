"""Lines of registers of earlier letters that are public: copies, without what is the desk's own."""

from typing import Self

from django.db import models
from django.db.models import Q

from rapporteur.kernel.dates import PartialDateField
from rapporteur.kernel.reference.models import Sourced
from rapporteur.publication.kinds import Kind, label_of
from rapporteur.world.models import Country


class PublishedEarlierLetterQuerySet(models.QuerySet["PublishedEarlierLetter"]):
    def newest_first(self) -> Self:
        return self.order_by("-sent_on", "pk")


class PublishedEarlierLetter(Sourced):
    """A letter from before this software, as a public source tells it. Its text is not held here.

    `answered` is yes, none (none on record as of `as_of`), or empty: the source does not say.
    Days are partial dates. The key is that of the line that it copies.
    """

    id = models.UUIDField(primary_key=True)
    reference = models.CharField(max_length=20, blank=True)  # the kind aside: SYR 3/2014
    kind = models.CharField(max_length=2, blank=True)
    joint = models.BooleanField()
    sent_on = PartialDateField()
    addressee = models.CharField(max_length=3)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="+")
    addressee_name = models.CharField(max_length=200, blank=True)
    mandates = models.JSONField(default=list)
    subject = models.CharField(max_length=400, blank=True)
    answered = models.CharField(max_length=4, blank=True)
    replies = models.JSONField(default=list)
    text_address = models.CharField(max_length=500, blank=True)
    source_address = models.CharField(max_length=500)
    exercise = models.BooleanField()

    objects = PublishedEarlierLetterQuerySet.as_manager()

    class Meta:
        db_table = "published_earlier"
        indexes = [
            models.Index(fields=["country", "-sent_on", "id"], name="published_earlier_of_state")
        ]
        constraints = [
            models.CheckConstraint(
                name="published_earlier_has_source", condition=~Q(source_address="")
            ),
            models.UniqueConstraint(
                fields=["reference"],
                condition=~Q(reference=""),
                name="published_earlier_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}".strip()

    @property
    def kind_in_words(self) -> str:
        return label_of(Kind, self.kind) if self.kind else ""
