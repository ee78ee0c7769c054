"""Who is a child: everyone under eighteen at the time of the act (¶16, FIELD 4.1).

What a State's law says of majority, marriage or the age of sexual consent is kept elsewhere, as a
gap in that law: the rules here do not even take it. An age that is unknown or disputed is
presumed to be a child's. What a child agreed to changes nothing (¶43), so nobody asks here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from rapporteur.kernel.dates import earliest, latest

ADULT_AT = 18  # CRC art. 1, ILO Convention 182 art. 2, Palermo Protocol art. 3 (d)


@dataclass(frozen=True)
class Finding:
    """Whether the person was a child, whether that is known or presumed, and why, in words."""

    is_child: bool
    is_presumed: bool
    reason: str


@dataclass(frozen=True)
class Voice:
    """Whether the matter is in scope by age, and who decides what is done with what was said."""

    in_scope: bool
    decides_as_adult: bool
    reason: str


def full_years(born: date, day: date) -> int:
    """Return the age in years; who is born on 29 February has the birthday on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def possible_ages(
    act_date: str, born: str, age: int | None, between: tuple[int, int] | None
) -> Iterator[tuple[int, int]]:
    """Yield the youngest and oldest age at the act by each piece of evidence.

    Raises ValueError for a date that is none, or a range whose ends are swapped.
    """
    if born and act_date:
        yield (
            full_years(latest(born), earliest(act_date)),
            full_years(earliest(born), latest(act_date)),
        )
    if age is not None:
        yield (age, age)
    if between:
        if between[0] > between[1]:
            raise ValueError(between)
        yield between


def is_child_at(
    act_date: str,
    *,
    born: str = "",
    age: int | None = None,
    between: tuple[int, int] | None = None,
    disputed: bool = False,
) -> Finding:
    """Find whether the person was a child when the act happened.

    `act_date` and `born` are partial dates; `age` and `between` are years of age at the act.
    Evidence that can mean both is read as a child's. Raises ValueError for dates that are none.
    """
    ages = list(possible_ages(act_date, born, age, between))
    if not ages:
        return Finding(True, True, _("The age at the time is not known: presumed to be a child."))
    youngest = min(low for low, _high in ages)
    oldest = max(high for _low, high in ages)
    if oldest < ADULT_AT:
        return Finding(True, False, _("Under 18 when it happened: a child."))
    if disputed:
        return Finding(True, True, _("The age is disputed: presumed to be a child."))
    if youngest < ADULT_AT:
        return Finding(
            True, True, _("May have been under 18 when it happened: presumed to be a child.")
        )
    return Finding(False, False, _("18 or older when it happened."))


def is_child_in_material(person: Finding, *, shown_as_child: bool) -> Finding:
    """Find whether material shows a child: who looks or is presented as one counts as one."""
    if person.is_child or not shown_as_child:
        return person
    return Finding(True, True, _("Shown as a child: treated as material that shows a child."))


def voice_of(then: Finding, now: Finding) -> Voice:
    """Say whose decision it is what happens with the account, by age then and age today.

    An adult who was a child then is in scope, and decides as an adult (FIELD 4.1).
    """
    if not then.is_child:
        return Voice(False, not now.is_child, then.reason)
    if now.is_child:
        return Voice(
            True, False, _("A child then and now: a child's wishes are heard with a safe adult.")
        )
    return Voice(
        True, True, _("A child then and an adult now: in scope, and the adult decides about it.")
    )
