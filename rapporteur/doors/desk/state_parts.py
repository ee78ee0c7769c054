"""What the page of a State says at the desk: four blocks, a timeline, charts. Unknown is never no."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rapporteur.cases.rules import reads_sealed
from rapporteur.communications.models import Communication
from rapporteur.communications.workflow import OUT
from rapporteur.kernel.dates import written_out
from rapporteur.law.queries.acceptance import Position, Standing
from rapporteur.people.accounts.models import Account
from rapporteur.recommendations.models import Mechanism, Recommendation
from rapporteur.visits.cycles.queries import Recorded, registered
from rapporteur.visits.queries import events_of
from rapporteur.world.models import Country, Review
from rapporteur.world.queries import not_over, reviews_of

YEARS = 8  # of letters in a chart
MOST = 80  # entries of a timeline
WIDE = 320  # units of a drawing: the longest bar
OWN = (Mechanism.OWN_VISIT, Mechanism.OWN_THEMATIC, Mechanism.OWN_COMMUNICATION)
BODIES = (Mechanism.TREATY_BODY, Mechanism.VIEWS)
OTHERS = (Mechanism.OTHER_MANDATE, Mechanism.STUDY, Mechanism.OTHER)


@dataclass(frozen=True)
class Line:
    """One count with its newest date. `count` is None where it is not known or not shown."""

    label: str
    count: int | None
    newest: str = ""  # partial date, empty where unknown

    @property
    def when(self) -> str:
        return written_out(self.newest)


@dataclass(frozen=True)
class Block:
    code: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Moment:
    """Something that happened, by a partial date."""

    day: str
    what: str
    source: str

    @property
    def when(self) -> str:
        return written_out(self.day)


@dataclass(frozen=True)
class Bar:
    label: str
    value: int | None
    width: int


@dataclass(frozen=True)
class Chart:
    """A drawing with its title, its summary and its table, a bar a line."""

    code: str
    title: str
    summary: str
    bars: tuple[Bar, ...]

    @property
    def total(self) -> int:
        return sum(bar.value or 0 for bar in self.bars)


@dataclass(frozen=True)
class Gathered:
    """What was read once of a State, for all parts of the page."""

    country: Country
    positions: list[Position]
    events: list[Recorded]
    reviews: list[Review]
    told: dict[str, dict[str, Any]]  # recommendations by mechanism
    documents: list[dict[str, Any]]
    letters: list[tuple[str, date]] | None  # None: not for the roles of this person
    mandate: str  # code of the one whose desk this is


def gather(country: Country, positions: list[Position], mandate: str, person: Account) -> Gathered:
    """Read a State's record; seven queries, of letters only what this person may see."""
    found = Recommendation.objects.of_state(country.pk).order_by()
    by_mechanism = found.values("mechanism").annotate(n=Count("id"), newest=Max("dated"))
    documents = found.exclude(dated="").values("symbol", "dated", "mechanism")
    letters = None
    if reads_sealed(person) is None:
        sent = Communication.objects.visible_to(person).filter(addressee_state=country)
        rows = sent.in_state(*OUT).values_list("code", "sent_at").order_by("-sent_at")
        letters = [(code, at.date()) for code, at in rows if at]
    return Gathered(
        country,
        positions,
        [*events_of(country), *registered(country)],
        reviews_of(country),
        {one["mechanism"]: {"n": one["n"], "newest": one["newest"]} for one in by_mechanism},
        [{**row} for row in documents.annotate(n=Count("id")).order_by("-dated", "symbol")[:MOST]],
        letters,
        mandate,
    )


def recommended(found: Gathered, kinds: Iterable[str], label: str) -> Line:
    """Count what our record holds; nought means that it holds none, which the page says."""
    rows = [found.told[kind] for kind in kinds if kind in found.told]
    return Line(label, sum(row["n"] for row in rows), max((r["newest"] for r in rows), default=""))


def visited(events: list[Recorded], label: str) -> Line:
    return Line(label, len(events), max((one.told.day for one in events), default=""))


def blocks(found: Gathered, mandates: int) -> list[Block]:
    """Return the four blocks of R25.1: own, the review, treaty bodies, other mandates."""
    ours = [one for one in found.events if one.mandate_id == found.mandate]
    theirs = [one for one in found.events if one.mandate_id != found.mandate]
    letters = found.letters
    newest = letters[0][1].isoformat() if letters else ""
    recs = _("Recommendations")
    parties = [one for one in found.positions if one.standing == Standing.PARTY]
    held = max((one.session.starts_on for one in found.reviews), default="")
    return [
        Block(
            "own",
            _("Our mandate"),
            (
                visited(ours, _("Steps of visits")),
                Line(_("Letters sent"), None if letters is None else len(letters), newest),
                recommended(found, OWN, recs),
            ),
        ),
        Block(
            "upr",
            _("Universal Periodic Review"),
            (
                Line(_("Reviews"), len(found.reviews), held),
                recommended(found, [Mechanism.UPR], recs),
            ),
        ),
        Block(
            "bodies",
            _("Treaty bodies"),
            (
                Line(
                    _("Treaties accepted"),
                    len(parties),
                    max((one.as_of for one in parties), default=""),
                ),
                recommended(found, BODIES, recs),
            ),
        ),
        Block(
            "others",
            _("Other mandates"),
            (
                visited(theirs, _("Steps of visits")),
                Line(_("Mandates on this State"), mandates),
                recommended(found, OTHERS, recs),
            ),
        ),
    ]


def timeline(found: Gathered) -> list[Moment]:
    """Return what has a date, newest first."""
    told = [
        Moment(act.taken_on, f"{one.instrument.short_title}: {act.get_kind_display()}", act.source)
        for one in found.positions
        for act in one.acts
        if act.taken_on
    ]
    told += [Moment(one.told.day, one.get_kind_display(), one.source) for one in found.events]
    for one in found.reviews:
        words = _("Universal Periodic Review, session %(number)s") % {"number": one.session.number}
        told.append(Moment(one.session.starts_on, words, one.source))
    told += [Moment(day.isoformat(), _("Letter sent"), code) for code, day in found.letters or ()]
    told += [
        Moment(
            row["dated"],
            f"{Mechanism(row['mechanism']).label}: "
            + ngettext("%(count)s recommendation", "%(count)s recommendations", row["n"])
            % {"count": row["n"]},
            row["symbol"],
        )
        for row in found.documents
    ]
    return sorted((one for one in told if one.day), key=lambda one: one.day, reverse=True)[:MOST]


def to_come(found: Gathered, day: date) -> list[Review]:
    """Return the reviews that are still to come, by the calendar on record; one query."""
    return list(found.country.reviews.filter(not_over("session__starts_on", day)))


def charts(found: Gathered, day: date) -> list[Chart]:
    """Return the charts of a State; the one of letters only for who may see letters."""
    rows = [(str(kind.label), found.told[kind]["n"]) for kind in Mechanism if kind in found.told]
    drawn = [drawing("recommendations", _("Recommendations by who made them"), rows)]
    if found.letters is not None:
        years = Counter(sent.year for _code, sent in found.letters)
        span = range(day.year - YEARS + 1, day.year + 1)
        told = [(str(year), years[year]) for year in span]
        drawn.append(drawing("letters", _("Letters sent by year"), told))
    return drawn


def drawing(code: str, title: str, rows: list[tuple[str, int]]) -> Chart:
    most = max((value for _label, value in rows), default=0)
    total = sum(value for _label, value in rows)
    bars = tuple(Bar(label, value, value * WIDE // most if most else 0) for label, value in rows)
    if not total:
        return Chart(code, title, _("None is in our record."), bars)
    top = max(rows, key=lambda row: row[1])
    words = _("%(total)s in our record; most: %(label)s (%(count)s).")
    summary = words % {"total": total, "label": top[0], "count": top[1]}
    return Chart(code, title, summary, bars)
