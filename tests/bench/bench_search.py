"""Search among 250,000 entries of six languages, make the index of them, and export a table.

Everything lies in a cluster of its own. Questions are put through `find`, as the public door puts
them; baselines are the bare questions of PostgreSQL and bare COPY, in the same run.
"""

import io
import random
import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter

from django.db import connection, transaction

from rapporteur.doors import rooms
from rapporteur.kernel.clock import now
from rapporteur.kernel.findables import Findable, Pages, Place
from rapporteur.kernel.instance.models import Instance
from rapporteur.operations import reference
from rapporteur.people.mandates.models import Relation
from rapporteur.publication import exports, indexing, search
from rapporteur.publication.folding import indexed
from tests.bench import scratch

ENTRIES = 250_000
EACH = ENTRIES // 6
TIMES = 40
EXPORTED = 4_400
# Few words, so that each stands in most texts: the hardest that a search can be asked.
WORDS = {
    "en": "children rights protection article convention report State visit education school labour"
    " health family justice law recommendation committee measures violence exploitation",
    "fr": "enfants droits protection article convention rapport État visite éducation école travail"
    " santé famille justice loi recommandation comité mesures violence exploitation",
    "es": "niños derechos protección artículo convención informe Estado visita educación escuela"
    " trabajo salud familia justicia ley recomendación comité medidas violencia explotación",
    "ar": "الأطفال حقوق حماية المادة اتفاقية تقرير الدولة زيارة التعليم مدرسة عمل صحة أسرة عدالة"
    " قانون توصية لجنة تدابير عنف استغلال",
    "zh-hans": "儿童 权利 保护 条款 公约 报告 国家 访问 教育 学校 劳动 健康 家庭 司法 法律 建议 委员会"
    " 措施 暴力 剥削",
    "ru": "дети права защита статья конвенция доклад государство посещение образование школа труд"
    " здоровье семья правосудие закон рекомендация комитет меры насилие эксплуатация",
}
QUESTIONS = (
    ("one common word", "children", "en"),
    ("two words", "education violence", "en"),
    ("word and number", "article 34", "en"),
    ("beginning of a word", "exploi", "fr"),
    ("two letters", "ed", "en"),
    ("a symbol", "A/HRC/9/21", "en"),
    ("Arabic", "حقوق الاطفال", "ar"),
    ("Chinese", "儿童教育", "zh-hans"),
    ("Russian", "образования детей", "ru"),
    ("Spanish, no accent", "proteccion ninos", "es"),
    ("nothing to be found", "zebra unicorn", "en"),
)


@contextmanager
def scratch_cluster() -> Iterator[None]:
    """Point Django at a database of its own with all tables and reference data, and back again."""
    with scratch.scratch_cluster():
        Instance.objects.create(mode="exercise", created_on=now().date())
        reference.load_all()
        yield


def made_up() -> list[Findable]:
    """Return records of one language each (and English, which every record has)."""
    chance = random.Random(9)
    words = {language: text.split() for language, text in WORDS.items()}
    found = []
    for number in range(EACH):
        titles, bodies = {}, {}
        for language, known in words.items():
            join = "" if language == "zh-hans" else " "
            titles[language] = join.join(chance.choices(known, k=5)) + f" {number % 997}"
            bodies[language] = [join.join(chance.choices(known, k=30))]
        symbol = f"A/HRC/{number % 60}/{number % 91}"
        found.append(Findable(f"B{number}", titles, Place("home"), bodies, [symbol]))
    return found


def seconds(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start


def times(act: Callable[[], object], number: int = TIMES) -> list[float]:
    """Return sorted milliseconds of an act done many times, once unmeasured before."""
    act()
    return sorted(seconds(act) * 1000 for _ in range(number))


def asked(statement: str, *given: object) -> Callable[[], object]:
    def ask() -> object:
        with connection.cursor() as cursor:
            cursor.execute(statement, given)
            return cursor.fetchone()

    return ask


def bare_copy(rows: list[list[object]]) -> None:
    """Copy the same rows into a bare table, without index, words or comparison."""
    columns = ", ".join(indexing.COLUMNS)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMPORARY TABLE bare ON COMMIT DROP AS SELECT {columns}"
            " FROM publication_searchentry WITH NO DATA"
        )
        with cursor.copy(f"COPY bare ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def of_index(made: list[Findable]) -> list[tuple[str, float, str, str, float]]:
    subjects = (*rooms.subjects(), Pages("bench", "bench", lambda: made))
    first = seconds(lambda: indexing.rebuild(subjects))
    again = seconds(lambda: indexing.rebuild(subjects))
    rows = [indexing.cells(one) for one in indexing.all_entries(subjects)]
    assert len(rows) >= ENTRIES - 6
    copying = seconds(lambda: bare_copy(rows))
    folding = seconds(lambda: [indexed(one.titles["en"]) for one in made])
    words = f"bare COPY of the same rows ({copying:.2f} s)"
    real = seconds(lambda: [list(indexing.all_entries(rooms.subjects()))])
    return [
        (f"search: index of {len(rows):,} made", first, "s", words, first / copying),
        ("search: index made again, nothing new", again, "s", words, again / copying),
        ("search: entries of what ships described", real, "s", words, real / copying),
        (f"search: {EACH:,} English titles folded", folding, "s", words, folding / copying),
    ]


def of_questions() -> list[tuple[str, float, str, str, float]]:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE publication_searchentry")
    scan = times(
        asked(
            "SELECT count(*) FROM publication_searchentry WHERE title LIKE %s OR body LIKE %s",
            *["%education%"] * 2,
        ),
        5,
    )
    bare = times(
        asked(
            "SELECT count(*) FROM publication_searchentry WHERE language = 'en'"
            " AND vector @@ to_tsquery('english', 'education & violence')"
        )
    )
    scanned, counted = statistics.median(scan), statistics.median(bare)
    like = f"LIKE over all rows ({scanned:.0f} ms)"
    count = f"bare count of two words ({counted:.1f} ms)"
    lines, everything = [], []
    for name, words, language in QUESTIONS:
        took = times(lambda words=words, language=language: search.find(words, language))
        everything += took
        middle = statistics.median(took)
        lines.append((f"search, p50: {name}", middle, "ms", like, middle / scanned))
    everything.sort()
    for part in (50, 95):
        value = everything[len(everything) * part // 100]
        lines += [
            (f"search, p{part} of all questions", value, "ms", like, value / scanned),
            (f"search, p{part} of all questions", value, "ms", count, value / counted),
        ]
    return lines


def of_export() -> list[tuple[str, float, str, str, float]]:
    """Export 4,400 rows as CSV and JSON, beside COPY of the same table to CSV."""
    one = Relation.objects.first()
    assert one is not None
    rows = []
    for number in range(EXPORTED - Relation.objects.count()):
        fields = {name: value for name, value in vars(one).items() if name not in {"_state", "id"}}
        rows.append(Relation(**{**fields, "paragraph": 1000 + number}))
    Relation.objects.bulk_create(rows, batch_size=1000)
    tables = rooms.tables()
    table = tables["mandates.relation"]

    def copied() -> int:
        out = io.BytesIO()
        with connection.cursor() as cursor:
            wanted = (
                "COPY (SELECT * FROM mandates_relation ORDER BY mandate_id, paragraph, other_id)"
            )
            with cursor.copy(f"{wanted} TO STDOUT (FORMAT csv, HEADER)") as copy:
                for piece in copy:
                    out.write(piece)
        return out.tell()

    copying = statistics.median(times(copied))
    as_csv = statistics.median(times(lambda: "".join(exports.csv_of(table, tables))))
    as_json = statistics.median(times(lambda: "".join(exports.json_of(table, tables, now()))))
    words = f"COPY of the same rows to CSV ({copying:.1f} ms)"
    return [
        (f"open data: {EXPORTED:,} rows as CSV", as_csv, "ms", words, as_csv / copying),
        (f"open data: {EXPORTED:,} rows as JSON", as_json, "ms", words, as_json / copying),
    ]


def run() -> list[tuple[str, float, str, str, float]]:
    """Return name, value, unit, baseline and the ratio to it."""
    with scratch_cluster():
        return [*of_index(made_up()), *of_questions(), *of_export()]
