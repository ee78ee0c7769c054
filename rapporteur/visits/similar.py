"""Which States may be in a similar situation, with what they share, as the record tells it (R32.4).

A suggestion to an officer and no more: a person decides. What is not known is neither shared nor
different, and lowers nobody's place.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from rapporteur.kernel.dates import written_out
from rapporteur.kernel.texts import alphabetical
from rapporteur.law.models import Instrument, TreatyAction
from rapporteur.law.queries.acceptance import Position, Standing, gathered, position
from rapporteur.recommendations.models import Recommendation
from rapporteur.visits.choosing.models import Figure
from rapporteur.visits.choosing.queries import newest_figures
from rapporteur.world.models import Country, Region

TREATIES = ("OPSC", "PALERMO", "ILO182", "HAGUE93")  # nearest to the mandate
LEAST = 2  # shared characteristics, before a State is suggested
AT_ONCE = 12
# The cut-off points of the Human Development Report since 2014, from below.
GROUPS = ((Decimal("0.8"), 3), (Decimal("0.7"), 2), (Decimal("0.55"), 1), (Decimal(0), 0))


@dataclass(frozen=True)
class Trait:
    """One characteristic that two States share, with day and source."""

    what: str
    as_of: str
    source: str

    @property
    def when(self) -> str:
        return written_out(self.as_of)

    def kept(self) -> dict[str, str]:
        return {"what": self.what, "as_of": self.as_of, "source": self.source}


@dataclass
class Similar:
    """A State beside the one that was recommended to: what is shared, differs, is not known."""

    country: Country
    shared: list[Trait] = field(default_factory=list)
    different: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def place(self) -> tuple[int, int, str]:
        """Return what to sort by: most shared less different first; the unknown counts neither way."""
        weight = len(self.shared) - len(self.different)
        return -weight, -len(self.shared), alphabetical(self.country.name)


@dataclass(frozen=True)
class Known:
    """What is on record of one State, for comparing."""

    country: Country
    development: Figure | None
    positions: dict[str, Position]
    recommended: tuple[int, str]  # in scope on the same subjects: how many, the newest day


@dataclass(frozen=True)
class Record:
    """What is on record of all States; six queries."""

    states: dict[str, Known]
    titles: dict[str, str]  # of treaties
    regions: dict[str, str]
    codes: tuple[str, ...]


def record(codes: Iterable[str] = ()) -> Record:
    countries = list(Country.objects.states())
    figures = newest_figures()
    instruments = Instrument.objects.in_bulk(TREATIES)
    acts = gathered(TreatyAction.objects.filter(instrument__in=TREATIES), "country_id")
    wanted = tuple(codes)
    recommended = recommended_on(wanted)
    states = {
        one.pk: Known(
            one,
            figures.get((one.pk, Figure.Series.HDI)),
            {
                key: position(
                    it, one.pk, [a for a in acts.get(one.pk, ()) if a.instrument_id == key]
                )
                for key, it in instruments.items()
            },
            recommended.get(one.pk, (0, "")),
        )
        for one in countries
    }
    titles = {key: instruments[key].short_title for key in TREATIES if key in instruments}
    regions = {one.pk: str(one) for one in Region.objects.all()}
    return Record(states, titles, regions, wanted)


def recommended_on(codes: tuple[str, ...]) -> dict[str, tuple[int, str]]:
    """Return by State how many recommendations on these subjects are in scope; one query, or none."""
    if not codes:
        return {}
    on_any = Q()
    for code in codes:
        on_any |= Q(standing__codes__contains=[code])
    found = Recommendation.objects.in_scope().filter(on_any, country__isnull=False).order_by()
    rows = found.values_list("country_id").annotate(n=Count("id"), newest=Max("dated"))
    return {str(state): (n, newest) for state, n, newest in rows}


def group_of(figure: Figure) -> int:
    return next(group for least, group in GROUPS if figure.amount >= least)


def group_name(group: int) -> str:
    return (_("low"), _("medium"), _("high"), _("very high"))[group]


def similar_to(country: Country, codes: Iterable[str] = ()) -> list[Similar]:
    """Return the States that share most with one, each with its reasons; six queries."""
    found = record(codes)
    one = found.states[country.pk]
    told = [compared(found, one, other) for other in found.states.values() if other is not one]
    kept = [row for row in told if len(row.shared) >= LEAST]
    return sorted(kept, key=lambda row: row.place)[:AT_ONCE]


def compared(found: Record, one: Known, other: Known) -> Similar:
    row = Similar(other.country)
    of_region(found, one, other, row)
    of_development(one, other, row)
    of_groups(one, other, row)
    for key, title in found.titles.items():
        of_treaty(title, one.positions[key], other.positions[key], row)
    if found.codes:
        of_subjects(other, row)
    return row


def of_region(found: Record, one: Known, other: Known, row: Similar) -> None:
    mine, theirs = one.country, other.country
    proof = (theirs.as_of, theirs.source)
    if not mine.region or not theirs.region:
        row.unknown.append(_("region"))
    elif mine.subregion and mine.subregion == theirs.subregion:
        name = found.regions.get(mine.subregion, mine.subregion)
        row.shared.append(Trait(_("same sub-region: %(name)s") % {"name": name}, *proof))
    elif mine.region == theirs.region:
        name = found.regions.get(mine.region, mine.region)
        row.shared.append(Trait(_("same region: %(name)s") % {"name": name}, *proof))
    else:
        row.different.append(_("region"))


def of_development(one: Known, other: Known, row: Similar) -> None:
    mine, theirs = one.development, other.development
    if mine is None or theirs is None:
        row.unknown.append(_("human development"))
    elif group_of(mine) == group_of(theirs):
        what = _("same group of human development: %(group)s") % {
            "group": group_name(group_of(mine))
        }
        row.shared.append(Trait(what, theirs.as_of, theirs.source))
    else:
        row.different.append(_("human development"))


def of_groups(one: Known, other: Known, row: Similar) -> None:
    """Compare lists of the United Nations; that neither stands in one says nothing."""
    for name, label in (
        ("ldc", _("both least developed")),
        ("lldc", _("both landlocked developing")),
        ("sids", _("both small island developing")),
    ):
        if getattr(one.country, name) and getattr(other.country, name):
            row.shared.append(Trait(label, other.country.as_of, other.country.source))


def of_treaty(title: str, mine: Position, theirs: Position, row: Similar) -> None:
    if Standing.UNKNOWN in (mine.standing, theirs.standing):
        row.unknown.append(title)
    elif mine.standing == theirs.standing:
        what = _("%(treaty)s: both %(standing)s") % {
            "treaty": title,
            "standing": mine.standing.label,
        }
        row.shared.append(Trait(what, theirs.as_of, theirs.source))
    else:
        row.different.append(title)


def of_subjects(other: Known, row: Similar) -> None:
    """Say what was recommended on the same subjects; none in our record is not known, not different."""
    count, newest = other.recommended
    if not count:
        row.unknown.append(_("recommendations on the same subject"))
        return
    what = _("recommendations on the same subject: %(count)s") % {"count": count}
    row.shared.append(Trait(what, newest, _("own record")))


def chosen(rows: Iterable[Similar], state: str) -> Iterator[dict[str, str]]:
    """Yield what was suggested for a State, as a decision keeps it."""
    for row in rows:
        if row.country.pk == state:
            yield from (trait.kept() for trait in row.shared)
