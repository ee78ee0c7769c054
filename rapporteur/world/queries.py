"""Questions about the world: States by region, reviews of a State, deadlines to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from rapporteur.kernel.texts import alphabetical
from rapporteur.world.models import Country, Deadline, Region, Review


@dataclass(frozen=True)
class Part:
    """A sub-region and its States."""

    region: Region
    countries: list[Country]


@dataclass(frozen=True)
class Area:
    """A region of the M49 standard and its sub-regions that hold a State."""

    region: Region
    parts: list[Part]


def in_order(countries: Iterable[Country]) -> list[Country]:
    """Return countries in the order of their names in the active language."""
    return sorted(countries, key=lambda country: alphabetical(country.name))


def by_region() -> list[Area]:
    """Return all States by region and sub-region, each level in the order of its names.

    Two queries. A State without a region (Exerland) is in none. Standing is that of the record:
    it is not dated.
    """
    regions = sorted(Region.objects.all(), key=lambda region: alphabetical(str(region)))
    states: dict[str, list[Country]] = {}
    for country in Country.objects.states():
        states.setdefault(country.subregion, []).append(country)
    parts: dict[str, list[Part]] = {}
    for region in regions:
        if region.parent_id and region.code in states:
            part = Part(region, in_order(states[region.code]))
            parts.setdefault(region.parent_id, []).append(part)
    return [Area(region, parts[region.code]) for region in regions if region.code in parts]


def regions_of(country: Country) -> list[Region]:
    """Return the region and the sub-region of a country, the larger first; one query."""
    found = Region.objects.in_bulk([country.region, country.subregion])
    return [found[code] for code in (country.region, country.subregion) if code in found]


def not_over(field: str, day: date) -> Q:
    """Keep what is on `day` or later; what is known by month or year counts until that is over."""
    text = day.isoformat()
    return Q(**{f"{field}__gte": text}) | Q(**{f"{field}__in": [text[:4], text[:7]]})


def reviews_of(country: Country) -> list[Review]:
    """Return the reviews of a State that are on record, newest first; one query.

    The record lacks most of the third cycle: no row is no statement that there was no review.
    """
    found = country.reviews.select_related("session__body")
    return list(found.order_by("-session__number"))


def next_reviews(country: Country, day: date) -> list[Review]:
    """Return the reviews of a State whose session does not begin before `day`, soonest first."""
    found = country.reviews.filter(not_over("session__starts_on", day))
    return list(found.select_related("session__body").order_by("session__number"))


def upcoming_deadlines(day: date, country: Country | None = None) -> list[Deadline]:
    """Return the deadlines that are not over on `day`, soonest first; one query.

    With a country, only those of sessions that review it, and not those of other States alone.
    """
    found = Deadline.objects.filter(not_over("due_on", day))
    if country is not None:
        found = found.filter(
            Q(country=None) | Q(country=country), session__reviews__country=country
        )
    return list(found.select_related("session__body", "country"))
