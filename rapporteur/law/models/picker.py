"""Which provisions to consider for a kind of matter. A proposal for a person, never a finding."""

from django.db import models

from rapporteur.kernel.reference.models import Sourced
from rapporteur.law.models.instruments import Provision


class ScopeProvision(Sourced):
    """A provision that the legal picker proposes for a scope code (R22.1)."""

    scope_code = models.ForeignKey("law.ScopeCode", models.PROTECT, related_name="proposals")
    provision = models.ForeignKey(Provision, models.PROTECT, related_name="proposals")
    position = models.PositiveSmallIntegerField()  # most telling first

    class Meta:
        ordering = ["scope_code", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["scope_code", "provision"], name="proposed_once_a_code"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scope_code_id}: {self.provision_id}"
