"""Questions about recommendations: names of States for readers, and the list of the desk."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from rapporteur.recommendations.models import Mechanism, Recommendation
from rapporteur.recommendations.readers.states import States
from rapporteur.world.models import Country
from rapporteur.world.queries import in_order

NEWEST = 3  # of each mechanism


@dataclass(frozen=True)
class Wanted:
    """What a list is to show; what is empty keeps nothing out."""

    country: str = ""
    mechanism: str = ""
    position: str = ""
    conflict: bool = False


@dataclass(frozen=True)
class Block:
    """What one mechanism recommended to a State, as the page of the State shows it."""

    mechanism: Mechanism
    total: int
    followed: int  # decided to be in scope
    newest: list[Recommendation]

    @property
    def dated(self) -> str:
        """Return the day of the newest, as exact as a source tells; empty: none tells."""
        return self.newest[0].dated


def states() -> States:
    """Return the States that files are read with, by all their names; one query."""
    return States(
        (one.iso3, [*one.names.values(), *one.formal_names.values()])
        for one in Country.objects.all()
    )


def listed(wanted: Wanted) -> QuerySet[Recommendation]:
    """Return what is wanted in its order; one to several States is of each of them."""
    found = Recommendation.objects.select_related("country").in_order()
    if wanted.country:
        found = found.of_state(wanted.country)
    if wanted.mechanism:
        found = found.filter(mechanism=wanted.mechanism)
    if wanted.position:
        found = found.filter(positions__contains=[wanted.position])
    return found.in_conflict() if wanted.conflict else found


def in_scope(country: str = "") -> QuerySet[Recommendation]:
    """Return what is followed: what a person decided to be in scope, in its order (R50.2).

    What nobody decided yet is not among them, and what is for other bodies neither.
    """
    found = Recommendation.objects.select_related("country", "standing").in_scope().in_order()
    return found.of_state(country) if country else found


def for_state(code: str) -> list[Block]:
    """Return what each mechanism recommended to a State: counts, and the newest (R25.1).

    Those without any are left out: nothing loaded is not nothing recommended. Two queries.
    """
    mine = Recommendation.objects.of_state(code).order_by()
    followed = Count("pk", filter=Q(standing__in_scope=True))
    counts = mine.values("mechanism").annotate(total=Count("pk"), followed=followed)
    rank = Window(RowNumber(), partition_by="mechanism", order_by=[F("dated").desc(), "id"])
    newest: dict[str, list[Recommendation]] = {}
    for one in mine.annotate(rank=rank).filter(rank__lte=NEWEST).order_by("rank"):
        newest.setdefault(one.mechanism, []).append(one)
    found = {one["mechanism"]: one for one in counts}
    return [
        Block(kind, found[kind]["total"], found[kind]["followed"], newest[kind])
        for kind in Mechanism
        if kind in found
    ]


def names(codes: Iterable[str]) -> list[str]:
    """Return the names of States in the order of the active language; one query."""
    return [one.name for one in in_order(Country.objects.filter(iso3__in=codes))]
