"""What stops a step: an item that nobody answered. Each answers None, or the refusal in words."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.access.rules import Reason

if TYPE_CHECKING:
    from rapporteur.checklists.models import ChecklistItem


def is_answered(item: "ChecklistItem", answers: Mapping[str, Any]) -> bool:
    """Say whether an item was answered as it stands today, not in an earlier version."""
    found = answers.get(item.code)
    return found is not None and found["valid_from"] == item.valid_from


def unanswered(
    items: Iterable["ChecklistItem"], answers: Mapping[str, Any]
) -> "list[ChecklistItem]":
    """Return the items that a person has to answer and none has."""
    return [one for one in items if not one.gate and not is_answered(one, answers)]


def is_complete(items: Iterable["ChecklistItem"], answers: Mapping[str, Any]) -> Reason | None:
    """Refuse, naming them, while items have no answer: none is skipped silently (R29.1)."""
    if not (missing := unanswered(items, answers)):
        return None
    named = "; ".join(str(one) for one in missing)
    return _("The checklist has no answer yet to: %(items)s.") % {"items": named}
