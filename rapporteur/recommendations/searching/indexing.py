"""Make the rows that the search asks, from what sources say and what people decided."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from rapporteur.communications.questions import squeezed
from rapporteur.publication.folding import indexed
from rapporteur.publication.search import DICTIONARIES
from rapporteur.recommendations.models import Recommendation, SearchRow, SourceRow, Standing

OTHER = "other"  # a language without a dictionary
FIELDS = ("language", "words", "facets", "dated", "stale")
TAGS = {"pillars": "pillar", "sectors": "sector", "levels": "level", "persons": "persons"}
DECIDED = {True: "in", False: "out", None: "open"}


@transaction.atomic
def renew(ids: Collection[UUID]) -> None:
    """Write the rows of these recommendations anew, in the transaction of whoever calls.

    How they stand is locked first: of two who write, the second sees what the first decided.
    """
    locked = Standing.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    standings = {one.pk: one for one in locked}
    themes: defaultdict[UUID, set[str]] = defaultdict(set)
    told = SourceRow.objects.filter(recommendation__in=ids).order_by()
    for pk, names in told.values_list("recommendation_id", "themes"):
        themes[pk].update(names)
    rows = [
        SearchRow(
            recommendation=one,
            language=language_of(one),
            words=indexed(one.text, one.symbol, one.paragraph),
            facets=facets_of(one, standings.get(one.pk), themes[one.pk]),
            dated=one.dated,
        )
        for one in Recommendation.objects.filter(pk__in=ids)
    ]
    SearchRow.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["recommendation"], update_fields=FIELDS
    )


def outdate(ids: Iterable[Any]) -> None:
    """Let the worker look again at what a source has told more of."""
    SearchRow.objects.filter(pk__in=list(ids)).update(stale=True)


def language_of(one: Recommendation) -> str:
    code = one.language.lower() or "en"
    if code.startswith("zh"):
        return "zh-hans"
    code = code.split("-", maxsplit=1)[0]
    return code if code in DICTIONARIES else OTHER


def facets_of(one: Recommendation, standing: Standing | None, themes: Iterable[str]) -> list[str]:
    """Return the facets of a recommendation, each once; tags are those that a person gave.

    Names are squeezed: what parts facets on their way to the search is white space.
    """
    found = [
        *(f"state:{code}" for code in one.states),
        f"mechanism:{one.mechanism}",
        *([f"body:{squeezed(one.body)}"] if one.body else []),
        *([f"year:{one.dated[:4]}"] if one.dated else []),
        *(f"theme:{squeezed(name)}" for name in themes),
        *(f"position:{code}" for code in one.positions),
        f"scope:{DECIDED[standing.in_scope if standing else None]}",
    ]
    if standing:
        found += [f"code:{code}" for code in standing.codes]
        for name, facet in TAGS.items():
            found += [f"{facet}:{value}" for value in getattr(standing, name)]
        if standing.action:
            found.append(f"action:{standing.action}")
    return sorted(set(found))
