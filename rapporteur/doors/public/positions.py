"""Where States stand on treaties, as pages show it: a word with a shape, never without as-of."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rapporteur.kernel.dates import written_out
from rapporteur.law.models import Instrument
from rapporteur.law.queries import acceptance
from rapporteur.law.queries.acceptance import Position, Standing
from rapporteur.world.models import Country
from rapporteur.world.queries import in_order


@dataclass(frozen=True)
class Stand:
    """A State with its position on one treaty; None where no treaty was asked for."""

    country: Country
    position: Position | None

    @property
    def standing(self) -> Standing | None:
        return self.position.standing if self.position else None


@dataclass(frozen=True)
class Line:
    """One standing and the States that stand there, in the order of their names."""

    standing: Standing
    rows: list[Stand]

    @property
    def count(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class Overview:
    """All States and where they stand on one treaty, in the order of their names."""

    rows: list[Stand]
    lines: list[Line]
    as_of: str  # a sentence: since when the facts are known


def overview(instrument: Instrument) -> Overview:
    """Return where every State stands; four queries."""
    positions = acceptance.positions_on(instrument)
    countries = Country.objects.in_bulk(list(positions))
    rows = [Stand(one, positions[one.iso3]) for one in in_order(list(countries.values()))]
    lines = [Line(one, [row for row in rows if row.standing == one]) for one in Standing]
    return Overview(rows, [one for one in lines if one.rows], as_of(list(positions.values())))


def as_of(positions: list[Position]) -> str:
    """Say from when the facts are: one day, or the first and the last."""
    days = sorted({one.as_of for one in positions if one.as_of})
    if not days:
        return _("Our record holds no fact about this.")
    if len(days) == 1:
        return _("As of %(day)s.") % {"day": written_out(days[0])}
    first, last = written_out(days[0]), written_out(days[-1])
    return _("As of %(first)s to %(last)s, by State.") % {"first": first, "last": last}


@dataclass(frozen=True)
class Origin:
    """Where positions come from, with the number by which a table refers to it."""

    number: int
    source: str


@dataclass(frozen=True)
class Row:
    """A treaty with a State's position, and the number of its source."""

    position: Position
    origin: Origin | None


@dataclass(frozen=True)
class Treaties:
    """The treaties of one State: what the record knows, then which ones it knows nothing of."""

    known: list[Row]
    unknown: list[Instrument]
    origins: list[Origin]

    @property
    def summary(self) -> str:
        count = len(self.unknown)
        text = ngettext(
            "Of %(count)s more treaty our record does not know what this State did.",
            "Of %(count)s more treaties our record does not know what this State did.",
            count,
        )
        return text % {"count": count}


def of_state(country: Country) -> Treaties:
    """Return a State's treaties in the order of a letter, each source numbered once."""
    positions = acceptance.positions_of(country.iso3)
    known = [one for one in positions if one.standing != Standing.UNKNOWN]
    sources = list(dict.fromkeys(one.source for one in known))
    origins = {source: Origin(number, source) for number, source in enumerate(sources, start=1)}
    return Treaties(
        [Row(one, origins.get(one.source)) for one in known],
        [one.instrument for one in positions if one.standing == Standing.UNKNOWN],
        list(origins.values()),
    )
