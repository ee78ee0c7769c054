"""Reports on what became of recommendations to a State, as anyone may read them."""

from django.db import models
from django.urls import reverse

from rapporteur.kernel.ids import new_id


class PublishedFollowUp(models.Model):
    """A follow-up report that was made public. `body` is all that it says: `publication.follow_ups`.

    It tells no id of anything at the desk. Whoever withdraws a report deletes its row.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=8, unique=True)  # of its address: random, tells no order
    mandate = models.CharField(max_length=40)  # as in people.mandates
    country = models.CharField(max_length=3)  # as in world
    language = models.CharField(max_length=7)
    as_of = models.DateField()  # it tells how things stood on this day
    published_on = models.DateField()
    exercise = models.BooleanField()
    body = models.JSONField()

    class Meta:
        db_table = "published_follow_up"
        ordering = ["-as_of", "key"]
        indexes = [models.Index(fields=["country"], name="published_follow_up_state")]

    def __str__(self) -> str:
        return f"{self.country} {self.as_of} {self.language}"

    def get_absolute_url(self) -> str:
        return reverse("published_follow_up", args=[self.key])
