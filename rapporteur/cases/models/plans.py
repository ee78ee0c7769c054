"""The safety plan of the sources of a case. Its words lie in one record, a version a saving."""

from django.db import models

from rapporteur.cases.models.cases import Case
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import SealedRecord
from rapporteur.people.accounts.models import Account


class SafetyPlan(models.Model):
    """That there is a plan for the sources of a case, who saved it last, and when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.OneToOneField(Case, models.PROTECT, related_name="plan")
    record = models.OneToOneField(SealedRecord, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    on = models.DateField()

    def __str__(self) -> str:
        return f"{self.case_id} {self.version}"
