"""The public door at 100,000 letters and 250,000 paragraphs: lists, a letter, and the search.

Each letter has two paragraphs, and half of them a reply of one. All are made up, mild and of an
exercise; half are to Exerland, half to addressees that are no State. Pages are asked for over the
wire; the baseline is a bare read of the same rows in the same run, for the search both the bare
question to the index in one language and a LIKE over all entries. A page that the door does not
have yet is said to be not built.
"""

from collections.abc import Iterator

import psycopg
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from rapporteur.doors import rooms
from rapporteur.kernel.findables import Findable, Pages, Place, Subject
from rapporteur.publication import indexing
from rapporteur.publication.models import PublishedLetter
from rapporteur.world.models import Country
from tests.bench.doors import Doors, as_owner, doors_open, milliseconds, multiplied
from tests.bench.wire import Browser, middle_and_slow, times
from tests.factories.publication import WORDS, make_published, make_published_reply

Row = tuple[str, float, str, str, float]
LETTERS, REPLIES = 100_000, 50_000
PARAGRAPHS = 2 * LETTERS + REPLIES
ADDRESSES = "rapporteur.doors.public.urls"
ALLOWED, ALLOWED_SEARCH = 150.0, 50.0  # milliseconds, p95; of a list as of a desk's, DESIGN §7
REQUESTS = 60
THINGS = ("families", "schools", "adoption", "work", "travel", "identity", "protection", "marriage")
QUESTIONS = ("promises", "exercise adoption", "schools 77", "protec", "marriage identity", "zebra")
LIST = """
    SELECT l.id, l.key, l.kind, l.sent_on, l.words -> 'subject', c.names FROM published_letter l
    LEFT JOIN world_country c ON c.iso3 = l.country_id {where}
    ORDER BY l.sent_on DESC, l.key LIMIT 50 OFFSET {offset}
"""
BY_WORDS = LIST.format(
    where="WHERE l.words::text LIKE '%marriage%' AND l.words::text LIKE '%identity%'", offset=0
)
ONE = """
    SELECT l.*, r.* FROM published_letter l LEFT JOIN published_reply r ON r.letter_id = l.id
    WHERE l.key = '{key}'
"""
BARE = """
    SELECT id, ts_rank_cd(vector, q) AS rank FROM (
        SELECT id, vector, q FROM publication_searchentry, plainto_tsquery('english', %s) AS q
        WHERE language = 'en' AND vector @@ q LIMIT 2000) AS met ORDER BY rank DESC LIMIT 20
"""
SCAN = "SELECT count(*) FROM publication_searchentry WHERE title LIKE %s OR body LIKE %s"


def fill(doors: Doors, behind: psycopg.Connection) -> str:
    """Make the letters and the index of them; return the key of one that has a reply."""
    with as_owner(doors):
        parts = [
            {"number": 3, "pieces": [{"text": "Excellency, this is an exercise."}], "facts": []},
            {"number": 5, "pieces": [], "facts": [[{"text": "A family was promised work."}]]},
        ]
        template = make_published(
            country=Country.objects.get(iso3="XEX"), words={**WORDS, "parts": parts}
        )
        replied = make_published_reply(template)
    things = f"(ARRAY{list(THINGS)})"
    one = f"{things}[1 + n % 8] || ' and ' || {things}[1 + n / 8 % 8]"
    subject = f"jsonb_build_array(jsonb_build_object('text', 'An exercise: ' || {one} || ' ' || n))"
    to_state = "CASE WHEN n % 2 = 0 THEN {} ELSE {} END"
    with behind.transaction():
        multiplied(
            behind, "published_letter", f"key = '{template.key}'", LETTERS,
            id="md5('published' || n)::uuid", key="'L' || lpad(n::text, 7, '0')",
            words=f"jsonb_set(t.words, '{{subject}}', {subject})", sent_on="t.sent_on - n % 7000",
            addressee_kind=to_state.format("'state'", "'company'"),
            country_id=to_state.format("'XEX'", "NULL"),
        )  # fmt: skip
        said = f"'Exerland answered about ' || {one} || ' ' || n"
        passages = f"jsonb_build_array(jsonb_build_array(jsonb_build_object('text', {said})))"
        multiplied(
            behind, "published_reply", f"key = '{replied.key}'", REPLIES,
            id="md5('reply' || n)::uuid", key="'S' || lpad(n::text, 7, '0')",
            letter_id="md5('published' || (2 * n))::uuid",
            words=f"jsonb_build_object('passages', {passages}, 'files', jsonb_build_array())",
        )  # fmt: skip
    with as_owner(doors):
        indexing.rebuild((*rooms.subjects(), *letters_themselves()))
    for table in ("published_letter", "published_reply", "publication_searchentry"):
        behind.execute(f"VACUUM ANALYZE {table}")
    return template.key


def letters_themselves() -> list[Pages]:
    """Return the letters as something to be found, where no room does that already."""
    if any(isinstance(one, Subject) and one.model is PublishedLetter for one in rooms.subjects()):
        return []

    def described() -> Iterator[Findable]:
        for letter in PublishedLetter.objects.iterator(2000):
            body = [part["pieces"][0]["text"] for part in letter.words["parts"]]
            yield Findable(letter.key, {"en": letter.subject}, Place("home"), {"en": body})

    return [Pages("letter", "letter", described)]


def addresses(key: str) -> dict[str, tuple[str | None, str]]:
    """Return name, address (None where the door has no such page) and SQL of the same rows."""
    with translation.override("en"):
        every = of_name("letters")
        whole = of_name("letter", key)
    of_state = LIST.format(where="WHERE l.country_id = 'XEX'", offset=0)
    last = f"{every}?page={LETTERS // 50}" if every else None
    return {
        "letters, first page": (every, LIST.format(where="", offset=0)),
        "letters, last page": (last, LIST.format(where="", offset=LETTERS - 50)),
        "letters to one State": (every and f"{every}?state=XEX", of_state),
        "letters by words": (
            every and f"{every}?words=marriage+identity",
            BY_WORDS,
        ),
        "one letter": (
            whole,
            ONE.format(key=key),
        ),
    }


def of_name(name: str, *args: str) -> str | None:
    try:
        return reverse(name, urlconf=ADDRESSES, args=args)
    except NoReverseMatch:
        return None


def of_pages(browser: Browser, behind: psycopg.Connection, key: str) -> Iterator[Row]:
    for name, (address, statement) in addresses(key).items():
        what = f"public, {LETTERS:,}: {name}"
        if address is None:
            yield f"{what}: not built", 0.0, "", "none", 0.0
            continue
        middle, slow = times(browser, address, REQUESTS)
        plain = milliseconds(lambda asked=statement: behind.execute(asked).fetchall(), 20)
        words, came = f"bare SQL of its rows ({plain:.2f} ms)", browser.get(address).came
        yield f"{what}, p50", middle, "ms", words, middle / plain
        yield f"{what}, p95", slow, "ms", words, slow / plain
        yield f"{what}, p95", slow, "ms", "as a desk page, 150 ms", slow / ALLOWED
        yield f"{what}, weight", came / 1000, "kB", "as a list, 60 kB", came / 60_000


def of_search(browser: Browser, behind: psycopg.Connection) -> Iterator[Row]:
    address, everything = of_name("search"), []
    row = behind.execute("SELECT count(*) FROM publication_searchentry").fetchone()
    entries = row[0] if row else 0
    scan = milliseconds(lambda: behind.execute(SCAN, ["%adoption%"] * 2).fetchall(), 5)
    words = f"LIKE over {entries:,} entries ({scan:.0f} ms)"
    bare = [
        milliseconds(lambda asked=one: behind.execute(BARE, [asked]).fetchall(), 20)
        for one in QUESTIONS
    ]
    plain = sorted(bare)[len(bare) // 2]
    in_index = f"bare SQL of one language ({plain:.2f} ms)"
    for asked in QUESTIONS:
        there = f"{address}?q={asked.replace(' ', '+')}"
        browser.get(there)
        everything += [browser.get(there).took for _ in range(REQUESTS // 3)]
    middle, slow = middle_and_slow(everything)
    what = f"public: page of a search, {LETTERS:,} letters, {PARAGRAPHS:,} paragraphs"
    yield f"{what}, p50", middle, "ms", in_index, middle / plain
    yield f"{what}, p95", slow, "ms", in_index, slow / plain
    yield f"{what}, p50", middle, "ms", words, middle / scan
    yield f"{what}, p95", slow, "ms", words, slow / scan
    yield f"{what}, p95", slow, "ms", "allowed 50 ms", slow / ALLOWED_SEARCH


def run() -> list[Row]:
    """Return name, value, unit, baseline and the ratio to it."""
    with doors_open() as doors, doors.behind() as behind, translation.override("en"):
        key = fill(doors, behind)
        browser = doors.browser("public")
        return [*of_pages(browser, behind, key), *of_search(browser, behind)]
