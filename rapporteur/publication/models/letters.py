"""Letters and replies as anyone may read them: copies, made when two people of the desk agreed.

Nothing here points at a case, a source or a record of the vault. Whoever withdraws a letter deletes
its row, and with it every way to find it.
"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from rapporteur.kernel.ids import new_id
from rapporteur.publication.pieces import plain
from rapporteur.world.models import Country

ADDRESS_OR_REASON = ~Q(official_address="") | ~Q(why_no_address="")


SEEN = ("published_on", "id")


class PublishedLetterQuerySet(models.QuerySet["PublishedLetter"]):
    def newest_first(self) -> Self:
        return self.order_by("-sent_on", "key")


class PublishedLetter(models.Model):
    """A letter that was made public, in its own language, without what was removed.

    `words` is plain data, `pieces` being a list of `{"text": …}` and `{"removed": a code}`:
    `{"letterhead": [text], "addressee": text, "subject": pieces, "parts": [{"number": of
    TextBlock.Part, "pieces": pieces, "facts": [pieces]}], "annex": {"binding": [{"citation",
    "title", "subject"}], "standard": […]}, "signatures": [{"title", "name"}]}`.

    `replied_on` is the day of the first reply on record, published or not; empty says that none
    was on record on `checked_on`, and no more.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=8, unique=True)  # of its address: random, tells no order
    kind = models.CharField(max_length=2)  # UA, AL, OL
    reference = models.CharField(max_length=40, blank=True)  # the official one, where there is one
    mandates = models.JSONField(default=list)  # codes of those who signed, in order
    addressee_kind = models.CharField(max_length=12)
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="+", db_index=True
    )
    language = models.CharField(max_length=2)
    scope_codes = models.JSONField(default=list)
    sent_on = models.DateField()
    public_from = models.DateField()  # the first day after the confidential period
    published_on = models.DateField()
    replied_on = models.DateField(null=True, blank=True)
    checked_on = models.DateField()
    official_address = models.URLField(max_length=500, blank=True)
    why_no_address = models.CharField(max_length=500, blank=True)
    exercise = models.BooleanField()
    words = models.JSONField()

    objects = PublishedLetterQuerySet.as_manager()

    class Meta:
        db_table = "published_letter"
        ordering = ["-sent_on", "key"]
        indexes = [
            # With what says whether it may be seen, so that a list is cut in the index alone.
            models.Index(fields=["-sent_on", "key"], include=SEEN, name="published_list"),
            models.Index(
                fields=["country", "-sent_on", "key"], include=SEEN, name="published_of_state"
            ),
            models.Index(fields=["published_on"], name="published_by_day"),
            models.Index(fields=["mandates"], include=SEEN, name="published_by_mandates"),
        ]
        constraints = [
            models.CheckConstraint(
                name="published_letter_address_or_reason", condition=ADDRESS_OR_REASON
            ),
            models.CheckConstraint(
                name="published_after_confidential",
                condition=Q(published_on__gte=models.F("public_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.reference or self.key

    def get_absolute_url(self) -> str:
        return reverse("letter", args=[self.key])

    @property
    def is_joint(self) -> bool:
        return len(self.mandates) > 1

    @property
    def subject(self) -> str:
        return plain(self.words["subject"])


class PublishedReply(models.Model):
    """A reply to a published letter. `words`: `{"passages": [pieces], "files": [[pieces]]}`.

    A file is a list of its passages.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=8, unique=True)
    letter = models.ForeignKey(PublishedLetter, models.CASCADE, related_name="replies")
    language = models.CharField(max_length=7, blank=True)  # empty: another than ours
    received_on = models.DateField()
    published_on = models.DateField()
    official_address = models.URLField(max_length=500, blank=True)
    why_no_address = models.CharField(max_length=500, blank=True)
    words = models.JSONField()

    class Meta:
        db_table = "published_reply"
        ordering = ["received_on", "key"]
        indexes = [models.Index(fields=["published_on"], name="published_reply_by_day")]
        constraints = [
            models.CheckConstraint(
                name="published_reply_address_or_reason", condition=ADDRESS_OR_REASON
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def get_absolute_url(self) -> str:
        return f"{self.letter.get_absolute_url()}#reply-{self.key}"
