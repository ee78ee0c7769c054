"""Dated rows with law and source. A newer row follows an older one, and none is ever changed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rapporteur.kernel.ids import new_id
from rapporteur.kernel.reference.models import Weighed
from rapporteur.world.models import Country

ADULT = 18  # years: a child is whoever is under it, whatever these ages are (ADR 0061)


class Told(Weighed):
    """What a source says of the law of one State, as of a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    law = models.CharField(max_length=300, blank=True)  # as cited
    at = models.DateTimeField()  # UTC: when it was recorded

    class Meta:
        abstract = True


class LegalAge(Told):
    """One of the five ages; `age` is empty where the source says that none is fixed."""

    class Kind(models.TextChoices):
        MAJORITY = "majority", _("majority")
        CONSENT = "consent", _("sexual consent")
        MARRIAGE = "marriage", _("marriage without consent of parents")
        WORK = "work", _("admission to work")
        CRIMINAL = "criminal", _("criminal responsibility")

    class Whom(models.TextChoices):
        ALL = "", _("all")
        GIRLS = "f", _("girls")
        BOYS = "m", _("boys")

    kind = models.CharField(max_length=8, choices=Kind)
    whom = models.CharField(max_length=1, choices=Whom, blank=True)
    age = models.PositiveSmallIntegerField(null=True, blank=True)  # full years
    public = models.BooleanField(default=False)  # of a publication of the United Nations

    class Meta:
        ordering = ["country", "kind", "whom", "-as_of", "-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "kind", "whom", "as_of", "source"],
                condition=Q(public=True),
                name="one_published_age_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.kind} {self.as_of}"

    @property
    def is_under_18(self) -> bool:
        return self.age is not None and self.age < ADULT


class LegalAnswer(Told):
    """Whether an act is a crime, a victim punished, or consent a defence; by the law cited."""

    class Answer(models.TextChoices):
        FULL = "full", _("fully")
        PARTLY = "partly", _("partly")
        NO = "no", pgettext_lazy("answer", "no")
        UNKNOWN = "unknown", _("unknown")

    question = models.CharField(max_length=20)  # a code of `questions`
    answer = models.CharField(max_length=7, choices=Answer)

    class Meta:
        ordering = ["country", "question", "-as_of", "-at", "-pk"]
        indexes = [models.Index(fields=["country", "question"], name="answer_of_a_state")]
        constraints = [
            models.CheckConstraint(
                name="known_answer_cites_law", condition=Q(answer="unknown") | ~Q(law="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.question} {self.answer}"
