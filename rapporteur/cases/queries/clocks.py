"""What is feared in a case, and why the day to decide on it is the day that it is."""

from dataclasses import dataclass

from rapporteur.cases.models import Case, RiskEvent
from rapporteur.world.calendars.models import Place
from rapporteur.world.calendars.queries import Skipped, kept


@dataclass(frozen=True)
class Feared:
    """Something feared, and the days between the decision and it on which the desk does not work."""

    event: RiskEvent
    skipped: list[Skipped]


@dataclass(frozen=True)
class Counting:
    """How the desk of a case counts: with the calendar of a place, or every day in UTC."""

    place: Place | None
    feared: list[Feared]  # the first to decide on first
    unknown: list[int]  # years that matter here, and of which no day off is on record

    @property
    def first(self) -> Feared | None:
        return self.feared[0] if self.feared else None


def counting(case: Case) -> Counting:
    """Return how days are counted for a case whose desk and place are loaded.

    No query where nothing is feared; else one, and one more with a calendar.
    """
    place = case.desk.place
    if case.event_by is None:
        return Counting(place, [], [])
    events = list(RiskEvent.objects.of_case(case).standing().select_related("by"))
    if place is None:
        return Counting(place, [Feared(event, []) for event in events], [])
    rows = kept(place)
    before = {event.pk: event.day_before(rows.calendar) for event in events}
    years = {day.year for event in events for day in (event.decide_by, before[event.pk])}
    return Counting(
        place,
        [Feared(event, rows.skipped(event.decide_by, before[event.pk])) for event in events],
        sorted(year for year in years if not rows.knows(year)),
    )
