"""That a source was asked what it says to a reply. Question and answer lie sealed in its thread."""

from django.db import models

from rapporteur.cases.models import Enquiry
from rapporteur.communications.models.replies import Reply
from rapporteur.kernel.ids import new_id
from rapporteur.people.accounts.models import Account


class SourceComment(models.Model):
    """One asking of one source about one reply; how it stands is that of the enquiry."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reply = models.ForeignKey(Reply, models.PROTECT, related_name="comments")
    enquiry = models.OneToOneField(Enquiry, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    asked_on = models.DateField()

    class Meta:
        ordering = ["asked_on", "pk"]

    def __str__(self) -> str:
        return str(self.pk)
