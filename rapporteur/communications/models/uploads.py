"""Large files of replies on their way in. The bytes lie in the vault, part by part."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q, Sum

from rapporteur.communications.models.communications import Communication
from rapporteur.communications.models.files import ReplyFile
from rapporteur.communications.replies.workflow import OVER, UploadState
from rapporteur.kernel.clock import now
from rapporteur.kernel.files.verdicts import Form
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import Version

WAITS = timedelta(hours=48)  # how long what is not sent is kept
TOLD = timedelta(days=30)  # how long it is told what became of one


class UploadQuerySet(models.QuerySet["Upload"]):
    def at(self, letter: Communication) -> "UploadQuerySet":
        return self.filter(communication=letter.pk).select_related("sealed__record")

    def unsent(self) -> "UploadQuerySet":
        return self.filter(state__in=[UploadState.ARRIVING, UploadState.ARRIVED])

    def standing(self) -> "UploadQuerySet":
        """Keep those that take room: on their way, arrived or sent."""
        return self.exclude(state__in=OVER)

    def of_state(self, iso3: str) -> "UploadQuerySet":
        return self.filter(communication__addressee_state=iso3)

    def told(self) -> "UploadQuerySet":
        return self.filter(begun_at__gt=now() - TOLD)

    def to_end(self) -> "UploadQuerySet":
        """Keep those that nobody sent in time."""
        return self.unsent().filter(begun_at__lte=now() - WAITS)

    def to_erase(self) -> "UploadQuerySet":
        return self.filter(state__in=OVER, erased_on__isnull=True)

    def room(self) -> int:
        """Return how many parts these may take together."""
        return int(self.aggregate(Sum("room"))["room__sum"] or 0)


class Upload(models.Model):
    """A file too large to be looked at. `sealed` is the key of its parts, with what was announced.

    Its name is not kept, nor its length in the clear: `room` is how many parts of one MiB it may take.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    communication = models.ForeignKey(Communication, models.PROTECT, related_name="uploads")
    state = models.CharField(max_length=8, choices=UploadState, default=UploadState.ARRIVING)
    form = models.CharField(max_length=4, choices=[(one.value, one.name) for one in Form])
    room = models.PositiveIntegerField()
    begun_by = models.UUIDField()  # an account of the Mission
    begun_at = models.DateTimeField()
    sealed = models.OneToOneField(Version, models.PROTECT, related_name="+")
    file = models.OneToOneField(
        ReplyFile, models.PROTECT, null=True, blank=True, related_name="upload"
    )
    erased_on = models.DateField(null=True, blank=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["begun_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="upload_form", condition=Q(form__in=[one.value for one in Form])
            ),
            models.CheckConstraint(
                name="upload_sent_has_file",
                condition=Q(state="sent", file__isnull=False)
                | (~Q(state="sent") & Q(file__isnull=True)),
            ),
            models.CheckConstraint(
                name="upload_erased_is_over",
                condition=Q(erased_on__isnull=True) | Q(state__in=["dropped", "ended"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.state}"

    @property
    def is_pdf(self) -> bool:
        return self.form == Form.PDF

    @property
    def ends_at(self) -> datetime:
        return self.begun_at + WAITS
