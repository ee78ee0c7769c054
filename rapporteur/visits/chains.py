"""What is told of one visit and one State, in order, and where it stands: pure functions.

A status is never stored. It follows from the last event that counts, so it survives a change of
mandate-holder, and a correction of the record corrects it (ADR 0181).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.dates import earliest, latest, written_out
from rapporteur.visits.kinds import Kind, Side


class Status(TextChoices):
    NONE = "none", _("nothing on record")
    REQUESTED = "requested", _("request open")
    INVITED = "invited", _("invited")
    ACCEPTED = "accepted", _("accepted in principle")
    PROPOSED = "proposed", _("dates proposed")
    AGREED = "agreed", _("dates agreed")
    POSTPONED = "postponed", _("postponed")
    DECLINED = "declined", _("declined")
    CANCELLED = "cancelled", _("cancelled")
    SUSPENDED = "suspended", _("suspended")
    UNDERWAY = "underway", _("visit under way")
    COMPLETED = "completed", _("visit carried out")
    REPORTED = "reported", _("report published")


@dataclass(frozen=True)
class Told:
    """One event as it is told. Days are partial; `day` is when it happened, empty where unknown.

    `place` orders what happened on one day, and what has no day: by the day of its source.
    """

    kind: str
    day: str = ""
    starts_on: str = ""
    ends_on: str = ""
    as_of: str = ""
    place: int = 0
    side: str = ""
    symbol: str = ""
    source: str = ""
    note: str = ""
    text_held: bool = False
    by: str = ""  # who wrote it down here; empty: the public record tells it
    key: str = ""  # of our own step

    @property
    def label(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def written(self) -> str:
        return written_out(self.day)

    @property
    def days(self) -> str:
        """Return the days of the visit itself in words, where they are told beside the event's."""
        told = [one for one in dict.fromkeys((self.starts_on, self.ends_on)) if one]
        if not self.starts_on or told == [self.day]:
            return ""
        return " – ".join(written_out(one) for one in told)

    @property
    def side_label(self) -> str:
        return str(Side(self.side).label) if self.side else ""

    @property
    def when(self) -> tuple[str, int]:
        """Return what to sort by. A request without a day went before all that followed it."""
        if not self.day and self.kind == Kind.REQUESTED:
            return ("", self.place)
        return (self.day or self.as_of, self.place)


ENDED = frozenset(
    {Status.NONE, Status.DECLINED, Status.CANCELLED, Status.COMPLETED, Status.REPORTED}
)
AGREED = frozenset({Status.ACCEPTED, Status.PROPOSED, Status.AGREED, Status.POSTPONED})
# The visit took place, or its days are agreed.
TAKES_PLACE = frozenset({Status.AGREED, Status.UNDERWAY, Status.COMPLETED, Status.REPORTED})
LEADS_TO = {
    Kind.REQUESTED: Status.REQUESTED,
    Kind.DECLINED: Status.DECLINED,
    Kind.TURNED_DOWN: Status.DECLINED,
    Kind.PROPOSED: Status.PROPOSED,
    Kind.DATES_AGREED: Status.AGREED,
    Kind.ANNOUNCED: Status.AGREED,
    Kind.POSTPONED: Status.POSTPONED,
    Kind.CANCELLED: Status.CANCELLED,
    Kind.SUSPENDED: Status.SUSPENDED,
    Kind.UNDERWAY: Status.UNDERWAY,
    Kind.COMPLETED: Status.COMPLETED,
    Kind.REPORT_PUBLISHED: Status.REPORTED,
}
_OPEN = frozenset({Status.REQUESTED, Status.ACCEPTED, Status.PROPOSED, Status.POSTPONED})
# After which statuses something may be written down here. What documents tell is taken as it is.
MAY_FOLLOW: dict[str, frozenset[Status]] = {
    Kind.REQUESTED: ENDED,
    Kind.REMINDER: _OPEN | {Status.DECLINED, Status.SUSPENDED},
    Kind.INVITED: ENDED | {Status.REQUESTED, Status.POSTPONED},
    Kind.ACCEPTED: frozenset({Status.REQUESTED, Status.DECLINED, Status.POSTPONED}),
    Kind.TAKEN_UP: frozenset({Status.INVITED}),
    Kind.DECLINED: _OPEN,
    Kind.TURNED_DOWN: frozenset({Status.INVITED}),
    Kind.ACKNOWLEDGED: frozenset({Status.REQUESTED}),
    Kind.PROPOSED: _OPEN | {Status.INVITED},
    Kind.DATES_AGREED: AGREED | {Status.INVITED},
    Kind.ANNOUNCED: frozenset({Status.AGREED}),
    Kind.POSTPONED: AGREED,
    Kind.CANCELLED: AGREED | {Status.SUSPENDED},
    Kind.SUSPENDED: frozenset({Status.AGREED, Status.UNDERWAY}),
    Kind.UNDERWAY: frozenset({Status.AGREED}),
    Kind.COMPLETED: frozenset({Status.AGREED, Status.UNDERWAY, Status.SUSPENDED}),
    Kind.REPORT_PUBLISHED: frozenset({Status.COMPLETED}),
    Kind.STANDING: frozenset(Status),
}


def in_order(told: Iterable[Told], on: date | None = None) -> tuple[Told, ...]:
    """Return events in the order in which they happened; with a day, those known to be by then."""
    found = sorted(told, key=lambda one: one.when)
    if on is None:
        return tuple(found)
    return tuple(one for one in found if not one.when[0] or earliest(one.when[0]) <= on)


def status_of(told: Iterable[Told]) -> Status:
    """Return where a visit stands after these events, which come in order.

    A receipt is no acceptance. An invitation after a request accepts it, whether it names it or
    not. An acceptance with dates proposes them. A reminder opens what had ended, and leaves all
    else as it was (FIELD §2.1).
    """
    status = Status.NONE
    for one in told:
        status = after(status, one)
    return status


def after(status: Status, one: Told) -> Status:
    if one.kind in (Kind.ACCEPTED, Kind.TAKEN_UP):
        return Status.PROPOSED if one.starts_on else Status.ACCEPTED
    if one.kind == Kind.INVITED:
        return Status.ACCEPTED if status == Status.REQUESTED else Status.INVITED
    if one.kind == Kind.REMINDER:
        return Status.REQUESTED if status in ENDED else status
    return LEADS_TO.get(Kind(one.kind), status)


def first_day(told: Iterable[Told]) -> str:
    """Return the first known day since which the present request is open; a bound, not its age.

    What ended earlier is left behind: only the last round counts.
    """
    since, status = "", Status.NONE
    for one in told:
        before, status = status, after(status, one)
        if status not in ENDED and (before in ENDED or not since):
            since = one.day
    return since


def last(told: Iterable[Told], *kinds: str) -> Told | None:
    """Return the last event of these kinds, or None."""
    return next((one for one in reversed(tuple(told)) if one.kind in kinds), None)


def days_over(told: Iterable[Told], on: date) -> bool:
    """Say whether the agreed days of a visit lie behind, so that the record does not tell more."""
    agreed = last(told, Kind.DATES_AGREED, Kind.ANNOUNCED)
    until = (agreed.ends_on or agreed.starts_on) if agreed else ""
    return bool(until) and latest(until) < on


def day_of_visit(told: Iterable[Told]) -> str:
    """Return the first day of the last visit that took place or was agreed; empty where unknown."""
    kinds = (Kind.UNDERWAY, Kind.COMPLETED, Kind.DATES_AGREED, Kind.ANNOUNCED)
    found = last((one for one in told if one.kind in kinds), *kinds)
    return (found.starts_on or found.day) if found else ""
