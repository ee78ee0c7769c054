"""A reply in another language: whether one is wanted, was made, was read by a second person."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.models.replies import Reply
from rapporteur.communications.replies.workflow import TranslationState
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import Version
from rapporteur.people.accounts.models import Account


class Into(models.TextChoices):
    """The languages into which a desk has a reply translated."""

    EN = "en", _("English")
    FR = "fr", _("French")
    ES = "es", _("Spanish")
    AR = "ar", _("Arabic")
    ZH = "zh-hans", _("Chinese")
    RU = "ru", _("Russian")


class ReplyTranslation(models.Model):
    """What is known of a reply in one more language. No row says nothing: it is not known.

    `sealed` are its words, to the desk alone: it is the desk's own, and no words of the State.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reply = models.ForeignKey(Reply, models.PROTECT, related_name="translations")
    into = models.CharField(max_length=7, choices=Into)
    state = models.CharField(max_length=8, choices=TranslationState)
    said_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    said_on = models.DateField()
    sealed = models.OneToOneField(Version, models.PROTECT, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    made_on = models.DateField(null=True, blank=True)
    read_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    read_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["reply", "into"]
        constraints = [
            models.UniqueConstraint(fields=["reply", "into"], name="reply_translated_once"),
            models.CheckConstraint(
                name="translation_made_is_whole",
                condition=Q(
                    state__in=["needed", "needless"],
                    sealed__isnull=True,
                    made_by__isnull=True,
                    made_on__isnull=True,
                )
                | Q(
                    state__in=["made", "read"],
                    sealed__isnull=False,
                    made_by__isnull=False,
                    made_on__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="translation_read_by_another",
                condition=Q(state="read", read_by__isnull=False, read_on__isnull=False)
                & ~Q(read_by=models.F("made_by"))
                | ~Q(state="read") & Q(read_by__isnull=True, read_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.into} {self.state}"
