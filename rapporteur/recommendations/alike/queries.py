"""What asks the same as a recommendation, and what is still to be grouped."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from rapporteur.recommendations.alike.asks import mark
from rapporteur.recommendations.models import Alike, Recommendation


@dataclass(frozen=True)
class Beside:
    """What asks the same as one recommendation: before it, at the same time or later."""

    group: UUID | None  # None: not grouped yet, or not to one State
    others: list[Recommendation]


def unread() -> QuerySet[Recommendation]:
    """Return what is to one State and in no group by the lists of today."""
    read = Alike.objects.filter(recommendation=OuterRef("pk"), read_with=mark())
    return Recommendation.objects.filter(~Exists(read), country__isnull=False)


def waiting(at_most: int) -> list[str]:
    """Return States of which something is to be grouped, in their order; one query."""
    states = unread().order_by("country_id").values_list("country_id", flat=True).distinct()
    return list(map(str, states[:at_most]))


def beside(one: Recommendation) -> Beside:
    """Return the other members of its group, the newest first; two queries at most."""
    mine = Alike.objects.filter(pk=one.pk).first()
    if mine is None:
        return Beside(None, [])
    others = Recommendation.objects.filter(alike__cluster=mine.cluster).exclude(pk=one.pk)
    return Beside(
        mine.cluster, list(others.order_by("-dated", "-session", "symbol", "place", "id"))
    )


def groups_of(ids: Iterable[UUID]) -> dict[UUID, tuple[UUID, int]]:
    """Return group and its size for each of these that is in one; two queries."""
    mine = dict(Alike.objects.filter(pk__in=list(ids)).values_list("pk", "cluster"))
    sizes = Alike.objects.filter(cluster__in=set(mine.values())).order_by().values("cluster")
    counts = dict(sizes.annotate(n=Count("pk")).values_list("cluster", "n"))
    return {pk: (group, counts[group]) for pk, group in mine.items()}


def named(country: str, words: str) -> list[Recommendation]:
    """Return what a person named: a page's address or id, or symbol and paragraph; at most two."""
    mine = Recommendation.objects.filter(country=country)
    for part in reversed(words.strip("/").split("/")):
        try:
            return list(mine.filter(pk=UUID(part.strip())))
        except ValueError:
            continue
    symbol, _space, paragraph = words.strip().rpartition(" ")
    return list(mine.filter(symbol__iexact=symbol, paragraph=paragraph)[:2]) if symbol else []
