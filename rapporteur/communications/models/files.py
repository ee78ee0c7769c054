"""The file that came with a reply, and who released its original. The bytes lie in the vault."""

from django.db import models
from django.db.models import F, Q

from rapporteur.communications.models.replies import Reply
from rapporteur.communications.replies.workflow import ReleaseState
from rapporteur.kernel.files.verdicts import Form
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import Version
from rapporteur.people.accounts.models import Account

# What a Mission reads back of its files; the missions door has rights on these columns alone.
TOLD_OF_FILE = ("id", "reply", "form", "parts", "large")


class ReplyFile(models.Model):
    """A PDF or DOCX as it came, sealed byte for byte. Its name is not kept: a name can tell.

    Of a `large` one the key is sealed here and the bytes lie in parts; nobody looked into it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reply = models.OneToOneField(Reply, models.PROTECT, related_name="file")
    form = models.CharField(max_length=4, choices=[(one.value, one.name) for one in Form])
    parts = (
        models.PositiveIntegerField()
    )  # pages of a PDF, paragraphs of a DOCX; none of a large one
    large = models.BooleanField(default=False)
    sealed = models.OneToOneField(Version, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reply_file_form", condition=Q(form__in=[one.value for one in Form])
            )
        ]

    def __str__(self) -> str:
        return f"{self.form} of {self.reply_id}"

    @property
    def is_pdf(self) -> bool:
        return self.form == Form.PDF


class Release(models.Model):
    """The original of a file, asked for by one person and released by another, for a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(ReplyFile, models.PROTECT, related_name="releases")
    state = models.CharField(max_length=8, choices=ReleaseState, default=ReleaseState.WANTED)
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    why = models.OneToOneField(Version, models.PROTECT, related_name="+")
    released_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    released_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["asked_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="release_is_whole",
                condition=Q(state="wanted", released_by__isnull=True, released_on__isnull=True)
                | Q(state="released", released_by__isnull=False, released_on__isnull=False),
            ),
            models.CheckConstraint(
                name="release_by_another",
                condition=Q(released_by__isnull=True) | ~Q(released_by=F("asked_by")),
            ),
            models.UniqueConstraint(
                fields=["file"], condition=Q(state="wanted"), name="release_asked_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_id} {self.state}"
