"""What a Mission is shown before a letter to its State becomes public, and that it was told."""

from django.db import models
from django.db.models import Q

from rapporteur.communications.models.communications import Communication
from rapporteur.communications.models.public_renditions import PublicRendition
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import Version

# What a Mission sees of it; the missions door has rights on these columns alone.
TOLD_OF_ANNOUNCEMENT = ("id", "communication", "made_on", "ended_on", "sealed")


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    def in_force(self) -> "AnnouncementQuerySet":
        return self.filter(ended_on=None)

    def told(self) -> "AnnouncementQuerySet":
        """Bring no more than a Mission may know."""
        return self.only(*TOLD_OF_ANNOUNCEMENT)


class Announcement(models.Model):
    """A public version that a second person approved, sealed to the Mission before its day.

    It ends when the version is handed back, published or withdrawn. ADR 0165.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    communication = models.ForeignKey(Communication, models.PROTECT, related_name="announcements")
    rendition = models.ForeignKey(PublicRendition, models.PROTECT, related_name="announcements")
    sealed = models.OneToOneField(Version, models.PROTECT, related_name="+")
    made_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        ordering = ["made_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rendition"], condition=Q(ended_on=None), name="announcement_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.communication_id} {self.made_on}"


class ReleaseNotice(models.Model):
    """That a Mission was mailed before a day of publication; never that somebody has read it.

    `with_words` says that an approved version lay in its door by then.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    communication = models.ForeignKey(Communication, models.PROTECT, related_name="release_notices")
    day = models.DateField()
    with_words = models.BooleanField()
    told_on = models.DateField()

    class Meta:
        ordering = ["told_on", "with_words", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["communication", "day", "with_words"], name="release_notice_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.communication_id} {self.day}"
