"""How much each measure counts: as suggested until a mandate-holder decides otherwise. Public."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from rapporteur.visits.choosing.measures import About, Measure

_FIRST: dict[Measure, int] = {
    Measure.PROGRAMMES: 10,
    Measure.INFORMATION: 20,
    Measure.FOLLOW_UP: 15,
    Measure.LETTERS: 20,
    Measure.REVIEW: 10,
    Measure.COMMITTEE: 15,
    Measure.PROPOSALS: 10,
    Measure.REGION: 0,  # shown beside, and counts once somebody gives it weight
}
# By version; what stands here is never changed, for runs name the version that they were made with.
VERSIONS: dict[str, dict[Measure, int]] = {
    "suggested": _FIRST,
    "suggested 2": {**_FIRST, Measure.TREND: 0, Measure.ANSWERS: 0, Measure.BALANCE: 0},
}
FIRST = "suggested 2"  # in force until a mandate-holder decides
SUGGESTED = VERSIONS[FIRST]
LABELS: dict[Measure, Any] = {
    Measure.PROGRAMMES: _("Effective programmes: the fewer, the sooner"),
    Measure.INFORMATION: _("Reliable reports of violations in 24 months"),
    Measure.TREND: _("Whether these reports rise or fall, in cases a year; needs five of them"),
    Measure.FOLLOW_UP: _("Years since the last visit of this mandate"),
    Measure.LETTERS: _("Letters of five years, those without a reply twice"),
    Measure.ANSWERS: _(
        "Share of these letters that was answered at least in part, in per cent: the smaller,"
        " the sooner; needs three of them"
    ),
    Measure.REVIEW: _("Months to or since the Universal Periodic Review: the fewer, the sooner"),
    Measure.COMMITTEE: _(
        "Recommendations of the Committee on the Rights of the Child in our scope, twice where a"
        " report or dialogue is near"
    ),
    Measure.PROPOSALS: _("Vetted partners that proposed a visit"),
    Measure.REGION: _("States of the same sub-region with a visit asked for or agreed"),
    Measure.BALANCE: _(
        "Visits of this term to the same regional group of the United Nations: the fewer, the sooner"
    ),
}
TOLD: dict[About, Any] = {
    About.STANDING: _("standing invitation"),
    About.AGREED: _("agreed to, and not yet carried out"),
    About.DECLINED: _("the last request was declined"),
    About.OTHERS: _("visits of other mandates, this year or next"),
}


def as_stored(weights: Mapping[Measure, int]) -> dict[str, int]:
    return {measure.value: weights[measure] for measure in Measure}


def as_weights(stored: Mapping[str, int]) -> dict[Measure, int]:
    """Return stored weights; a measure that is newer than they are has none."""
    return {measure: int(stored.get(measure.value, 0)) for measure in Measure}
