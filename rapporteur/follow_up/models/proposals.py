"""A recommendation of our own before it is made: what shows that it is fit to be one (para. 53)."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rapporteur.follow_up.workflow import ProposalState
from rapporteur.kernel.ids import new_id
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.recommendations.models import Recommendation
from rapporteur.world.models import Country

CHECKS = ("concrete", "realistic", "achievable", "fits")


class AddresseeKind(models.TextChoices):
    """To whom it is addressed: all who have a part in a situation, not the Government alone (R32.5)."""

    GOVERNMENT = "government", _("Government")
    PARLIAMENT = "parliament", _("parliament")
    COURTS = "courts", _("courts and prosecution")
    LOCAL = "local", _("local authorities")
    NHRI = "nhri", _("national human rights institution")
    NGO = "ngo", _("non-governmental organizations")
    UN = "un", _("United Nations entities")
    DONORS = "donors", _("donors and other States")
    COMPANIES = "companies", _("companies")
    MEDIA = "media", _("media")


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, person: Account) -> Self:
        return self.filter(desk__in=Desk.objects.visible_to(person))

    def lessons_for(self, code: str) -> Self:
        """Keep those made to other States that are also useful for this one (R32.4)."""
        return self.filter(state=ProposalState.FINAL, relevant_to__contains=[code])


class Proposal(models.Model):
    """A recommendation that we are about to make to a State.

    Each of the four checks holds the sentence that shows it; empty: not shown yet. `relevant_to` are
    codes of States in a similar situation, `similar` says why; for them it is a lesson.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="+")
    state = models.CharField(max_length=5, choices=ProposalState, default=ProposalState.DRAFT)
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    mechanism = models.CharField(max_length=17)
    symbol = models.CharField(max_length=120)
    paragraph = models.CharField(max_length=20)
    text = models.CharField(max_length=2_000)
    language = models.CharField(max_length=7)
    addressees = models.JSONField(default=list, blank=True)  # codes of AddresseeKind
    named = models.CharField(max_length=300, blank=True)  # institutions among them
    time_frame = models.CharField(max_length=200, blank=True)
    concrete = models.CharField(max_length=400, blank=True)
    realistic = models.CharField(max_length=400, blank=True)
    achievable = models.CharField(max_length=400, blank=True)
    fits = models.CharField(max_length=400, blank=True)  # the context
    relevant_to = models.JSONField(default=list, blank=True)
    similar = models.CharField(max_length=600, blank=True)
    drafter = models.ForeignKey(Account, models.PROTECT, related_name="+")
    begun_on = models.DateField()
    final_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    final_on = models.DateField(null=True, blank=True)
    recommendation = models.OneToOneField(
        Recommendation, models.PROTECT, null=True, blank=True, related_name="proposal"
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="proposal_final_is_whole",
                condition=Q(state="draft", recommendation__isnull=True, final_on__isnull=True)
                | (
                    Q(state="final", recommendation__isnull=False, final_by__isnull=False)
                    & Q(final_on__isnull=False)
                    & ~Q(concrete="")
                    & ~Q(realistic="")
                    & ~Q(achievable="")
                    & ~Q(fits="")
                    & ~Q(addressees=[])
                    & ~Q(time_frame="")
                ),
            ),
            models.CheckConstraint(
                name="proposal_lesson_has_reason",
                condition=Q(relevant_to=[]) | ~Q(similar=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.symbol} {self.paragraph}".strip()

    def get_absolute_url(self) -> str:
        return reverse("follow_up_proposal", args=[self.pk])

    @property
    def addressed_to(self) -> list[str]:
        return [str(AddresseeKind(code).label) for code in self.addressees]
