"""Search, count and pack 267,000 recommendations, beside bare SQL.

The texts are those that the bench has loaded, told again of other years until there are enough:
so words are as frequent as in the record.
"""

import statistics
import tempfile
from collections.abc import Callable, Iterator
from time import perf_counter

from django.db import connection

from rapporteur.kernel.clock import today
from rapporteur.publication import dumps
from rapporteur.recommendations import publishing
from rapporteur.recommendations.copying import columns_of
from rapporteur.recommendations.models import Recommendation, SearchRow
from rapporteur.recommendations.searching import counting, indexing, search
from rapporteur.recommendations.searching.search import Wanted
from tests.bench.bench_reference import copied_out

Row = tuple[str, float, str, str, float]
WANTED, TEXTS, TIMES = 267_000, 10_000, 15
YEARS = 15
GROUPED = """
    SELECT states, left(dated, 4), positions, mechanism, in_scope, count(*)
    FROM recommendations_recommendation LEFT JOIN recommendations_standing ON id = recommendation_id
    GROUP BY GROUPING SETS ((states), (left(dated, 4)), (positions), (mechanism), (in_scope))
"""
QUESTIONS: tuple[tuple[str, dict[str, str]], ...] = (
    ("", {}),
    ("children", {}),
    ("sale of children", {}),
    ("trafficking women girls", {}),
    ("ratify optional protocol", {}),
    ("corporal punish", {}),
    ("rights", {"year": "2012"}),
    ("educ", {"state": "CHL"}),
    ("", {"state": "IND"}),
    ("", {"position": "noted", "year": "2015"}),
    ("", {"mechanism": "upr", "position": "supported"}),
    ("children", {"position": "supported", "state": "BRA"}),
    ("zzz nothing", {}),
    ("enfants", {}),
    ("儿童", {}),
    ("حقوق الاطفال", {}),
)


def told_again() -> None:
    """Index what is loaded, and copy it and its rows until there are enough."""
    ids = list(Recommendation.objects.values_list("pk", flat=True)[:TEXTS])
    for at in range(0, len(ids), 2_000):
        indexing.renew(ids[at : at + 2_000])
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE pairs AS SELECT gen_random_uuid() AS fresh, recommendation_id AS old,"
            " (2006 + (n * 7 + row_number() OVER ()) %% %s)::text || '-05' AS dated"
            " FROM recommendations_searchrow, generate_series(1, %s) AS n LIMIT %s",
            [YEARS, WANTED // len(ids) + 1, WANTED - len(ids)],
        )
        fields = [one.column for one in columns_of(Recommendation)]
        rest = ", ".join(f'r."{name}"' for name in fields if name not in {"id", "dated"})
        names = ", ".join(f'"{name}"' for name in fields if name not in {"id", "dated"})
        cursor.execute(
            f"INSERT INTO recommendations_recommendation (id, dated, {names})"
            f" SELECT fresh, p.dated, {rest} FROM pairs p"
            " JOIN recommendations_recommendation r ON r.id = p.old"
        )
        cursor.execute(
            "INSERT INTO recommendations_searchrow"
            " (recommendation_id, language, words, facets, dated, stale)"
            " SELECT fresh, language, words, array_append(array_remove(facets,"
            " 'year:' || left(s.dated, 4)), 'year:' || left(p.dated, 4)), p.dated, false"
            " FROM pairs p JOIN recommendations_searchrow s ON s.recommendation_id = p.old"
        )
        cursor.execute("VACUUM ANALYZE recommendations_searchrow")
        cursor.execute("ANALYZE recommendations_recommendation")


def times(act: Callable[[], object], count: int = TIMES) -> list[float]:
    found = []
    for _ in range(count):
        began = perf_counter()
        act()
        found.append((perf_counter() - began) * 1000)
    return found


def asked(statement: str, *given: object) -> Callable[[], object]:
    def act() -> object:
        with connection.cursor() as cursor:
            cursor.execute(statement, given)
            return cursor.fetchall()

    return act


def of_search() -> Iterator[Row]:
    began = perf_counter()
    told_again()
    took = perf_counter() - began
    rows = SearchRow.objects.count()
    yield f"recommendations: {rows:,} in the search", took, "s", "a minute", took / 60
    bare = statistics.median(
        times(
            asked(
                "SELECT recommendation_id FROM recommendations_searchrow WHERE language = 'en'"
                " AND vector @@ to_tsquery('english', 'sale & child')"
                " ORDER BY dated DESC, recommendation_id DESC LIMIT 50"
            )
        )
    )
    scan = statistics.median(
        times(
            asked("SELECT count(*) FROM recommendations_searchrow WHERE words LIKE '%%sale%%'"), 3
        )
    )
    base, every = f"bare page of two words ({bare:.1f} ms)", []
    for words, facets in QUESTIONS:
        took_each = times(lambda w=words, f=facets: search.find(Wanted(w, f)))
        every += took_each
        middle = statistics.median(took_each)
        named = ", ".join([words or "no words", *facets.values()])
        yield f"recommendations: find {named}", middle, "ms", base, middle / bare
    every.sort()
    p95 = every[len(every) * 95 // 100]
    yield "recommendations: find, p95", p95, "ms", "50 ms allowed", p95 / 50
    yield "recommendations: find, p95", p95, "ms", f"LIKE over all ({scan:.0f} ms)", p95 / scan
    yield from of_pages()
    yield from of_counting()
    yield from of_dump()


def of_counting() -> Iterator[Row]:
    """Count the world, a State and a position by all facets, beside bare questions of GROUPING SETS."""
    rows = SearchRow.objects.count()
    bare = statistics.median(times(asked(GROUPED), 5))
    every = f"bare GROUPING SETS of five columns ({bare:.0f} ms)"
    for name, facets in (
        ("the world", {}),
        ("a State", {"state": "CHL"}),
        ("a position", {"position": "supported"}),
        ("a year", {"year": "2012"}),
    ):
        took = sorted(times(lambda f=facets: counting.counted(f), 20))
        p95 = took[len(took) * 95 // 100]
        told = f"recommendations: count {name} of {rows:,}, p95"
        yield told, p95, "ms", "1,000 ms allowed", p95 / 1_000
        if not facets:
            yield told, p95, "ms", every, p95 / bare


def of_pages() -> Iterator[Row]:
    """Walk twenty pages of the widest question: the last costs what the first does."""
    after, took = None, []
    for _ in range(20):
        began = perf_counter()
        after = search.find(Wanted("children", {}, after)).after
        took.append((perf_counter() - began) * 1000)
    yield "recommendations: its 20th page", took[-1], "ms", "the first", took[-1] / took[0]


def of_dump() -> Iterator[Row]:
    """Let a public source tell of all of them, and pack what anyone may take along."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO recommendations_sourcerow (id, recommendation_id, kind, key, words, digest,"
            " file, line, loaded_at, text, symbol, paragraph, position, dated, recommending,"
            " recommending_written, themes, affected, sdgs)"
            " SELECT gen_random_uuid(), id, 'uhri', id::text, '', '', 'bench', 1, now(), text,"
            " symbol, paragraph, 'Supported', dated, '[]', '[]', '[]', '[]', '[]'"
            " FROM recommendations_recommendation"
        )
        cursor.execute("ANALYZE recommendations_sourcerow")
    with tempfile.TemporaryFile() as file:
        began = perf_counter()
        copied_out(Recommendation._meta.db_table, file)
        bare = perf_counter() - began
    began = perf_counter()
    publishing.dump(today(), by="command:bench")
    took = perf_counter() - began
    for one in dumps.listed():
        name = f"recommendations: {one.rows:,} packed, {one.form}"
        yield name, one.size / 1e6, "MB", f"both forms in {took:.0f} s; bare COPY", took / bare
