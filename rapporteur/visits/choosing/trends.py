"""Whether something rises or falls: the straight line through its counts by quarter. Knows no database."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

QUARTERS = 8  # of two years
A_QUARTER = 91  # days
LEAST = 5  # things counted; of fewer a line through eight quarters says nothing


def by_quarter(days: Sequence[tuple[date, int]], on: date) -> list[int]:
    """Return how many there were in each quarter before a day, the oldest first; each with its weight."""
    found = [0] * QUARTERS
    for day, weight in days:
        ago = (on - day) // timedelta(days=A_QUARTER)
        if 0 <= ago < QUARTERS:
            found[QUARTERS - 1 - ago] += weight
    return found


def a_year(counts: Sequence[int]) -> Decimal:
    """Return the slope of the least squares through counts by quarter, for a year; to a hundredth.

    Above nought it rises. Exact until the last step, so that it is alike on every machine.
    """
    size = len(counts)
    middle = Fraction(size - 1, 2)
    over = sum((place - middle) * count for place, count in enumerate(counts))
    under = sum((place - middle) ** 2 for place in range(size))
    return Decimal(round(over / under * 4 * 100)) / 100
