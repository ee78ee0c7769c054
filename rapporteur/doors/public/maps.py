"""States as equal tiles by region: a map without any border, and the same as lists by region."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from rapporteur.doors.public.positions import Overview, Stand
from rapporteur.law.queries.acceptance import Position
from rapporteur.world import queries
from rapporteur.world.models import Country


@dataclass(frozen=True)
class Area:
    """A region with its States by sub-region, and all of them by name.

    `code` is M49's, empty for States that have no region there, such as Exerland.
    """

    code: str
    name: str
    parts: list[list[Stand]]
    stands: list[Stand]


def areas(overview: Overview | None = None) -> list[Area]:
    """Return all States by region, each with its position where a treaty was asked for."""
    positions = {row.country.iso3: row.position for row in overview.rows} if overview else {}
    found = [
        area(
            one.region.code,
            str(one.region),
            [stands(part.countries, positions) for part in one.parts],
        )
        for one in queries.by_region()
    ]
    apart = stands(list(Country.objects.states().filter(region="")), positions)
    return [*found, area("", _("In no region of the standard"), [apart])] if apart else found


def area(code: str, name: str, parts: list[list[Stand]]) -> Area:
    by_state = {stand.country.iso3: stand for part in parts for stand in part}
    ordered = queries.in_order([stand.country for stand in by_state.values()])
    return Area(code, name, parts, [by_state[one.iso3] for one in ordered])


def stands(countries: list[Country], positions: Mapping[str, Position | None]) -> list[Stand]:
    return [Stand(one, positions.get(one.iso3)) for one in countries]


def area_of(country: Country) -> Area | None:
    """Return the region of a State with all its States, None where it has none; two queries."""
    found = queries.regions_of(country)
    if not found:
        return None
    parts: dict[str, list[Country]] = {}
    for one in Country.objects.states().filter(region=country.region):
        parts.setdefault(one.subregion, []).append(one)
    ordered = [stands(queries.in_order(parts[code]), {}) for code in sorted(parts)]
    return area(found[0].code, str(found[0]), ordered)
