"""Which recommendations are public, and what of them: what public sources tell, no decision of ours.

Public is what a body of the United Nations published and a source of theirs tells, a document with
its symbol, our own published reports and the UN Study. What only a file of one's own tells is not,
nor what a letter recommended; nor what UPR Info alone tells, which states no terms of use (ADR 0150).
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q

from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.publication import dumps
from rapporteur.publication.recommendations import TABLE
from rapporteur.recommendations.models import (
    Mechanism,
    Recommendation,
    RecommendationQuerySet,
    SourceRow,
)
from rapporteur.recommendations.plans import position_of

Kind = SourceRow.Kind
OF_THE_UN = (Kind.UHRI, Kind.THEMATIC, Kind.REPORT)
TOLD = (*OF_THE_UN, Kind.PAPER)  # sources that a row names
WITHOUT_ROW = (Mechanism.OWN_VISIT, Mechanism.STUDY)  # of our published reports, and the Study
TOGETHER = 2_000
FIELDS = (
    *("mechanism", "body", "symbol", "paragraph", "text", "language", "states", "recommending"),
    *("dated", "session", "cycle", "as_of"),
)


def public() -> RecommendationQuerySet:
    """Return the recommendations that anyone may read, in the order of their keys."""
    rows = SourceRow.objects.filter(recommendation=OuterRef("pk")).order_by()
    has_symbol = ~Q(symbol="")
    told = Q(Exists(rows.filter(kind__in=OF_THE_UN)))
    told |= Q(Exists(rows.filter(kind=Kind.PAPER))) & has_symbol
    told |= ~Q(Exists(rows)) & Q(mechanism__in=WITHOUT_ROW) & has_symbol
    found = Recommendation.objects.filter(told).exclude(mechanism=Mechanism.OWN_COMMUNICATION)
    return found.only("id", *FIELDS).order_by("pk")


def rows() -> Iterator[dict[str, Any]]:
    """Yield the public recommendations as rows of open data."""
    known = SourceRow.objects.filter(kind__in=TOLD).order_by()
    sources = Prefetch("rows", known.only("recommendation", "kind", "position"))
    exercise = is_exercise()
    for one in public().prefetch_related(sources).iterator(TOGETHER):
        told = list(one.rows.all())
        yield {
            "key": str(one.pk),
            **{name: getattr(one, name) for name in FIELDS},
            "dated": one.dated or None,
            "positions": sorted({code for row in told for code in position_of(row.position)}),
            "sources": sorted({row.kind for row in told}),
            "exercise": exercise,
        }


def dump(on: date, *, by: str) -> bool:
    """Pack the public recommendations, unless it was done on this day; say whether it was now."""
    if not dumps.is_due(TABLE, on):
        return False
    dumps.renew(TABLE, rows, on=on, by=by)
    return True
