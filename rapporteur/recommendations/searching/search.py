"""Find recommendations by words and facets, the newest first, from key to key.

At most `LOOKED_AT` of what is met are counted, so that the widest question costs no more than a
narrow one; beyond, the list walks the index of days. Each language is asked with its own dictionary
in its own index, as in `publication.search`. Three queries a page, however much is met.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from rapporteur.publication.folding import Word, asked
from rapporteur.publication.search import (
    DICTIONARIES,
    LONGEST,
    MOST_WORDS,
    NAMED,
    question,
    words_of,
)
from rapporteur.recommendations.models import Recommendation
from rapporteur.recommendations.searching.indexing import OTHER

LOOKED_AT = 2_000  # rows that are counted: DESIGN §6
A_PAGE = 50
PARTING = "\x1f"  # facets come as one text: thousands of arrays took longer to read than to find
SHOWN = 12  # values of a facet
FACETS = (
    *("state", "mechanism", "body", "year", "theme", "position", "scope", "code"),
    *("pillar", "sector", "level", "persons", "action"),
)
LANGUAGES = {**DICTIONARIES, OTHER: "simple"}
TABLE = "recommendations_searchrow"  # names of ours alone stand in SQL; what is typed goes in apart


@dataclass(frozen=True)
class Wanted:
    """What is asked: words that all must be met, and a value for each facet that matters."""

    words: str = ""
    facets: dict[str, str] = field(default_factory=dict)
    after: tuple[str, UUID] | None = None  # day and id of the last row of the page before


@dataclass(frozen=True)
class Found:
    """One page, how many were met, and for each facet its values with their counts.

    `more` says that more was met than is looked at: `total` and counts are then of that many.
    """

    rows: list[Recommendation]
    total: int
    more: bool
    facets: dict[str, list[tuple[str, int]]]
    after: tuple[str, UUID] | None


def find(wanted: Wanted) -> Found:
    """Return a page of what fits, the newest first."""
    condition, given = conditions(wanted)
    met = look(condition, given)
    more = len(met) > LOOKED_AT
    counted = met[:LOOKED_AT]
    rows = walk(condition, given, wanted.after) if more else cut(counted, wanted.after)
    page = [pk for _day, pk in rows[:A_PAGE]]
    stored = Recommendation.objects.select_related("country", "standing").in_bulk(page)
    return Found(
        rows=[stored[pk] for pk in page],
        total=len(counted),
        more=more,
        facets=counts_of(facets.split(PARTING) for _day, _pk, facets in counted),
        after=rows[A_PAGE - 1] if len(rows) > A_PAGE else None,
    )


def conditions(wanted: Wanted) -> tuple[list[str], dict[str, Any]]:
    """Return the condition of each index that is asked, and what they leave open."""
    given: dict[str, Any] = {}
    also = ""
    if asked_for := [f"{kind}:{value}" for kind, value in wanted.facets.items() if value]:
        also = " AND facets @> %(facets)s::text[]"
        given["facets"] = asked_for
    year = wanted.facets.get("year", "")
    if year.isdecimal():
        also += " AND dated >= %(year)s AND dated < %(next_year)s"  # so that a walk begins there
        given |= {"year": year, "next_year": str(int(year) + 1)}
    words = wanted_words(wanted.words)
    if words is None:
        return [f"true{also}"], given
    if not words:
        return ["false"], {}
    given |= words_of(words)
    return [
        f"language = '{code}' AND vector @@ {question(dictionary, words)}{also}"
        for code, dictionary in LANGUAGES.items()
    ], given


def wanted_words(typed: str) -> list[Word] | None:
    """Return the words that are asked; None for no question, none for one without a letter."""
    return asked(typed[:LONGEST])[:MOST_WORDS] if typed.strip() else None


def look(condition: list[str], given: dict[str, Any]) -> list[tuple[str, UUID, str]]:
    """Return day, id and facets of what is met, one more than is looked at where there is more."""
    branches = " UNION ALL ".join(
        f"(SELECT dated, recommendation_id, facets FROM {TABLE}"  # noqa: S608  names of ours
        f" WHERE {one} LIMIT {LOOKED_AT + 1})"
        for one in condition
    )
    columns = "dated, recommendation_id, array_to_string(facets, %(parting)s)"
    every_language = f"SELECT {columns} FROM ({branches}) AS met LIMIT {LOOKED_AT + 1}"  # noqa: S608
    return asked_of_the_database(every_language, {**given, "parting": PARTING})


def walk(
    condition: list[str], given: dict[str, Any], after: tuple[str, UUID] | None
) -> list[tuple[str, UUID]]:
    """Return day and id of the rows after one in the order of days: what is met often is near."""
    any_of = " OR ".join(f"({one})" for one in condition)
    begin = ""
    if after:
        begin = " AND (dated, recommendation_id) < (%(after_day)s, %(after_id)s)"
        given = {**given, "after_day": after[0], "after_id": after[1]}
    return asked_of_the_database(
        f"SELECT dated, recommendation_id FROM {TABLE} WHERE ({any_of}){begin}"  # noqa: S608  as above
        f" ORDER BY dated DESC, recommendation_id DESC LIMIT {A_PAGE + 1}",
        given,
    )


def asked_of_the_database(statement: str, given: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return list(cursor.fetchall())


def cut(met: list[tuple[str, UUID, str]], after: tuple[str, UUID] | None) -> list[tuple[str, UUID]]:
    """Return day and id of the rows after one, of few that are all known."""
    rows = sorted(((day, pk) for day, pk, _facets in met), reverse=True)
    return [one for one in rows if after is None or one < after][: A_PAGE + 1]


def counts_of(rows: Any) -> dict[str, list[tuple[str, int]]]:
    """Return the most frequent values of each facet."""
    counts = Counter(facet for facets in rows for facet in facets)
    found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for facet, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        kind, value = facet.split(":", maxsplit=1)
        if len(found[kind]) < SHOWN:
            found[kind].append((value, count))
    return {kind: found[kind] for kind in FACETS if kind in found}


def everything(wanted: Wanted) -> QuerySet[Recommendation]:
    """Return all that fits, for a download: in the order of keys, read as it is sent."""
    condition, given = conditions(wanted)
    statement = " UNION ALL ".join(
        f"SELECT recommendation_id FROM {TABLE} WHERE {one}"  # noqa: S608  names of ours
        for one in condition
    )
    in_order = [given[name] for name in NAMED.findall(statement)]
    chosen = RawSQL(NAMED.sub("%s", statement), in_order)  # noqa: S611  words are given apart
    found = Recommendation.objects.select_related("country", "standing").order_by("pk")
    return found.filter(pk__in=chosen)
