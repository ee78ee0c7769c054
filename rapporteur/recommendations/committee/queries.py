"""How a State's reports to the Committee stand, as the calendar on record tells. Unknown is said."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.dates import latest, written_out
from rapporteur.recommendations.models import CommitteeDate, Stage, Status

SOON = timedelta(days=730)  # what is planned within it is near (ADR 0195)


class Standing(TextChoices):
    """How the report of a State on one instrument stands on a day."""

    DUE = "due", _("report due")
    OVERDUE = "overdue", _("due date passed, no report in our record")
    RECEIVED = "received", _("report received, observations to come")
    REVIEWED = "reviewed", _("reviewed")
    UNKNOWN = "unknown", _("not in our record")


@dataclass(frozen=True)
class OfInstrument:
    """One instrument of one State: the newest line of each stage and session, newest first."""

    instrument: str
    lines: list[CommitteeDate]
    standing: Standing
    adopted: CommitteeDate | None  # the newest observations
    next: CommitteeDate | None  # the next that is planned

    @property
    def told(self) -> list[tuple[CommitteeDate, str, str]]:
        """Return each line with its day and its as-of in words."""
        return [(one, written_out(one.dated), written_out(one.as_of)) for one in self.lines]


@dataclass
class OfState:
    """What the calendar tells of a State."""

    near: list[CommitteeDate] = field(default_factory=list)  # why the Committee is near
    adopted: CommitteeDate | None = None  # the newest observations on any instrument


def current(lines: Iterable[CommitteeDate]) -> list[CommitteeDate]:
    """Return the newest line of each instrument, stage and session; a due date has no session.

    `lines` are those of one State as `newest` orders them.
    """
    found: dict[tuple[object, ...], CommitteeDate] = {}
    for one in lines:
        session = None if one.stage == Stage.DUE else one.session
        known = found.get((one.instrument_id, one.stage, session))
        if known is None or (one.as_of, one.at) > (known.as_of, known.at):
            found[one.instrument_id, one.stage, session] = one
    return sorted(found.values(), key=lambda one: one.dated, reverse=True)


def of_instrument(instrument: str, lines: list[CommitteeDate], on: date) -> OfInstrument:
    """Say how things stand by the current lines of one instrument, newest first."""
    stands = [one for one in lines if one.status != Status.PUT_OFF]
    done = [one for one in stands if one.status == Status.DONE]
    adopted = next((one for one in done if one.stage == Stage.ADOPTED), None)
    received = next((one for one in done if one.stage == Stage.RECEIVED), None)
    due = next((one for one in stands if one.stage == Stage.DUE), None)
    ahead = [one for one in stands if one.status == Status.PLANNED and latest(one.dated) >= on]
    since = adopted.dated if adopted else ""
    if received and received.dated > since:
        standing = Standing.RECEIVED
    elif due and due.dated > since:
        standing = Standing.OVERDUE if latest(due.dated) < on else Standing.DUE
    else:
        standing = Standing.REVIEWED if adopted else Standing.UNKNOWN
    return OfInstrument(instrument, lines, standing, adopted, ahead[-1] if ahead else None)


def of_state(code: str, on: date) -> list[OfInstrument]:
    """Return what is told of a State by instrument; one query."""
    return by_instrument(CommitteeDate.objects.filter(country=code).newest(), on)


def by_instrument(lines: Iterable[CommitteeDate], on: date) -> list[OfInstrument]:
    found: dict[str, list[CommitteeDate]] = {}
    for one in current(lines):
        found.setdefault(one.instrument_id, []).append(one)
    order = CommitteeDate.INSTRUMENTS
    return [of_instrument(one, found[one], on) for one in order if one in found]


def of_all(on: date) -> dict[str, OfState]:
    """Return for each State what is near and when observations were last adopted; one query."""
    lines = CommitteeDate.objects.newest()
    return {
        str(state): of_one(by_instrument(group, on), on)
        for state, group in groupby(lines, key=lambda one: one.country_id)
    }


def of_one(told: list[OfInstrument], on: date) -> OfState:
    found = OfState()
    for one in told:
        found.near += why_near(one, on)
        if one.adopted and (not found.adopted or one.adopted.dated > found.adopted.dated):
            found.adopted = one.adopted
    return found


def why_near(one: OfInstrument, on: date) -> list[CommitteeDate]:
    """Return the line that makes the Committee near: what is due, received or planned soon."""
    if one.standing in (Standing.OVERDUE, Standing.RECEIVED):
        stage = Stage.DUE if one.standing == Standing.OVERDUE else Stage.RECEIVED
        return [line for line in one.lines if line.stage == stage][:1]
    return [one.next] if one.next and latest(one.next.dated) <= on + SOON else []
