"""Answers to a checklist: yes, no with the reason, or not applicable with the reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rapporteur.checklists.models import ChecklistItem
from rapporteur.kernel.refusals import Refused

LONGEST = 1_000  # characters of a reason


class Answer(TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    NONE = "na", _("not applicable")


@dataclass(frozen=True)
class Given:
    """What a person answers to one item; with anything but yes goes a reason."""

    answer: str
    reason: str = ""


def answered(items: Iterable[ChecklistItem], given: Mapping[str, Given]) -> dict[str, Any]:
    """Return the answers as they are kept, each with its item. Raises Refused.

    An item may stay without an answer: the step that needs it says so.
    """
    asked = {one.code: one for one in items if not one.gate}
    if not asked.keys() >= given.keys():
        raise Refused(_("This is not asked today: open the checklist again."))
    for code, one in given.items():
        if one.answer not in Answer.values or len(one.reason) > LONGEST:
            raise Refused(_("Answer yes, no or not applicable."))
        if one.answer != Answer.YES and not one.reason.strip():
            raise Refused(
                _("%(item)s: with “no” and “not applicable” goes a reason.") % {"item": asked[code]}
            )
    return {code: {"answer": one.answer, **asked[code].kept()} for code, one in given.items()}


def reasons(given: Mapping[str, Given]) -> dict[str, str]:
    """Return the reasons that were written, by code; they are sealed by whoever keeps them."""
    return {code: one.reason.strip() for code, one in given.items() if one.reason.strip()}
