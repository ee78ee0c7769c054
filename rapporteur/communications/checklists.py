"""The checklist of a letter as it is shown: each item, what holds it or who answered it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rapporteur.checklists.answers import Given
from rapporteur.checklists.models import ChecklistItem
from rapporteur.communications import rules, sealing
from rapporteur.communications.models import Communication, LetterChecklist
from rapporteur.kernel.access.rules import Reason
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.people.accounts.models import Account

# What the steps ask by themselves, by the name that a row of the checklist gives it.
GATES: dict[str, Callable[[Account, Communication], Reason | None]] = {
    "decision": rules.was_decided,
    "overlap": rules.was_checked_for_overlap,
    "source": rules.has_known_source,
    "consent": rules.has_consent,
    "law": rules.has_settled_law,
}


@dataclass(frozen=True)
class Answered:
    """What was saved last, for which version, by whom; with the reasons."""

    saving: LetterChecklist
    given: dict[str, Given]
    counts: bool  # it is of the version that stands


def held(letter: Communication, by: Account) -> list[tuple[ChecklistItem, Reason | None]]:
    """Return the items that the steps ask by themselves, each with the reason where it does not hold."""
    items = [one for one in rules.asked_of(letter) if one.gate]
    found = {name: GATES[name](by, letter) for name in {one.gate for one in items}}
    return [(one, found[one.gate]) for one in items]


def last(letter: Communication, keyring: Keyring, *, by: Account) -> Answered | None:
    """Open what was answered last, of any version; the journal knows before. Raises Refused."""
    rows = letter.checklists.select_related("by", "reasons__record")
    saving = rows.last()
    if saving is None:
        return None
    words: dict[str, Any] = {}
    if saving.reasons is not None:
        words = sealing.read(saving.reasons, sealing.desk_of(letter), keyring, by=str(by.pk))
    given = {
        code: Given(one["answer"], words.get(code, "")) for code, one in saving.answers.items()
    }
    return Answered(saving, given, saving.version == letter.version)
