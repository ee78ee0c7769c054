"""What a source leaves: a thread found by its code, drafts, one sent submission, messages.

The door may only INSERT here, and reads a thread back through one function of the database that
takes the look-up value. In the clear lie random ids, the desk, the day, whether it cannot wait,
whether the source said who it is, and a size bucket: no time, no counter, no order of arrival.
"""

from collections.abc import Iterable
from typing import Self
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import Version


class Thread(models.Model):
    """One source's line to one desk. `lookup` is derived from the code and leads nowhere else."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    lookup = models.BinaryField(max_length=32, unique=True)
    public_half = models.BinaryField(max_length=2000)  # of the source's key pair
    pepper_version = models.PositiveSmallIntegerField()
    desk = models.UUIDField()  # the recipient in the vault
    day = models.DateField()

    def __str__(self) -> str:
        return str(self.pk)


class Draft(models.Model):
    """All answers as they stood when one was saved, sealed to their source alone (ADR 0124)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    thread = models.ForeignKey(Thread, models.PROTECT, related_name="drafts")
    day = models.DateField()
    envelope = models.BinaryField()
    wrapped = models.BinaryField(max_length=4000)

    def __str__(self) -> str:
        return str(self.pk)


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def of_desk(self, recipient: UUID) -> Self:
        return self.filter(desk=recipient)

    def urgent_first(self) -> Self:
        return self.order_by("-urgent", "-day", "pk")


class Submission(models.Model):
    """What a source sent, once for a thread: sending again finds it there already."""

    class Size(models.TextChoices):
        SHORT = "short"  # up to 2 kB inside
        MEDIUM = "medium"  # up to 10 kB
        LONG = "long"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    thread = models.OneToOneField(Thread, models.PROTECT, related_name="submission")
    desk = models.UUIDField()
    day = models.DateField()
    urgent = models.BooleanField()
    identity_given = models.BooleanField()
    size = models.CharField(max_length=6, choices=Size)
    held = models.BooleanField(default=False)  # resembles a flood: a person looks at it (ADR 0125)
    sealed = models.OneToOneField(Version, models.PROTECT, related_name="+")

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        # With the key, so that any page of the queue is found in the index alone.
        indexes = [models.Index(fields=["desk", "-urgent", "-day", "id"], name="submission_queue")]

    def __str__(self) -> str:
        return str(self.pk)


class Identity(models.Model):
    """Who the source of a submission is, as far as it said: a record of its own."""

    submission = models.OneToOneField(Submission, models.PROTECT, primary_key=True)
    sealed = models.OneToOneField(Version, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.pk)


class Message(models.Model):
    """A word in a thread after the submission: from the desk, or from the source.

    What it does stands in the clear where somebody must act on it, and the same inside (ADR 0123).
    """

    class Kind(models.TextChoices):
        WORD = "word"
        CONSENT = "consent"  # answers about consent are changed by it
        NAME = "name"  # the source has said who it is; the name lies in a record of its own
        DELETION = "deletion"  # the source asks for it; from the desk: its answer to that
        ASK = "ask"  # the desk asks, asks once more, or says that it asks no longer (ADR 0128)
        ANSWER = "answer"  # of the source to one of the questions

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    thread = models.ForeignKey(Thread, models.PROTECT, related_name="messages")
    from_desk = models.BooleanField()
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.WORD)
    day = models.DateField()
    sealed = models.OneToOneField(Version, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.pk)


class SourceWrap(models.Model):
    """The key of a version, sealed to the source of a thread, who is no recipient of the vault."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    thread = models.ForeignKey(Thread, models.PROTECT, related_name="wraps")
    version = models.OneToOneField(Version, models.PROTECT, related_name="+")
    wrapped = models.BinaryField(max_length=4000)

    def __str__(self) -> str:
        return str(self.pk)


class DutyCall(models.Model):
    """The duty roster was told of a submission that cannot wait, on a day, without a time."""

    submission = models.OneToOneField(Submission, models.PROTECT, primary_key=True)
    day = models.DateField()

    def __str__(self) -> str:
        return str(self.pk)


class Theme(models.TextChoices):
    """What shared experience is about: said by its writer inside, marked by the desk outside."""

    RECOVERY = "recovery", _("getting well again")
    SCHOOL = "school", _("school")
    JUSTICE = "justice", _("police or court")
    HEALTH = "health", _("doctors and hospitals")
    CARE = "care", _("family, care or a home")
    ONLINE = "online", _("online services")
    LAW = "law", _("laws and offices")
    OTHER = "other", _("something else")


class ExperienceQuerySet(models.QuerySet["Experience"]):
    def of_desks(self, recipients: Iterable[UUID]) -> Self:
        return self.filter(desk__in=recipients)

    def on_theme(self, theme: str) -> Self:
        return self.filter(theme=theme)

    def newest_first(self) -> Self:
        return self.order_by("-day", "pk")


class Experience(models.Model):
    """What helped or failed, shared without a thread and without a case (R20.3).

    No thread, no code and no name lead to it, and no table of cases can name it. `theme` is the
    mark of a member of the desk.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    desk = models.UUIDField()
    day = models.DateField()
    theme = models.CharField(max_length=8, choices=Theme, blank=True)
    sealed = models.OneToOneField(Version, models.PROTECT, related_name="+")

    objects = ExperienceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["desk", "-day", "id"], name="experience_list")]

    def __str__(self) -> str:
        return str(self.pk)
