"""Count recommendations by every facet at once, all of them: one query, without the bound of a search.

A facet is a kind and a value; the rows of the search hold all facets of a recommendation, so that one
pass over them counts States, years, positions and all else. One with two values of a kind counts at
each of them, and once in the total.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from rapporteur.recommendations.models import Position
from rapporteur.recommendations.searching.search import TABLE, Wanted, conditions

# Every facet of every row, then the rows, and those of which no position is told; and the same of what
# is in scope, which the index of facets finds. Asked of one pass with a filter, an array would be
# looked into once for each facet that it holds; in a join, as often be kept for the next row.
EACH = """
    SELECT facet, count(*), {ours} FROM (
        SELECT unnest(facets) AS facet FROM {table} WHERE {condition}) AS met GROUP BY facet
    UNION ALL
    SELECT facet, number, {ours} FROM (
        SELECT count(*) AS every, count(*) FILTER (WHERE NOT facets && %(told)s::text[]) AS untold
        FROM {table} WHERE {condition}) AS met,
        LATERAL (VALUES ('all:', every), ('position:', untold)) AS of_rows (facet, number)
"""


@dataclass(frozen=True)
class Count:
    """How many there are, and how many of them a person decided to be in scope."""

    total: int = 0
    ours: int = 0


@dataclass(frozen=True)
class Counted:
    """The whole, and the counts of each kind of facet by value; a value that is not there has none."""

    whole: Count
    facets: Mapping[str, Mapping[str, Count]]

    def of(self, kind: str) -> Mapping[str, Count]:
        return self.facets.get(kind, {})

    @property
    def undated(self) -> Count:
        """Return those of which no source tells the year: each other one has one year."""
        years = self.of("year").values()
        total, ours = sum(one.total for one in years), sum(one.ours for one in years)
        return Count(self.whole.total - total, self.whole.ours - ours)


def counted(facets: Mapping[str, str], states: Collection[str] = ()) -> Counted:
    """Count what has all of these facets, and is addressed to any of these States; one query."""
    (condition,), given = conditions(Wanted(facets=dict(facets)))
    if states:
        condition += " AND facets && %(states)s::text[]"
        given["states"] = [f"state:{code}" for code in states]
    found: defaultdict[str, dict[str, list[int]]] = defaultdict(dict)
    for facet, number, ours in rows(condition, given):
        kind, value = facet.split(":", maxsplit=1)
        if number:
            found[kind].setdefault(value, [0, 0])[ours] = number
    return told(found)


def told(found: Mapping[str, Mapping[str, list[int]]]) -> Counted:
    facets = {
        kind: {value: Count(*counts) for value, counts in values.items()}
        for kind, values in found.items()
    }
    whole = facets.pop("all", {})
    return Counted(whole.get("", Count()), facets)


def rows(condition: str, given: dict[str, Any]) -> list[tuple[str, int, int]]:
    """Return each facet with a count: of all, marked 0, and of what is in scope alone, marked 1."""
    told = [f"position:{code}" for code in Position.values]
    both = (condition, f"facets @> %(ours)s::text[] AND {condition}")
    statement = " UNION ALL ".join(
        EACH.format(table=TABLE, condition=one, ours=ours) for ours, one in enumerate(both)
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, {**given, "told": told, "ours": ["scope:in"]})
        return list(cursor.fetchall())
