"""What every page of the desk shows around its content: the rooms one may open."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.reprisals.rules import handles_reprisals
from rapporteur.cases.rules import reads_sealed
from rapporteur.kernel.access.rules import Rule
from rapporteur.people.desks import rules

# Address, label, and the rule that opens it. Only what exists stands here.
ROOMS: tuple[tuple[str, Any, Rule], ...] = (
    ("home", _("Today"), rules.is_of_the_desk),
    ("received", _("Received"), reads_sealed),
    ("experiences", _("Experiences"), reads_sealed),
    ("shared", _("Shared with us"), reads_sealed),
    ("joining", _("Letters to join"), reads_sealed),
    ("cases", _("Cases"), reads_sealed),
    ("communications", _("Communications"), reads_sealed),
    ("press", _("Press statements"), reads_sealed),
    ("recommendations", _("Recommendations"), rules.looks_up_reference),
    ("states", _("States"), rules.looks_up_reference),
    ("ratification", _("Ratification"), rules.looks_up_reference),
    ("visits", _("Visits"), reads_sealed),
    ("follow_up", _("Follow-up"), reads_sealed),
    ("session_reports", _("Reports to sessions"), reads_sealed),
    ("partners", _("Partners"), reads_sealed),
    ("reprisals", _("Reprisals"), handles_reprisals),
    ("safeguards", _("Safeguarding"), reads_sealed),
    ("members", _("Members"), rules.sees_today),
    ("reference", _("Reference data"), rules.looks_up_reference),
    ("journal", _("Journal"), rules.reads_journal),
    ("vault", _("Your vault"), rules.may_hold_key),
    ("account", _("Your account"), rules.is_of_the_desk),
)


def rail(request: HttpRequest) -> dict[str, Any]:
    """Return the rooms this person may open, the present one marked."""
    # A request that was turned away at the threshold, by its host name say, has no person yet.
    if not hasattr(request, "user") or not request.user.is_authenticated:
        return {}
    match = request.resolver_match
    here = match.url_name if match else ""
    return {
        "rooms": [
            {
                "url": reverse(name),
                "label": label,
                "current": (here or "").startswith(
                    name.removesuffix("s") if name == "session_reports" else name
                ),
            }
            for name, label, rule in ROOMS
            if rule(request.user) is None
        ]
    }
