"""The answer to what a visitor asks of scope, as a page shows it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from rapporteur.law.models import ScopeCode, ScopeRule
from rapporteur.law.queries import scope
from rapporteur.people.mandates import queries
from rapporteur.people.mandates.models import Mandate, MandateTitle

When = ScopeRule.When
KNOWN: dict[str, dict[str, ScopeRule.When]] = {
    "commercial": {"yes": When.COMMERCIAL, "no": When.NOT_COMMERCIAL},
    "exploited": {"yes": When.EXPLOITED, "no": When.NOT_EXPLOITED},
}


@dataclass(frozen=True)
class Answered:
    """An answer with the kind of matter and the day it was asked for, and who else may act."""

    code: ScopeCode
    day: date
    answer: scope.Answer
    elsewhere: list[MandateTitle | str]


def known(asked: dict[str, Any]) -> list[ScopeRule.When]:
    """Return what the visitor says of the facts, in the words of the rules."""
    given = [words.get(asked[name]) for name, words in KNOWN.items()]
    return [when for when in given if when]


def answer(asked: dict[str, Any], day: date) -> Answered:
    """Answer for a kind of matter that is on record; five queries."""
    code = ScopeCode.objects.get(pk=asked["code"])
    found = scope.answer_for(code.code, day, *known(asked))
    return Answered(code, day, found, others(found.elsewhere, day))


def others(codes: tuple[str, ...], day: date) -> list[MandateTitle | str]:
    """Return who may act, under the title of the day; the code where none is on record."""
    found = Mandate.objects.with_titles().select_related("succession__successor")
    mandates = found.prefetch_related("succession__successor__titles").in_bulk(list(codes))
    return [named(mandates[code], day) if code in mandates else code for code in codes]


def named(mandate: Mandate, day: date) -> MandateTitle | str:
    """Return the title of a mandate, or of the one that took over from it, on a day."""
    stands = queries.successor_on(mandate, day) or mandate
    return queries.title_on(stands, day) or stands.last_title or stands.code
