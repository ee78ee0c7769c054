"""Who loads a file that was looked at. Answers None (yes) or the reason."""

from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.access.rules import Reason
from rapporteur.people.accounts.models import Account


class LookedAt(Protocol):
    """What was kept of a file, and the id of whoever looked at it."""

    by: UUID


def looked_at_it(person: Account, draft: LookedAt) -> Reason | None:
    if draft.by == person.pk:
        return None
    return _("Only who looked at a file loads it.")
