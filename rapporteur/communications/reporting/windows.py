"""Which letters and replies a report of communications covers, and which report covers a day.

Pure: no database and no clock. Three reports a year go to the regular sessions of the Council, in
March, June and September. For each a dated rule says which whole months of letters and of replies
it covers; together they leave no day out and tell none twice.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from rapporteur.kernel.dates import holds_on

MONTHS = (3, 6, 9)  # of the regular sessions
CODE = re.compile(r"(?P<year>20\d{2})-(?P<month>0[369])")
PLACE = re.compile(r"^(?P<year>previous|same)-(?P<month>0[1-9]|1[0-2])$")


@dataclass(frozen=True, order=True)
class Session:
    """A regular session of the Council, by year and month: `2026-03`."""

    year: int
    month: int

    @classmethod
    def of(cls, code: str) -> Self:
        """Read a code. Raises ValueError where it is none."""
        match = CODE.fullmatch(code)
        if match is None:
            raise ValueError(code)
        return cls(int(match["year"]), int(match["month"]))

    @property
    def code(self) -> str:
        return f"{self.year}-{self.month:02}"

    @property
    def first_day(self) -> date:
        """Return the day by which the rule is chosen: the first of its month."""
        return date(self.year, self.month, 1)

    @property
    def place(self) -> int:
        """Return which of the sessions of its year it is, from 0."""
        return MONTHS.index(self.month)


@dataclass(frozen=True)
class Span:
    """Days from the first to the last, both among them."""

    since: date
    until: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.since <= day <= self.until


@dataclass(frozen=True)
class Rule:
    """What the reports of one session of the year cover, from a session on.

    Months are told from the year of the session: `previous-06` is June of the year before it.
    """

    month: int
    valid_from: str  # of sessions; YYYY or YYYY-MM
    valid_to: str  # the first session for which it no longer holds
    letters: tuple[str, str]  # first and last month
    replies: tuple[str, str]
    source: str = ""
    as_of: str = ""
    note: str = ""

    def holds_for(self, session: Session) -> bool:
        return self.month == session.month and holds_on(
            session.first_day, self.valid_from, self.valid_to
        )


@dataclass(frozen=True)
class Windows:
    """The days that one report covers, and the rule that says so."""

    session: Session
    letters: Span
    replies: Span
    rule: Rule


class Part(StrEnum):
    """The two lists of a report."""

    A = "A"  # letters of the time, with their replies
    B = "B"  # replies of the time to older letters


def month_of(place: str, year: int) -> tuple[int, int]:
    """Return year and month of a place of a rule. Raises ValueError."""
    match = PLACE.match(place)
    if match is None:
        raise ValueError(place)
    return year - (match["year"] == "previous"), int(match["month"])


def span(places: tuple[str, str], year: int) -> Span:
    """Return the whole months between two places, the last day of February as the year has it."""
    since, until = (month_of(place, year) for place in places)
    return Span(date(*since, 1), date(*until, monthrange(*until)[1]))


def windows_of(session: Session, rules: Iterable[Rule]) -> Windows | None:
    """Return what a report covers; None where no rule of its day is known."""
    for rule in rules:
        if rule.holds_for(session):
            return Windows(
                session, span(rule.letters, session.year), span(rule.replies, session.year), rule
            )
    return None


def near(day: date, rules: Iterable[Rule]) -> list[Windows]:
    """Return the windows of the sessions that may cover a day: of its year and of the next."""
    held = list(rules)
    sessions = [Session(year, month) for year in (day.year, day.year + 1) for month in MONTHS]
    return [found for session in sessions if (found := windows_of(session, held))]


def report_of_letter(sent: date, rules: Iterable[Rule]) -> Session | None:
    """Return the session whose report has a letter in list A; None where no rule is known."""
    found = (one.session for one in near(sent, rules) if sent in one.letters)
    return next(found, None)


def report_of_reply(
    sent: date, received: date, rules: Iterable[Rule]
) -> tuple[Session, Part] | None:
    """Return in which report and list a reply stands.

    With its letter, in list A, where it came before the time for replies of that report was over;
    else in list B of the report in whose time it came. None where no rule is known.
    """
    held = list(rules)
    of_letter = next((one for one in near(sent, held) if sent in one.letters), None)
    if of_letter and sent <= received <= of_letter.replies.until:
        return of_letter.session, Part.A
    for one in near(received, held):
        if received in one.replies and sent < one.letters.since:
            return one.session, Part.B
    return None


def recent(on: date, rules: Iterable[Rule], count: int) -> list[Windows]:
    """Return the last reports whose time has begun by a day, the newest first."""
    held = list(rules)
    years = range(on.year + 1, on.year - count, -1)
    sessions = [Session(year, month) for year in years for month in reversed(MONTHS)]
    known = (windows_of(session, held) for session in sessions)
    return [one for one in known if one and one.letters.since <= on][:count]
