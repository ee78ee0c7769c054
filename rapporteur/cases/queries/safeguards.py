"""How the safeguarding checks of a desk stand: when each was done last, and when it is due again."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from rapporteur.cases.models import SafeguardTick
from rapporteur.cases.safeguards.items import RULES, Check, Rule
from rapporteur.kernel.clock import today
from rapporteur.people.desks.models import Desk


@dataclass(frozen=True)
class Standing:
    """One check of a desk. `last` is the newest tick, None where it was never done."""

    check: Check
    last: SafeguardTick | None

    @property
    def next_due(self) -> date | None:
        return months_later(self.last.done_on, self.check.months) if self.last else None

    @property
    def is_due(self) -> bool:
        return self.next_due is None or self.next_due <= today()


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def standing(desk: Desk) -> list[tuple[Rule, list[Standing]]]:
    """Return every rule with its checks, none left out. One query."""
    last: dict[str, SafeguardTick] = {}
    ticks = SafeguardTick.objects.filter(desk=desk).select_related("by")
    for tick in ticks.order_by("-done_on", "-at"):
        last.setdefault(tick.check_code, tick)
    return [
        (rule, [Standing(check, last.get(check.code)) for check in rule.checks]) for rule in RULES
    ]


def due(desk: Desk) -> list[Standing]:
    """Return the checks that were never done, or are due again. One query."""
    return [one for _rule, checks in standing(desk) for one in checks if one.is_due]
