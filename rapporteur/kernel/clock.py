"""The one place that asks what time it is, so that tests and rules can name the day.

The seed of an exercise tells a past: inside `told` the clock goes on from a moment that lies
back. What must stay true whatever is told, as the journal, asks `true_now`. ADR 0092.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

_behind: ContextVar[timedelta] = ContextVar("behind", default=timedelta())


def true_now() -> datetime:
    """Return the present moment, in UTC, whatever is being told."""
    return datetime.now(UTC)


def now() -> datetime:
    """Return the present moment, in UTC; inside `told` the one that is told."""
    return true_now() - _behind.get()


def today() -> date:
    """Return the present day, in UTC; inside `told` the one that is told."""
    return now().date()


def day_in(zone: str) -> date:
    """Return the present day in a time zone, by its IANA name; inside `told` the one that is told."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def told(moment: datetime) -> Iterator[None]:
    """Let the clock go on from a moment that lies back, until the block ends.

    For the seed of an exercise alone. Raises Refused in a real installation, ValueError for a
    moment to come.
    """
    from rapporteur.kernel.instance.queries import is_exercise  # that room asks this clock
    from rapporteur.kernel.refusals import Refused

    if not is_exercise():
        raise Refused("In real work the clock tells the time and nothing else.")
    behind = true_now() - moment
    if behind < timedelta():
        raise ValueError(moment)
    token = _behind.set(behind)
    try:
        yield
    finally:
        _behind.reset(token)
