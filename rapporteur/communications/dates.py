"""Dates that explain themselves: where one starts, by which rule, what moved it, and the result.

Pure functions: they read no database and no clock. Days are calendar days; a policy of months
ends on the same day of the month, or on its last. Nothing here is ever called missed: a page
says “No reply received as of” a day. ADR 0141.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rapporteur.communications.models.policies import Policy


@dataclass(frozen=True)
class Extension:
    """More time, until a day or by an amount; who gave it and on which day.

    `unit` is that of a policy: days or months. `why` is empty where it is sealed.
    """

    until: date | None
    by: str
    on: date
    why: str = ""
    amount: int = 0
    unit: str = ""

    @property
    def unit_words(self) -> str:
        return str(Policy.Unit(self.unit).label) if self.unit else ""


@dataclass(frozen=True)
class Pause:
    """From this day on the clock stands still."""

    on: date
    by: str


@dataclass(frozen=True)
class Resumption:
    """From this day on the clock goes on; the days on which it stood are given back."""

    on: date
    by: str


Event = Extension | Pause | Resumption


@dataclass(frozen=True)
class Step:
    """One thing that a date rests on: the policy, or an event. `until` is where it led.

    `given` are the days that were given back since the step before, because the clock stood still.
    """

    until: date | None
    policy: Policy | None = None
    event: Event | None = None
    given: int = 0

    @property
    def days(self) -> int | None:
        """Return the number the policy gives, in its own unit; None for an event."""
        return self.policy.amount if self.policy else None

    @property
    def extension(self) -> Extension | None:
        return self.event if isinstance(self.event, Extension) else None

    @property
    def pause(self) -> Pause | None:
        return self.event if isinstance(self.event, Pause) else None

    @property
    def resumption(self) -> Resumption | None:
        return self.event if isinstance(self.event, Resumption) else None


@dataclass(frozen=True)
class Explained:
    """A date with its explanation. `date` is None where the policy gives no day by itself.

    `still_since` is the day from which the clock stands still; the date moves once it goes on.
    """

    still_since: date | None  # above `date`, whose name would hide the type
    date: date | None
    start: datetime
    policy: Policy
    steps: tuple[Step, ...]

    @property
    def extensions(self) -> list[Extension]:
        return [step.extension for step in self.steps if step.extension]


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def by_policy(start: datetime, policy: Policy) -> date | None:
    """Return the day to which a policy leads from a moment (UTC); None where it names no day."""
    amount = policy.amount or 0
    if policy.unit == Policy.Unit.HOURS:
        return (start + timedelta(hours=amount)).date()
    if policy.unit == Policy.Unit.DAYS:
        return start.date() + timedelta(days=amount)
    if policy.unit == Policy.Unit.MONTHS:
        return months_later(start.date(), amount)
    return None


def extended(until: date | None, more: Extension) -> date | None:
    """Return where more time leads; it never shortens what is given."""
    if more.until:
        return max(more.until, until or more.until)
    if until is None:
        return None
    if more.unit == Policy.Unit.MONTHS:
        return months_later(until, more.amount)
    return until + timedelta(days=more.amount)


def led_to(found: "Explained | None", more: Extension) -> date | None:
    """Return the day to which more time would lead, as `explained` reckons it."""
    if found is None:
        return more.until
    events = [step.event for step in found.steps if step.event]
    return explained(found.start, found.policy, [*events, more]).date


def explained(start: datetime, policy: Policy, events: Iterable[Event] = ()) -> Explained:
    """Return the date of a policy with every step to it.

    Events count in the order of their days, those of one day as they are given. The days on which
    the clock stood are given back before more time is added, so that each day counts once.
    """
    until = by_policy(start, policy)
    still: date | None = None  # since when it stands
    counted: date | None = None  # until when the days that it stood are given back
    steps = [Step(until, policy=policy)]
    for event in sorted(events, key=lambda one: one.on):
        given = (event.on - counted).days if counted else 0
        until = until + timedelta(days=given) if until else None
        if isinstance(event, Extension):
            until = extended(until, event)
        else:
            still = (still or event.on) if isinstance(event, Pause) else None
        counted = event.on if still else None
        steps.append(Step(until, event=event, given=given))
    return Explained(still, until, start, policy, tuple(steps))
