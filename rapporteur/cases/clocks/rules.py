"""What must hold before the clock of a case is touched. Each answers None (yes) or the reason."""

from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from rapporteur.cases.due import RUNNING
from rapporteur.kernel.access.rules import Reason
from rapporteur.kernel.clock import today

if TYPE_CHECKING:
    from rapporteur.cases.models import Case

BACK, AHEAD = timedelta(days=31), timedelta(days=3 * 366)


def waits_for_decision(case: "Case") -> Reason | None:
    if case.state in RUNNING:
        return None
    return _("No decision is waited for in this case: its clock does not run.")


def may_be_paused(case: "Case") -> Reason | None:
    return _("The clock stands still already.") if case.paused_on else None


def may_be_resumed(case: "Case") -> Reason | None:
    return None if case.paused_on else _("The clock runs already.")


def is_a_zone(zone: str) -> Reason | None:
    return None if zone in available_timezones() else _("Choose a time zone of the list.")


def is_a_near_day(day: date) -> Reason | None:
    """A day that is just over still matters; one of another decade is a slip."""
    if today() - BACK <= day <= today() + AHEAD:
        return None
    return _("Choose a day not more than a month ago and not more than three years ahead.")


def is_a_day_to_choose(day: date | None) -> Reason | None:
    if day is None or today() <= day <= today() + AHEAD:
        return None
    return _("Choose today or a day to come, within three years.")
