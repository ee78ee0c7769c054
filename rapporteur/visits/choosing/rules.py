"""Who ranks, weighs and decides, and what must hold first. Each answers None, or the reason."""

from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.access import roles
from rapporteur.kernel.access.rules import Reason, needs
from rapporteur.people.desks.rules import roles_of

ranks = needs(roles.READ_SEALED, roles_of)
decides = needs(roles.DECIDE, roles_of)
MOST = 1000  # of one weight


def can_weigh(weights: Mapping[str, int], reason: str) -> Reason | None:
    if not reason.strip():
        return _("Say why.")
    if any(not 0 <= one <= MOST for one in weights.values()) or not any(weights.values()):
        return _("Weights are nought or more, and one of them is more.")
    return None


def can_decide(
    chosen: Sequence[str], known: Collection[str], reason: str, why: str, *, departs: bool
) -> Reason | None:
    """A decision has a reason, and another where it departs from the ranking (R47.6)."""
    if not chosen or len(set(chosen)) < len(chosen) or set(chosen) - set(known):
        return _("Choose States of this run, each once.")
    if not reason.strip():
        return _("Say why.")
    if departs and not why.strip():
        return _("This departs from the ranking: say why.")
    return None
