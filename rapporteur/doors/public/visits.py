"""Visits as pages show them: where each stands, in the words of the register, and what is told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from rapporteur.kernel.clock import today
from rapporteur.visits.chains import AGREED, Status
from rapporteur.visits.published import Seen

UNDER_WAY = AGREED | {Status.UNDERWAY, Status.INVITED}
CARRIED_OUT = frozenset({Status.COMPLETED, Status.REPORTED})


@dataclass(frozen=True)
class Line:
    """A visit with where it stands: a word with a shape, which is no judgement."""

    visit: Seen
    shape: str
    words: str


def lines(found: Iterable[Seen]) -> list[Line]:
    """Return visits as lines; no query."""
    day = today()
    return [line(one, day) for one in found]


def line(visit: Seen, on: date) -> Line:
    status = visit.status
    if visit.is_over(on):
        told = _("%(status)s; whether the visit took place is not in our record")
        return Line(visit, "unknown", told % {"status": visit.called})
    if status == Status.NONE:
        return Line(visit, "unknown", _("no request and no visit in our record"))
    if status in CARRIED_OUT:
        return Line(visit, "done", visit.called)
    return Line(visit, "waiting" if status in UNDER_WAY else "open", visit.called)
