"""Open what was chosen and found of a question; how far graders agree over many letters."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rapporteur.communications import sealing
from rapporteur.communications.grading.agreement import Agreement, agreement
from rapporteur.communications.grading.rules import sees
from rapporteur.communications.models import Grade, Grading
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.people.accounts.models import Account


@dataclass(frozen=True)
class Agreed:
    """How far two people agree by one edition of the rubric: over how many letters, how far."""

    edition: str
    letters: int
    found: Agreement

    @property
    def percent(self) -> float:
        return 100 * (self.found.share or 0)


def opened(grading: Grading, keyring: Keyring, *, by: Account) -> dict[str, Any]:
    """Return the passages, the grades that this person may see and how it was settled.

    Each word is in the journal before it is shown. Keys: passages (row, text), grades (row, why),
    why. Raises Refused.
    """
    reader = sealing.desk_of(grading.communication)

    def words(version: Any) -> dict[str, Any]:
        return sealing.read(version, reader, keyring, by=str(by.pk))

    return {
        "passages": [(one, words(one.sealed)["text"]) for one in grading.chosen],
        "grades": [(one, words(one.sealed)["why"]) for one in sees(by, grading)],
        "why": words(grading.reason)["why"] if grading.reason else "",
    }


def agreed(letters: Iterable[Any]) -> list[Agreed]:
    """Return the agreement over these letters (or a query of them), by edition of the rubric, the newest first.

    Of each question the newest round that two people graded counts; one query. Nothing sealed is
    read. What they settled afterwards changes nothing: agreement is of what each gave alone.
    """
    rows = Grade.objects.filter(grading__communication__in=letters).values_list(
        *("grading__edition", "grading__communication", "grading__question", "grading__round"),
        *("place", "code"),
    )
    rounds: dict[tuple[str, object, int, int], dict[int, str]] = {}
    for edition, letter, question, number, place, code in rows.order_by("grading__round"):
        rounds.setdefault((edition, letter, question, number), {})[place] = code
    newest: dict[str, dict[tuple[object, int], tuple[str, str]]] = {}
    for (edition, letter, question, _number), given in rounds.items():
        if len(given) == 2:
            newest.setdefault(edition, {})[letter, question] = (given[1], given[2])
    return [
        Agreed(edition, len({letter for letter, _q in pairs}), agreement(list(pairs.values())))
        for edition, pairs in sorted(newest.items(), reverse=True)
    ]
