"""Who takes in recommendations. Each answers None (yes) or the reason."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.access.rules import Reason
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.rules import corrects_reference
from rapporteur.recommendations.deciding.rules import decides_scope

if TYPE_CHECKING:
    from rapporteur.recommendations.models import CommitteeDraft, ImportDraft


def takes_in(person: Account) -> Reason | None:
    """Who decides scope, and who keeps facts right: a load adds what both work with."""
    if decides_scope(person) is None:
        return None
    return corrects_reference(person)


def looked_at_it(person: Account, draft: "ImportDraft | CommitteeDraft") -> Reason | None:
    if draft.by == person.pk:
        return None
    return _("Only who looked at a file loads it.")
