"""Reports of mandates as anyone may read them: whole, in the form that the United Nations use."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from rapporteur.kernel.ids import new_id
from rapporteur.publication.models.letters import PublishedLetter
from rapporteur.world.models import Country


class PublishedReport(models.Model):
    """A report that was made public, as Akoma Ntoso: every other form is made from it.

    `body` and `session` say before whom it came. Whoever withdraws a report deletes its row.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=8, unique=True)  # of its address: random, tells no order
    mandate = models.CharField(max_length=40)  # as in people.mandates
    body = models.CharField(max_length=8)
    session = models.PositiveSmallIntegerField()
    symbol = models.CharField(max_length=60)
    language = models.CharField(max_length=2)
    title = models.CharField(max_length=500)
    published_on = models.DateField()
    exercise = models.BooleanField()
    akn = models.BinaryField()

    class Meta:
        db_table = "published_report"
        ordering = ["-published_on", "key"]

    def __str__(self) -> str:
        return self.symbol

    def get_absolute_url(self) -> str:
        return reverse("report", args=[self.key])


class PublishedObservation(models.Model):
    """That a paragraph of a published report is about a State or a public letter: one of the two.

    `words` is the paragraph as published, on one line a point. It goes with the report, and with
    the letter: nothing is left that would tell of a letter that is public no more.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(PublishedReport, models.CASCADE, related_name="observations")
    paragraph = models.PositiveSmallIntegerField()
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="+", db_index=True
    )
    letter = models.ForeignKey(
        PublishedLetter, models.CASCADE, null=True, blank=True, related_name="observations"
    )
    words = models.TextField()

    class Meta:
        db_table = "published_observation"
        ordering = ["report", "paragraph", "pk"]
        constraints = [
            models.CheckConstraint(
                name="published_observation_is_of_one",
                condition=Q(country__isnull=False, letter=None)
                | Q(country=None, letter__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["report", "paragraph", "country", "letter"],
                nulls_distinct=False,
                name="published_observation_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report.symbol}, {self.paragraph}"

    def get_absolute_url(self) -> str:
        return f"{self.report.get_absolute_url()}#para-{self.paragraph}"
