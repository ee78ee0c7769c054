"""Recommendations counted for the world, a region, a State, a kind of matter: one page for all of them.

A page of the desk. States stand in the order of their names, never of their numbers.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from rapporteur.doors.desk.finding_forms import labels
from rapporteur.doors.desk.views.finding import KINDS, asked, without
from rapporteur.doors.public import maps
from rapporteur.kernel.access.gates import allowed
from rapporteur.kernel.texts import alphabetical
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.desks.rules import looks_up_reference
from rapporteur.recommendations.searching.counting import Count, Counted, counted

SHOWN = ("scope", "code", "theme", "year", "position", "mechanism")
NOWHERE = "none"  # region of States that have none in the standard
Names = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Line:
    """One value with its counts: `narrow` leads to its own page, `find` to the search; each may be empty."""

    label: str
    count: Count
    narrow: str = ""
    find: str = ""


@dataclass(frozen=True)
class Group:
    """The values of one kind, or the States of one region with what they add up to."""

    label: str | Promise
    lines: list[Line]
    total: int = 0
    narrow: str = ""


@dataclass(frozen=True)
class Asked:
    """What an address asks for: facets, and a region, which the search does not know."""

    kept: QueryDict
    facets: dict[str, str]
    region: str

    def narrow(self, kind: str, value: str) -> str:
        """Return the address of the page of a value; a State or region takes the place of both."""
        places = ("state", "region")
        kept = without(self.kept, *(places if kind in places else (kind,)))
        kept[kind] = value
        return kept.urlencode()

    def find(self, kind: str, value: str) -> str:
        """Return the address of the search; empty where it cannot ask the same."""
        if not value or (self.region and kind != "state"):
            return ""
        kept = without(self.kept, "region", kind)
        kept[kind] = value
        return kept.urlencode()


def read(request: SignedIn) -> Asked:
    """Return what is asked. Raises Http404 for what cannot be."""
    form = asked(request)
    wanted = form.wanted
    if request.GET and not form.is_valid():
        raise Http404
    kept = without(request.GET, *(set(request.GET) - set(wanted.facets) - {"region"}))
    return Asked(kept, wanted.facets, kept.get("region", ""))


@allowed(looks_up_reference)
def recommendations_overview(request: SignedIn) -> HttpResponse:
    """Show what is counted of all that the record holds, or of a part of it."""
    ask, areas = read(request), maps.areas()
    area = next((one for one in areas if (one.code or NOWHERE) == ask.region), None)
    if ask.region and area is None:
        raise Http404
    inside = [one.country.pk for one in area.stands] if area else []
    found, names = counted(ask.facets, inside), labels()
    if area or "state" not in ask.facets:
        regions = [of_region(one, ask, found) for one in areas if one == (area or one)]
    else:
        regions = []
    state = ask.facets.get("state", "")
    context = {
        "title": names["state"][state] if state else area.name if area else _("The world"),
        "state": state,
        "found": found,
        "regions": regions,
        "is_one": bool(area),
        "groups": list(groups(ask, found, names)),
        "chosen": chosen(ask, names, area),
        "search": "" if ask.region else ask.kept.urlencode(),
    }
    return render(request, "desk/finding/overview.html", context)


def of_region(area: maps.Area, ask: Asked, found: Counted) -> Group:
    """Return the States of a region by name, also those of which nothing is on record."""
    counts = found.of("state")
    lines = [
        Line(
            one.country.name,
            counts.get(one.country.pk, Count()),
            ask.narrow("state", one.country.pk),
            ask.find("state", one.country.pk),
        )
        for one in area.stands
    ]
    total = sum(one.count.total for one in lines)
    return Group(area.name, lines, total, ask.narrow("region", area.code or NOWHERE))


def groups(ask: Asked, found: Counted, names: Names) -> Iterable[Group]:
    """Yield the kinds of facets that have a value here and are not chosen already."""
    for kind in SHOWN:
        counts = found.of(kind)
        if kind in ask.facets or not counts:
            continue
        lines = [
            Line(
                names.get(kind, {}).get(value, value) or _("none told"),
                count,
                ask.narrow(kind, value) if value else "",
                ask.find(kind, value),
            )
            for value, count in in_order(kind, counts.items(), names)
        ]
        if kind == "year" and found.undated.total:
            lines.append(Line(_("not known"), found.undated))
        yield Group(KINDS[kind], lines)


def in_order(
    kind: str, counts: Iterable[tuple[str, Count]], names: Names
) -> list[tuple[str, Count]]:
    """Return years newest first, codes as their list has them, all else by name; none told last."""
    if kind == "year":
        return sorted(counts, reverse=True)
    place = {value: number for number, value in enumerate(names.get(kind, {}))}
    last = len(place) + 1

    def key(pair: tuple[str, Count]) -> tuple[int, str]:
        return (place.get(pair[0], last - bool(pair[0])), alphabetical(pair[0]))

    return sorted(counts, key=key)


def chosen(ask: Asked, names: Names, area: maps.Area | None) -> list[dict[str, str]]:
    """Return what was chosen, each with the address of the page without it."""
    told = [
        (kind, f"{KINDS[kind]}: {names.get(kind, {}).get(value, value)}")
        for kind, value in ask.facets.items()
    ]
    if area:
        told.append(("region", f"{_('Region')}: {area.name}"))
    return [
        {"label": label, "address": without(ask.kept, kind).urlencode()} for kind, label in told
    ]
