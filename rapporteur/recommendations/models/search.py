"""What the search of the desk asks: folded words and facets of each recommendation."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rapporteur.recommendations.models.recommendations import Recommendation


class SearchRow(models.Model):
    """One recommendation as it is found; all of it can be made again from the other tables.

    `words` are folded words with spaces between; the database makes a `vector` of them with the
    dictionary of the language, in a column that only the search reads (migration 0006). A facet
    is its kind and value: `state:CHL`, `year:2012`, `scope:in`.
    """

    recommendation = models.OneToOneField(
        Recommendation, models.PROTECT, primary_key=True, related_name="found"
    )
    language = models.CharField(max_length=8)  # of the six, or "other"
    words = models.TextField()
    facets = ArrayField(models.TextField())
    dated = models.CharField(max_length=10, blank=True)  # as that of the recommendation
    stale = models.BooleanField(default=False)  # a source has told more since

    class Meta:
        ordering = ["-dated", "-recommendation"]
        indexes = [
            models.Index(fields=["-dated", "-recommendation"], name="search_newest"),
            models.Index(fields=["stale"], name="search_stale", condition=models.Q(stale=True)),
        ]

    def __str__(self) -> str:
        return str(self.recommendation_id)
