"""The public version of a letter or of a reply, while it is prepared and after.

What will be public lies sealed until it is; then a copy stands in the published tables, and only
its key stands here.
"""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from rapporteur.communications.models.communications import Communication
from rapporteur.communications.models.replies import Reply
from rapporteur.communications.publishing.workflow import PublicState
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import SealedRecord, Version
from rapporteur.people.accounts.models import Account

APPROVED = ("approved", "published", "withdrawn")
WAS_PUBLIC = ("published", "withdrawn")


class PublicRenditionQuerySet(models.QuerySet["PublicRendition"]):
    def visible_to(self, person: Account) -> "PublicRenditionQuerySet":
        return self.filter(communication__in=Communication.objects.visible_to(person))

    def in_force(self) -> "PublicRenditionQuerySet":
        return self.exclude(state=PublicState.WITHDRAWN)

    def in_state(self, state: str) -> "PublicRenditionQuerySet":
        return self.filter(state=state)

    def of_letter(self, letter: Communication) -> "PublicRenditionQuerySet":
        """Keep the version of the letter itself, without those of its replies."""
        return self.filter(communication=letter, reply=None)


class PublicRendition(models.Model):
    """One public version; of the letter itself where it names no reply.

    `writers` are the accounts that took anything away: none of them approves it. `interests` is
    the second person's note on the best interests of a child who wrote.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    communication = models.ForeignKey(
        Communication, models.PROTECT, related_name="public_renditions"
    )
    reply = models.ForeignKey(
        Reply, models.PROTECT, null=True, blank=True, related_name="public_renditions"
    )
    state = models.CharField(max_length=9, choices=PublicState, default=PublicState.PREPARED)
    record = models.OneToOneField(SealedRecord, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    writers = models.JSONField(default=list)
    prepared_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    begun_on = models.DateField()
    handed_on = models.DateField(null=True, blank=True)
    remark = models.OneToOneField(  # why it was handed back, the last time
        Version, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_on = models.DateField(null=True, blank=True)
    interests = models.OneToOneField(
        Version, models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_on = models.DateField(null=True, blank=True)
    published_key = models.CharField(max_length=8, blank=True)  # of the public copy
    withdrawn_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_on = models.DateField(null=True, blank=True)
    why_withdrawn = models.OneToOneField(
        Version, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PublicRenditionQuerySet.as_manager()

    class Meta:
        ordering = ["begun_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="public_rendition_state", condition=Q(state__in=PublicState.values)
            ),
            models.CheckConstraint(
                name="public_rendition_by_another",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("prepared_by")),
            ),
            models.CheckConstraint(
                name="public_rendition_approved_is_whole",
                condition=Q(
                    state__in=APPROVED, approved_by__isnull=False, approved_on__isnull=False
                )
                | (
                    ~Q(state__in=APPROVED)
                    & Q(approved_by__isnull=True, approved_on__isnull=True, interests__isnull=True)
                ),
            ),
            models.CheckConstraint(
                name="public_rendition_published_is_whole",
                condition=Q(
                    state__in=WAS_PUBLIC, published_by__isnull=False, published_on__isnull=False
                )
                & ~Q(published_key="")
                | (
                    ~Q(state__in=WAS_PUBLIC)
                    & Q(published_by__isnull=True, published_on__isnull=True, published_key="")
                ),
            ),
            models.CheckConstraint(
                name="public_rendition_withdrawn_is_whole",
                condition=Q(
                    state="withdrawn",
                    withdrawn_by__isnull=False,
                    withdrawn_on__isnull=False,
                    why_withdrawn__isnull=False,
                )
                | (
                    ~Q(state="withdrawn")
                    & Q(
                        withdrawn_by__isnull=True,
                        withdrawn_on__isnull=True,
                        why_withdrawn__isnull=True,
                    )
                ),
            ),
            models.UniqueConstraint(
                fields=["communication"],
                condition=Q(reply__isnull=True) & ~Q(state="withdrawn"),
                name="public_rendition_once_a_letter",
            ),
            models.UniqueConstraint(
                fields=["reply"],
                condition=~Q(state="withdrawn"),
                name="public_rendition_once_a_reply",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.communication_id} {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("publications_preview", args=[self.pk])

    @property
    def is_of_reply(self) -> bool:
        return self.reply_id is not None
