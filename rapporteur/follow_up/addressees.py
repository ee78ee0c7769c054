"""What a Permanent Mission sees: recommendations to its State that are followed, and what it sent.

The role of the door is one for all Missions, so each question here starts from the State of the
account; what is sealed opens with the key of that State's Mission alone.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rapporteur.follow_up import sealing
from rapporteur.follow_up.models import Evidence, Following
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import Version
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.queries import mission_of


def addressed_to(person: Account) -> list[Following]:
    """Return what is followed for the State of this account, by document. Two queries."""
    mission = mission_of(person)
    if mission is None:
        return []
    found = Following.objects.told_to(mission.country_id)
    return list(found.order_by("recommendation__symbol", "recommendation__paragraph", "pk"))


def one_of(person: Account, pk: UUID) -> Following | None:
    """Return one of these; None for any other, there or not."""
    return next((one for one in addressed_to(person) if one.pk == pk), None)


def sent_on(followings: Iterable[Following]) -> list[Evidence]:
    """Return what the Mission sent about these, the newest first. One query."""
    ids = [one.pk for one in followings]
    return list(Evidence.objects.told().filter(following__in=ids).order_by("-received_on", "pk"))


def words_of(evidence: Evidence, country: str, keyring: Keyring, *, by: Account) -> dict[str, Any]:
    """Return what the Mission wrote; the journal knows before. Raises Refused."""
    group = sealing.mission_group(country)
    version = Version.objects.select_related("record").filter(pk=evidence.sealed_id).first()
    if group is None or version is None:
        raise Refused(_("This is not sealed to your Mission."))
    return sealing.read(version, group, keyring, by=str(by.pk))
