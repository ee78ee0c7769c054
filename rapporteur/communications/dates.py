"""Dates that explain themselves: where one starts, by which rule, what moved it, and the result.

Pure functions: they read no database and no clock. Days are calendar days; a policy of months
ends on the same day of the month, or on its last. Nothing here is ever called missed: a page
says “No reply received as of” a day.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rapporteur.communications.models.policies import Policy


@dataclass(frozen=True)
class Extension:
    """More time: until when, who gave it and on which day. `why` is empty where it is sealed."""

    until: date
    by: str
    on: date
    why: str = ""


@dataclass(frozen=True)
class Step:
    """One thing that a date rests on: the policy, or an extension. `until` is where it led."""

    until: date | None
    policy: Policy | None = None
    extension: Extension | None = None

    @property
    def days(self) -> int | None:
        """Return the number the policy gives, in its own unit; None for an extension."""
        return self.policy.amount if self.policy else None


@dataclass(frozen=True)
class Explained:
    """A date with its explanation. `date` is None where the policy gives no day by itself."""

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


def explained(start: datetime, policy: Policy, extensions: Iterable[Extension] = ()) -> Explained:
    """Return the date of a policy with every step to it; the latest extension decides."""
    first = by_policy(start, policy)
    steps = [Step(first, policy=policy)]
    steps += [Step(one.until, extension=one) for one in sorted(extensions, key=lambda one: one.on)]
    known = [step.until for step in steps if step.until]
    return Explained(max(known, default=None), start, policy, tuple(steps))
