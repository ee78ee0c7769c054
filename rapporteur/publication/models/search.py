"""The index of the search of the public door."""

from django.db import models

from rapporteur.kernel.ids import new_id
from rapporteur.kernel.texts import LANGUAGES


class SearchEntry(models.Model):
    """One record in one language, as a search finds and shows it.

    `title` and `body` are shown; the three columns of words are what is searched: folded words
    with spaces between (`folding`). The database makes a `vector` of them, with the dictionary of
    the row's language, in a column of its own that only the search reads (migration 0002).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=200)  # which record of its kind
    language = models.CharField(max_length=8, choices=[(code, code) for code in LANGUAGES])
    title = models.TextField()
    title_language = models.CharField(max_length=8)  # English where there is no other
    body = models.TextField(blank=True)
    quoted = models.TextField(blank=True)  # treaty wording in place of the title
    place = models.JSONField()  # name, args and part of an address of the public door
    weight = models.PositiveSmallIntegerField()
    title_words = models.TextField()
    other_words = models.TextField(blank=True)  # codes, and treaty wording
    body_words = models.TextField(blank=True)

    class Meta:
        ordering = ["kind", "key", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key", "language"], name="one_entry_a_language"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} ({self.language})"
