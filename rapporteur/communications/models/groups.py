"""The letters of one event: which of them belong together, and as what each is addressed.

One event can lead to several letters, each with its own reference: to the State concerned, to the
home State and the host State of a company, to the company and its parent (FIELD 1.2, 1.8).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rapporteur.cases.models import Case
from rapporteur.communications.models.kinds import Addressee
from rapporteur.kernel.ids import new_id
from rapporteur.people.accounts.models import Account


class Role(models.TextChoices):
    """As what an addressee is written to about an event."""

    CONCERNED = "concerned", _("State concerned")
    HOST = "host", _("host State")
    HOME = "home", _("home State")
    COMPANY = "company", pgettext_lazy("role", "company")
    PARENT = "parent", _("parent company")
    INVESTOR = "investor", _("investor")
    ORGANIZATION = "organization", pgettext_lazy("role", "international organization")
    AUTHORITY = "authority", _("de-facto authority")
    OTHER = "other", _("another addressee")


STATES = (Role.CONCERNED, Role.HOST, Role.HOME)
BUSINESSES = (Role.COMPANY, Role.PARENT, Role.INVESTOR)
KIND_OF = {
    **dict.fromkeys(STATES, Addressee.STATE),
    **dict.fromkeys(BUSINESSES, Addressee.COMPANY),
    Role.ORGANIZATION: Addressee.ORGANIZATION,
    Role.AUTHORITY: Addressee.OTHER,
    Role.OTHER: Addressee.OTHER,
}


def fits() -> models.Q:
    """Return the condition that the role of a letter fits the kind of its addressee."""
    found = models.Q(role="")
    for role, kind in KIND_OF.items():
        found |= models.Q(role=role.value, addressee_kind=kind.value)
    return found


class CommunicationGroup(models.Model):
    """The letters of one event of one case. A case may have several events.

    What is written once is copied into each letter and sealed there: whoever may read one letter
    has no key to another by it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="letter_groups")
    begun_on = models.DateField()
    begun_by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["case"], name="letter_group_case")]

    def __str__(self) -> str:
        return str(self.pk)
