"""What is measured of a State before a visit is proposed, and how a value becomes points."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

MOST = 1_000_000  # points: whole numbers, so that a run comes out the same on every machine


class Measure(StrEnum):
    """The indicators of paragraph 32 and the criteria of paragraph 47, by their codes."""

    PROGRAMMES = "I1"  # effective programmes exist, rated 0 to 3
    INFORMATION = "I2"  # reliable reports of violations in 24 months, weighted
    TREND = "I2t"  # how these reports rose or fell, a year
    FOLLOW_UP = "K1"  # years since the last visit of this mandate
    LETTERS = "K2"  # letters of five years, and how they were answered
    ANSWERS = "K2s"  # the share of them that was answered in substance, in per cent
    REVIEW = "K3"  # months to or since the Universal Periodic Review
    COMMITTEE = "K4"  # relevant paragraphs of concluding observations, and what is due
    PROPOSALS = "K5"  # proposals of distinct partners
    REGION = "X1"  # other States of the sub-region with a visit asked for or agreed
    BALANCE = "X3"  # visits of this term to the same regional group


# Of these, less calls for a visit more.
LESS_IS_MORE = frozenset({Measure.PROGRAMMES, Measure.REVIEW, Measure.ANSWERS, Measure.BALANCE})

_FIRST = (
    *(Measure.PROGRAMMES, Measure.INFORMATION, Measure.FOLLOW_UP, Measure.LETTERS),
    *(Measure.REVIEW, Measure.COMMITTEE, Measure.PROPOSALS, Measure.REGION),
)
# What each form of a run measures, in the order in which its weights are moved. A form is never
# changed, nor the direction of a measure in it: runs that were kept are made anew by it.
FORMS: dict[int, tuple[Measure, ...]] = {
    1: _FIRST,
    2: (*_FIRST, Measure.TREND, Measure.ANSWERS, Measure.BALANCE),
}
FORM = 2  # of the runs that are made now


@dataclass(frozen=True)
class Value:
    """What is known of a State by one measure. `amount` is None where it is not known: never 0."""

    amount: Decimal | None
    as_of: str = ""  # ISO date, as precise as the source
    source: str = ""

    @property
    def is_missing(self) -> bool:
        return self.amount is None


MISSING = Value(None)


class About(StrEnum):
    """What is told of whether a visit can take place (X2): it filters, and adds nothing to a score."""

    STANDING = "standing"  # standing invitation to all mandates
    AGREED = "agreed"  # to this mandate, and not yet carried out
    DECLINED = "declined"  # the last answer to this mandate
    OTHERS = "others"  # visits of other mandates in this year or the next, as far as on record


@dataclass(frozen=True)
class Fact:
    """One thing that is known of a State beside its score; what is not known is not there."""

    state: str
    about: About
    amount: str = ""  # how many, where it is a number
    as_of: str = ""  # ISO date, as precise as the source
    source: str = ""


def points(amounts: Mapping[str, Decimal | None], *, less_is_more: bool) -> dict[str, int | None]:
    """Return points from 0 to `MOST` for each State, by its place among those that are known.

    A place is the share of the other known States that lie below, equal ones counting half: so no
    single great number makes all others small, and a unit does not matter. One State alone gets
    half. What is not known stays None.
    """
    known = sorted(amount for amount in amounts.values() if amount is not None)
    return {
        state: None if amount is None else place(amount, known, less_is_more=less_is_more)
        for state, amount in amounts.items()
    }


def place(amount: Decimal, known: list[Decimal], *, less_is_more: bool) -> int:
    others = len(known) - 1
    if not others:
        return MOST // 2
    below = sum(one < amount for one in known)
    equal = sum(one == amount for one in known) - 1
    found = MOST * (2 * below + equal) // (2 * others)
    return MOST - found if less_is_more else found


def table(
    states: Iterable[str],
    values: Mapping[tuple[str, Measure], Value],
    measures: Sequence[Measure] = FORMS[FORM],
) -> dict[str, dict[Measure, int | None]]:
    """Return the points of each State by each measure; a pair that `values` lacks is not known."""
    codes = sorted(states)
    by_measure = {
        measure: points(
            {state: values.get((state, measure), MISSING).amount for state in codes},
            less_is_more=measure in LESS_IS_MORE,
        )
        for measure in measures
    }
    return {state: {measure: by_measure[measure][state] for measure in measures} for state in codes}
