"""Which other mandates and bodies to propose for a case, each with the rule behind it.

The table is data/joining.csv (FIELD §5.3). It proposes and never decides; whom the table names is
answered by the mandate that stands in its place on the day.
"""

import csv
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapporteur.law.queries.scope import lineage
from rapporteur.people.mandates import rules
from rapporteur.people.mandates.models import Mandate
from rapporteur.people.mandates.queries import successor_on, title_on

TABLE = Path(__file__).parent / "data" / "joining.csv"
COUNTRY = "@COUNTRY"
CHANNELS: dict[str, Promise] = {  # targets that are no mandate
    "@SENDING_STATE": _("a letter to the State from which those responsible come"),
    "@SECTOR": _("the mandate of the sector in which the company works"),
    "@REPRISAL": _("the channel for reprisals against those who cooperate with the United Nations"),
    "@INVESTIGATION": _("the investigation channel for United Nations and aid personnel, first"),
}


class Kind(TextChoices):
    PROPOSE = "propose", _("proposed")
    CONDITION = "condition", _("to be considered")
    INFORM = "inform", _("to be informed")


@dataclass(frozen=True)
class Line:
    """One row of the table. Without conditions a line of the kind `condition` asks a person."""

    key: str
    trigger: str
    conditions: tuple[str, ...]
    target: str
    kind: Kind
    valid_from: str

    def is_met(self, found: "Found") -> bool:
        """Say whether its trigger and all its conditions hold."""
        kind, _colon, wanted = self.trigger.partition(":")
        met = {"scope": found.codes, "fact": found.facts}.get(kind)
        if met is not None and wanted not in met:
            return False
        return set(self.conditions) <= found.facts and self.valid_from <= found.on.isoformat()


@dataclass(frozen=True)
class Found:
    """What the table is asked with: codes with those above them, facts, States, the day."""

    codes: frozenset[str]
    facts: frozenset[str]
    states: tuple[str, ...]
    on: date


@dataclass(frozen=True)
class Proposal:
    """Whom to involve, in today's name, and the lines of the table that say so.

    `no_invitation` is the reason why it cannot be invited to sign, None where it can.
    """

    target: str
    name: str | Promise
    lines: tuple[Line, ...]
    no_invitation: str | Promise | None

    @property
    def kind(self) -> Kind:
        """Return the strongest kind of its lines."""
        return min((line.kind for line in self.lines), key=list(Kind).index)

    @property
    def rule(self) -> str:
        """Return the key of the line that leads."""
        return next(line.key for line in self.lines if line.kind == self.kind)


@cache
def table() -> tuple[Line, ...]:
    """Return the rows of the table in their order. Raises ValueError for an unknown kind."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Line(
                key=row["key"],
                trigger=row["trigger"],
                conditions=tuple(row["conditions"].split(";")) if row["conditions"] else (),
                target=row["target"],
                kind=Kind(row["kind"]),
                valid_from=row["valid_from"],
            )
            for row in csv.DictReader(file)
        )


def asked_with(
    codes: Iterable[str], facts: Iterable[str], states: Iterable[str], on: date
) -> Found:
    above = frozenset(one for code in codes for one in lineage(code))
    return Found(above, frozenset(facts), tuple(states), on)


def met_by(found: Found) -> list[Line]:
    """Return the lines that hold, in the order of the table. No query."""
    return [line for line in table() if line.is_met(found)]


def proposals(found: Found) -> list[Proposal]:
    """Return whom to involve, the strongest first, each once. At most six queries."""
    lines: dict[str, list[Line]] = {}
    lead: dict[str, Mandate] = {}
    for line, mandate in resolved(met_by(found), found):
        target = mandate.code if mandate else line.target
        lines.setdefault(target, []).append(line)
        if mandate:
            lead[target] = mandate
    made = [proposal(target, held, lead.get(target), found.on) for target, held in lines.items()]
    return sorted(made, key=lambda one: list(Kind).index(one.kind))


def resolved(lines: Collection[Line], found: Found) -> Iterator[tuple[Line, Mandate | None]]:
    """Yield each line with the mandate that it means on the day; None for a channel."""
    wanted = {line.target for line in lines}
    mandates = (
        Mandate.objects.select_related("succession__successor")
        .prefetch_related("titles", "succession__successor__titles")
        .in_bulk([code for code in wanted if not code.startswith("@")])
    )
    for line in lines:
        if line.target == COUNTRY:
            for mandate in of_countries(found):
                yield line, mandate
        elif line.target in CHANNELS:
            yield line, None
        else:
            yield line, successor_on(mandates[line.target], found.on) or mandates[line.target]


def of_countries(found: Found) -> list[Mandate]:
    """Return the country mandates on the States of the case that stood on the day."""
    if not found.states:
        return []
    standing = Mandate.objects.for_countries().on(found.on).with_titles()
    return list(standing.filter(country__in=found.states))


def proposal(target: str, lines: list[Line], mandate: Mandate | None, on: date) -> Proposal:
    if mandate is None:
        no_seat = _("This is a channel, not a mandate: it can be informed.")
        return Proposal(target, CHANNELS[target], tuple(lines), no_seat)
    title = title_on(mandate, on)
    name = title.title if title else mandate.code
    return Proposal(target, name, tuple(lines), rules.may_cosign(mandate, on))
