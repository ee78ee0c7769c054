"""What was ticked of the safeguarding checks of a desk: which, by whom, on which day."""

from django.db import models

from rapporteur.kernel.ids import new_id
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk


class SafeguardTick(models.Model):
    """A named person says that a check was done on a day. Rows are only added; the newest counts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="+")
    check_code = models.CharField(max_length=20)  # of safeguards.items.CHECKS
    done_on = models.DateField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()  # UTC

    class Meta:
        indexes = [models.Index(fields=["desk", "check_code", "-done_on"], name="tick_of_desk")]

    def __str__(self) -> str:
        return f"{self.check_code} {self.done_on}"
