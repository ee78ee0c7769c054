"""Reports of mandates as anyone may read them: whole, in the form that the United Nations use."""

from django.db import models
from django.urls import reverse

from rapporteur.kernel.ids import new_id


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
