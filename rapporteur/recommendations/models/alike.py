"""Which recommendations to one State ask the same, as suggested, and what people ruled of pairs."""

from django.db import models
from django.db.models import F, Q

from rapporteur.kernel.ids import new_id
from rapporteur.people.accounts.models import Account
from rapporteur.recommendations.models.recommendations import Recommendation
from rapporteur.world.models import Country


class Alike(models.Model):
    """The group of one recommendation; can be made again from texts and rulings at any time."""

    recommendation = models.OneToOneField(
        Recommendation, models.PROTECT, primary_key=True, related_name="alike"
    )
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    cluster = models.UUIDField(db_index=True)  # the id of its earliest member
    read_with = models.CharField(max_length=64)

    class Meta:
        ordering = ["recommendation"]

    def __str__(self) -> str:
        return str(self.recommendation_id)


class AlikeRuling(models.Model):
    """What a person ruled of a pair: it asks the same or it does not. Only added; the last holds."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    one = models.ForeignKey(Recommendation, models.PROTECT, related_name="+")
    other = models.ForeignKey(Recommendation, models.PROTECT, related_name="+")
    same = models.BooleanField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()  # UTC

    class Meta:
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(name="a_pair_stands_once", condition=Q(one__lt=F("other"))),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id}"
