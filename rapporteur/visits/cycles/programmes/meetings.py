"""Meetings of a visit, what is wrong with them, and what of them is official: pure functions.

The official programme names offices and never people; confidential meetings are not in it at all.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Self

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapporteur.cases.folding import NO_WORD, fold


class Standing(TextChoices):
    OFFICIAL = "official", gettext_lazy("official: in the programme that is shared")
    CONFIDENTIAL = "confidential", gettext_lazy("confidential: never shared")


@dataclass(frozen=True)
class Person:
    """Someone who is met. `checked` is False for who asks not to be looked after afterwards."""

    id: str
    name: str
    role: str = ""
    gender: str = ""  # as the person says it; empty is not known
    checked: bool = True


@dataclass(frozen=True)
class Meeting:
    """One meeting. `travel` is how many minutes it takes to come there from the one before."""

    id: str
    day: str
    start: str
    end: str
    place: str
    counterpart: str
    standing: str = Standing.CONFIDENTIAL
    children: bool = False
    language: str = ""
    interpreter: str = ""
    travel: int = 0
    people: list[Person] = field(default_factory=list)
    note: str = ""

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Self:
        people = [Person(**one) for one in told.get("people", ())]
        return cls(**{**told, "people": people})

    def kept(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def begins(self) -> datetime:
        return datetime.combine(date.fromisoformat(self.day), time.fromisoformat(self.start))

    @property
    def ends(self) -> datetime:
        return datetime.combine(date.fromisoformat(self.day), time.fromisoformat(self.end))

    @property
    def is_official(self) -> bool:
        return self.standing == Standing.OFFICIAL


def in_order(meetings: Iterable[Meeting]) -> list[Meeting]:
    return sorted(meetings, key=lambda one: (one.begins, one.ends, one.id))


def doubts(
    meetings: Iterable[Meeting], languages: Iterable[str], *, plan: bool
) -> dict[str, list[str]]:
    """Return by meeting what is wrong with it; `languages` are those of the delegation.

    `plan` says that the safeguarding plan for meeting children is whole.
    """
    found: dict[str, list[str]] = {}
    spoken = {fold(one) for one in languages}
    before: Meeting | None = None
    for one in in_order(meetings):
        said = []
        if before and one.begins < before.ends:
            said.append(_("It clashes with the meeting before."))
        elif before and one.begins < before.ends + timedelta(minutes=one.travel):
            said.append(_("There is too little time to come there from the meeting before."))
        if one.language and fold(one.language) not in spoken and not one.interpreter:
            said.append(
                _("Nobody of the delegation speaks its language, and no interpreter is named.")
            )
        if one.children and not plan:
            said.append(_("Children are met, and the safeguarding plan is not whole."))
        if said:
            found[one.id] = said
        before = one if before is None or one.ends > before.ends else before
    return found


def genders(meetings: Iterable[Meeting]) -> list[tuple[str, int]]:
    """Return how many are met of each gender, as they say it; an empty one is not known."""
    met = {one.id: one.gender.strip().casefold() for each in meetings for one in each.people}
    return sorted(Counter(met.values()).items())


def official(meetings: Iterable[Meeting]) -> list[Meeting]:
    """Return the official meetings without their people, interpreters and notes."""
    return [
        Meeting(one.id, one.day, one.start, one.end, one.place, one.counterpart, one.standing)
        for one in in_order(meetings)
        if one.is_official
    ]


def leaks(text: str, meetings: Iterable[Meeting]) -> list[str]:
    """Return the protected names that stand in a text, however they are written.

    Protected are all people who are met, whole or by a part of four signs or more, all
    interpreters, and whom confidential meetings are with.
    """
    told = spaced(text)
    people, others = set(), set()
    for one in meetings:
        people |= {person.name for person in one.people} | {one.interpreter}
        if not one.is_official:
            others.add(one.counterpart)
    found = {name for name in people | others if spaced(name).strip() and spaced(name) in told}
    for name in people:
        if any(len(part) >= 4 and f" {part} " in told for part in spaced(name).split()):
            found.add(name)
    return sorted(found)


def spaced(text: str) -> str:
    """Return the words of a text folded, with one space around each."""
    return f" {' '.join(NO_WORD.split(fold(text))).strip()} "
