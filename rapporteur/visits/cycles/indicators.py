"""What is known of a State before a visit is asked for, in the measures of the ranking (R32.1)."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapporteur.visits.choosing.measures import Measure, Value

LABELS: dict[Measure, Promise] = {
    Measure.PROGRAMMES: _("effective programmes exist, rated 0 to 3"),
    Measure.INFORMATION: _("reliable reports of violations in 24 months, weighted"),
    Measure.TREND: _("whether these reports rise or fall, in cases a year"),
    Measure.FOLLOW_UP: _("years since the last visit of this mandate"),
    Measure.LETTERS: _("letters of five years, and how they were answered"),
    Measure.ANSWERS: _("share of these letters that was answered at least in part, in per cent"),
    Measure.REVIEW: _("months to or since the Universal Periodic Review"),
    Measure.COMMITTEE: _("paragraphs of concluding observations that concern the mandate"),
    Measure.PROPOSALS: _("proposals of distinct partners"),
    Measure.REGION: _("States of the same sub-region with a visit asked for or agreed"),
    Measure.BALANCE: _("visits of this term to the same regional group of the United Nations"),
}


def kept(values: Mapping[Measure, Value]) -> list[dict[str, str]]:
    """Return what is known as a snapshot keeps it; what is missing is left out, and is not nought."""
    return [
        {
            "measure": measure.value,
            "amount": str(value.amount),
            "as_of": value.as_of,
            "source": value.source,
        }
        for measure in Measure
        if (value := values.get(measure)) is not None and not value.is_missing
    ]


def shown(rows: Iterable[Mapping[str, Any]]) -> list[tuple[str, Promise, Mapping[str, Any] | None]]:
    """Return every measure with its label, and what a snapshot keeps of it: None is missing."""
    by_code = {row["measure"]: row for row in rows}
    return [(one.value, LABELS[one], by_code.get(one.value)) for one in Measure]


def amount_of(text: str) -> Decimal | None:
    """Return a number as someone wrote it, None for an empty text. Raises ValueError."""
    if not text.strip():
        return None
    try:
        found = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        raise ValueError(text) from None
    if not found.is_finite() or abs(found) > 10**9:
        raise ValueError(text)
    return found
