"""Recommendations that are born in a report of our own, under the ids that they had in the draft."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from rapporteur.kernel.clock import today
from rapporteur.kernel.journal import actions as journal
from rapporteur.recommendations.matching import key_of, normal
from rapporteur.recommendations.models import Mechanism, Recommendation
from rapporteur.recommendations.queries import states


@dataclass(frozen=True)
class Born:
    """One recommendation of a report: its id since drafting, where it stands, what it says."""

    pk: UUID
    paragraph: str
    text: str
    note: str = ""


@transaction.atomic
def bear(
    found: Iterable[Born], *, symbol: str, body: str, country: str, language: str, by: str
) -> int:
    """Add the recommendations of a published report on a visit to a State; return how many."""
    day, known = today().isoformat(), states()
    rows = [
        Recommendation(
            id=one.pk,
            match_key=key_of(normal(one.text, one.paragraph, known), [country]),
            mechanism=Mechanism.OWN_VISIT,
            body=body[:120],
            symbol=symbol,
            paragraph=one.paragraph,
            text=one.text,
            language=language,
            country_id=country,
            states=[country],
            dated=day,
            source=symbol,
            as_of=day,
            note=one.note[:600],
        )
        for one in found
    ]
    Recommendation.objects.bulk_create(rows)
    detail: dict[str, str | int] = {"symbol": symbol, "state": country, "added": len(rows)}
    journal.record("add recommendations of a visit", Recommendation, by=by, detail=detail)
    return len(rows)
